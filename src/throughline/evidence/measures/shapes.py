"""What is a measure, so that whoever reads its file knows what is counted, of whom, and what it cannot say? R42"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import ibis.expr.types as ir

Rows = Mapping[str, tuple[Mapping[str, Any], ...]]
Direction = Literal["up", "down", "neither"]
Kind = Literal["count", "share", "days", "change", "rate", "cost", "load", "posts"]
GROUPS = ("place", "unit", "provider", "sex", "ethnicity", "age_band", "disability")
DIRECTIONS: dict[Direction, str] = {
    "up": "More is better",
    "down": "Less is better",
    "neither": "Neither more nor less is better",
}
KINDS: dict[Kind, str] = {
    "count": "how many",
    "share": "how many of them",
    "days": "how many days, and how many of them within the standard",
    "change": "by how much, and for how many of them to the better",
    "rate": "how much for a time",
    "cost": "pence for each",
    "load": "how many for each whole-time post",
    "posts": "which part of what was funded; posts, not people",
}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of an extract on one engine, by their names in `extract.TABLES`, and the days that it covers.

    Pseudonyms are whole numbers (`store.numbered`). `calendar` has each day with the number of working days up to it.
    `heard` is, for a table that came from elsewhere, the last day of which it knows.
    """

    tables: dict[str, "ir.Table"]
    since: date
    until: date
    hold: Callable[[str, "ir.Table"], "ir.Table"]
    heard: Mapping[str, date] = field(default_factory=dict)

    def __getitem__(self, name: str) -> "ir.Table":
        return self.tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self.tables

    def once(self, make: Callable[["Tables"], "ir.Table"]) -> "ir.Table":
        """Rows that several measures start from: worked out when first asked for, then held by the engine."""
        if make.__name__ not in self.tables:
            self.tables[make.__name__] = self.hold(make.__name__, make(self))
        return self.tables[make.__name__]


@dataclass(frozen=True, slots=True)
class Example:
    """A handful of made-up rows, and the answer that somebody worked out by hand: `counted` of `of` mature members.

    `figure` is the figure of the measure, where it is more than their share: a median, a mean change, a rate, a cost.
    """

    rows: Rows
    until: str
    of: int
    counted: int
    how: str
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of DOMAIN §7.

    `members` gives one row for each member of the cohort with `on`, the day from which its time runs, `counts`,
    whether it is counted, and `referral`, whose groups are its own, or else its own `place` (posts, money). `value` is
    there where the kind asks: days, a difference, an amount of which `per` is the time. `amounts` gives `place`, `on`,
    `value`: what a cost is shared over, or posts over which people are shared. `own` names further groups among its
    columns; `needs` names columns that must say something, or else it is not measured. `people_of` is the code of
    another measure with the very same members: their tables are audited together (R43), and `answer` names what it
    asks of them where it asks something else.
    `authority` says on whose word it is counted so, as far as the programme's own papers bear it out; `unverified` what
    they do not, and who confirms it: the page warns, and refuses nothing.
    A member is mature when `on` + `matures_after` days is not after the last day that is known. R42
    """

    code: str
    objective: str
    name: str
    kind: Kind
    definition: str
    cohort: str
    exclusions: str
    matures_after: int
    direction: Direction
    authority: str
    version: int
    shows_not: str
    members: Callable[[Tables], "ir.Table"]
    example: Example
    target: str = "direction only"
    amounts: Callable[[Tables], "ir.Table"] | None = None
    scale: float = 1
    unit: str = ""
    needs: tuple[str, ...] = ()
    people_of: str = ""
    answer: str = "answer"
    own: tuple[str, ...] = ()
    unverified: str = ""

    def last_start(self, last_day: date, heard: Mapping[str, date]) -> date:
        """The last day from which a member's time can have run, by the extract or the file from elsewhere. R42"""
        known = [heard[need.split(".")[0]] for need in self.needs if need.split(".")[0] in heard]
        return min(last_day, min(known, default=last_day) - timedelta(days=self.matures_after))
