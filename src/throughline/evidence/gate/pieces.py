"""Which people are counted in which tables, when periods overlap and extracts follow each other?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product


@dataclass(frozen=True, slots=True)
class Piece:
    """People whom exactly these tables count; later ones came with an extract that was made later."""

    tables: frozenset[int]
    is_later: bool


def pieces(tables: Sequence[tuple[str, str]]) -> list[Piece]:
    """The pieces of tables with their period and source; the first table is the newest, the others oldest first."""
    days = sorted({day for period, _ in tables if period for day in period.split("/")})
    spans = list(pairwise(days)) or [("", "")]
    sources = in_order([source for _, source in tables])
    found = dict.fromkeys(
        Piece(
            frozenset(
                place
                for place, (period, source) in enumerate(tables)
                if covers(period, f"{first}/{last}") and sources.index(source) >= layer
            ),
            layer > 0,
        )
        for (first, last), layer in product(spans, range(len(sources)))
    )
    return [piece for piece in found if piece.tables]


def in_order(sources: Sequence[str]) -> list[str]:
    """Each source once, earliest first; that of the first table stands last, if no other has it."""
    return list(dict.fromkeys((*sources[1:], sources[0])))


def covers(period: str, other: str) -> bool:
    """Whether a period holds the whole of another one; no period is all time."""
    if not period or not other:
        return not period
    begins, ends = period.split("/")
    first, last = other.split("/")
    return begins <= first and last <= ends
