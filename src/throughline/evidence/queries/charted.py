"""What do the charts of a measure show: its places beside one another, its months after one another? R43

Of figures that left alone; what is hidden is not drawn, and the words say of how many that is so.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.kernel.wording import both

from ..comparing import funnel, xmr
from ..gate.shapes import TOTAL
from ..measures.shapes import Measure
from ..models import Release
from .measured import asked_of, mature_until

STEPS = 40  # points at which the limits are drawn
OF_SHARES = frozenset(
    {"share", "days", "change"}
)  # what a share says; a cost or a load would be drawn as another figure
BY_MONTH = dict.fromkeys(OF_SHARES, "share") | {
    "count": "of",
    "rate": "figure",
}  # what a month of each kind is drawn by


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture's facts, the sentence that says what it shows, and the one that says what it cannot."""

    which: str
    shows: str
    cannot: str
    facts: dict[str, Any]


def between_places(measure: Measure, release: Release) -> Chart | None:
    """A funnel plot of the places' shares; None where the measure is none or fewer than three places are shown."""
    if measure.kind not in OF_SHARES:
        return None
    shares = [
        funnel.Share(place, said["counted"], said["of"])
        for place, said in release.figures.items()
        if place != TOTAL and said.get("of") and "share" in said
    ]
    if len(shares) < 3:
        return None
    found = funnel.funnel(shares)
    signals = [each.share.name for each in found.signals]
    if signals:
        shows = f"{both(signals)}: further from the others than chance would take it, a reason to ask why."
    else:
        shows = "No place is further from the others than chance would take it."
    if found.spread:
        shows += " The places differ among themselves by more than chance, so the limits are wider for it."
    least, most = min(each.of for each in shares), max(each.of for each in shares)
    labels = _labelled(found, (least, most))
    sizes = sorted({max(1, round(least + (most - least) * n / STEPS)) for n in range(STEPS + 1)})
    return Chart(
        "places",
        shows,
        "Who the people in a place are: their circumstances differ. Small places swing widely by chance; that is why "
        "the limits are wide on the left, and why this is no league table.",
        {
            "places": [
                {
                    "place": each.share.name,
                    "of": each.share.of,
                    "value": each.share.value,
                    "is_signal": each.is_signal,
                    "label": each.share.name if each.share.name in labels else "",
                }
                for each in found.standings
            ],
            "limits": [{"of": of, **_limits(found, of)} for of in sizes],
            "average": found.average,
            "title": asked_of(measure),
        },
    )


def _labelled(found: funnel.Funnel, people: tuple[int, int]) -> set[str]:
    """The places whose names have room beside their dots: signals first, then the largest."""
    wide, high = max(people[1] - people[0], 1), 0.5
    placed: list[tuple[float, float, float, str]] = []
    for each in sorted(found.standings, key=lambda one: (not one.is_signal, -one.share.of, one.share.name)):
        left, at = (each.share.of - people[0]) / wide, each.share.value / high
        right = left + 0.02 + len(each.share.name) * 0.011
        if all(right < other[0] or other[1] < left or abs(at - other[2]) > 0.06 for other in placed):
            placed.append((left, right, at, each.share.name))
    return {name for *_, name in placed}


def _limits(found: funnel.Funnel, of: int) -> dict[str, float]:
    warn, clear = found.limits_at(of)
    return {"warn_low": warn[0], "warn_high": warn[1], "clear_low": clear[0], "clear_high": clear[1]}


def in_time(measure: Measure, release: Release) -> Chart | None:
    """A chart in time of the whole months that are shown; None where it has no such figure or fewer than twelve are."""
    name, last = BY_MONTH.get(measure.kind), mature_until(measure, release.extract)
    months = sorted(month for month in release.figures if month != TOTAL and _end_of(month) <= last)
    points = [
        (month, float(release.figures[month][name])) for month in months if name in release.figures[month]
    ]
    if len(points) < xmr.LEAST:
        return None
    is_share = name == "share"
    values = [value for _, value in points]
    found = xmr.xmr(values, least=0, most=1 if is_share else float("inf"))
    signals = sorted({signal for each in found.signals for signal in each})
    shows = f"Something changed: {'; '.join(signals)}." if signals else "No more than the usual up and down."
    return Chart(
        "months",
        shows,
        "Why something changed, or whether it will stay so. One point that is better or worse within the limits says "
        "nothing.",
        {
            "points": [
                {"month": _month(month), "value": value, "is_signal": bool(signal)}
                for (month, value), signal in zip(points, found.signals, strict=True)
            ],
            "mean": found.mean,
            "low": found.low,
            "high": found.high,
            "axis": ".0%" if is_share else ",.1f" if name == "figure" else ",.0f",
            "title": asked_of(measure) if is_share else measure.name,
            "from_zero": not is_share,
            "has_limits": found.has_enough,
        },
    )


def _end_of(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _month(text: str) -> str:
    day = date.fromisoformat(f"{text}-01")
    return f"{day:%b %Y}"
