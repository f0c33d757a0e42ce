"""What do the charts of a measure show: its places beside one another, its months after one another? R43

Of figures that left alone; what is hidden is not drawn, and the words say of how many that is so.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.kernel.wording import both

from ..comparing import funnel, xmr
from ..gate.shapes import TOTAL
from ..measures.shapes import Measure
from ..models import Release
from .measured import amount, asked_of, mature_until, number
from .own import own_first

STEPS = 40  # points at which the limits are drawn
SHARES, AMOUNTS = ("share", "days", "change"), ("rate", "cost", "load", "posts")
WIDE_PLOT, NARROW_PLOT, PLOT_HEIGHT = 840.0, 280.0, 330.0  # pixels between the axes, for names to have room


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture's facts, the sentence that says what it shows, the one that says what it cannot, and its numbers."""

    which: str
    shows: str
    cannot: str
    facts: dict[str, Any]
    heads: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]


def between_places(measure: Measure, release: Release, own: Collection[str] = frozenset()) -> Chart | None:
    """The places beside one another: shares as a funnel plot, amounts as dots; None where fewer than three are shown.

    The reader's `own` places are marked.
    """
    if measure.kind in SHARES:
        return _funnel(measure, release, own)
    return _amounts(measure, release, own) if measure.kind in AMOUNTS else None


def _funnel(measure: Measure, release: Release, own: Collection[str]) -> Chart | None:
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
    shows += (
        " Chance alone leaves one place in 20 outside the dashed lines, one in 500 outside the whole ones."
    )
    if found.spread:
        shows += " The places differ among themselves by more than chance, so the limits are wider for it."
    least, most = min(each.of for each in shares), max(each.of for each in shares)
    sizes = sorted({max(1, round(least + (most - least) * n / STEPS)) for n in range(STEPS + 1)})
    limits = [{"of": of, **_limits(found, of)} for of in sizes]
    ends = [each.value for each in shares] + [limits[0]["clear_low"], limits[0]["clear_high"]]
    frame = (least, most, min(ends), max(ends))
    wide, narrow = (_sides(found, own, frame, width) for width in (WIDE_PLOT, NARROW_PLOT))
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
                    "is_own": each.share.name in own,
                    "wide": wide.get(each.share.name, ""),
                    "narrow": narrow.get(each.share.name, ""),
                }
                for each in found.standings
            ],
            "limits": limits,
            "average": found.average,
            "title": asked_of(measure),
        },
        ("Place", "Of how many", "Share", "Usual for so many (95%)", "Hardly ever outside (99.8%)", "Signal"),
        (
            *(
                (
                    each.share.name,
                    f"{each.share.of:,}",
                    f"{each.share.value:.1%}",
                    *(f"{low:.1%} to {high:.1%}" for low, high in found.limits_at(each.share.of)),
                    "further than chance" if each.is_signal else "no",
                )
                for each in own_first(found.standings, own, lambda one: one.share.name)
            ),
            ("All", "", f"{found.average:.1%}", "", "", ""),
        ),
    )


def _sides(
    found: funnel.Funnel, own: Collection[str], frame: tuple[float, float, float, float], width: float
) -> dict[str, str]:
    """On which side of their dots the names have room; the reader's own first, then signals, then the largest."""
    left, right, low, high = frame
    dots = {
        each.share.name: (
            (each.share.of - left) / max(right - left, 1) * width,
            (each.share.value - low) / max(high - low, 0.01) * PLOT_HEIGHT,
        )
        for each in found.standings
    }
    placed: dict[str, str] = {}
    boxes: list[tuple[float, float, float]] = []
    rank = sorted(
        found.standings,
        key=lambda one: (one.share.name not in own, not one.is_signal, -one.share.of, one.share.name),
    )
    for each in rank:
        name = each.share.name
        x, y = dots[name]
        long = 10 + len(name) * 7.2
        for side, begins in (("right", x), ("left", x - long)):
            box = (begins, begins + long, y)
            others = [(dx - 6, dx + 6, dy) for other, (dx, dy) in dots.items() if other != name]
            fits = box[0] >= -4 and box[1] <= width + 12
            if fits and not any(_meet(box, other) for other in (*boxes, *others)):
                placed[name] = side
                boxes.append(box)
                break
        if name in own:  # never without its name
            placed.setdefault(name, "right")
    return placed


def _meet(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and abs(one[2] - other[2]) < 14


def _amounts(measure: Measure, release: Release, own: Collection[str]) -> Chart | None:
    """A rate, a cost, a load or a part of posts: no limits, because nobody knows what chance does to it."""
    shown = {place: said["figure"] for place, said in release.figures.items() if "figure" in said}
    whole = shown.pop(TOTAL, None)
    if len(shown) < 3 or whole is None:
        return None
    low, high = min(shown, key=lambda place: shown[place]), max(shown, key=lambda place: shown[place])
    between = f"from {amount(measure, shown[low])} in {low} to {amount(measure, shown[high])} in {high}"
    return Chart(
        "places",
        f"All places together: {amount(measure, whole)} {measure.unit.removeprefix('pence ')}; {between}.",
        "Whether a difference is more than chance: no limits can be drawn for it. Where few people are counted, one "
        "of them moves it much. A place that is high or low is a reason to ask, never a rank.",
        {
            "places": [
                {
                    "place": place,
                    "value": value,
                    "said": amount(measure, value),
                    "is_own": place in own,
                }
                for place, value in own_first(sorted(shown.items()), own, lambda each: each[0])
            ],
            "average": whole,
            "said": amount(measure, whole),
        },
        ("Place", measure.name),
        (
            *(
                (place, amount(measure, value))
                for place, value in own_first(sorted(shown.items()), own, lambda each: each[0])
            ),
            ("All", amount(measure, whole)),
        ),
    )


def _limits(found: funnel.Funnel, of: int) -> dict[str, float]:
    warn, clear = found.limits_at(of)
    return {"warn_low": warn[0], "warn_high": warn[1], "clear_low": clear[0], "clear_high": clear[1]}


def in_time(
    measure: Measure, release: Release, baseline: tuple[date, str, str] | None = None
) -> Chart | None:
    """A chart in time of the whole months that are shown; None where fewer than twelve are, or a month says too little.

    Where a baseline is named, and twelve months of it are shown, its limits stand for what followed.
    """
    name = "share" if measure.kind in SHARES else {"rate": "figure", "count": "of"}.get(measure.kind)
    last = mature_until(measure, release.extract)
    months = sorted(month for month in release.figures if month != TOTAL and _end_of(month) <= last)
    points = [
        (month, float(release.figures[month][name]))
        for month in months
        if name and name in release.figures[month]
    ]
    if len(points) < xmr.LEAST:
        return None
    is_share = name == "share"
    before = sum(date.fromisoformat(f"{month}-01") <= baseline[0] for month, _ in points) if baseline else 0
    values = [value for _, value in points]
    found = xmr.xmr(values, least=0, most=1 if is_share else float("inf"), baseline=before)
    has_baseline = found.baseline < len(points)

    def said(value: float) -> str:
        return f"{value:.0%}" if is_share else number(value)

    return Chart(
        "months",
        _changes(found, [_month(month) for month, _ in points], said),
        "Why something changed, or whether it will stay so. One month that is better or worse within the limits says "
        "nothing.",
        {
            "points": [
                {"month": _month(month), "value": value, "is_signal": bool(signal)}
                for (month, value), signal in zip(points, found.signals, strict=True)
            ],
            "lines": [
                {"at": at, "word": word, "said": said(at), "is_mean": word == "mean"}
                for at, word in ((found.high, "usual up to"), (found.mean, "mean"), (found.low, "usual from"))
            ],
            "baseline": _month(points[found.baseline - 1][0]) if has_baseline else "",
            "axis": ".0%" if is_share else ",.0f" if found.high >= 10 else ",.1f",
            "title": asked_of(measure) if is_share else measure.name,
            "from_zero": name == "of",
        },
        ("Month", measure.name, "Usual from", "Mean", "Usual up to", "Signal"),
        tuple(
            (
                _month(month),
                said(value),
                said(found.low),
                said(found.mean),
                said(found.high),
                "; ".join(sorted(signal)),
            )
            for (month, value), signal in zip(points, found.signals, strict=True)
        ),
    )


def _changes(found: xmr.Xmr, months: Sequence[str], said: Callable[[float], str]) -> str:
    """The sentence: what is usual, and which months are more than that, by which rule."""
    of = f" in the baseline, to {months[found.baseline - 1]}" if found.baseline < len(months) else ""
    usual = f"{said(found.mean)} on average{of}, with {said(found.low)} to {said(found.high)} as the usual up and down"
    by_rule: dict[str, list[str]] = {}
    for month, signals in zip(months, found.signals, strict=True):
        for signal in sorted(signals):
            by_rule.setdefault(signal, []).append(month)
    if not by_rule:
        return f"No month is out of the usual: {usual}."
    rules = "; ".join(f"{rule} ({_few(found_in)})" for rule, found_in in by_rule.items())
    return f"Something changed: {rules}. It is {usual}."


def _few(months: Sequence[str]) -> str:
    return both(list(months)) if len(months) <= 2 else f"{months[0]} to {months[-1]}"


def _end_of(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _month(text: str) -> str:
    day = date.fromisoformat(f"{text}-01")
    return f"{day:%b %Y}"
