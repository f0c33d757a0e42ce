"""What does assurance answer to the rooms below, and what does it hear from them?"""

from throughline.agreements.events import GrantLive
from throughline.frame.events import when
from throughline.funding import ports


def wire() -> None:
    """A grant that goes live brings its area's returns onto the calendar."""
    from .actions.calendar import hear_grant_live
    from .queries.to_return import to_return_by_round

    ports.to_return.provide(to_return_by_round)
    when(GrantLive, hear_grant_live)
