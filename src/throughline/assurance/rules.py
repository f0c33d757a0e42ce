"""What is an area asked for, do its figures hold together, and how much lies unallocated?

Plain values in, sentences out. Authority: R23–R26.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

Kind = Literal["plan", "quarterly", "february", "year_end"]
Reading = Literal["low", "medium", "high"]
NOTHING = Money(0)
_DAYS_OPEN = 28


@dataclass(frozen=True, slots=True)
class Asked:
    """One return of the year: when it can be filled in, and when it is due."""

    kind: Kind
    opens_on: date
    due_on: date
    quarter: int | None = None


def returns_of_year(
    year: FinancialYear, *, price_basis: str, in_all: Money, small_grant: Money | None, begins_on: date
) -> tuple[Asked, ...]:
    """What an area with grants of `in_all` is asked for in a year, in proportion. Authority: R24, R26.

    Below the set limit: one plan, one February report, one year-end statement. A fixed price is delivered, not
    reconciled: no forecast of money is asked for, so its February report falls away (R20). The days are ours, until
    the authority sets its own: unverified.
    """
    start, after = year.starts_in, year.starts_in + 1
    plan = begins_on + timedelta(days=_DAYS_OPEN)
    asked = [Asked("plan", begins_on, plan)]
    is_small = small_grant is not None and in_all < small_grant
    if not is_small:
        ends = (date(start, 6, 30), date(start, 9, 30), date(start, 12, 31))
        asked += [
            Asked("quarterly", end + timedelta(days=1), end + timedelta(days=_DAYS_OPEN), quarter)
            for quarter, end in enumerate(ends, 1)
            if end > plan
        ]
    if price_basis == "actual":
        asked.append(Asked("february", date(after, 2, 1), date(after, 2, 28)))
    asked.append(Asked("year_end", date(after, 4, 1), date(after, 5, 31)))
    return tuple(asked)


class Papers(NamedTuple):
    """Which of a grant's papers are there: None where the paper cannot exist, so nobody can be asked for it.

    `unallocated` is received − spent − planned to be spent, added up as the terms say (R23).
    """

    csp_approval: bool | None = False
    spending_plan: bool | None = False
    last_report: bool | None = None
    quarterly_updates: bool | None = None
    unallocated: Money | None = None


@dataclass(frozen=True, slots=True)
class SpendLine:
    """One line of a return: what was planned, spent and is still expected, and whether the terms allow such spend."""

    label: str
    is_eligible: bool
    plan: Money | None = None
    actual: Money | None = None
    projected: Money | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """The lines of a return against the award.

    `unallocated` is the award less what was spent and what is still expected: money that nobody has a use for yet.
    """

    award: Money
    plan: Money
    actual: Money
    projected: Money

    @property
    def expected(self) -> Money:
        return self.actual + self.projected

    @property
    def unallocated(self) -> Money:
        return max(self.award - self.expected, NOTHING)

    @property
    def in_words(self) -> str:
        """The running check as a page shows it."""
        return (
            f"{self.actual} spent + {self.projected} expected = {self.expected} of {self.award}; "
            f"{self.unallocated} unallocated"
        )


def sums(award: Money, lines: Sequence[SpendLine]) -> Sums:
    """Plan, actual and projected added up; an empty cell counts as nothing here and is a fault of its own line."""
    return Sums(
        award,
        sum((each.plan or NOTHING for each in lines), NOTHING),
        sum((each.actual or NOTHING for each in lines), NOTHING),
        sum((each.projected or NOTHING for each in lines), NOTHING),
    )


@dataclass(frozen=True, slots=True)
class PostLine:
    """A funded post in a return: the parts that all payers bear, and whether somebody is in it."""

    title: str
    hundredths: int
    is_filled: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a return gets wrong at one place; one that `stops` must be put right before it is submitted."""

    place: str
    text: str
    stops: bool = True


def faults(
    award: Money,
    lines: Sequence[SpendLine],
    posts: Sequence[PostLine] = (),
    *,
    kind: Kind,
    before: Mapping[str, Money] | None = None,
    change_percent: int = 10,
) -> tuple[Fault, ...]:
    """Everything that does not hold together, in the order of the page. Authority: R21, R24.

    `before` is the expected spend of each line the last time: a change of `change_percent` or more needs a sentence.
    """
    found = [fault for line in lines for fault in _of_line(line, kind, before or {}, change_percent)]
    if kind == "plan" and (planned := sums(award, lines).plan) != award:
        over = planned > award
        by = planned - award if over else award - planned
        found.append(
            Fault(
                "sum",
                f"The plan comes to {planned}: {by} {'more' if over else 'less'} than the {award} awarded.",
                over,
            )
        )
    if kind in ("february", "year_end", "quarterly") and (reached := sums(award, lines)).expected > award:
        found.append(
            Fault(
                "sum",
                f"Spent and expected come to {reached.expected}: {reached.expected - award} more than awarded.",
            )
        )
    for post in posts:
        if post.hundredths > 100:
            found.append(
                Fault(post.title, f"Its payers bear {post.hundredths} percent; a post is paid for once.")
            )
        if not post.is_filled and not post.words.strip():
            found.append(Fault(post.title, "It is vacant. Say since when, why, and who covers."))
    return tuple(found)


def _of_line(line: SpendLine, kind: Kind, before: Mapping[str, Money], change_percent: int) -> list[Fault]:
    found = []
    wanted = {"plan": ("plan",), "year_end": ("actual",)}.get(kind, ("actual", "projected"))
    for column in wanted:
        value: Money | None = getattr(line, column)
        if value is None:
            found.append(
                Fault(line.label, f"What was {_COLUMNS[column]} is missing; enter 0 if it is nothing.")
            )
        elif value < NOTHING:
            found.append(Fault(line.label, f"What was {_COLUMNS[column]} is below zero."))
        elif value and not line.is_eligible:
            found.append(
                Fault(line.label, f"This is not eligible under the agreement, and {value} is entered.")
            )
    if kind != "plan" and line.label in before and not line.words.strip():
        then = before[line.label]
        now = (line.actual or NOTHING) + (line.projected or NOTHING)
        if abs(now - then).pence * 100 >= change_percent * max(then.pence, 1) and now != then:
            found.append(
                Fault(line.label, f"It was {then} the last time and is {now} now. Say what changed.")
            )
    return found


_COLUMNS = {"plan": "planned", "actual": "spent", "projected": "expected"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which value a sign is medium, and from which high."""

    sign: str
    medium_from: int
    high_from: int


def risk(signs: Mapping[str, int], thresholds: Sequence[Threshold]) -> tuple[Reading, tuple[str, ...]]:
    """The highest reading of all signs, and a sentence for each that is not low; a person confirms it."""
    reading: Reading = "low"
    why = []
    for each in thresholds:
        value = signs.get(each.sign)
        if value is None or value < each.medium_from:
            continue
        is_high = value >= each.high_from
        reading = "high" if is_high or reading == "high" else "medium"
        limit = each.high_from if is_high else each.medium_from
        why.append(
            f"{each.sign.replace('_', ' ').capitalize()}: {value}, {'high' if is_high else 'medium'} from {limit}."
        )
    return reading, tuple(why)


def hours(questions: int, lines: int) -> int:
    """How many hours a return asks of its area, printed on its page: six minutes a question, three a line. R26."""
    return max(1, round((questions * 6 + lines * 3) / 60))
