"""Where may somebody go, and what of it stands beside a page?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from throughline.kernel.actor import Actor
from throughline.web.entries import FOR_VISITORS, NAVIGATION
from throughline.web.entry import Entry, address_of

MOST_BESIDE = 7
MORE = "More"


@dataclass(frozen=True, slots=True)
class Link:
    """A place as it is shown: its words and address, and the addresses that it stands for."""

    words: str
    href: str
    stands_for: tuple[str, ...]

    def nearness(self, path: str) -> int:
        """How long the beginning of this path is that it stands for; 0 when it does not stand for it."""
        fitting = (
            each for each in self.stands_for if path == each or (each != "/" and path.startswith(each))
        )
        return max(map(len, fitting), default=0)


def _parted(pages: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The pages that stand beside each other, and those for which there is no room."""
    fit = len(pages) if len(pages) <= MOST_BESIDE else MOST_BESIDE - 1
    return pages[:fit], pages[fit:]


def _links(entry: Entry, actor: Actor) -> list[Link]:
    first, rest = _parted(entry.of(actor))
    links = [Link(page.words, address_of(page.name), (address_of(page.name),)) for page in first]
    if rest:
        more = reverse("more", args=[entry.name])
        links.append(Link(MORE, more, (more, *(address_of(page.name) for page in rest))))
    return links


def _parts(actor: Actor) -> list[tuple[Entry, list[Link]]]:
    entries = NAVIGATION if actor.is_signed_in else FOR_VISITORS
    return [(entry, links) for entry in entries if (links := _links(entry, actor))]


def navigation(actor: Actor, path: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The entries that this actor uses, at most seven, and the pages beside this one in its own entry, at most seven.

    An entry leads to the first of its pages that the actor uses. A page without room of its own marks “More”.
    """
    parts = _parts(actor)
    near = [max(link.nearness(path) for link in links) for _, links in parts]
    here = near.index(max(near)) if any(near) else None
    entries = [
        {"text": entry.words, "href": links[0].href, "active": nth == here}
        for nth, (entry, links) in enumerate(parts)
    ]
    if here is None or len(parts[here][1]) == 1:
        return entries, []
    links = parts[here][1]
    nearest = max(links, key=lambda link: link.nearness(path))
    return entries, [{"text": each.words, "href": each.href, "active": each is nearest} for each in links]


def the_rest(actor: Actor, name: str) -> tuple[str, dict[str, list[dict[str, str]]]]:
    """An entry's words, and by heading those of its pages for which there is no room; nothing where there is."""
    for entry in NAVIGATION:
        if entry.name == name:
            under: dict[str, list[dict[str, str]]] = {}
            for page in _parted(entry.of(actor))[1]:
                shown = {"text": page.words, "href": address_of(page.name), "says": page.says}
                under.setdefault(page.under, []).append(shown)
            return entry.words, under
    return "", {}
