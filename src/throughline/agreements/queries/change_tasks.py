"""Which variations and contracts wait for somebody?"""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import FOR_THE_OTHER_SIDE, LEAD, OFFICERS
from ..models import Variation
from . import calendar
from .variations import visible_to

_MOST = 10


def waiting_for(actor: Actor) -> list[Task]:
    """Requests to answer, variations to put to a decision or to apply; a commissioner's contracts that need a step."""
    found = []
    if actor.roles & OFFICERS:
        rows = Variation.objects.filter(state__in=["asked", "prepared", "amended", "agreed"]).select_related(
            "decision"
        )
        for each in rows.prefetch_related("agreements").order_by("begun_at", "id")[:_MOST]:
            if task := _task(each, actor):
                found.append(task)
    if "commissioner" in actor.roles:
        found += _of_contracts(actor)
    return found


def waiting_for_others(actor: Actor) -> list[Task]:
    """What a recipient or its area asked for, until the authority has answered."""
    if not actor.roles & FOR_THE_OTHER_SIDE:
        return []
    rows = visible_to(actor, timezone.localdate()).filter(state__in=["asked", "prepared", "deciding"])
    return [
        Task(
            "Waits for the authority’s answer",
            each.title,
            each.begun_at,
            "Look",
            _href(each),
            who="the authority",
        )
        for each in rows.order_by("begun_at", "id")[:_MOST]
    ]


def _task(variation: Variation, actor: Actor) -> Task | None:
    if variation.state == "asked":
        return Task(
            "A recipient asks for a change", variation.title, variation.begun_at, "Answer", _href(variation)
        )
    if variation.state == "prepared":
        what = "Prepared: put it to a decision"
        return Task(what, variation.title, variation.begun_at, "Look and go on", _href(variation))
    since = variation.decision.recorded_at if variation.decision else variation.begun_at
    if variation.state == "amended":
        what, action = "Decided as amended: name its lines as decided", "Look and name them"
        return Task(what, variation.title, since, action, _href(variation)) if actor.roles & LEAD else None
    if variation.by_notice:
        what, action = "Decided: apply it to its grants", "Look and apply"
        return Task(what, variation.title, since, action, _href(variation)) if actor.roles & LEAD else None
    if not variation.agreements.all():
        what = "Decided: draft the varied agreements"
        return Task(what, variation.title, since, "Look and draft", _href(variation))
    return None  # its agreements say for themselves whom they wait for


def _of_contracts(actor: Actor) -> list[Task]:
    today = timezone.localdate()
    rows = calendar.on_the_calendar(actor, today)
    since = timezone.make_aware(datetime.combine(today, time.min))
    return [
        Task(
            f"Local contract: {each.words[:1].lower()}{each.words[1:]}",
            each.place,
            since,
            "Look",
            each.href,
            by=each.on,
        )
        for each in calendar.warnings(rows, today)
        if each.tone == "stop" or each.tag == "Option"
    ][:_MOST]


def _href(variation: Variation) -> str:
    return reverse("variation", args=[variation.id])
