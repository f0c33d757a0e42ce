"""What does this room listen to, and what does it answer?"""

from throughline.frame.events import when
from throughline.governance.ports import decision_is_known, superseding
from throughline.organisations.delegation.ports import last_signed_for

from .actions.call_in import open_window
from .actions.notices import DecisionPublished
from .promised import superseded
from .queries import signing
from .queries.notices import is_on_record


def wire() -> None:
    """A decision that can be called in has its window from its publication on; what is held or stands, we know."""
    decision_is_known.provide(is_on_record)
    superseding.provide(superseded)
    last_signed_for.provide(signing.last_signed_for)
    when(DecisionPublished, open_window)
