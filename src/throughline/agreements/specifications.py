"""What changed between two versions of a specification?

Plain values in, differences out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Said:
    """One requirement as a version says it."""

    code: str
    text: str
    origin: str
    serves: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One requirement that came, went or changed; what stood before and what stands now, None where nothing did."""

    kind: Literal["added", "removed", "changed"]
    code: str
    before: Said | None
    after: Said | None


def differences(before: Sequence[Said], after: Sequence[Said]) -> tuple[Difference, ...]:
    """What is different between two versions, requirement by requirement in the order of their numbers."""
    was, now = {each.code: each for each in before}, {each.code: each for each in after}
    found = []
    for code in sorted({**was, **now}):
        old, new = was.get(code), now.get(code)
        if old is None:
            found.append(Difference("added", code, None, new))
        elif new is None:
            found.append(Difference("removed", code, old, None))
        elif old != new:
            found.append(Difference("changed", code, old, new))
    return tuple(found)
