"""What does a lower room ask upward, and who answers?

A port is declared by the room that asks and provided by exactly one room above it, in that room's `wiring.py`.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_PORTS: dict[str, "Port[..., object]"] = {}


class Port(Generic[P, R]):
    """A question by name; calling it asks the one provider. LookupError while nobody provides it."""

    def __init__(self, name: str, question: str) -> None:
        self.name, self.question = name, question
        self._answer: Callable[P, R] | None = None
        _PORTS[name] = self  # type: ignore[assignment]  # the table needs names only

    def provide(self, answer: Callable[P, R]) -> None:
        """Let this function answer; ValueError when another one does already."""
        if self._answer not in (None, answer):
            raise ValueError(f"The port “{self.name}” has a provider already.")
        self._answer = answer

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._answer is None:
            raise LookupError(f"Nobody provides the port “{self.name}”.")
        return self._answer(*args, **kwargs)


def table() -> list[tuple[str, str]]:
    """Return every (port, provider) by name, for the house test that prints them."""
    return sorted(
        (port.name, f"{answer.__module__}.{answer.__qualname__}" if (answer := port._answer) else "")
        for port in _PORTS.values()
    )
