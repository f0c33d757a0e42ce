"""What does probation see of the referrals in its sight: the list, and what became of one?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from throughline.frame.lists import Listing, Rows, Sort, by
from throughline.frame.sealing import keyed_hashes
from throughline.frame.written import Given, WrittenRows, array_of
from throughline.kernel.actor import Actor
from throughline.organisations.queries import names_of

from ..actions.after_sending import amendment_of, words_of
from ..actions.people import identity_of
from ..actions.referrals import with_people
from ..lifecycle import OPEN
from ..lookup import as_crn
from ..models import Person, Question, Referral, SearchHash
from ..probation_note import Happened, end_code, note, sentence
from ..rectifying import FIELDS, STATEMENT
from ..rules import Clock, first_contact_clock
from ..rules import words_of as words_of_name
from .by_unit import by_unit
from .referring import LABELS, Whole

STATES = {
    "draft": ("Draft", "quiet"),
    "sent": ("With the service", "wait"),
    "accepted": ("Accepted", ""),
    "redirected": ("Sent elsewhere", "stop"),
    "declined": ("Declined", "stop"),
    "already_in_treatment": ("Already in treatment", ""),
    "assigned": ("Has a key worker", ""),
    "assessed": ("Assessed", ""),
    "on_pathway": ("Support under way", "good"),
    "paused": ("Paused", "wait"),
    "exited": ("Support ended", "quiet"),
    "closed": ("Closed", "quiet"),
    "withdrawn": ("Withdrawn", "quiet"),
}
_NOT_SEEN_YET = ("sent", "accepted", "assigned")

# Whom nobody has met, longest waiting first, then everybody else.
_IS_UNMET = Q(state__in=("sent", "accepted", "assigned", "assessed", "on_pathway"), first_contact_on=None)
UNMET = (Case(When(_IS_UNMET, then=0), default=1).asc(), F("sent_at").asc(nulls_last=True), "id")

LISTING = Listing(
    sorts=(
        Sort("newest", "Newest", (F("sent_at").desc(nulls_first=True), "id")),
        Sort("oldest", "Longest with the service", (F("sent_at").asc(nulls_last=True), "id")),
        Sort("unmet", "Not met yet first", UNMET),
        Sort("release", "Release", (F("release_on").asc(nulls_last=True), "id")),
    ),
    filters=(
        by("state", "State", {code: words for code, (words, _) in STATES.items()}),
        by_unit(),
    ),
    most=1_000,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    referral: Referral
    name: str
    words: str
    tone: str
    clock: Clock | None
    with_whom: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, in words, with its moment or day."""

    on: date
    words: str
    by: str = ""
    more: tuple[str, ...] = ()


def in_sight() -> QuerySet[Referral]:
    """Every referral in sight that was not thrown away; row security says which."""
    deleted = Person.objects.filter(deleted_at__isnull=False).values("id")
    rows = Referral.objects.exclude(state="discarded").exclude(person__in=deleted)
    return rows.select_related("unit", "provider")


def first_of_units(
    actor: Actor, units: Iterable[UUID], asked: Mapping[str, str]
) -> Callable[[Rows, int], Rows | list[Referral]]:
    """A faster way to the first rows of everybody in sight by the day of sending: each unit's own, by its index.

    Beside the reader's units they see only what they drafted, and for whom they broke the glass.
    """
    sort, unit = asked.get("sort") or "newest", asked.get("unit", "")
    own = [each for each in units if unit in ("", str(each))]

    def first(rows: Rows, many: int) -> Rows | list[Referral]:
        if not own or asked.get("state") or sort not in _BY_DAY:
            return rows
        with connection.cursor() as cursor:
            cursor.execute(_FIRST[sort], {"units": array_of(own), "many": many, "actor": actor.id})
            found = _BY_DAY[sort](ids=[key for (key,) in cursor.fetchall()])
        return [each for each in found if not unit or each.unit_id in own]

    return first


_FIRST = {
    sort: f"SELECT caseload_{sort}(%(units)s::uuid[], %(many)s, %(actor)s)" for sort in ("newest", "oldest")
}


def _shown(sort: Sort) -> WrittenRows[Referral]:
    among: dict[str, Any] = {"id__among": Given("ids")}
    rows = Referral.objects.select_related("person", "unit", "provider").filter(**among)
    return WrittenRows(lambda: rows.order_by(*sort.fields))


_BY_DAY = {sort.key: _shown(sort) for sort in LISTING.sorts if sort.key in _FIRST}


def searched(rows: QuerySet[Referral], asked: str) -> QuerySet[Referral]:
    """Those with our reference or that CRN, or whose name has all the words; three letters may begin a word."""
    written = asked.strip()
    if not written:
        return rows
    if written.upper().startswith("DR-"):
        return rows.filter(reference=written.upper())
    if crn := as_crn(written):
        return rows.filter(person__id__among=_found([set(keyed_hashes("crn", crn))]))
    asked_for = [_hashes_of(word) for word in words_of_name(written)[:6]]
    return rows.filter(person__id__among=_found(asked_for)) if asked_for else rows


def _hashes_of(word: str) -> set[str]:
    begins = keyed_hashes("start", word) if len(word) <= 3 else ()
    return {*keyed_hashes("word", word), *begins}


def _found(asked_for: list[set[str]]) -> set[UUID]:
    """Who in sight has one of each hashes: asked once, where each of a list's statements would ask it again."""
    kept = SearchHash.objects.filter(hash__in=set().union(*asked_for)).values_list("person_id", "hash")
    rows = list(kept)
    return set.intersection(*({person for person, each in rows if each in hashes} for hashes in asked_for))


def rows_of(referrals: Iterable[Referral], today: date) -> list[Row]:
    """The lines of a list, with names."""
    found = with_people(list(referrals))  # of a page alone: to join everybody's is what costs
    names = names_of({each.key_worker for each in found if each.key_worker})
    return [
        Row(
            each,
            identity_of(each.person).name,
            *STATES[each.state],
            clock_of(each, today),
            _with(each, names),
        )
        for each in found
    ]


def clock_of(referral: Referral, today: date) -> Clock | None:
    """How the ten working days to the first contact stand; None where nobody waits for it."""
    if referral.sent_at is None:
        return None
    if referral.first_contact_on is None and referral.state not in _NOT_SEEN_YET:
        return None
    return first_contact_clock(timezone.localdate(referral.sent_at), today, referral.first_contact_on)


def _with(referral: Referral, names: dict[str, str]) -> str:
    if referral.key_worker:
        return names.get(referral.key_worker, "")
    if referral.state == "draft":
        return "You"
    return f"{referral.provider.name}, nobody named yet" if referral.state in OPEN else ""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one referral: for whoever referred."""

    row: Row
    lines: list[Line]
    open_questions: list[tuple[Question, str, str]]
    note: str


def became_of(whole: Whole, today: date) -> Became:
    """What happened next, newest first, what the service asks, and the note in probation's own codes."""
    referral = whole.referral
    told = list(referral.told.order_by("-told_at", "id"))
    questions = list(referral.questions.order_by("-asked_at", "id"))
    amended = list(referral.amendments.order_by("-amended_at", "id"))
    staff = {each.asked_by for each in questions} | {each.answered_by for each in questions}
    staff |= {each.amended_by for each in amended} | {each.told_by for each in told}
    names = names_of((staff | {referral.sent_by, referral.key_worker}) - {""})
    lines = [
        Line(each.about_on, sentence(each.kind, each.code), names.get(each.told_by, "")) for each in told
    ]
    opened = [(each, *words_of(each, referral)) for each in questions]
    for asked, question, answer in opened:
        more = (f"“{question}”", f"Answer: “{answer}”") if answer else (f"“{question}”",)
        lines.append(
            Line(timezone.localdate(asked.asked_at), "The service asked", names[asked.asked_by], more)
        )
    for amendment in amended:
        said = amendment_of(amendment, referral)
        before, after = said.more.get("before", ""), said.more.get("after", "")
        label = (FIELDS | LABELS).get(amendment.what, amendment.what)
        words = f"{label} changed from “{before or 'nothing'}” to “{after or 'nothing'}”"
        if amendment.what == STATEMENT:
            words = f"The record stays as it is; the person says “{after}”"
        lines.append(
            Line(timezone.localdate(amendment.amended_at), words, names[amendment.amended_by], (said.text,))
        )
    sent_on = timezone.localdate(referral.sent_at) if referral.sent_at else today
    lines.append(Line(sent_on, "Sent to the service", names.get(referral.sent_by, "")))
    lines.sort(key=lambda line: line.on, reverse=True)
    end = end_code(
        state=referral.state,
        was_planned=referral.was_planned,
        has_attended=any(each.kind == "attended" for each in told),
    )
    happened = [Happened(each.about_on, each.kind, each.code) for each in told]
    row = Row(
        referral,
        whole.identity.name,
        *STATES[referral.state],
        clock_of(referral, today),
        _with(referral, names),
    )
    return Became(
        row,
        lines,
        [(each, question, answer) for each, question, answer in opened if each.answered_at is None],
        note(referral.reference, sent_on, happened, end),
    )


def open_questions() -> QuerySet[Question]:
    """What the service asked and nobody has answered, longest waiting first."""
    return (
        Question.objects.filter(answered_at=None, referral__state__in=(*OPEN, "already_in_treatment"))
        .select_related("referral", "referral__unit")
        .order_by("asked_at", "id")
    )
