"""What is a place to go: its words, its address, for which roles, and which pages stand beside it?"""

from dataclasses import dataclass
from functools import cache

from django.urls import resolve, reverse

from throughline.frame.doors import Rule, rule_of
from throughline.kernel.actor import Actor

WHOM_ITS_DOOR_ADMITS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to go: its words, its address by name, which roles use it, and the pages of its part, most used first.

    Nobody is shown what the door of its page would refuse. What has no room beside a page stands on the page “More”,
    under a heading and with what one finds there.
    """

    words: str
    name: str
    roles: frozenset[str] = WHOM_ITS_DOOR_ADMITS
    pages: tuple["Entry", ...] = ()
    under: str = ""
    says: str = ""

    def is_for(self, actor: Actor) -> bool:
        """Whether this actor uses it."""
        return (not self.roles or bool(self.roles & actor.roles)) and bool(door_of(self.name).admits(actor))

    def of(self, actor: Actor) -> list["Entry"]:
        """Its pages that this actor uses; without pages it is its own."""
        if self.roles and not self.roles & actor.roles:
            return []
        return [page for page in self.pages or (self,) if page.is_for(actor)]


@cache
def door_of(name: str) -> Rule:
    rule = rule_of(resolve(reverse(name)).func)
    assert rule is not None, name  # noqa: S101 - a house test walks all addresses
    return rule


@cache
def address_of(name: str) -> str:
    return reverse(name)
