"""Which referrals are in the performance file of a period, and what is on record of each? A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

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
    """The facts of each, in the same order; six queries for every five hundred referrals."""
    kept: list[Referral] = []
    for referral in referrals.iterator(chunk_size=AT_ONCE):
        kept.append(referral)
        if len(kept) == AT_ONCE:
            yield from facts_of(kept)
            kept = []
    yield from facts_of(kept)


def facts_of(referrals: list[Referral]) -> Iterator[Row]:
    """The facts of these; six queries."""
    if not referrals:
        return
    ids = [each.id for each in referrals]
    met, assessed, judged = _met(ids), _assessed(ids), _judged(ids)
    expected, told = _expected(ids), _told(ids)
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
                meetings=tuple(met[each.id]),
                assessed_at=assessed.get(each.id),
                hoped_for=len(set(asked.hoped_for)),
                judged=tuple(judged[each.id]),
                sessions_expected=expected[each.id],
                withdrawn_at=told.get((each.id, "withdrawn")) if is_withdrawn else None,
                withdrawn_for=each.withdrawn_for,
                exited_at=told.get((each.id, "exited")) if is_exit else None,
                was_planned=bool(each.was_planned),
                declined_at=each.triaged_at if each.state in ("declined", "redirected") else None,
                complete_by=_day(asked.complete_by),
                sentence_ends_on=each.sentence_ends_on,
            ),
            each.person_id,
        )


def _met(ids: Iterable[UUID]) -> dict[UUID, list[Met]]:
    found: dict[UUID, list[Met]] = defaultdict(list)
    rows = Appointment.objects.filter(referral__in=ids).order_by("begins_at", "id")
    for referral, *said, late in rows.values_list(
        "referral_id", "kind", "state", "begins_at", "booked_at", "came_late_minutes"
    ):
        found[referral].append(Met(*said, late or 0))
    return found


def _assessed(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    rows = Assessment.objects.filter(referral__in=ids, state="complete", completed_at__isnull=False)
    found: dict[UUID, datetime] = {}
    for referral, at in rows.order_by("completed_at", "id").values_list("referral_id", "completed_at"):
        if at is not None:
            found.setdefault(referral, at)
    return found


def _judged(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Outcome.objects.filter(referral__in=ids).order_by("outcome", "id")
    for referral, achieved in rows.values_list("referral_id", "achieved"):
        found[referral].append(achieved)
    return found


def _expected(ids: Iterable[UUID]) -> dict[UUID, int]:
    """Sessions of each intervention that was given at all, each counted once a pathway."""
    found: dict[UUID, int] = defaultdict(int)
    rows = Delivered.objects.filter(referral__in=ids).order_by("referral_id").distinct()
    for referral, _, _, sessions in rows.values_list(
        "referral_id", "pathway_id", "intervention_id", "intervention__sessions"
    ):
        found[referral] += sessions
    return found


def _told(ids: Iterable[UUID]) -> dict[tuple[UUID, str], datetime]:
    """When the end and the withdrawal were recorded: the last time, should it have been put right."""
    rows = Told.objects.filter(referral__in=ids, kind__in=("exited", "withdrawn")).order_by("told_at", "id")
    return {(referral, kind): at for referral, kind, at in rows.values_list("referral_id", "kind", "told_at")}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None
