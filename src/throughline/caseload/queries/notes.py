"""What do a person's notes say, and which of them was put right?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..actions.notes import text_of
from ..models import Note


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note as it stands now, with what it said before it was put right, newest of those first."""

    id: UUID
    text: str
    for_whom: str
    by: str
    at: datetime
    before: tuple["NoteShown", ...] = ()


def shown(notes: Iterable[Note]) -> list[NoteShown]:
    """The notes that stand, newest first; each corrected one is shown under what corrects it."""
    rows = list(notes)
    by_id = {each.id: each for each in rows}
    corrected = {each.corrects_id for each in rows if each.corrects_id}
    return [_shown(each, _before(each, by_id)) for each in rows if each.id not in corrected]


def _before(note: Note, by_id: dict[UUID, Note]) -> tuple[NoteShown, ...]:
    found = []
    while note.corrects_id and note.corrects_id in by_id:
        note = by_id[note.corrects_id]
        found.append(_shown(note))
    return tuple(found)


def _shown(note: Note, before: tuple[NoteShown, ...] = ()) -> NoteShown:
    return NoteShown(
        note.id, text_of(note), note.get_for_whom_display(), note.written_by, note.written_at, before
    )
