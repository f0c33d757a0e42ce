"""How do need, met and unmet need leave the evidence, for pages and for the next allocation? Through the gate. R43"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from throughline.kernel.actor import Actor

from ..gate import Counts, Dimension
from ..models import Extract, Release
from ..need.met import Area, Need, by
from ..need.shapes import Range
from .releasing import release

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = 1
DRAWS_EACH = 400
Where = tuple[str, str]


def release_need(*, extract: Extract, areas: Iterable[Area], actor: Actor, at: datetime) -> list[Release]:
    """Need, met and unmet by place and by unit left through the gate; `evidence.tables` hands them on."""
    every = tuple(areas)
    period = f"{extract.covers_from}/{extract.covers_until}"
    made = []
    for which, needs in (
        ("place", by(every, lambda area: area.place)),
        ("unit", by(every, lambda area: area.unit)),
    ):
        counts = known_counts(which, needs)
        for measure, figures in figures_of(needs):
            made.append(
                release(
                    extract=extract,
                    measure=measure,
                    version=VERSION,
                    by=which,
                    period=period,
                    counts=replace(counts, name=measure.replace("-", " ").capitalize()),
                    cohort="need",
                    figures={name: said(figure) for name, figure in figures.items()},
                    actor=actor,
                    at=at,
                )
            )
    return made


def known_counts(which: str, needs: Mapping[str, Need]) -> Counts:
    """People who are known, in treatment or not: one table, because each of the three gives the third away."""
    return Counts(
        "Need",
        (Dimension(which, tuple(needs)), Dimension("treatment", ("met", "unmet"), is_sensitive=True)),
        {
            (name, kind): each.helped if kind == "met" else each.known - each.helped
            for name, each in needs.items()
            for kind in ("met", "unmet")
        },
    )


def figures_of(needs: Mapping[str, Need]) -> Iterable[tuple[str, dict[str, Range]]]:
    """The figures of each table; they leave where what is known of met and unmet does."""
    yield "need-estimate", {name: each.need for name, each in needs.items()}
    yield "need-met", {name: each.met for name, each in needs.items()}
    yield "need-unmet", {name: each.unmet for name, each in needs.items()}


def said(figure: Range) -> dict[str, int]:
    """Whole people; nobody reads more into a figure than is in it."""
    return {"best": round(figure.best), "low": round(figure.low), "high": round(figure.high)}


def supported_by_area(tables: "Mapping[str, pa.Table]", extract: Extract) -> dict[Where, int]:
    """People, not referrals, whom support reached in the extract's last year, by place and unit."""
    import pyarrow as pa
    import pyarrow.compute as pc

    referrals = tables["referrals"]
    year = extract.covers_until.replace(year=extract.covers_until.year - 1)
    reached = referrals.filter(pc.greater_equal(referrals["first_contact_on"], pa.scalar(year)))
    columns = [reached[name].cast("string").to_pylist() for name in ("place", "unit")]
    people: dict[Where, set[object]] = {}
    for place, unit, person in zip(*columns, reached["person"].to_pylist(), strict=True):
        people.setdefault((place, unit), set()).add(person)
    return {where: len(each) for where, each in sorted(people.items())}


def made_up_areas(seed: int, supported: Mapping[Where, int]) -> list[Area]:
    """The demonstration's areas: whom the extract's support reaches, and the made-up others with their lists."""
    from ..need.bootstrap import drawn
    from ..need.loglinear import hidden
    from ..need.made_up import made_up

    areas = []
    for number, ((place, unit), made) in enumerate(made_up(seed, supported).items()):
        found = hidden(made.histories)
        everybody = drawn(found, seed=seed + number, draws=DRAWS_EACH).interval(found.span.best)
        unseen = everybody.plus(-made.histories.seen)
        areas.append(Area(place, unit, supported[place, unit], made.links, unseen))
    return areas
