"""Which agreements and grants does the search of the header find, for whoever may open them?"""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from throughline.frame.lists import fold, state_in_words
from throughline.frame.search import Found
from throughline.kernel.actor import Actor
from throughline.organisations.reach import EVERYWHERE

from ..doors import IN_LOCALITIES
from . import agreements, grants
from .searching import searched

MOST = 20


def search_agreements(actor: Actor, words: str) -> list[Found]:
    """The agreements within reach that carry all the words: of whom, for where, for when."""
    if not actor.roles & agreements.READERS:
        return []
    rows = agreements.searchable(agreements.visible_to(actor, timezone.localdate()))
    return [
        Found(
            agreements.heading(each),
            reverse("agreement", args=[each.pk]),
            ", ".join((each.party.name, state_in_words(each.state))),
        )
        for each in _carrying(rows, words)
    ]


def search_grants(actor: Actor, words: str) -> list[Found]:
    """The grants within reach that carry all the words: to whom, for where, for when."""
    if not actor.roles & (EVERYWHERE | IN_LOCALITIES):
        return []
    rows = grants.visible_to(actor, timezone.localdate()).annotate(
        search_text=searched("place__name", "recipient__name", "round__programme__name", "round__year")
    )
    found = list(_carrying(rows, words))
    awards = grants.awards([each.pk for each in found])
    return [
        Found(
            f"{each.place.name}, {each.round.programme.name} {each.round.year}",
            reverse("grant", args=[each.pk]),
            ", ".join((f"{awards[each.pk]} to {each.recipient.name}", state_in_words(each.state))),
        )
        for each in found
    ]


def _carrying(rows: Any, words: str) -> Any:
    """Those of the rows, which come with `search_text`, that carry all the words."""
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows[:MOST]
