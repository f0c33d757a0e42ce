"""How does need as the evidence estimates it become an indicator of a scenario, with its range and its source? R41"""

from dataclasses import replace
from math import ceil, floor

from throughline.evidence.tables import NeedByPlace, NeedOf
from throughline.funding.planning.working import MOST_INDICATORS, IndicatorText, Working
from throughline.funding.rules import place_key
from throughline.kernel.verdict import RefusedError

NAMES = {
    "need-unmet": "Unmet need",
    "need-estimate": "Need, seen or not",
    "need-met": "Met need",
}


def with_need(working: Working, need: NeedByPlace) -> Working:
    """The scenario with this need as an indicator: a count with its range for each place that is shown.

    An indicator of the same name gets the new counts; a place that the gate hides, or the evidence does not know, has
    none, which is missing and not zero (R14). Made-up need makes the scenario an illustration (R46).
    """
    name = NAMES[need.source.measure]
    names = [place_key(each.name) for each in working.indicators]
    at = names.index(place_key(name)) if place_key(name) in names else len(names)
    if at == MOST_INDICATORS:
        raise RefusedError(
            f"This scenario counts {MOST_INDICATORS} things already. Take one out under “Money and rules” first."
        )
    before = working.indicators[at] if at < len(names) else IndicatorText(name)
    wider = working.with_indicators(
        [
            *((n, each) for n, each in enumerate(working.indicators) if n != at),
            (None, replace(before, source=need.source.in_words())),
        ]
    )
    counts = {place_key(each.place): in_words(each) for each in need.places}
    return replace(
        wider,
        is_illustration=working.is_illustration or need.source.is_made_up,
        places=tuple(
            replace(each, counts=(*each.counts[:-1], counts.get(place_key(each.name), "")))
            for each in wider.places
        ),
    )


def in_words(need: NeedOf) -> str:
    """A count as a scenario writes it, whole people and rounded outwards: 774 (700 to 850)."""
    return f"{round(need.best)} ({floor(need.low)} to {ceil(need.high)})"
