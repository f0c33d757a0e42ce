"""Which localities are the reader's own, so that they stand first and are marked?"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TypeVar

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from .releases import what_lies_in_what

T = TypeVar("T")


def own_of(actor: Actor, on: date) -> frozenset[str]:
    """The names of the localities that the reader's own body serves, and of the units that cover them.

    Empty for whoever sees everywhere. At most two statements.
    """
    reach = reach_of(actor, on)
    if reach.everywhere or not reach.places:
        return frozenset()
    places = {each.name for each in organisations.localities() if each.id in reach.places}
    units = what_lies_in_what()[0].of
    return frozenset(places | {unit for unit, covered in units.items() if covered & places})


def own_first(rows: Iterable[T], own: Collection[str], name_of: Callable[[T], str]) -> list[T]:
    """The same rows, those of the reader's own places before the others."""
    return sorted(rows, key=lambda row: name_of(row) not in own)
