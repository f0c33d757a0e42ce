"""What goes to the gate, and what comes out of it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from numbers import Integral

from throughline.kernel.verdict import RefusedError

TOTAL = "total"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something by which people are counted, such as place; its categories are each other's rest, in order shown.

    A sensitive one is an answer that nobody may learn of somebody: where a whole group gives the same, it is hidden.
    """

    name: str
    categories: tuple[str, ...]
    is_sensitive: bool = False


def inner(dimensions: tuple[Dimension, ...]) -> Iterator[Key]:
    """Every combination of categories, in order."""
    return product(*(dimension.categories for dimension in dimensions))


def with_totals(dimensions: tuple[Dimension, ...]) -> Iterator[Key]:
    """Every combination, those with `TOTAL` for one or more dimensions too."""
    return product(*((*dimension.categories, TOTAL) for dimension in dimensions))


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole counts of people by every combination of categories, zero included; sums over a dimension leave too.

    A share is a count with an answer: the dimension “retained” with “yes” and “no”, whose total is out of how many.
    `period` is half open (2025-04-01/2026-04-01) and `source` names extract and version: tables of one source and
    period count the same people, and those of another are compared with these as an attacker would. `cohort` names
    whom is counted, where others count some of them.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    period: str = ""
    source: str = ""
    cohort: str = ""

    def __post_init__(self) -> None:
        if set(self.counts) != set(inner(self.dimensions)):
            raise ValueError(
                f"“{self.name}” needs a count for each combination of its categories, and no other."
            )
        if not all(isinstance(count, Integral) for count in self.counts.values()):
            raise ValueError(f"“{self.name}” has a count that is no whole number.")
        if any(count < 0 for count in self.counts.values()):
            raise ValueError(f"“{self.name}” has a count below zero.")
        names = [each.name for each in self.dimensions]
        if any(len(some) != len({*some}) for some in (names, *(each.categories for each in self.dimensions))):
            raise ValueError(f"“{self.name}” has something twice by which it is counted.")
        if any(TOTAL in each.categories for each in self.dimensions):
            raise RefusedError(
                f"Nothing leaves: in “{self.name}” some are called “{TOTAL}”, as the sum is.",
                "Whoever sends the rows gives them another name.",
            )

    def inner(self) -> Iterator[Key]:
        """Every combination of categories, in order."""
        return inner(self.dimensions)

    def keys(self) -> Iterator[Key]:
        """Every combination, those with `TOTAL` for one or more dimensions too."""
        return with_totals(self.dimensions)

    def with_sums(self) -> dict[Key, int]:
        """Every count and every sum of them."""
        sums = dict.fromkeys(self.keys(), 0)
        for key, count in self.counts.items():
            for sum_ in product(*((each, TOTAL) for each in key)):
                sums[sum_] += count
        return sums


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may leave: None is hidden. It never says which hidden cell is small and which only protects one.

    `reasons` say in words why something is hidden; `money` are pence beside the counts that leave.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, int | None]
    rounded_to: int = 1
    reasons: tuple[str, ...] = ()
    money: Mapping[Key, int] = field(default_factory=dict)
    period: str = ""
    source: str = ""
    cohort: str = ""

    @property
    def hidden(self) -> tuple[Key, ...]:
        """The cells that are hidden, in order."""
        return tuple(key for key, count in self.cells.items() if count is None)


@dataclass(frozen=True, slots=True)
class Within:
    """What everybody knows of two dimensions: which categories of the coarse one a category of the fine one lies in.

    Such as a probation unit that covers two localities.
    """

    fine: str
    coarse: str
    of: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Nested:
    """What everybody knows of cohorts: whom the inner ones count, the outer one counts too, each in one of them only.

    `by` are the dimensions that say the same of all of them; `among` is the answer of the outer one, as dimension and
    category, that all of these people gave; with `is_all` there is nobody else in it.
    """

    outer: str
    inner: tuple[str, ...]
    by: frozenset[str]
    among: tuple[str, str] | None = None
    is_all: bool = False
