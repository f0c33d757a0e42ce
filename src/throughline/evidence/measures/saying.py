"""How is a measure's figure said in words, always with of how many?"""

from collections.abc import Mapping
from typing import Any

from throughline.kernel.money import Money

from .shapes import Direction, Measure

DIRECTIONS: dict[Direction, str] = {
    "up": "more is better",
    "down": "less is better",
    "neither": "neither more nor less is better",
}


def in_words(measure: Measure, figure: Mapping[str, Any]) -> str:
    """The figure of one group as its pages and the aims say it; "too few to say" where the gate shows no more."""
    of, share = figure.get("of"), figure.get("share")
    if measure.kind == "posts":
        return f"{figure['figure']:.0%} of the time that was funded"
    if not of:
        return "nobody yet"
    if measure.kind == "count":
        return f"{of:,}"
    if measure.kind == "share" and share is not None:
        return f"{share:.0%} of {of:,}"
    if measure.kind == "days" and share is not None:
        middle = f"{figure['median']:.0f} days in the middle; " if "median" in figure else ""
        return f"{middle}{share:.0%} of {of:,} within the standard"
    if measure.kind == "change" and share is not None:
        mean = f"{figure['mean']:+.1f} on average; " if "mean" in figure else ""
        return f"{mean}{share:.0%} of {of:,} to the better"
    if "figure" not in figure:
        return "too few to say"
    if measure.kind == "cost":
        return f"{Money(round(figure['figure']))} each, of {figure['counted']:,}"
    return f"{figure['figure']:.1f} {measure.unit}".strip()
