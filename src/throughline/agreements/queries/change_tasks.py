"""Which variations and contracts wait for somebody?"""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import FOR_THE_OTHER_SIDE, LEAD, OFFICERS
from ..models import Agreement, Variation
from . import calendar
from .variations import visible_to

_MOST = 10


def waiting_for(actor: Actor) -> Iterator[Task | Waiting]:
    """Requests to answer, variations to put to a decision or to apply; a commissioner's contracts that need a step."""
    if actor.roles & OFFICERS:
        varied = Agreement.objects.filter(variation=OuterRef("pk"))
        rows = Variation.objects.filter(state__in=["asked", "prepared", "amended", "agreed"])
        yield Waiting(
            rows.annotate(has_agreements=Exists(varied)).order_by("begun_at", "id")[:_MOST],
            ("state", "title", "begun_at", "by_notice", "decision__recorded_at", "has_agreements"),
            lambda found: [_task(each, actor) for each in found],
        )
    if "commissioner" in actor.roles:
        yield from _of_contracts(actor)


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """What a recipient or its area asked for, until the authority has answered."""
    if actor.roles & FOR_THE_OTHER_SIDE:
        rows = visible_to(actor, timezone.localdate()).filter(state__in=["asked", "prepared", "deciding"])
        yield Waiting(
            rows.order_by("begun_at", "id")[:_MOST],
            ("title", "begun_at"),
            lambda found: [_asked(each) for each in found],
        )


def _asked(variation: Variation) -> Task:
    return Task(
        "Waits for the authority’s answer",
        variation.title,
        variation.begun_at,
        "Look",
        _href(variation),
        who="the authority",
    )


def _task(variation: Any, actor: Actor) -> Task | None:
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
    if not variation.has_agreements:
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
