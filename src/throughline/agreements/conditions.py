"""What does a payment wait for, and how did a person answer?"""

from typing import Literal, NamedTuple

State = Literal["met", "not_met", "waived", "not_applicable"]


class Recorded(NamedTuple):
    """A condition of a grant and how a person answered it; `state` is None while nobody has."""

    code: str
    text: str
    owner: str
    state: State | None = None
    because: str = ""
    from_instalment: int | None = None
