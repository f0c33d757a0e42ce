"""Whom would the file of an evaluation hold, and what does it say of each? Asked in a machine's sight alone. R40"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from ..actions.people import identity_of
from ..care.local_time import bounds_of, day_of
from ..exports.coding import age_band, sex_code
from ..exports.evaluation import Candidate, agreed, agreed_start, why_out
from ..lifecycle import UNDER_WAY
from ..models import (
    Appointment,
    Consent,
    EvaluationFile,
    NeedLevel,
    Pathway,
    RecoveryCheck,
    Referral,
    Treatment,
)
from ..sealed import DeletedError
from .extracting import person_pseudonym, pseudonym

TAKEN_ON = (*UNDER_WAY, "exited", "closed")


@dataclass(frozen=True, slots=True)
class Found:
    """One referral of the period: when it was sent, whose it is by pseudonym, why it is not in, and its row.

    `extracted` is the pseudonym that an extract for the evidence has for the same person.
    """

    sent_at: datetime
    person_id: UUID
    person: str
    why_out: str
    row: tuple[object, ...]
    extracted: str = ""


def found_at(wanted: EvaluationFile, provider: UUID, *, has_papers: bool) -> Iterator[Found]:
    """Each referral of the period at that provider, of those in sight; nine queries."""
    begins, ends = bounds_of(wanted.period_from, wanted.period_until - timedelta(days=1))
    rows = Referral.objects.filter(provider=provider, person__deleted_at__isnull=True)
    rows = rows.filter(sent_at__gte=begins, sent_at__lt=ends).exclude(state__in=["draft", "discarded"])
    kept = list(rows.select_related("person", "unit", "place", "provider").order_by("sent_at", "id"))
    told = _Told([each.id for each in kept])
    for each in kept:
        try:
            who = identity_of(each.person)
        except DeletedError:
            continue
        candidate = Candidate(
            has_papers=has_papers,
            is_of_kind=each.person.is_made_up == wanted.is_made_up,
            has_objected=told.monitoring.get(each.id) in ("no", "withdrawn"),
            has_crn=bool(who.crn),
            was_accepted=each.state in TAKEN_ON
            or (each.state == "withdrawn" and each.triaged_at is not None),
            has_started=each.id in told.pathways,
        )
        purpose = f"evaluation {wanted.id}"
        person = pseudonym("person", who.crn, purpose)
        assert each.sent_at is not None  # noqa: S101 - the database keeps it with the state
        sent_on = day_of(each.sent_at)
        row = (
            person,
            pseudonym("referral", str(each.id), purpose),
            agreed_start(sent_on, wanted.dates),
            each.provider.code,
            each.unit.name,
            each.place.name,
            each.source,
            each.sentence,
            each.requirement,
            age_band(who.age_on(sent_on)),
            sex_code(who.sex),
            *told.of(each, sent_on, wanted.dates),
        )
        why = why_out(candidate, wanted.cohort)
        yield Found(each.sent_at, each.person_id, person, why, row, person_pseudonym(who, each.person_id))


class _Told:
    """What is on record of these referrals, read once for all of them."""

    def __init__(self, ids: Sequence[UUID]) -> None:
        def rows(model: Any, *columns: str, **said: Any) -> Any:
            order = ["referral_id", columns[0], "id"]
            return (
                model.objects.filter(referral__in=ids, **said)
                .order_by(*order)
                .values_list("referral_id", *columns)
            )

        said = rows(Consent, "recorded_at", "answer", kind="monitoring")
        self.monitoring = {referral: answer for referral, _, answer in said}
        self.pathways: dict[UUID, tuple[date, str]] = {}
        for referral, since, kind in rows(Pathway, "runs_from", "kind"):
            self.pathways.setdefault(referral, (since, kind))
        self.treated: dict[UUID, date] = {}
        for referral, since in rows(Treatment, "started_on", started_on__isnull=False):
            self.treated.setdefault(referral, since)
        self.met: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for referral, state in rows(Appointment, "state"):
            self.met[referral][state] += 1
        self.checks = {
            (referral, months): said for referral, months, said in rows(RecoveryCheck, "months", "answer")
        }
        self.levels: dict[UUID, str] = {}
        levels = NeedLevel.objects.filter(
            assessment__referral__in=ids, assessment__state="complete", assessment__kind="first", need="DNR"
        ).order_by("assessment__completed_at", "id")
        for referral, level in levels.values_list("assessment__referral_id", "level"):
            self.levels.setdefault(referral, level)

    def of(self, each: Referral, sent_on: date, dates: str) -> tuple[object, ...]:
        """The columns that follow who the person is."""
        since, kind = self.pathways.get(each.id, (None, ""))
        has_ended = each.state in ("exited", "closed", "withdrawn")
        was_planned = "" if not has_ended else "yes" if each.was_planned else "no"
        return (
            self.levels.get(each.id, ""),
            agreed(day_of(each.triaged_at) if each.triaged_at else None, sent_on, dates),
            agreed(each.first_contact_on, sent_on, dates),
            agreed(since, sent_on, dates),
            kind,
            agreed(self.treated.get(each.id), sent_on, dates),
            self.met[each.id]["attended"],
            self.met[each.id]["did_not_attend"],
            agreed(each.exited_on if has_ended else None, sent_on, dates),
            each.exit_reason or each.withdrawn_for,
            was_planned,
            *(self.checks.get((each.id, months), "") for months in (3, 6, 12)),
        )
