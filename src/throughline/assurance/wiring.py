"""What does assurance hear from the rooms below?"""

from throughline.agreements.events import GrantLive
from throughline.frame.events import when


def wire() -> None:
    """A grant that goes live brings its area's returns onto the calendar."""
    from .actions.calendar import hear_grant_live

    when(GrantLive, hear_grant_live)
