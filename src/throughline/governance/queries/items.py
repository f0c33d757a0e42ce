"""Which of the things that governance keeps may be linked to, and where does a link lead?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse

from throughline.frame.lists import fold
from throughline.frame.search import Found
from throughline.kernel.actor import Actor

from ..models import KINDS, Item
from .seeing import items_visible_to

_NEWEST = (F("dated_on").desc(nulls_last=True), "title", "id")


@dataclass(frozen=True, slots=True)
class Linked:
    """One item as a link shows it; `kind` is the word for people, `source` says where we know it from."""

    id: UUID
    kind: str
    title: str
    dated_on: date | None
    href: str
    source: str = ""


def linkable(words: str, kinds: Iterable[str] = (), limit: int = 20) -> list[Linked]:
    """The items that carry all the words, newest first, of these kinds or of any; one query."""
    rows = _with_words(Item.objects.order_by(*_NEWEST), words)
    if wanted := set(kinds):
        rows = rows.filter(kind__in=wanted)
    return [link_to(each) for each in rows[:limit]]


def items(ids: Iterable[UUID]) -> dict[UUID, Linked]:
    """Those of the items that are kept here, by id; one query."""
    return {each.id: link_to(each) for each in Item.objects.filter(id__in=set(ids))}


def leant_on_by(number: str) -> QuerySet[Item]:
    """What the decision of that number stands on, oldest first. Authority: R10."""
    rows = Item.objects.filter(decision_links__number=number, decision_links__how="stands_on")
    return rows.order_by(F("dated_on").asc(nulls_first=True), "kind", "title", "id")


def address_of(item: Item) -> str:
    """The item's own page: every kind has an address named `governance-<kind>` that takes the item's id."""
    return reverse(f"governance-{item.kind}", args=[item.pk])


def search(actor: Actor, words: str, limit: int = 20) -> list[Found]:
    """The items that carry all the words and that the actor may see, newest first."""
    rows = _with_words(items_visible_to(actor).order_by(*_NEWEST), words)
    return [Found(each.title, address_of(each), KINDS[each.kind], each.dated_on) for each in rows[:limit]]


def _with_words(rows: QuerySet[Item], words: str) -> QuerySet[Item]:
    for word in fold(words)[:200].split():
        rows = rows.filter(search_text__contains=word)
    return rows


def link_to(item: Item) -> Linked:
    """The item as a link shows it."""
    return Linked(item.id, KINDS[item.kind], item.title, item.dated_on, address_of(item), item.source)
