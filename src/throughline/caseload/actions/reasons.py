"""What do the service and probation both read of why something was decided?"""

from datetime import datetime
from uuid import uuid4

from throughline.kernel.actor import Actor

from ..models import Note, Referral
from ..sealed import Words, closed, place_of


def say(*, referral: Referral, text: str, actor: Actor, at: datetime, for_whom: str = "both") -> None:
    """The words stand in the record for both, or for the service alone; nothing said writes nothing. Inside an act."""
    if not text.strip():
        return
    note = Note(id=uuid4(), referral=referral, for_whom=for_whom, written_at=at, written_by=actor.id)
    note.text = closed(referral.person, Words(text=text.strip()), place_of("caseload_note", note.id, "text"))
    note.save(force_insert=True)
