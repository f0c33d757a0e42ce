"""How is it kept what somebody said or showed about something watched, and by which step its state changed?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from throughline.frame.attachments import attach
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act
from throughline.organisations import queries as organisations

from ..models import Entry, Milestone, Promise, Recommendation, Risk, Watched
from ..ports import decision_is_known
from ..queries.owners import is_owner
from ..queries.seeing import items_visible_to
from ..watching.rules import may_take

Thing = TypeVar("Thing", Promise, Milestone, Risk, Recommendation)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that something is done: words, a file, another item, a decision; at least one of them."""

    words: str = ""
    file: Upload | None = None
    item_id: UUID | None = None
    decision_number: str = ""

    def __post_init__(self) -> None:
        if not (self.words.strip() or self.file or self.item_id or self.decision_number):
            raise RefusedError("Say what shows it, or show a file, a meeting or a decision.")


@contextmanager
def step_of(
    kind: type[Thing], table: Lifecycle, step: str, thing_id: UUID, *, actor: Actor, at: datetime
) -> Iterator[tuple[Thing, OpenAct]]:
    """The locked thing, while an act takes the step with it; the state that the table gives is saved at the end."""
    row = table.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=(table.noun, str(thing_id))) as doing:
        thing = kind.objects.select_for_update().filter(pk=thing_id).first()
        if thing is None:
            raise RefusedError(f"There is no such {table.noun}.")
        may_take(table, step, thing.state, actor, is_owner=is_owner(actor, thing)).or_raise()
        thing.state = row.to
        yield thing, doing
        thing.save()


def enter(
    thing: Watched, step: str, words: str, *, actor: Actor, at: datetime, what: str = "", decision: str = ""
) -> Entry:
    """One line of its history."""
    entry = Entry(
        step=step,
        words=words.strip(),
        what=what,
        decision_number=known_decision(decision),
    )
    return _entered(entry, thing, actor, at)


def enter_evidence(thing: Watched, step: str, shown: Evidence, *, actor: Actor, at: datetime) -> Entry:
    """One line of its history that shows something; RefusedError for a file or an item that cannot be shown."""
    item = None
    if shown.item_id is not None:
        item = items_visible_to(actor).exclude(pk=thing.pk).filter(pk=shown.item_id).first()
        if item is None:
            raise RefusedError("There is no such meeting, endorsement or other item.")
    file = None
    if shown.file is not None:
        file = attach(shown.file, at=at)
    entry = Entry(
        step=step,
        words=shown.words.strip(),
        file=file,
        file_name=shown.file.name[:255] if shown.file else "",
        shown=item,
        decision_number=known_decision(shown.decision_number),
    )
    return _entered(entry, thing, actor, at)


def _entered(entry: Entry, thing: Watched, actor: Actor, at: datetime) -> Entry:
    """The entry on record; RefusedError when a form that was sent twice says the same as the line before it."""
    entry.item_id, entry.entered_at, entry.entered_by = thing.pk, at, actor.id
    last = Entry.objects.filter(item_id=thing.pk).order_by("-id").first()
    same = ("step", "words", "what", "file_id", "shown_id", "decision_number", "entered_by")
    if last is not None and all(getattr(last, name) == getattr(entry, name) for name in same):
        raise RefusedError("This is on record already; it was not entered a second time.")
    entry.save(force_insert=True)
    return entry


def known_decision(number: str) -> str:
    """The number, when it is empty or that of a decision on record; else RefusedError."""
    if number and not decision_is_known(number):
        raise RefusedError(
            f"No decision {number} is on record here. Look its number up in the list of decisions."
        )
    return number


def give_owner(thing: Watched, chosen: str) -> None:
    """The thing belongs to `role:<code>` or `body:<code>` from now on; to nobody when nothing is chosen."""
    kind, _, code = chosen.partition(":")
    thing.owner_role = code if kind == "role" else ""
    thing.owner_body = organisations.body(code) if kind == "body" else None


def reason(words: str) -> str:
    """The words without blanks around them; RefusedError when there are none."""
    if not words.strip():
        raise RefusedError("Say why, so that whoever reads this later understands it.")
    return words.strip()
