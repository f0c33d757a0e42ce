"""Which decisions wait to be published, by when, and who must publish each?

There is always a name: who was named for the decision, else the programme lead, else the monitoring officer, else an
administrator; and always a day, from the regime. Authority: R6.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.urls import reverse
from django.utils.timezone import localdate

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.dates import working_days_between
from throughline.organisations.queries import having_role, people_who_sign_in

from ..law.duties import publish_by
from ..law.lifecycle import KEEPERS, LEAD, MONITORING_OFFICER
from ..models import Notice, Regime
from .law import dated_regimes, facts_of_regime

_STATED = (
    *("number", "state", "title", "function", "decided_on", "published_on", "recorded_at", "stated_by"),
    "publication_duty__person",
)
NOBODY = "Programme lead (nobody holds that role today; an administrator can give it)"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Somebody who may publish."""

    id: UUID
    name: str

    @property
    def actor(self) -> str:
        """Their id as acts carry it."""
        return f"person:{self.id}"


@dataclass(frozen=True, slots=True)
class Duty:
    """One decision that is not published yet: by which day, and who must; `why` says how they come to it."""

    number: str
    state: str
    subject: str
    decided_on: date
    since: datetime
    by: date
    holder: Publisher | None
    holder_name: str
    why: str
    today: date

    @property
    def days_left(self) -> int:
        """Working days until the day; negative when it is past."""
        return working_days_between(self.today, self.by)

    @property
    def is_late(self) -> bool:
        return self.today > self.by

    @property
    def in_words(self) -> str:
        """How the day stands: “3 working days left”, “due today”, “1 working day late”."""
        left = self.days_left
        if not self.is_late and left == 0:
            return "due today"
        count = max(1, abs(left))
        return f"{count} working {'day' if count == 1 else 'days'} {'late' if self.is_late else 'left'}"


def publishers(on: date) -> list[Publisher]:
    """Everybody who may publish on that day, by name."""
    return _with_role(LEAD, on)


def duties(today: date) -> list[Duty]:
    """Every decision that was decided or recorded and is not published, the most urgent first."""
    rows = _stated(_unpublished().select_related("publication_duty"))
    return _by_urgency(_duties(list(rows.defer("record", "made", "findings")), today))


def duty_of(number: str, today: date) -> Duty | None:
    """Who must publish that decision and by when; None once it is published."""
    rows = _stated(_unpublished().filter(number=number).select_related("publication_duty"))
    return next(_duties(list(rows.defer("record", "made", "findings")), today), None)


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """The decisions that this actor is named to publish; for the monitoring officer, those that are late."""
    if actor.roles & KEEPERS:
        yield _waiting(
            lambda each: (
                _task(each, "Publish" if _is(each, actor) else "See it")
                if _is(each, actor) or (each.is_late and MONITORING_OFFICER in actor.roles)
                else None
            )
        )


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """The decisions that somebody else is named to publish, for those who drafted them or answer for them."""
    if actor.roles & {LEAD, "programme-officer"}:
        yield _waiting(lambda each: None if _is(each, actor) else _task(each, "See it", who=each.holder_name))


def _waiting(task: Callable[[Duty], Task | None]) -> Waiting:
    return Waiting(
        _stated(_unpublished()),
        _STATED,
        lambda found: [task(each) for each in _by_urgency(_duties(found, localdate()))],
    )


def _is(duty: Duty, actor: Actor) -> bool:
    return duty.holder is not None and duty.holder.actor == actor.id


def _task(duty: Duty, action: str, who: str = "") -> Task:
    what = f"{duty.state.capitalize()}, not published: {duty.in_words}"
    return Task(
        what,
        f"{duty.number} {duty.subject}",
        duty.since,
        action,
        reverse("decision", args=[duty.number]),
        duty.by,
        who,
    )


def _unpublished() -> QuerySet[Notice]:
    """Those that the public waits for; an illustration is never public, so nobody must publish it. Authority: R46."""
    rows = Notice.objects.filter(state__in=["recorded", "decided"], is_illustration=False)
    return rows.order_by("decided_on", "number")


def _stated(rows: QuerySet[Notice]) -> QuerySet[Any]:
    return rows.annotate(stated_by=KeyTextTransform("publish_by", KeyTransform("law", "made")))


def _by_urgency(found: Iterable[Duty]) -> list[Duty]:
    return sorted(found, key=lambda each: (each.by, each.number))


def _duties(found: Sequence[Any], today: date) -> Iterator[Duty]:
    """What the rows `_stated` say, each with its `publication_duty`; two queries where there are any."""
    if not found:
        return
    leads = publishers(today)
    fallback, why = _fallback(leads, today)
    law = dated_regimes()
    by_id = {each.id: each for each in leads}
    for notice in found:
        named = getattr(notice, "publication_duty", None)
        holder = by_id.get(named.person_id) if named else None
        who = holder or fallback
        recorded_on = localdate(notice.recorded_at)
        decided_on = notice.decided_on or recorded_on
        was_published = notice.published_on is not None  # elsewhere: what is late is that it is not here, too
        yield Duty(
            notice.number,
            notice.state,
            notice.heading,
            decided_on,
            notice.recorded_at,
            _by(notice.stated_by, notice.function or "", recorded_on if was_published else decided_on, law),
            who,
            who.name if who else NOBODY,
            "named for this decision" if holder else why,
            today,
        )


def _by(stated: str | None, function: str, decided_on: date, law: Iterable[Regime]) -> date:
    """The day that the record itself states, else the one that the law of the day of the decision gives."""
    if stated:
        return date.fromisoformat(stated)
    regime = next((each for each in law if each.function == function and each.was_in_force(decided_on)), None)
    return publish_by(decided_on, None if regime is None else facts_of_regime(regime))


def _fallback(leads: list[Publisher], today: date) -> tuple[Publisher | None, str]:
    if leads:
        return leads[0], "as programme lead"
    for role, why in ((MONITORING_OFFICER, "as monitoring officer"), ("administrator", "as administrator")):
        found = _with_role(role, today)
        if found:
            return found[0], f"{why}, because nobody is programme lead today"
    return None, "nobody here can publish today"


def _with_role(role: str, on: date) -> list[Publisher]:
    return [Publisher(each.id, each.name) for each in having_role(people_who_sign_in(), role, on)]
