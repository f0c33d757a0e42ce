"""What may the rooms above read of the evidence? Tables that left through the gate, as plain values. R40

Funding, publication and the trail import this module and nothing else of the evidence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughline.kernel.actor import Actor

from .capacity.queue import Aim
from .gate.shapes import TOTAL, Key
from .measures.catalogue import BY_CODE, MEASURES
from .measures.shapes import DIRECTIONS, Measure
from .models import Release
from .queries.capacity import capacity
from .queries.comparing import journey_of
from .queries.measured import TOO_FEW, mature_until, said
from .queries.quarters import FirstYear, ended, first_year
from .queries.quarters import Quarter as Quarter
from .queries.releases import READERS, latest, newest, newest_of_each

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
    """How many took a step of the way, and how many did not and why; None is hidden."""

    name: str
    people: int | None
    lost: tuple[tuple[str, int | None], ...]


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


def may_read(actor: Actor) -> bool:
    """Whether this actor is shown figures; where not, a page says so and not that there are none."""
    return actor.is_system or bool(actor.roles & READERS)


def measures() -> Mapping[str, MeasureName]:
    """Every measure of the catalogue by its code, in the catalogue's order."""
    return {
        each.code: MeasureName(each.code, each.objective, each.name, DIRECTIONS[each.direction])
        for each in MEASURES
    }


def headlines(
    codes: Sequence[str], *, actor: Actor, quarter: Quarter | None = None
) -> Mapping[str, Headline]:
    """The newest figure over all places of each of these measures that has one this actor may read. One statement.

    Of extracts in which that quarter lies whole, if one is named.
    """
    found: dict[str, Headline] = {}
    for each in newest_of_each(actor, measures=codes, by="place", holding=quarter) if codes else ():
        whole = each.figures.get(TOTAL)
        if whole and each.measure not in found:
            found[each.measure] = Headline(said(BY_CODE[each.measure], whole), _source(each))
    return found


def quarters(on: date, *, actor: Actor) -> list[Quarter]:
    """The quarters that are over and have figures, newest first. One statement."""
    return ended(actor, on)


def year_before(measure: str, *, actor: Actor) -> FirstYear | None:
    """What a measure said of the first year that tables show: a baseline, where nobody has a better one."""
    return first_year(actor, BY_CODE[measure]) if measure in BY_CODE else None


def gathered(*, actor: Actor, place: str = "", quarter: Quarter | None = None) -> Gathered:
    """The newest of everything, of one place beside all or of all places alone. One statement.

    With a quarter: of extracts in which it lies whole, and what changed up to it.
    """
    times = "place+quarter" if place else "quarter"
    found = {(each.measure, each.by): each for each in latest(actor, ("place", times), holding=quarter)}
    known = measures()
    left = [
        (each, known[each.code], found[each.code, "place"])
        for each in MEASURES
        if (each.code, "place") in found
    ]
    need = _needs(found, place)
    way = found.get(("journey", "place"))
    journey = journey_of(way, place) if way else None
    is_of_place = journey is not None and journey.place == place
    return Gathered(
        tuple(
            Figure(
                name,
                said(each, release.figures.get(TOTAL)),
                _said_of(each, release, place),
                _change(each, release, found.get((each.code, times)), place, quarter),
                each.shows_not,
                tuple(release.reasons),
                _source(release),
            )
            for each, name, release in left
        ),
        tuple(name for code, name in known.items() if (code, "place") not in found),
        need,
        _source(found["need-estimate", "place"]) if need else None,
        tuple(StepTaken(each.name, each.people, each.lost) for each in journey.steps)
        if journey and is_of_place
        else (),
        _source(way) if way and is_of_place else None,
    )


def _said_of(measure: Measure, release: Release, place: str) -> str:
    if place and place not in _places(release):
        return "not counted here"
    return said(measure, release.figures.get(place or TOTAL))


def _places(release: Release) -> tuple[str, ...]:
    return tuple(
        name for each in release.dimensions if each["name"] == "place" for name in each["categories"]
    )


def _change(
    measure: Measure, of: Release, release: Release | None, place: str, upto: Quarter | None
) -> Change | None:
    """The last two quarters of the same extract that are wholly over and mature, if both are shown. R42"""
    if release is None or (release.extract_id, release.measure_version) != (
        of.extract_id,
        of.measure_version,
    ):
        return None
    names = next(each["categories"] for each in release.dimensions if each["name"] == "quarter")
    since, until = release.extract.covers_from, mature_until(measure, release.extract)
    if upto:
        until = min(until, upto.last)
    known = (Quarter.named(each) for each in names)
    two = [each.name for each in known if each and each.first >= since and each.last <= until][-2:]
    figures = [release.figures.get(f"{place}+{each}" if place else each) for each in two]
    if len(two) < 2 or not all(each and each.get("of", 1) for each in figures):
        return None
    before, now = (said(measure, each) for each in figures)
    return None if TOO_FEW in (before, now) else Change(two[0], before, two[1], now)


def _needs(found: Mapping[tuple[str, str], Release], place: str) -> tuple[PlaceNeed, ...]:
    """Need, met and unmet as they left together: of one extract and version."""
    first = found.get(("need-estimate", "place"))
    if first is None:
        return ()
    tables = [found.get((measure, "place")) for measure in ("need-estimate", "need-met", "need-unmet")]
    alike = [
        each
        if each and (each.extract_id, each.measure_version) == (first.extract_id, first.measure_version)
        else None
        for each in tables
    ]
    return tuple(
        PlaceNeed(name, *(_need_of(name, each.figures.get(name) if each else None) for each in alike))
        for name in _places(first)
        if place in ("", name)
    )


def _need_of(place: str, said: Mapping[str, Any] | None) -> NeedOf | None:
    return NeedOf(place, float(said["best"]), float(said["low"]), float(said["high"])) if said else None


def capacity_of(units: Collection[str], *, actor: Actor) -> Capacity | None:
    """Posts and waiting in these units, by the newest table; None before one left. One statement."""
    aim = Aim()
    page = capacity(actor, aim)
    if page is None or page.release is None:
        return None
    rows = (
        UnitCapacity(
            each.service.name,
            each.service.posts,
            each.needed,
            each.now.by_then if each.now.catches_up else None,
        )
        for each in page.rows
        if each.service.name in units
    )
    return Capacity(_source(page.release), aim.days, aim.share, tuple(rows))


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
        release.extract.seed,
        _linkage(release),
    )


def _linkage(release: Release) -> str:
    """Such as “linkage “Made up”, model 0f3c…”, with the first sixteen digits of its hash."""
    by = release.linkage
    return f"linkage “{by.name}”, model {by.model['sha256'][:16]}" if by else ""
