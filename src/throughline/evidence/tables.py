"""What may the rooms above read of the evidence? Tables that left through the gate, as plain values. R40

Funding, publication and the trail import this module and nothing else of the evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from throughline.kernel.actor import Actor

from .gate.shapes import TOTAL, Key
from .measures.catalogue import BY_CODE, MEASURES
from .measures.shapes import DIRECTIONS
from .models import Release
from .queries.measured import said
from .queries.releases import newest, newest_of_each

NEED_TABLES = {
    "need-unmet": "People in need of help whom no treatment service knows",
    "need-met": "People in need of help whom a treatment service knows",
    "need-estimate": "People in need of help, those whom nobody has seen counted in",
}


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

    def in_words(self) -> str:
        """Such as “People in need, version 1, from “Greater Manchester 2025/26” (made up by a generator)”."""
        return f"{self.name}, version {self.version}, {self.of_extract()}"

    def of_extract(self) -> str:
        """Such as “from the extract “Greater Manchester 2025/26” (made up by a generator)”."""
        made_up = " (made up by a generator)" if self.is_made_up else ""
        return f"from the extract “{self.extract}”{made_up}"


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


def measures() -> Mapping[str, MeasureName]:
    """Every measure of the catalogue by its code, in the catalogue's order."""
    return {
        each.code: MeasureName(each.code, each.objective, each.name, DIRECTIONS[each.direction])
        for each in MEASURES
    }


def headlines(codes: Sequence[str], *, actor: Actor) -> Mapping[str, Headline]:
    """The newest figure over all places of each of these measures that has one this actor may read. One statement."""
    found: dict[str, Headline] = {}
    for each in newest_of_each(actor, measures=codes, by="place") if codes else ():
        whole = each.figures.get(TOTAL)
        if whole and each.measure not in found:
            found[each.measure] = Headline(said(BY_CODE[each.measure], whole), _source(each))
    return found


def released(measure: str, by: str, *, actor: Actor, period: str = "") -> Table | None:
    """The newest table of a measure and breakdown that this actor may read, of a period if one is named."""
    found = newest(actor, measure=measure, by=by, period=period)
    return None if found is None else _table(found)


def need_by_place(*, actor: Actor, measure: str = "need-unmet") -> NeedByPlace | None:
    """The newest table of need by place (one of `NEED_TABLES`), each with its range. R41"""
    found = released(measure, "place", actor=actor)
    if found is None:
        return None
    places = tuple(
        NeedOf(place, float(each["best"]), float(each["low"]), float(each["high"]))
        for place, each in found.figures.items()
        if {"best", "low", "high"} <= {*each} and place in {key[0] for key in found.cells} - {TOTAL}
    )
    shown = {each.place for each in places}
    named = dict.fromkeys(key[0] for key in found.cells if key[0] != TOTAL)
    return NeedByPlace(found.source, places, tuple(place for place in named if place not in shown))


def _table(release: Release) -> Table:
    return Table(
        _source(release),
        tuple(release.by.split("+")),
        {tuple(cell["key"]): cell["count"] for cell in release.cells},
        release.figures,
        tuple(release.reasons),
        release.rounded_to,
    )


def _source(release: Release) -> Source:
    return Source(
        release.pk,
        release.name,
        release.measure,
        release.measure_version,
        release.extract.name,
        release.extract.is_made_up,
        release.period,
        release.released_at,
    )
