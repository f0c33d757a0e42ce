"""What do the pages of scrutiny show: rows of a list, the whole of one, and what may be done with it next?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone

from throughline.agreements.terms import ASSURANCE_MODELS
from throughline.frame.lists import state_in_words
from throughline.governance.queries.groups import group_coded, seats_of
from throughline.governance.queries.sittings import words_of
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Refused, Verdict
from throughline.organisations import queries as organisations

from ..actions import scrutiny as actions
from ..forms.scrutiny import SeatAsked
from ..lifecycle import CSP, OFFICERS, SCRUTINY
from ..models import Return, ReturnVersion, Scrutiny
from ..models.scrutiny import FOUND, OUTCOMES
from ..scrutiny.rules import Covered, comes_from, is_governed
from .judging import judging_of
from .returns import READERS, name_of, said_in
from .scrutinies import Before, before, to_begin

SEE = READERS | {
    "panel-member",
    "monitoring-officer",
    "deputy-mayor",
    "hmpps-contract-manager",
    "hmpps-finance",
    "director-of-probation",
}
STATES = {state: state_in_words(state) for state in SCRUTINY.states}
TONES = {"scrutinising": "wait", "sampling": "wait", "challenged": "stop", "stated": "wait"}
OUTCOME_CHOICES = list(OUTCOMES.items())
OUTCOME_TONES = {
    "given": "good",
    "given_with_conditions": "wait",
    "withheld": "stop",
    "borne_out": "good",
    "in_part": "wait",
    "not": "stop",
}
STEPS = ("state", "accept", "challenge", "sample")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A scrutiny in a list."""

    id: object
    area: str
    name: str
    recipient: str
    state: str
    state_words: str
    tone: str
    says: str
    says_tone: str
    begun_on: date


def shown(rows: Iterable[Any]) -> list[Row]:
    """The rows as a list prints them; they come with `outcome` and `found`."""
    return [
        Row(
            each.pk,
            each.version.of.place.name,
            name_of(each.version.of),
            each.version.of.recipient.name,
            each.state,
            STATES[each.state],
            TONES.get(each.state, "quiet"),
            OUTCOMES.get(each.outcome, "") or FOUND.get(each.found, ""),
            OUTCOME_TONES.get(each.outcome or each.found or "", ""),
            timezone.localdate(each.begun_at),
        )
        for each in rows
    ]


def with_outcome(rows: Any, outcome: str) -> Any:
    """The scrutinies whose last statement says that."""
    return rows.filter(outcome=outcome) if outcome in OUTCOMES else rows


def searchable(rows: Any, grant: str) -> Any:
    """The same rows with `searched` to search in: area, recipient and year of what `grant` leads to."""
    names = (f"{grant}place__name", f"{grant}recipient__name", f"{grant}round__year")
    if grant.endswith("of__"):
        names = (*names[:2], f"{grant}year")
    parts = [part for name in names for part in (Value(" "), name)]
    return rows.annotate(searched=Lower(Concat(*parts, output_field=TextField())))


def years(rows: Any) -> list[tuple[str, str]]:
    """The years that these rows are about."""
    found = rows.order_by().values_list("version__of__year", flat=True).distinct()
    return [(each, each) for each in sorted(found, reverse=True)]


def areas(_: Any) -> list[tuple[str, str]]:
    """The localities, by name."""
    return [(each.gss_code, each.name) for each in organisations.localities().order_by("name")]


def of_area(rows: Any, code: str) -> Any:
    """The scrutinies of a locality."""
    return rows.filter(version__of__place__gss_code=code)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A certified return that nobody has put before the partnership or chosen yet."""

    id: object
    name: str
    area: str
    recipient: str
    model: str


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """The certified returns that wait; for those who can do something about it, at most twenty."""
    if not actor.roles & (CSP | OFFICERS):
        return []
    rows = list(to_begin(actor, on)[:_MOST])
    judging = judging_of(rows) if rows else {}
    return [
        Waiting(
            each.pk,
            name_of(each),
            each.place.name,
            each.recipient.name,
            "The authority samples"
            if judging[each.pk].model == "csp_governs"
            else "The partnership scrutinises",
        )
        for each in rows
        if judging[each.pk].wants_statement or judging[each.pk].model == "csp_governs"
    ]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """What a return says of one grant; None where it says nothing."""

    programme: str
    award: Money
    planned: Money | None
    spent: Money | None
    expected: Money | None
    unallocated: Money | None
    is_governed: bool = False


def money_of(it: Before, version: ReturnVersion | None) -> list[MoneyRow]:
    """The grants of a return with what this version of it says of each."""
    said = {each["grant"]: each for each in said_in(version)["grants"]} if version else {}
    found = []
    for each in it.grants:
        sums = said.get(str(each.id), {}).get("sums", {})
        planned, spent, expected, unallocated = (
            Money(sums[name]) if name in sums else None
            for name in ("plan_pence", "actual_pence", "projected_pence", "unallocated_pence")
        )
        found.append(
            MoneyRow(
                f"{each.programme}, {each.year}",
                each.award,
                planned,
                spent,
                expected,
                unallocated,
                is_governed(Covered(each.assurance_model, each.recipient_kind)),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that the partnership or the authority said, in the order of time."""

    at: datetime
    by: str
    title: str
    tone: str
    words: str
    conditions: str = ""
    where: str = ""
    interests: str = ""
    papers: str = ""
    scores: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A scrutiny before somebody: its facts, all that was said, and what may be done next."""

    name: str
    it: Before
    model: str
    state_words: str
    tone: str
    money: Sequence[MoneyRow]
    spoken: Sequence[Spoken]
    certified_by: str
    begun_by: str
    may: dict[str, Verdict]
    may_note: bool
    meeting: str


def page_of(actor: Actor, row: Scrutiny, on: date) -> Page:
    """Everything of one scrutiny; `row` came from `whole`."""
    it = before(row.version.of, on)
    statements, responses = list(row.statements.all()), list(row.responses.all())
    rests_on = {row.point_id, *(each.point_id for each in statements)}
    points = words_of(each for each in rests_on if each is not None)
    names = organisations.names_of(
        [row.begun_by, *(each.stated_by for each in statements), *(each.answered_by for each in responses)]
    )
    spoken = [
        Spoken(
            each.stated_at,
            names[each.stated_by],
            OUTCOMES[each.outcome],
            OUTCOME_TONES[each.outcome],
            each.words,
            each.conditions,
            _where(each, points),
            each.interests,
            scores=tuple(
                (score.question.text, score.get_points_display(), score.words) for score in each.scores.all()
            ),
        )
        for each in statements
    ] + [
        Spoken(
            each.answered_at,
            names[each.answered_by],
            _ANSWERS[each.step] + (f": {FOUND[each.found].lower()}" if each.found else ""),
            OUTCOME_TONES.get(each.found, "good" if each.step == "accept" else "wait"),
            each.words,
            papers=each.papers,
        )
        for each in responses
    ]
    certification = getattr(row.version, "certification", None)
    return Page(
        name_of(row.version.of),
        it,
        ASSURANCE_MODELS[it.model],
        STATES[row.state],
        TONES.get(row.state, "good"),
        money_of(it, row.version),
        sorted(spoken, key=lambda each: each.at),
        f"{certification.name}, {certification.capacity}" if certification else "",
        names[row.begun_by],
        {step: actions.may_take(actor, row, step) for step in STEPS},
        bool(actor.roles & CSP) and row.state in ("scrutinising", "challenged"),
        points.get(row.point_id, "") if row.point_id else "",
    )


_ANSWERS = {
    "accept": "The authority took the statement",
    "challenge": "The authority asked again",
    "sample": "The authority looked at papers itself",
}


def _where(statement: Any, points: dict[Any, str]) -> str:
    if statement.point_id is None:
        return f"By the chair alone, under: {statement.chair_delegation}"
    return f"At the meeting: {points.get(statement.point_id, '')}. {statement.quorum}"


def seats_asked(of: Return, group_code: str, on: date) -> list[SeatAsked]:
    """The partnership's seats of that day, each with why an interest must be declared, if so."""
    group = group_coded(group_code) if group_code else None
    found = []
    for seat in seats_of(group, on) if group else ():
        body = (seat.person.body if seat.person else None) or seat.body
        why = comes_from(body.pk, body.kind, body.name, [of.recipient_id]) if body else ""
        found.append(SeatAsked(seat.pk, str(seat), f"From {why}" if why else ""))
    return found


def no_group(partnership: str) -> Verdict:
    """Why no meeting can be noted for a partnership that is not on record as a group."""
    return Refused(
        f"{partnership} is not on record as a group yet.", "The programme team adds it with its members."
    )
