"""What does funding tell the rooms above, in the transaction in which it happens?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class StreamStruck:
    """A stream was recorded in error and counts nowhere any more."""

    stream_id: UUID
    actor: Actor
    at: datetime
