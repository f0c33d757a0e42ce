"""What is written in a person's record, and how is it put right without being overwritten?"""

from datetime import datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import PROVIDER
from ..models import Note
from ..sealed import Words, closed, opened, place_of
from .referrals import locked

TABLE = "caseload_note"
FOR_WHOM = ("provider", "both")


def may_write(referral_state: str, actor: Actor) -> Verdict:
    """Whether a note may be added to the record; a closed one takes none."""
    if not actor.roles & PROVIDER:
        return Refused("Notes of the service are not for your role.", "Its key workers write them.")
    if referral_state in ("draft", "discarded", "closed", "withdrawn"):
        return Refused(f"This referral is {referral_state}: its record takes no more notes.")
    return Allowed()


def write(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    text: str,
    for_whom: str = "provider",
    corrects: UUID | None = None,
    note_id: UUID | None = None,
) -> Note:
    """The note stands in the record; one that corrects another stands beside it, for nobody more than that one.

    `note_id` comes from the form: sent twice, it is the note that was written the first time.
    """
    referral = locked(referral_id)
    may_write(referral.state, actor).or_raise()
    if not text.strip():
        raise RefusedError("A note says something.")
    written = Note.objects.filter(id=note_id, referral=referral).first() if note_id else None
    if written:
        return written
    if for_whom not in FOR_WHOM:
        raise ValueError(for_whom)
    earlier = Note.objects.get(id=corrects, referral=referral) if corrects else None
    if earlier and Note.objects.filter(corrects=earlier).exists():
        raise RefusedError("A later note puts this one right already: correct that one.")
    note = Note(
        id=note_id or uuid4(),
        referral=referral,
        for_whom=earlier.for_whom if earlier else for_whom,
        corrects=earlier,
        written_at=at,
        written_by=actor.id,
    )
    note.text = closed(referral.person, Words(text=text.strip()), place_of(TABLE, note.id, "text"))
    with act(
        actor=actor,
        at=at,
        verb="note.corrected" if earlier else "note.written",
        subject=("referral", referral.id),
        facts={"for_whom": note.for_whom},
    ):
        note.save(force_insert=True)
    return note


def text_of(note: Note) -> str:
    """What it says; `referral__person` is read with it."""
    return opened(note.referral.person, note.text, Words, place_of(TABLE, note.id, "text")).text
