"""What is a measure, so that whoever reads its file knows what is counted, of whom, and what it cannot say? R42"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import ibis.expr.types as ir

Tables = Mapping[str, "ir.Table"]
Rows = Mapping[str, tuple[Mapping[str, Any], ...]]
Direction = Literal["up", "down", "neither"]
Kind = Literal["count", "share", "days", "change", "per"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What it was before, in words, as of a day, by whom said; a measure without one says so."""

    says: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Example:
    """A handful of made-up rows, and the answer that somebody worked out by hand."""

    rows: Rows
    until: str
    of: int
    counted: int
    how: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of DOMAIN §7.

    `members` gives one row for each member of the cohort (a person, a referral, a start …) with the columns
    `referral` or `person`, `place`, `unit`, `provider`, `sex`, `ethnicity`, `age_band`, `disability`, `on` (the day
    from which its time runs), and `counts` (whether it is counted) or `value` (days, a difference, an amount).
    A member is mature when `on` + `matures_after` days is not after the last day of the extract.
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
    baseline: Baseline | None = None
    target: str = "direction only"
