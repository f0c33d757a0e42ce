"""What goes to the gate, and what comes out of it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

TOTAL = "total"
Key = tuple[str, ...]
Why = Literal["small", "gives away", "differs", "money"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something by which people are counted, such as place; its categories are each other's rest, in order shown."""

    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole counts of people by every combination of categories, zero included; sums over a dimension leave too."""

    name: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]

    def __post_init__(self) -> None:
        if set(self.counts) != set(self.inner()):
            raise ValueError(
                f"“{self.name}” needs a count for each combination of its categories, and no other."
            )
        if any(count < 0 for count in self.counts.values()):
            raise ValueError(f"“{self.name}” has a count below zero.")

    def inner(self) -> Iterator[Key]:
        """Every combination of categories, in order."""
        return product(*(dimension.categories for dimension in self.dimensions))

    def keys(self) -> Iterator[Key]:
        """Every combination, those with `TOTAL` for one or more dimensions too."""
        return product(*((*dimension.categories, TOTAL) for dimension in self.dimensions))


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may leave: None is hidden, and `hidden` says why; nothing of what is hidden stands in it."""

    name: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, int | None]
    hidden: Mapping[Key, Why]
    rounded_to: int = 1
