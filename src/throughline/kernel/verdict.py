"""May it be done, and if not, why not?"""

from dataclasses import dataclass
from typing import Literal


class RefusedError(Exception):
    """An act was refused. The message is a sentence that a person can act on, and who can lift it, if anybody."""

    def __init__(self, reason: str, lifted_by: str = "") -> None:
        super().__init__(f"{reason} {lifted_by}".strip())


@dataclass(frozen=True, slots=True)
class Allowed:
    """The act may be done."""

    def __bool__(self) -> Literal[True]:
        return True

    def or_raise(self) -> None:
        """Do nothing: the act may be done."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The act may not be done; `reason` says why, and `lifted_by` who can change that, if anybody."""

    reason: str
    lifted_by: str = ""

    def __bool__(self) -> Literal[False]:
        return False

    def or_raise(self) -> None:
        """Raise RefusedError with the sentence that the page prints beside the button."""
        raise RefusedError(self.reason, self.lifted_by)


Verdict = Allowed | Refused
