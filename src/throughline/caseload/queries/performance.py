"""Which referrals are in the performance file of a period, and what is on record of each? A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughline.frame.together import together

from ..actions.people import identity_of
from ..actions.referring import asked_of
from ..care.local_time import bounds_of
from ..exports.performance import Facts, Met
from ..models import Appointment, Assessment, Delivered, Outcome, Referral, Told
from ..sealed import DeletedError

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One referral of the file, and whose it is."""

    facts: Facts
    person_id: UUID


def referrals_of(period: tuple[date, date], *, unit: UUID | None = None) -> QuerySet[Referral]:
    """Those in sight that were sent from the first day to the last, by when; deleted people are left out."""
    begins, ends = bounds_of(*period)
    rows = Referral.objects.filter(sent_at__gte=begins, sent_at__lt=ends, person__deleted_at__isnull=True)
    rows = rows.exclude(state__in=["draft", "discarded"])
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.select_related("person", "provider", "place").order_by("sent_at", "id")


def row_named(reference: str) -> Row | None:
    """The one referral of that reference, as the file has it; None for whoever may not see it."""
    rows = Referral.objects.filter(reference=reference, person__deleted_at__isnull=True)
    rows = rows.exclude(state__in=["draft", "discarded"]).select_related("person", "provider", "place")
    return next(facts_of(list(rows[:1])), None)


def rows_of(referrals: QuerySet[Referral]) -> Iterator[Row]:
    """The facts of each, in the same order; two queries for every five hundred."""
    kept: list[Referral] = []
    for referral in referrals.iterator(chunk_size=AT_ONCE):
        kept.append(referral)
        if len(kept) == AT_ONCE:
            yield from facts_of(kept)
            kept = []
    yield from facts_of(kept)


def facts_of(referrals: list[Referral]) -> Iterator[Row]:
    """The facts of these; one query for all of them."""
    if not referrals:
        return
    record = _Record([each.id for each in referrals])
    for each in referrals:
        try:
            crn, asked = identity_of(each.person).crn, asked_of(each)
        except DeletedError:
            continue
        sent_at = each.sent_at
        assert sent_at is not None  # noqa: S101 - the database keeps it with the state
        is_exit, is_withdrawn = each.state in ("exited", "closed"), each.state == "withdrawn"
        yield Row(
            Facts(
                reference=each.reference,
                id=str(each.id),
                contract=f"{each.provider.code}/{each.place.name}",
                provider=each.provider.code,
                key_worker=each.key_worker,
                crn=crn,
                state=each.state,
                sent_at=sent_at,
                meetings=tuple(record.met[each.id]),
                assessed_at=record.assessed.get(each.id),
                hoped_for=len(set(asked.hoped_for)),
                judged=tuple(record.judged[each.id]),
                sessions_expected=sum(record.given[each.id].values()),
                withdrawn_at=record.told.get((each.id, "withdrawn")) if is_withdrawn else None,
                withdrawn_for=each.withdrawn_for,
                exited_at=record.told.get((each.id, "exited")) if is_exit else None,
                was_planned=bool(each.was_planned),
                declined_at=each.triaged_at if each.state in ("declined", "redirected") else None,
                complete_by=_day(asked.complete_by),
                sentence_ends_on=each.sentence_ends_on,
            ),
            each.person_id,
        )


class _Record:
    """What is on record of these referrals, each by the referral's id."""

    def __init__(self, ids: list[UUID]) -> None:
        appointments, assessments, outcomes, delivered, told = together(
            (model.objects.filter(referral__in=ids, **said).order_by(*order, "id"), ("referral_id", *columns))
            for model, said, order, columns in _ASKED
        )
        self.met: dict[UUID, list[Met]] = defaultdict(list)
        for one in appointments:
            late = one.came_late_minutes or 0
            self.met[one.referral_id].append(Met(one.kind, one.state, one.begins_at, one.booked_at, late))
        self.assessed: dict[UUID, datetime] = {}
        for one in assessments:
            self.assessed.setdefault(one.referral_id, one.completed_at)
        self.judged: dict[UUID, list[str]] = defaultdict(list)
        for one in outcomes:
            self.judged[one.referral_id].append(one.achieved)
        # Each intervention that was given at all counts its sessions once a pathway.
        self.given: dict[UUID, dict[tuple[UUID, UUID], int]] = defaultdict(dict)
        for one in delivered:
            self.given[one.referral_id][one.pathway_id, one.intervention_id] = one.intervention.sessions
        # When the end and the withdrawal were recorded: the last time, should it have been put right.
        self.told = {(one.referral_id, one.kind): one.told_at for one in told}


_ASKED: tuple[tuple[type[Any], dict[str, Any], tuple[str, ...], tuple[str, ...]], ...] = (
    (Appointment, {}, ("begins_at",), ("kind", "state", "begins_at", "booked_at", "came_late_minutes")),
    (Assessment, {"state": "complete"}, ("completed_at",), ("completed_at",)),
    (Outcome, {}, ("outcome",), ("achieved",)),
    (Delivered, {}, (), ("pathway_id", "intervention__sessions")),
    (Told, {"kind__in": ("exited", "withdrawn")}, ("told_at",), ("kind", "told_at")),
)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None
