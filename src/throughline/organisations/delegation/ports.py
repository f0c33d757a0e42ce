"""What does a post ask of rooms above it?"""

from datetime import date
from uuid import UUID

from throughline.frame.ports import Port

last_signed_for: Port[[UUID, str], date | None] = Port(
    "organisations.last_signed_for", "On which day did this person (an actor's id) last sign for that post?"
)
