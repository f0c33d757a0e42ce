"""What does this room listen to?"""

from throughline.frame.events import when

from .actions.call_in import open_window
from .actions.notices import DecisionPublished


def wire() -> None:
    """A decision that can be called in has its window from its publication on."""
    when(DecisionPublished, open_window)
