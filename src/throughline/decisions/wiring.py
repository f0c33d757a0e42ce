"""What does this room listen to, and what does it answer?"""

from throughline.frame.events import when
from throughline.governance.ports import decision_is_known

from .actions.call_in import open_window
from .actions.notices import DecisionPublished
from .queries.notices import is_on_record


def wire() -> None:
    """A decision that can be called in has its window from its publication on; whether it is held, this room knows."""
    decision_is_known.provide(is_on_record)
    when(DecisionPublished, open_window)
