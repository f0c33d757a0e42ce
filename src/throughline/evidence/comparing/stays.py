"""How long did each start of treatment last, and how did it end? Shown every four weeks, where enough were left. R43"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from throughline.evidence.gate.shapes import TOTAL, Counts, Dimension, Shown, Within
from throughline.evidence.measures.cohorts import PLANNED, days, last_day
from throughline.evidence.measures.shapes import Tables

from .retention import STILL_HERE, Curve, Stay, curve, ways_out

if TYPE_CHECKING:
    import ibis.expr.types as ir

LEAST = 10  # still there, below which the curve ends
PARTS = "part of a year"
FOUR_WEEKS = tuple(range(4, 53, 4))
LONGER = (12, 24, 52)  # each the end of four weeks, so that a longer part is whole ones
LEFT = {"left": "left", "still": "still here when the extract ends"}
WAYS = {
    "planned": "ended as planned",
    "dropped_out": "dropped out",
    "competing": "died, moved or went to custody",
    "still": "still here when the extract ends",
}


def starts(t: Tables) -> "ir.Table":
    """For each confirmed start how many days it lasted until its end or the extract's, and how it ended."""
    import ibis

    rows, until = t["treatments"], ibis.literal(last_day(t), type="date")
    rows = rows.filter(rows.started_on.notnull())
    exits = t["referrals"].select(_of="referral", exit_reason="exit_reason")
    rows = rows.left_join(exits, rows.referral == exits["_of"])
    elsewhere = rows.exit_reason.isin(("died", "moved", "returned_to_custody")) | rows.ended_for.isin(
        ("moved", "custody", "died")
    )
    way = ibis.cases(
        (rows.ended_on.isnull(), "still"),
        (rows.ended_for.isin(PLANNED), "planned"),
        (elsewhere.fill_null(False), "competing"),
        else_="dropped_out",
    )
    return rows.select(days=days(rows.started_on, ibis.coalesce(rows.ended_on, until)), way=way)


def stays_of(rows: Sequence[Mapping[str, Any]]) -> list[Stay]:
    """Those rows as stays; whoever is still here is censored."""
    return [Stay(max(row["days"], 0), STILL_HERE if row["way"] == "still" else row["way"]) for row in rows]


def in_four_weeks(stays: Sequence[Stay]) -> Counts:
    """How many left, and how many were still here, in each four weeks of a year."""
    return _counted(
        "stays", "weeks", "left", stays, FOUR_WEEKS, LEFT, lambda each: "left" if each.left else "still"
    )


def by_way(stays: Sequence[Stay]) -> Counts:
    """How many left in which way, in three parts of a year."""
    return _counted("ways-out", PARTS, "way", stays, LONGER, WAYS, lambda each: each.left or "still")


def told_together() -> tuple[Within, ...]:
    """What everybody knows of the two tables: in which part of a year four weeks lie, and who is among those who left.

    They are audited as one: a longer part less two of its weeks is the third. R43
    """
    ends = (*FOUR_WEEKS, LONGER[-1] + 1)
    weeks = {
        band: frozenset({_band_of(end * 7 - 1, LONGER)})
        for band, end in zip(_bands(FOUR_WEEKS), ends, strict=True)
    }
    left = {way: frozenset({"still" if way == "still" else "left"}) for way in WAYS}
    return Within("weeks", PARTS, weeks), Within("way", "left", left)


def curve_of(stays: Sequence[Stay], shown: Shown) -> dict[str, dict[str, Any]]:
    """The part that stays beyond each four weeks, with its band, until the first count that is hidden."""
    drawn = curve(stays)
    return {
        band: {"day": end, "there": there, **_at(drawn, end - 1)}
        for band, end, there in _whole_bands(stays, shown, FOUR_WEEKS, LEFT)
    }


def parts_of(stays: Sequence[Stay], shown: Shown) -> dict[str, dict[str, Any]]:
    """The part that has left in each way by the end of each part of the year, until the first that is hidden."""
    out = ways_out(stays)
    return {
        band: {"day": end, **{way: round(_part(points, end - 1), 3) for way, points in out.items()}}
        for band, end, _ in _whole_bands(stays, shown, LONGER, WAYS)
    }


def _counted(
    name: str,
    weeks: str,
    way: str,
    stays: Sequence[Stay],
    ends: tuple[int, ...],
    ways: Mapping[str, str],
    way_of: Any,
) -> Counts:
    bands = _bands(ends)
    many = Counter((_band_of(each.days, ends), way_of(each)) for each in stays)
    dimensions = (Dimension(weeks, bands), Dimension(way, tuple(ways), is_sensitive=ways is WAYS))
    return Counts(name, dimensions, {key: many[key] for key in product(bands, ways)})


def _bands(ends: tuple[int, ...]) -> tuple[str, ...]:
    return (
        *(f"{first:02}-{last:02}" for first, last in zip((0, *ends), ends, strict=False)),
        f"{ends[-1]}+",
    )


def _band_of(day: int, ends: tuple[int, ...]) -> str:
    return _bands(ends)[sum(day >= end * 7 for end in ends)]


def _whole_bands(
    stays: Sequence[Stay], shown: Shown, ends: tuple[int, ...], ways: Mapping[str, str]
) -> list[tuple[str, int, int]]:
    """Each band with its last day and how many are there after it, while every count is shown and enough are left."""
    found = []
    for band, week in zip(_bands(ends), ends, strict=False):
        there = sum(each.days >= week * 7 for each in stays)
        if there < LEAST or any(shown.cells[band, way] is None for way in (*ways, TOTAL)):
            break
        found.append((band, week * 7, there))
    return found


def _at(drawn: Curve, day: int) -> dict[str, float]:
    place = max((n for n, on in enumerate(drawn.days) if on <= day), default=-1)
    if place < 0:
        return {"stays": 1.0, "low": 1.0, "high": 1.0}
    return {name: round(getattr(drawn, name)[place], 3) for name in ("stays", "low", "high")}


def _part(points: tuple[tuple[int, float], ...], day: int) -> float:
    return max((part for on, part in points if on <= day), default=0.0)
