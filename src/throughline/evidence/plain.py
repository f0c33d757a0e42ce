"""As what plain values do the tables that left reach other rooms? They import them from `tables`. R40"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .gate.shapes import Key


@dataclass(frozen=True, slots=True)
class Source:
    """Of which extract and by which version of a measure a figure was made; whoever shows a figure names it."""

    release: UUID
    name: str
    measure: str
    version: int
    extract: str
    is_made_up: bool
    period: str
    released_at: datetime
    seed: int | None = None
    linkage: str = ""

    def in_words(self) -> str:
        """Such as “People in need, version 1, from “Greater Manchester 2025/26” (made up by a generator)”."""
        return f"{self.name}, version {self.version}, {self.of_extract()}"

    def of_extract(self) -> str:
        """Such as “from the extract “Greater Manchester 2025/26” (made up by a generator)”."""
        made_up = " (made up by a generator)" if self.is_made_up else ""
        by = f", by the {self.linkage}" if self.linkage else ""
        return f"from the extract “{self.extract}”{made_up}{by}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it left: None is hidden, `reasons` say why; figures are of shown cells alone."""

    source: Source
    by: tuple[str, ...]
    cells: Mapping[Key, int | None]
    figures: Mapping[str, Mapping[str, Any]]
    reasons: tuple[str, ...]
    rounded_to: int


@dataclass(frozen=True, slots=True)
class NeedOf:
    """How many people in a place need help: the best estimate, and between which numbers it lies."""

    place: str
    best: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NeedByPlace:
    """The need of each place that is shown, in the order of the table, and which places are hidden."""

    source: Source
    places: tuple[NeedOf, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureName:
    """A measure of the catalogue: its code, which aim it belongs to, its name, and which way is good, in words."""

    code: str
    objective: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The newest figure of a measure over all places, in words with of how many, and of what it was made."""

    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class Change:
    """What a measure said of two quarters, one after the other, both over and both shown."""

    earlier: str
    before: str
    later: str
    now: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What came out of a measure last, over all places and in the place asked for; “hidden” where it is hidden."""

    measure: MeasureName
    everywhere: str
    here: str
    change: Change | None
    shows_not: str
    reasons: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PlaceNeed:
    """A place's need, how much of it is met and how much is not, each with its range; None is hidden."""

    place: str
    need: NeedOf | None
    met: NeedOf | None
    unmet: NeedOf | None


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """A unit's posts, how many the aim takes (None: no number does), and within how many working days its share of
    people has a first contact (None: the unit does not catch up).
    """

    unit: str
    posts: float
    needed: float | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """What posts give and what the aim takes: so large a share of people within so many working days."""

    source: Source
    days: float
    share: float
    units: tuple[UnitCapacity, ...]


@dataclass(frozen=True, slots=True)
class StepTaken:
    """How many took a step of the way, and how many did not and why; None is hidden.

    The first may be an `estimate` of need, which is no count; `not_counted` says in words who is lost after it.
    """

    name: str
    people: int | None
    lost: tuple[tuple[str, int | None], ...]
    estimate: NeedOf | None = None
    not_counted: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What left last of a place, or of all places, for a report; a source is None where nothing left."""

    figures: tuple[Figure, ...]
    not_measured: tuple[MeasureName, ...]
    need: tuple[PlaceNeed, ...]
    need_source: Source | None
    steps: tuple[StepTaken, ...]
    steps_source: Source | None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Of what all of it was made."""
        others = (each for each in (self.need_source, self.steps_source) if each)
        return (*(each.source for each in self.figures), *others)
