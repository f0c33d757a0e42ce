"""What may be read of programmes, rounds, scenarios and runs? Rooms above read rounds."""

from .rounds import (
    allocations_visible_to,
    decisions_of,
    programmes,
    programmes_visible_to,
    round_address,
    search,
    visible_to,
)

__all__ = [
    "allocations_visible_to",
    "decisions_of",
    "programmes",
    "programmes_visible_to",
    "round_address",
    "search",
    "visible_to",
]
