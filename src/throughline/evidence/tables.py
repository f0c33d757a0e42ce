"""What may the rooms above read of the evidence? Tables that left through the gate, as plain values. R40

Funding, publication and the trail import this module and nothing else of the evidence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from throughline.kernel.actor import Actor

from .capacity.queue import Aim
from .gate.shapes import TOTAL
from .linkage.outcome import NOT_KNOWN
from .measures.catalogue import BY_CODE, MEASURES
from .measures.shapes import DIRECTIONS, Measure
from .models import Release
from .plain import Capacity as Capacity
from .plain import Change as Change
from .plain import Figure as Figure
from .plain import Gathered as Gathered
from .plain import Headline as Headline
from .plain import MeasureName as MeasureName
from .plain import NeedByPlace as NeedByPlace
from .plain import NeedOf as NeedOf
from .plain import PlaceNeed as PlaceNeed
from .plain import Source as Source
from .plain import StepTaken as StepTaken
from .plain import Table as Table
from .plain import UnitCapacity as UnitCapacity
from .queries.capacity import capacity
from .queries.journey import FIRST, Journey, journey_of
from .queries.measured import TOO_FEW, mature_until, said
from .queries.quarters import FirstYear, ended, first_year
from .queries.quarters import Quarter as Quarter
from .queries.releases import READERS, latest, newest, newest_of_each

NEED_TABLES = {
    "need-unmet": "People in need of help whom no treatment service knows",
    "need-met": "People in need of help whom a treatment service knows",
    "need-estimate": "People in need of help, those whom nobody has seen counted in",
}


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
    journey = journey_of(way, place, need=found.get(("need-estimate", "place"))) if way else None
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
        _steps(journey) if journey and is_of_place else (),
        _source(way) if way and is_of_place else None,
    )


def _steps(journey: Journey) -> tuple[StepTaken, ...]:
    """The way, from need where it may stand before the first step."""
    steps, need = journey.steps, journey.need
    counted = [StepTaken(each.name, each.people, each.lost) for each in steps]
    if need is None:
        return tuple(counted)
    people = need.people
    estimate = NeedOf(journey.place, people.best, people.low, people.high)
    counted[0] = replace(counted[0], not_counted=need.lost(steps[0].people))
    return (StepTaken(FIRST, None, (), estimate), *counted)


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
        if place in ("", name) and name != NOT_KNOWN
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
        if {"best", "low", "high"} <= {*each}
        and place in {key[0] for key in found.cells} - {TOTAL, NOT_KNOWN}
    )
    shown = {each.place for each in places}
    named = dict.fromkeys(key[0] for key in found.cells if key[0] not in (TOTAL, NOT_KNOWN))
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
