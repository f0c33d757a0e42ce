"""What was said, changed and shown about something watched, oldest first?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from throughline.kernel.actor import Actor
from throughline.organisations.queries import names_of

from ..models import KINDS, Entry, Item, RiskReview
from ..watching.rules import in_words
from .items import address_of
from .seeing import items_visible_to

SHOWABLE = ("meeting", "endorsement", "group", "consultation", "appraisal", "review", "milestone")
_STEPS = {
    "change": "Changed",
    "note": "How it is going",
    "show": "Evidence shown",
    "send_back": "Sent back",
    "keep": "Kept",
    "give_up": "Given up",
    "reopen": "Opened again",
    "control": "What is done against it",
    "happen": "It happened",
    "close": "Closed",
    "forecast": "Expected on another day",
    "reach": "Reached",
    "drop": "Taken out of the plan",
    "answer": "Answered",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a history: the step in words, what was said and changed, and what was shown, each with its address.

    An item without an address may not be seen by whoever asks.
    """

    step: str
    words: str
    what: str
    at: datetime
    by: str
    file: tuple[int, str] | None = None
    item: tuple[str, str] | None = None
    decision_number: str = ""


def history_of(item_id: UUID, actor: Actor) -> list[Said]:
    """Everything that was entered about the item, oldest first; two queries, three when an item was shown.

    Of an item that the actor may not see, only its kind is told.
    """
    rows = list(Entry.objects.filter(item_id=item_id).select_related("shown").order_by("entered_at", "id"))
    shown = {each.shown_id for each in rows if each.shown_id}
    seen = set(items_visible_to(actor).filter(pk__in=shown).values_list("pk", flat=True)) if shown else set()
    return _in_words(rows, seen)


def history_of_risk(risk_id: UUID, actor: Actor) -> list[Said]:
    """The same with each look at the risk and its score; one query more."""
    looks = list(RiskReview.objects.filter(risk_id=risk_id))
    names = names_of(each.reviewed_by for each in looks)
    scored = [
        Said(
            "Scored",
            each.words,
            f"{in_words(each.likelihood, each.impact)}.",
            each.reviewed_at,
            names[each.reviewed_by],
        )
        for each in looks
    ]
    return sorted([*scored, *history_of(risk_id, actor)], key=lambda said: said.at)


def showable(actor: Actor) -> list[tuple[str, str]]:
    """(id, words) of what the actor may see and show as evidence, newest first; one query."""
    rows = items_visible_to(actor).filter(kind__in=SHOWABLE)
    newest = rows.order_by(F("dated_on").desc(nulls_last=True), "title", "pk")[:200]
    return [(str(each.pk), f"{KINDS[each.kind]}: {each.title}"[:120]) for each in newest]


def entry_with_file(item_id: UUID, entry_id: int) -> Entry | None:
    """The entry of that item that shows a file."""
    return Entry.objects.filter(item_id=item_id, pk=entry_id, file__isnull=False).first()


def _in_words(entries: Sequence[Entry], seen: Collection[UUID]) -> list[Said]:
    names = names_of(each.entered_by for each in entries)
    return [
        Said(
            _STEPS.get(each.step, each.step),
            each.words,
            each.what,
            each.entered_at,
            names[each.entered_by],
            (each.pk, each.file_name) if each.file_id else None,
            _linked(each.shown, seen) if each.shown else None,
            each.decision_number,
        )
        for each in entries
    ]


def _linked(item: Item, seen: Collection[UUID]) -> tuple[str, str]:
    return (item.title, address_of(item)) if item.pk in seen else (KINDS[item.kind], "")
