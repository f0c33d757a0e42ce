"""What does a lower room tell upward, and who listens?

An event is a frozen dataclass of the room that tells it. Handlers are registered by `wiring.py` of the rooms above,
run at once, in the same transaction and in the order of the ladder; one that raises undoes the act.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")
_HANDLERS: dict[type, list[Callable[[Any], object]]] = {}


def when(event: type[Event], handler: Callable[[Event], object]) -> None:
    """Let the handler run whenever such an event is told; the same handler is registered once."""
    handlers = _HANDLERS.setdefault(event, [])
    if handler not in handlers:
        handlers.append(handler)


def tell(event: object) -> None:
    """Run every handler of the event's type."""
    for handler in _HANDLERS.get(type(event), ()):
        handler(event)


def table() -> list[tuple[str, str]]:
    """Return every (event, handler) by name, for the house test that prints them."""
    return sorted(
        (f"{event.__module__}.{event.__qualname__}", f"{handler.__module__}.{handler.__qualname__}")
        for event, handlers in _HANDLERS.items()
        for handler in handlers
    )
