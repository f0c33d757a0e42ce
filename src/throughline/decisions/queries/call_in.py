"""Which key decisions are planned, which decisions can be called in, and what came of each call-in?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..law.call_in import Standing
from ..law.duties import Announced, clear_days_between, earliest_day
from ..law.lifecycle import LEAD, MONITORING_OFFICER
from ..lifecycle import DECIDED, PUBLIC_STATES
from ..models import CallIn, Draft, PlannedDecision
from .law import facts_of_regime, regimes_on

_TASK = ("opened_on", "last_day_on", "notice__number", "notice__title")
_LONG = ("notice__record", "notice__made", "notice__findings")


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of the forward plan with what its notice period comes to; `asked` None: the law asks for none."""

    entry: PlannedDecision
    clear_days: int
    asked: int | None
    earliest_on: date | None

    @property
    def is_short(self) -> bool:
        """Whether it is planned before its notice period is over."""
        return self.asked is not None and self.clear_days < self.asked


def forward_plan(actor: Actor, today: date, *, all_of_them: bool = False) -> list[Planned]:
    """The key decisions that are planned, the next first; with `all_of_them` those decided and dropped, too."""
    rows = _entries(actor).order_by("planned_on", "subject", "id")
    return _with_notice(rows if all_of_them else rows.filter(state="planned"), today)


def planned_entry(actor: Actor, entry_id: UUID, today: date) -> Planned | None:
    """That entry of the forward plan, if there is one that the actor may see."""
    return next(iter(_with_notice(_entries(actor).filter(id=entry_id), today)), None)


def _entries(actor: Actor) -> QuerySet[PlannedDecision]:
    """The forward plan: everybody sees it, save illustrations, which those who have signed in see. Authority: R46."""
    rows = PlannedDecision.objects.all()
    return rows if actor.is_signed_in else rows.filter(is_illustration=False)


def announced_for(draft_id: UUID) -> Announced | None:
    """The entry that announces a draft, as the findings of the draft read it."""
    entry = PlannedDecision.objects.filter(draft_id=draft_id).exclude(state="dropped").first()
    return None if entry is None else Announced(entry.announced_on, entry.planned_on)


def drafts_to_announce(but: UUID | None = None) -> list[tuple[str, str]]:
    """The drafts in the making that no entry announces yet, as choices; `but` is offered although one does."""
    rows = Draft.objects.exclude(state__in=["withdrawn", *DECIDED]).exclude(function="police-and-crime")
    free = rows.filter(Q(announced__isnull=True) | Q(id=but))
    return [(str(each.id), str(each)) for each in free.order_by("title", "id")[:200]]


def _with_notice(rows: QuerySet[PlannedDecision], today: date) -> list[Planned]:
    law = {function: facts_of_regime(row) for function, row in regimes_on(today).items()}
    found = []
    for entry in rows.select_related("notice").defer(*_LONG):
        regime = law.get(entry.function)
        asked = regime.clear_days if regime else None
        found.append(
            Planned(
                entry,
                clear_days_between(entry.announced_on, entry.planned_on),
                asked,
                earliest_day(entry.announced_on, asked) if asked is not None else None,
            )
        )
    return found


def call_ins(actor: Actor) -> QuerySet[CallIn]:
    """Every published decision that can or could be called in, the newest window first.

    Illustrations are there for those who have signed in only. Authority: R46.
    """
    rows = CallIn.objects.filter(notice__state__in=PUBLIC_STATES).select_related("notice").defer(*_LONG)
    rows = rows if actor.is_signed_in else rows.filter(notice__is_illustration=False)
    return rows.order_by("-opened_on", "-notice__number")


def call_in_of(actor: Actor, number: str) -> CallIn | None:
    """The window of that decision and what came of it; None where there is none that the actor may see."""
    return call_ins(actor).filter(notice__number=number).first()


def standing_of(actor: Actor, number: str, today: date) -> Standing | None:
    """How the call-in of that decision stands; None where there is none that the actor may see."""
    found = call_ins(actor).filter(notice__number=number).first()
    return None if found is None else found.facts(today)


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Windows that are over, call-ins that wait for their result, decisions that came back."""
    if actor.roles & {LEAD, MONITORING_OFFICER}:
        rows = call_ins(actor).filter(state__in=["open", "called_in", "referred_back"])
        yield Waiting(
            rows,
            (*_TASK, "state", "called_in_on", "met_on"),
            lambda found: [_next(each, actor) for each in found],
        )


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """Decisions that can still be called in, for those who drafted them."""
    if actor.roles & {LEAD, "programme-officer"}:
        yield Waiting(
            call_ins(actor).filter(state="open", last_day_on__gte=localdate()),
            (*_TASK, "scrutiny_body"),
            lambda found: [_window(each) for each in found],
        )


def _next(each: CallIn, actor: Actor) -> Task | None:
    is_officer = MONITORING_OFFICER in actor.roles
    if each.state == "open" and each.last_day_on < localdate():
        return _task(each, "The window to call it in is over", each.last_day_on, "Let it take effect")
    if each.state == "called_in" and is_officer:
        return _task(each, "Called in, waiting for the meeting", each.called_in_on, "Enter the result")
    if each.state == "referred_back":
        return _task(each, "Sent back by the scrutiny meeting", each.met_on, "Enter the answer")
    return None


def _window(each: CallIn) -> Task:
    return _task(
        each, "Can be called in", each.opened_on, "See it", by=each.last_day_on, who=each.scrutiny_body
    )


def _task(
    each: CallIn, what: str, since: date | None, action: str, *, by: date | None = None, who: str = ""
) -> Task:
    moment = make_aware(datetime.combine(since or each.opened_on, time()))
    subject = f"{each.notice.number} {each.notice.heading}"
    return Task(what, subject, moment, action, reverse("call-in", args=[each.notice.number]), by, who)
