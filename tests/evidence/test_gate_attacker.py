"""Can anybody find somebody in the tables that left? R43"""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.attacker import attack, lone_gaps

from throughline.evidence.gate import Counts, Dimension, Shown, Within, through
from throughline.kernel.verdict import RefusedError

PLACES, UNITS, SEXES, AGES = (
    Dimension("place", ("Bolton", "Bury", "Oldham", "Wigan")),
    Dimension("unit", ("North", "South", "East", "West", "Centre")),
    Dimension("sex", ("female", "male")),
    Dimension("age", ("18-24", "25-44", "45+")),
)
ANSWER = Dimension("retained", ("yes", "no"), is_sensitive=True)
LIES_IN = {"North": "Bolton", "South": "Bolton", "East": "Bury", "West": "Oldham", "Centre": "Wigan"}
COVERS = Within("unit", "place", {unit: frozenset({place}) for unit, place in LIES_IN.items()})
YEAR, LONGER = "2025-04-01/2026-04-01", "2025-04-01/2026-04-08"


def table(
    seed: int, *dimensions: Dimension, mean: float = 8, period: str = YEAR, source: str = "first"
) -> Counts:
    """A made-up table whose counts scatter about a mean, many of them small."""
    draw = random.Random(seed)
    keys = product(*(each.categories for each in dimensions))
    counts = {key: int(draw.expovariate(1 / mean)) for key in keys}
    return Counts("Made-up people", dimensions, counts, period, source)


def by(people: Counts, *names: str) -> Counts:
    """The same people by some of the dimensions only."""
    kept = [place for place, each in enumerate(people.dimensions) if each.name in names]
    sums: dict[tuple[str, ...], int] = {}
    for key, count in people.counts.items():
        short = tuple(key[place] for place in kept)
        sums[short] = sums.get(short, 0) + count
    dimensions = tuple(people.dimensions[place] for place in kept)
    return Counts("By " + " and ".join(names), dimensions, sums, people.period, people.source)


def later(
    people: Counts, seed: int, *, period: str = YEAR, source: str = "first", losing: bool = False
) -> Counts:
    """The same table when a few more have come, or a few were taken out again."""
    draw = random.Random(seed)
    steps = (0, 0, 0, 1, 2, 9, -1 if losing else 0)
    counts = {key: max(0, count + draw.choice(steps)) for key, count in people.counts.items()}
    return Counts(people.name, people.dimensions, counts, period, source)


def leave(people: Counts, out: list[Shown], **more: int) -> bool:
    """Whether the table left, and stands among those that are out."""
    try:
        out.append(through(people, earlier=out, **more))
    except RefusedError:
        return False
    return True


class TestTheAttacker:
    """What is tried below would be found if the gate did less."""

    def test_finds_small_counts_that_are_hidden_alone(self) -> None:
        people = table(1, PLACES, AGES)
        sums = people.with_sums()
        alone = Shown(
            people.name,
            people.dimensions,
            {key: None if 0 < count < 5 else count for key, count in sums.items()},
            period=YEAR,
        )
        assert {each.at_most for each in attack([alone])} <= {1, 2, 3, 4}
        assert attack([alone])

    def test_finds_who_came_in_a_week(self) -> None:
        first = table(3, PLACES, SEXES, mean=40)
        counts = dict(first.counts) | {("Bury", "male"): first.counts["Bury", "male"] + 2}
        second = Counts(first.name, first.dimensions, counts, LONGER, "first")
        assert attack([through(first), through(second)])

    def test_finds_somebody_in_tables_that_left_without_regard_to_each_other(self) -> None:
        people = table(4, PLACES, SEXES, AGES, mean=3)
        apart = [through(by(people, *names)) for names in (("place", "sex"), ("place", "age"))]
        assert attack(apart)


class TestOneTable:
    @pytest.mark.parametrize("dimensions", [(PLACES, SEXES), (PLACES, AGES), (PLACES, ANSWER), (PLACES,)])
    def test_nobody_is_found_in_many_tables(self, dimensions: tuple[Dimension, ...]) -> None:
        left = 0
        for seed in range(40):
            out: list[Shown] = []
            if leave(table(seed, *dimensions, mean=4 + seed % 12), out):
                left += 1
                assert attack(out) == []
                assert [*lone_gaps(out[0])] == []
        assert left > 20

    def test_nobody_is_found_with_three_dimensions(self) -> None:
        for seed in range(15):
            out: list[Shown] = []
            if leave(table(seed, PLACES, SEXES, AGES, mean=6), out):
                assert attack(out) == []

    @pytest.mark.parametrize("base", [3, 5, 10])
    def test_nobody_is_found_in_rounded_tables(self, base: int) -> None:
        for seed in range(15):
            out: list[Shown] = []
            if leave(table(seed, PLACES, AGES), out, round_to=base):
                assert attack(out) == []

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.integers(0, 12), min_size=12, max_size=12))
    def test_nobody_is_found_in_any_table(self, counts: list[int]) -> None:
        people = Counts(
            "Any", (PLACES, AGES), dict(zip(product(PLACES.categories, AGES.categories), counts, strict=True))
        )
        out: list[Shown] = []
        if leave(people, out):
            assert attack([*out]) == []
            assert not any(0 < (count or 0) < 5 for count in out[0].cells.values())


class TestTablesBesideEachOther:
    def test_nobody_is_found_by_place_by_sex_and_by_age_together(self) -> None:
        for seed in range(12):
            people, out = table(seed, PLACES, SEXES, AGES, mean=5), []
            for names in (("place", "sex"), ("sex", "age"), ("place",), ("age",)):
                leave(by(people, *names), out)
            assert attack(out) == []

    def test_nobody_is_found_by_place_beside_the_units_that_lie_in_it(self) -> None:
        found_alone = 0
        for seed in range(12):
            of_units = table(seed, UNITS, SEXES, mean=6)
            by_place: dict[tuple[str, ...], int] = {
                (place, sex): 0 for place in PLACES.categories for sex in SEXES.categories
            }
            for (unit, sex), count in of_units.counts.items():
                by_place[LIES_IN[unit], sex] += count
            of_places = Counts("By place", (PLACES, SEXES), by_place, YEAR, "first")
            try:
                apart = [through(of_units), through(of_places)]
                together = [apart[0], through(of_places, beside=apart[:1], within=[COVERS])]
            except RefusedError:
                continue
            found_alone += bool(attack(apart, lies_in=LIES_IN))
            assert attack(together, lies_in=LIES_IN) == []
        assert found_alone

    def test_nobody_is_found_when_every_pair_of_three_is_out(self) -> None:
        for seed in range(12):
            people, out = table(seed, PLACES, SEXES, AGES, mean=5), []
            for names in (("place", "sex"), ("sex", "age"), ("place", "age")):
                leave(by(people, *names), out)
            assert attack(out) == []


class TestTablesAfterEachOther:
    def test_nobody_is_found_when_a_week_is_added(self) -> None:
        for seed in range(20):
            first = table(seed, PLACES, SEXES, mean=12)
            out: list[Shown] = []
            leave(first, out)
            leave(later(first, seed, period=LONGER), out)
            if out:
                assert attack(out) == []

    def test_nobody_is_found_when_a_later_extract_has_more(self) -> None:
        for seed in range(20):
            first = table(seed, PLACES, SEXES, mean=12)
            out: list[Shown] = []
            for each in (first, later(first, seed, source="second"), later(first, seed, source="second")):
                leave(each, out)
            if out:
                assert attack(out) == []

    def test_nobody_is_found_when_a_later_extract_has_lost_some(self) -> None:
        for seed in range(20):
            first = table(seed, PLACES, SEXES, mean=12)
            out: list[Shown] = []
            leave(first, out)
            leave(later(first, seed, source="second", losing=True), out)
            if out:
                assert attack(out, growing=False) == []

    def test_nobody_is_found_in_quarters_beside_their_half_year(self) -> None:
        for seed in range(15):
            one = table(seed, PLACES, SEXES, mean=9, period="2025-04-01/2025-07-01")
            two = table(seed + 99, PLACES, SEXES, mean=9, period="2025-07-01/2025-10-01")
            both = {key: count + two.counts[key] for key, count in one.counts.items()}
            half = Counts(one.name, one.dimensions, both, "2025-04-01/2025-10-01", "first")
            out: list[Shown] = []
            for each in (one, half, two):
                leave(each, out)
            if out:
                assert attack(out) == []
