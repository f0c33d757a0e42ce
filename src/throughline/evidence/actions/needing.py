"""What of need, met and unmet is counted and what is estimated, as it goes to the gate? R43"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..gate import Counts, Dimension
from ..models import Extract
from ..need.met import Need
from ..need.shapes import Range

if TYPE_CHECKING:
    import pyarrow as pa

Where = tuple[str, str]


def known_counts(which: str, needs: Mapping[str, Need]) -> Counts:
    """People who are known, in treatment or not: one table, because each of the three gives the third away."""
    helped = _whole_people({name: each.met.best for name, each in needs.items()})
    return Counts(
        "Need",
        (Dimension(which, tuple(needs)), Dimension("treatment", ("met", "unmet"), is_sensitive=True)),
        {
            (name, kind): helped[name] if kind == "met" else each.known - helped[name]
            for name, each in needs.items()
            for kind in ("met", "unmet")
        },
    )


def _whole_people(figures: Mapping[str, float]) -> dict[str, int]:
    """Figures as whole people that come to the same in all, however the people are split: by largest remainder."""
    found = {name: int(figure) for name, figure in figures.items()}
    missing = round(round(sum(figures.values()), 3)) - sum(found.values())
    for name in sorted(figures, key=lambda name: (found[name] - figures[name], name))[:missing]:
        found[name] += 1
    return found


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
