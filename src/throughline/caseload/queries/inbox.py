"""What waits for a unit's decision, who waits for a key worker, and who is offered from elsewhere?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.utils import timezone

from throughline.frame.lists import Filter, Listing, Rows, Sort, by
from throughline.frame.written import Given, Written, WrittenRows
from throughline.kernel.dates import add_working_days
from throughline.organisations.queries import names_of

from .. import codes
from ..actions.people import identity_of
from ..actions.referrals import with_people
from ..models import NeedSought, Question, Referral, Transfer
from ..risks import risks_in_words
from ..rules import Clock, first_contact_clock, sent_by_when_due_before
from ..sealed import Asked, opened, place_of
from .by_unit import by_unit
from .cases import UNREAD
from .referrals import searched

TO_DECIDE = ("sent", "already_in_treatment")
CLOCKS = {"late": "Late", "soon": "Due within 2 working days"}
ASKED = {"open": "Not answered yet", "answered": "Answered"}
_HELD = RawSQL(
    "(current_setting('throughline.side', true) <> 'provider' OR caseload_referral.provider_id = caseload_body()"
    " AND caseload_referral.unit_id = ANY (caseload_units()))",
    [],
    output_field=BooleanField(),
)
OFFERED_TO_US = RawSQL(
    "(current_setting('throughline.side', true) = 'provider' AND caseload_transfer.to_provider_id = caseload_body()"
    " AND caseload_transfer.to_unit_id = ANY (caseload_units()))",
    [],
    output_field=BooleanField(),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One person in a list of the unit: who, what for, what to be careful about, and how the clock stands."""

    referral: Referral
    name: str
    age: int | None
    needs: tuple[str, ...]
    risks: tuple[str, ...]
    clock: Clock | None
    since: date
    days: int
    sender: str
    question: str
    is_limited: bool
    is_changed: bool

    @property
    def reference(self) -> str:
        return self.referral.reference


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody offered to or by a unit; the name only for whoever sees the person."""

    transfer: Transfer
    name: str
    reference: str
    since: date


def held(rows: "QuerySet[Referral]") -> "QuerySet[Referral]":
    """Those of the rows whom the asker's units take care of, not those only offered to them."""
    return rows.filter(_HELD)


def to_decide(asked: str = "") -> "QuerySet[Referral]":
    """What waits for a decision in the asker's units."""
    return searched(_whole(held(Referral.objects.filter(state__in=TO_DECIDE))), asked)


def waiting(asked: str = "") -> "QuerySet[Referral]":
    """Who was taken on and has no key worker yet."""
    return searched(_whole(held(Referral.objects.filter(state="accepted"))), asked)


def inbox_listing(today: date) -> Listing:
    """How the inbox is filtered and sorted on that day."""
    late, soon = sent_before(today), sent_before(today + timedelta(days=_days_to_two_working(today)))

    def at_clock(rows: Rows, value: str) -> Rows:
        return rows.filter(sent_at__lt=late) if value == "late" else rows.filter(sent_at__range=(late, soon))

    def at_question(rows: Rows, value: str) -> Rows:
        questions = Question.objects.filter(referral=OuterRef("pk"))
        has_open = Exists(questions.filter(answered_at=None))
        return rows.filter(has_open) if value == "open" else rows.filter(~has_open & Exists(questions))

    return Listing(
        sorts=(
            Sort("clock", "Due first", ("-is_urgent", "sent_at", "id")),
            Sort("newest", "Newest first", ("-sent_at", "id")),
            Sort("release", "Release first", (F("release_on").asc(nulls_last=True), "sent_at", "id")),
        ),
        filters=(
            Filter("clock", "Clock", lambda _: list(CLOCKS.items()), at_clock),
            Filter("need", "Need", lambda _: list(codes.NEEDS.items()), _of_need),
            by("source", "Comes from", codes.SOURCES),
            Filter("question", "Question", lambda _: list(ASKED.items()), at_question),
            by_unit(),
        ),
        size=20,
        most=1_000,
    )


def waiting_listing() -> Listing:
    """How the waiting list is filtered and sorted."""
    return Listing(
        sorts=(
            Sort("longest", "Longest waiting", ("triaged_at", "id")),
            Sort("clock", "Due first", ("-is_urgent", "sent_at", "id")),
            Sort("release", "Release first", (F("release_on").asc(nulls_last=True), "triaged_at", "id")),
        ),
        filters=(
            by("waits_for", "Waits for", codes.WAITS),
            Filter("need", "Need", lambda _: list(codes.NEEDS.items()), _of_need),
            by_unit(),
        ),
        most=1_000,
    )


def rows_of(referrals: Iterable[Referral], today: date) -> list[Row]:
    """The rows with their people, names, needs and questions; four queries beside the rows."""
    found = with_people(list(referrals))  # of a page alone: to join everybody's is what costs
    ids = [each.id for each in found]
    needs: dict[object, list[NeedSought]] = {}
    for need in _NEEDS(ids=ids):
        needs.setdefault(need.referral_id, []).append(need)
    questions = {referral: "answered" if answered else "open" for referral, answered in _QUESTIONS(ids=ids)}
    names = names_of({each.practitioner or each.sent_by for each in found})
    return [_row(each, needs.get(each.id, []), questions.get(each.id, ""), names, today) for each in found]


def _needs() -> "QuerySet[NeedSought]":
    among: dict[str, Any] = {"referral__id__among": Given("ids")}
    return NeedSought.objects.filter(**among)


def _questions() -> "QuerySet[Question, Any]":
    among: dict[str, Any] = {"referral__id__among": Given("ids")}
    rows = Question.objects.filter(**among).order_by(F("answered_at").desc(nulls_last=True))
    return rows.values_list("referral", "answered_at")


_NEEDS, _QUESTIONS = WrittenRows(_needs), Written(_questions)


def offered_to_us() -> "list[Offered]":
    """Who is offered to the asker's units, longest waiting first."""
    rows = Transfer.objects.filter(OFFERED_TO_US, state="offered")
    return [_offered(each) for each in _whole_offers(rows, "from_unit", "from_provider", "to_unit")]


def offered_by_us() -> "list[Offered]":
    """Whom the asker's units offered to others, who have not answered yet."""
    rows = Transfer.objects.filter(state="offered").exclude(OFFERED_TO_US)
    return [_offered(each) for each in _whole_offers(rows, "to_unit")]


def _whole_offers(rows: "QuerySet[Transfer]", *parts: str) -> "list[Transfer]":
    """With what is shown of them, read only where there are any: most days nobody is offered."""
    found = list(rows.order_by("offered_at", "id"))
    prefetch_related_objects(found, "person", "referral", *parts)
    return found


def _offered(each: Transfer) -> Offered:
    return Offered(
        each, identity_of(each.person).name, each.referral.reference, timezone.localdate(each.offered_at)
    )


def _row(each: Referral, needs: list[NeedSought], question: str, names: dict[str, str], today: date) -> Row:
    who = identity_of(each.person)
    asked = opened(each.person, each.asked, Asked, place_of("caseload_referral", each.id, "asked"))
    assert each.sent_at is not None  # noqa: S101 - the database holds it for every state past the draft
    since = timezone.localdate(
        each.triaged_at if each.state == "accepted" and each.triaged_at else each.sent_at
    )
    clock = None
    if each.first_contact_on is None:
        clock = first_contact_clock(timezone.localdate(each.sent_at), today)
    return Row(
        referral=each,
        name=who.name or "Name not known",
        age=who.age_on(today),
        needs=tuple(need_in_words(one) for one in sorted(needs, key=_most_complex)),
        risks=risks_in_words(asked),
        clock=clock,
        since=since,
        days=(today - since).days,
        sender=names.get(each.practitioner or each.sent_by, ""),
        question=question,
        is_limited=each.access != "open",
        is_changed=getattr(each, "has_unread", False),
    )


def need_in_words(need: NeedSought) -> str:
    """Such as “Dependency and recovery, high”."""
    return f"{codes.NEEDS[need.need]}, {codes.COMPLEXITY[need.complexity].lower()}"


def _most_complex(need: NeedSought) -> tuple[int, str]:
    return -list(codes.COMPLEXITY).index(need.complexity), need.need


def _whole(rows: "QuerySet[Referral]") -> "QuerySet[Referral]":
    return rows.select_related("unit", "provider").annotate(has_unread=UNREAD)


def _of_need(rows: Rows, value: str) -> Rows:
    return rows.filter(Exists(NeedSought.objects.filter(referral=OuterRef("pk"), need=value)))


def sent_before(due_before: date) -> datetime:
    """The moment before which whatever was sent is due before that day."""
    day = sent_by_when_due_before(due_before) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time()))


def _days_to_two_working(today: date) -> int:
    """How many days from today until the day after two working days have gone."""
    return (add_working_days(today, 2) - today).days + 1
