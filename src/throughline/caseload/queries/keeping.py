"""How long is a record kept, which are due to go, which are held, and what proves that one is gone? Authority: R39."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, Exists, F, Func, OuterRef, QuerySet, Subquery

from throughline.ledger import queries as ledger

from ..models import HOLDS, Person, Referral, Retention, SearchHash

GRACE = 30  # days between the end of a retention and the deletion, in which somebody may hold it: unverified
SOON_DAYS = 90
MOST = 100
HELD_FOR = dict(HOLDS)


@dataclass(frozen=True, slots=True)
class Ending:
    """A record that goes soon: since when nothing is under way, and the first day on which it may go."""

    reference: str
    rests: date
    until: date


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that was deleted: its reference, and the act that proves it."""

    reference: str
    person_id: UUID
    act: ledger.Entry
    is_empty: bool


def rule_of(body: UUID, on: date) -> Retention | None:
    """For how many years the organisation keeps a record on that day."""
    return Retention.objects.filter(body=body, runs_from__lte=on).order_by("-runs_from").first()


def rules_of(body: UUID) -> QuerySet[Retention]:
    """Every retention of the organisation, newest first."""
    return Retention.objects.filter(body=body).order_by("-runs_from")


def rests_since(person: UUID) -> date | None:
    """Since when nothing is under way for the person, with whichever provider; None while anything is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT caseload_rests_since(%s)", [person])
        found: date | None = cursor.fetchone()[0]
        return found


def kept_until(rests: date, years: int) -> date:
    """The first day on which a record may go."""
    return _same_day(rests, rests.year + years)


def years_before(on: date, years: int) -> date:
    """The same day that many years earlier; 29 February counts as 28 February."""
    return _same_day(on, on.year - years)


def ending(body: UUID, on: date) -> list[Ending]:
    """Whose record, of those in sight, may go within ninety days, soonest first."""
    rule = rule_of(body, on)
    if rule is None:
        return []
    before = years_before(on + timedelta(days=SOON_DAYS), rule.years)
    rests = Func(F("pk"), function="caseload_rests_since", output_field=DateField(null=True))
    people = Person.objects.filter(body=body, deleted_at=None, legal_hold="").annotate(
        rests=rests, reference=_REFERENCE
    )
    rows = people.filter(rests__lte=before).order_by("rests", "id").values_list("reference", "rests")
    return [
        Ending(reference, since, kept_until(since, rule.years)) for reference, since in rows[:MOST] if since
    ]


def held(body: UUID) -> QuerySet[Person]:
    """Whose record, of those in sight, stands under a hold."""
    people = Person.objects.filter(body=body, deleted_at=None).exclude(legal_hold="")
    return people.annotate(reference=_REFERENCE).order_by("id")


def gone(body: UUID) -> list[Gone]:
    """The last records in sight that were deleted, newest first, with their proof; two queries."""
    people = Person.objects.filter(body=body, deleted_at__isnull=False).annotate(
        reference=_REFERENCE, is_found=Exists(SearchHash.objects.filter(person=OuterRef("pk")))
    )
    sent = people.filter(Exists(Referral.objects.filter(person=OuterRef("pk"), sent_at__isnull=False)))
    rows = list(sent.order_by("-deleted_at", "id")[:MOST])
    proofs = ledger.last_acts("person", [each.id for each in rows], "person.deleted")
    return [
        Gone(
            each.reference,
            each.id,
            proofs[str(each.id)],
            not (bytes(each.wrapped_key) or bytes(each.identity) or each.is_found),
        )
        for each in rows
        if str(each.id) in proofs
    ]


_REFERENCE = Subquery(
    Referral.objects.filter(person=OuterRef("pk")).order_by("-begun_at", "id").values("reference")[:1],
    output_field=CharField(),
)


def _same_day(of: date, year: int) -> date:
    try:
        return of.replace(year=year)
    except ValueError:
        return of.replace(year=year, day=28)
