"""Does anybody find somebody who tries every world of whole numbers, in small tables of any kind? R43"""

import random
from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from tests.evidence.enumerating import Enumerating

from throughline.evidence.gate import Counts, Dimension, Shown, Within, through
from throughline.kernel.verdict import RefusedError

YEAR = "2025-04-01/2026-04-01"
SIZES = (0, 0, 1, 2, 3, 4, 6, 9, 13)
STEPS = (0, 0, 0, 0, 1, 2, 5, 7)
Rules = Mapping[tuple[str, str], Mapping[str, frozenset[str]]]


def named(name: str, many: int) -> tuple[str, ...]:
    return tuple(f"{name} {each}" for each in range(many))


def counted(people: Mapping[tuple[tuple[str, str], ...], int], by: Sequence[str], source: str) -> Counts:
    """These people by some of their dimensions."""
    known: dict[str, dict[str, None]] = {name: {} for name in by}
    for name, one in (pair for each in people for pair in each if pair[0] in known):
        known[name][one] = None
    counts = dict.fromkeys(product(*known.values()), 0)
    for each, many in people.items():
        counts[tuple(dict(each)[name] for name in by)] += many
    dimensions = tuple(Dimension(name, (*known[name],)) for name in by)
    return Counts(f"{'+'.join(by)} of {source}", dimensions, counts, YEAR, source)


def left(tables: Sequence[Counts], within: Sequence[Within] = ()) -> list[Shown]:
    """What leaves of these, one after the other."""
    out: list[Shown] = []
    for each in tables:
        try:
            out.append(through(each, earlier=out, within=within))
        except RefusedError:
            continue
    return out


class Town:
    """Places, units and services of which some work in several others, and how many people are where."""

    def __init__(self, seed: int, *, lies_in_one: bool = False) -> None:
        draw = random.Random(seed)
        several = (1,) if lies_in_one else (1, 1, 2)
        known = {name: named(name, draw.choice((2, 3))) for name in ("place", "unit", "service")}

        def lying(fine: str, coarse: str) -> dict[str, frozenset[str]]:
            return {one: frozenset(draw.sample(known[coarse], draw.choice(several))) for one in known[fine]}

        pairs = (("unit", "place"), ("place", "service"), ("unit", "service"))
        rules = {pair: lying(*pair) for pair in (pairs[:1] if lies_in_one else pairs)}
        names = ("place", "unit") if lies_in_one else ("place", "unit", "service")
        self.known = {name: known[name] for name in names}
        self.rules: Rules = rules
        self.within = [Within(*pair, of) for pair, of in rules.items()]
        self.people = {
            tuple(zip(names, key, strict=True)): draw.choice(SIZES)
            * self.may_be(dict(zip(names, key, strict=True)))
            for key in product(*self.known.values())
        }
        self.draw = draw

    def may_be(self, one: Mapping[str, str]) -> bool:
        return all(one[coarse] in of[one[fine]] for (fine, coarse), of in self.rules.items())

    def tables(self, source: str) -> list[Counts]:
        """By each alone, in any order."""
        found = [counted(self.people, [name], source) for name in self.known]
        self.draw.shuffle(found)
        return found

    def later(self, *, losing: bool = False) -> None:
        """Some come, and some are taken out again."""
        steps = (*STEPS, -1, -2) if losing else STEPS
        for each, many in self.people.items():
            if self.may_be(dict(each)):
                self.people[each] = max(0, many + self.draw.choice(steps))


class TestPlacesUnitsAndServicesThatOverlap:
    @pytest.mark.parametrize("seed", [*range(40), 221])
    def test_nobody_is_found_by_who_tries_every_world(self, seed: int) -> None:
        town = Town(seed)
        out = left(town.tables("first"), town.within)
        assert [*Enumerating(out, may_be=town.may_be, beside=town.known).finds()] == [] if out else True

    def test_somebody_is_found_where_two_are_looked_at_at_a_time(self) -> None:
        """19 of unit B are in Bolton or Oldham, 13 of Wigan all of unit A: no more than 2 are of unit C."""
        lies_in = {"A": {"Bolton", "Wigan"}, "B": {"Bolton", "Oldham"}, "C": {"Oldham"}}
        units = Dimension("unit", ("A", "B", "C"))
        places = Dimension("place", ("Bolton", "Oldham", "Wigan"))
        within = Within("unit", "place", {unit: frozenset(some) for unit, some in lies_in.items()})
        of_places = Counts("By place", (places,), {("Bolton",): 13, ("Oldham",): 8, ("Wigan",): 13}, YEAR)
        of_units = Counts("By unit", (units,), {("A",): 13, ("B",): 19, ("C",): 2}, YEAR)
        cells = {**of_units.with_sums(), ("A",): None, ("C",): None}

        def finds(shown: Shown) -> list[tuple[str, tuple[str, ...]]]:
            out = [through(of_places), shown]
            return [*Enumerating(out, may_be=lambda one: one["place"] in lies_in[one["unit"]]).finds()]

        assert finds(Shown("By unit", (units,), cells, period=YEAR)) == [("By unit", ("C",))]
        assert finds(through(of_units, earlier=[through(of_places)], within=[within])) == []


class TestExtractsAfterEachOther:
    @pytest.mark.parametrize("seed", [*range(25), 75])
    @pytest.mark.parametrize("losing", [False, True], ids=["growing", "losing"])
    def test_nobody_is_found_in_places_and_units_of_two(self, seed: int, losing: bool) -> None:
        town = Town(seed, lies_in_one=True)
        tables = town.tables("first")
        town.later(losing=losing)
        out = left([*tables, *town.tables("second")], town.within)
        if out:
            found = Enumerating(out, may_be=town.may_be, beside=town.known, growing=not losing)
            assert [*found.finds()] == []

    def test_who_came_is_not_told_by_another_table_of_the_later_one(self) -> None:
        """Of unit A one more came, which is hidden; its place, of which no table was out before, would tell it."""
        units, places = Dimension("unit", ("A", "B", "C")), Dimension("place", ("Bury", "Oldham", "Wigan"))
        pairs = dict(zip(units.categories, places.categories, strict=True))
        within = [Within("unit", "place", {unit: frozenset({place}) for unit, place in pairs.items()})]

        def table(dimension: Dimension, source: str, *many: int) -> Counts:
            keys = ((each,) for each in dimension.categories)
            return Counts(
                f"{dimension.name} of {source}",
                (dimension,),
                dict(zip(keys, many, strict=True)),
                YEAR,
                source,
            )

        out = left([table(units, "first", 9, 6, 0), table(units, "second", 10, 6, 5)], within)
        assert out[1].cells["A",] is None
        out += left([])
        try:
            out.append(through(table(places, "second", 10, 6, 5), earlier=out, within=within))
        except RefusedError:
            return
        assert [*Enumerating(out, may_be=lambda one: one["place"] == pairs[one["unit"]]).finds()] == []
