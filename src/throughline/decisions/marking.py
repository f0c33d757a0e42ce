"""How is a notice's text shown with every found value marked?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MOST_AROUND = 40_000  # characters shown after the last found value of an endless text


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text: plain when `leads_to` is empty; `begins` names the values whose words start here."""

    text: str
    leads_to: str = ""
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The words that a value stands on."""

    anchor: str
    start: int
    end: int


def segments(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """The text from start to end, cut where marks begin and end; where marks overlap, the shortest leads."""
    inside = sorted(
        {m for m in marks if start <= m.start < m.end <= end}, key=lambda m: (m.start, m.end, m.anchor)
    )
    end = min(end, max((m.end for m in inside), default=start) + _MOST_AROUND)
    cuts = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    first = _first_of_each(inside)
    made = []
    for left, right in pairwise(cuts):
        over = [m for m in inside if m.start <= left and right <= m.end]
        leader = min(over, key=lambda m: (m.end - m.start, m.anchor), default=None)
        begins = tuple(m.anchor for m in inside if m.start == left and first[m.anchor] is m)
        made.append(Segment(text[left:right], leader.anchor if leader else "", begins))
    return made


def _first_of_each(marks: Sequence[Mark]) -> dict[str, Mark]:
    first: dict[str, Mark] = {}
    for mark in marks:
        first.setdefault(mark.anchor, mark)
    return first
