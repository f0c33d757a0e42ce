"""Which tables by more at once stand behind those that are out, and say what two of them alone do not?

Nothing of them is ever shown: they are there so that people are found who fit all tables and not only each two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from .shapes import Dimension, Within

Dimensions = tuple[Dimension, ...]
_MOST_AT_ONCE = 2_000


def all_at_once(tables: Sequence[Dimensions]) -> list[Dimensions]:
    """By everything at once, where pairs of tables do not tell all that they share.

    By place and sex, by sex and age, by place and age: each pair may agree while no people fit all three. Where any two
    tables share the same dimensions, or there would be too many atoms, pairs it is.
    """
    families = {_names(table) for table in tables}
    shared = {one & other for one, other in combinations(families, 2)}
    known = _known(tables)
    if (
        len(shared) < 2
        or frozenset(known) in families
        or prod(len(each.categories) for each in known.values()) > _MOST_AT_ONCE
    ):
        return []
    return [tuple(known[name] for name in sorted(known))]


@dataclass(frozen=True, slots=True)
class Where:
    """A dimension whose categories are the combinations of others that there are, beside those that tables share."""

    dimensions: Dimensions
    within: tuple[Within, ...]


def where(tables: Sequence[Dimensions], within: Sequence[Within]) -> list[Where]:
    """By place, unit and service at once, where one of them lies in several others.

    If service A works in Bury and in Wigan, and B in Wigan alone, those of B are no more than those of Wigan, and
    what is left of Wigan is A's. Two tables at a time do not say so.
    """
    known = _known(tables)
    rules = [each for each in within if {each.fine, each.coarse} <= {*known}]
    found = []
    for group in _groups(rules):
        mine = [each for each in rules if each.fine in group]
        if all(len(_lies_in(each, one, known)) == 1 for each in mine for one in known[each.fine].categories):
            continue  # each lies in one: two at a time say everything
        names = sorted(group)
        there = [dict(zip(names, key, strict=True)) for key in product(*(known[n].categories for n in names))]
        there = [
            key
            for key in there
            if all(key[each.coarse] in _lies_in(each, key[each.fine], known) for each in mine)
        ]
        shared = tuple(known[name] for name in sorted({*known} - group) if _is_shared(name, group, tables))
        whole = Dimension(" and ".join(names), tuple("\n".join(key.values()) for key in there))
        if whole.categories and prod(len(each.categories) for each in (whole, *shared)) <= _MOST_AT_ONCE:
            found.append(
                Where(
                    (whole, *shared),
                    tuple(
                        Within(
                            whole.name,
                            name,
                            {
                                one: frozenset({key[name]})
                                for one, key in zip(whole.categories, there, strict=True)
                            },
                        )
                        for name in names
                    ),
                )
            )
    return found


def _groups(rules: Sequence[Within]) -> list[frozenset[str]]:
    """The dimensions that lie in one another, over any number of rules."""
    groups: list[frozenset[str]] = []
    for rule in rules:
        near = [group for group in groups if group & {rule.fine, rule.coarse}]
        groups = [group for group in groups if group not in near]
        groups.append(frozenset({rule.fine, rule.coarse}).union(*near))
    return groups


def _lies_in(rule: Within, one: str, known: dict[str, Dimension]) -> frozenset[str]:
    """A category of which nobody knows where it lies may lie anywhere."""
    return rule.of.get(one, frozenset(known[rule.coarse].categories))


def _is_shared(name: str, group: frozenset[str], tables: Sequence[Dimensions]) -> bool:
    """Whether tables by different ones of the group are by this too."""
    return len({_names(each) & group for each in tables if name in _names(each)} - {frozenset()}) > 1


def _names(table: Dimensions) -> frozenset[str]:
    return frozenset(each.name for each in table)


def _known(tables: Sequence[Dimensions]) -> dict[str, Dimension]:
    """Each dimension with every category that any of the tables has."""
    categories: dict[str, dict[str, None]] = {}
    for each in (each for table in tables for each in table):
        categories.setdefault(each.name, {}).update(dict.fromkeys(each.categories))
    return {name: Dimension(name, (*found,)) for name, found in categories.items()}
