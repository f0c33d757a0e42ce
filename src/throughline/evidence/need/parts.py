"""How many are on no list, by place and by unit, as the lists of each part of a unit overlap? docs/hidden-need.md

The same lists, seed and draws give the same figures, so whoever holds them works the figures out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .met import summed
from .shapes import Histories, Range


@dataclass(frozen=True, slots=True)
class Part:
    """A place's part in a unit, and how its lists overlap: counts before the gate, which stay inside the walls. R40"""

    place: str
    unit: str
    histories: Histories


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of every part, and from which seed by how many draws the intervals come; without parts, of nobody."""

    parts: tuple[Part, ...] = ()
    seed: int = 1
    draws: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "draws": self.draws,
            "parts": [
                {
                    "place": each.place,
                    "unit": each.unit,
                    "lists": list(each.histories.lists),
                    "counts": dict(each.histories.counts),
                    "impossible": sorted(each.histories.impossible),
                }
                for each in self.parts
            ],
        }


def from_json(said: Mapping[str, Any]) -> Lists:
    """The lists as they were kept."""
    parts = (
        Part(
            each["place"],
            each["unit"],
            Histories(tuple(each["lists"]), each["counts"], frozenset(each["impossible"])),
        )
        for each in said["parts"]
    )
    return Lists(tuple(parts), said["seed"], said["draws"])


def on_no_list(lists: Lists) -> dict[str, dict[str, Range]]:
    """Those whom none of the lists holds, by “place” and by “unit”: each part is estimated by itself, and summed."""
    from .bootstrap import drawn
    from .loglinear import hidden

    found: dict[str, dict[str, list[Range]]] = {"place": {}, "unit": {}}
    for number, part in enumerate(lists.parts):
        fit = hidden(part.histories)
        everybody = drawn(fit, seed=lists.seed + number, draws=lists.draws).interval(fit.span.best)
        for which, name in (("place", part.place), ("unit", part.unit)):
            found[which].setdefault(name, []).append(everybody.plus(-part.histories.seen))
    return {which: {name: summed(parts) for name, parts in names.items()} for which, names in found.items()}
