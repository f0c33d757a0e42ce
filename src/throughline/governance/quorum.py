"""Were enough members there to decide?"""

from collections.abc import Iterable
from dataclasses import dataclass

COUNTS = ("present", "substitute")


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as a meeting found it; `presence` is empty while nobody has noted it."""

    is_chair: bool
    has_vote: bool
    presence: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether the meeting could decide (None: it cannot be said), and why, in words."""

    is_met: bool | None
    words: str


def quorum(seats: Iterable[Seat], *, least: int | None, needs_chair: bool) -> Quorum:
    """The verdict by the group's own rule; a substitute counts as the member who sent them. Authority: R10."""
    voting = [seat for seat in seats if seat.has_vote]
    if not any(seat.presence for seat in voting):
        return Quorum(None, "Nobody has noted yet who was there.")
    there = [seat for seat in voting if seat.presence in COUNTS]
    counted = f"{len(there)} of {len(voting)} voting members were there"
    if not least:
        return Quorum(None, f"{counted}. The group's terms, as held here, state no quorum.")
    if needs_chair and not any(seat.is_chair for seat in there):
        return Quorum(False, f"Not quorate: {counted}, and the chair, who is needed, was not.")
    if len(there) < least:
        return Quorum(False, f"Not quorate: {counted}, and {least} are needed.")
    return Quorum(True, f"Quorate: {counted}, and {least} {'is' if least == 1 else 'are'} needed.")
