"""What may leave, what is hidden with it, and when does nothing leave? R43"""

import time
from itertools import product
from typing import Any

import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.attacker import attack

from throughline.evidence.gate import TOTAL, Counts, Dimension, Shown, Within, through
from throughline.evidence.gate.money import tells_a_hidden_count
from throughline.evidence.gate.passing import (
    MONEY,
    WHY,
    exposed,
)
from throughline.evidence.gate.pieces import covers, pieces
from throughline.kernel.verdict import RefusedError

PLACES = Dimension("place", ("Bolton", "Bury", "Oldham", "Wigan"))
SEXES = Dimension("sex", ("female", "male"))
YEAR, WEEK_MORE = "2025-04-01/2026-04-01", "2025-04-01/2026-04-08"

# Ten places by four kinds of help, made up; three counts are small, each alone in its row and its column.
TEN_BY_FOUR = (
    (31, 24, 18, 12), (27, 3, 15, 22), (44, 36, 29, 17), (19, 25, 33, 28), (38, 21, 26, 2),
    (52, 41, 35, 30), (23, 16, 14, 20), (4, 34, 27, 19), (29, 22, 37, 24), (33, 28, 21, 26),
)  # fmt: skip


def by(dimensions: tuple[Dimension, ...], *numbers: int, period: str = YEAR, source: str = "first") -> Counts:
    keys = product(*(each.categories for each in dimensions))
    return Counts("Made up", dimensions, dict(zip(keys, numbers, strict=True)), period, source)


def ten_by_four() -> Counts:
    dimensions = (
        Dimension("place", tuple(f"Place {n}" for n in range(10))),
        Dimension("help", tuple("abcd")),
    )
    return by(dimensions, *(count for row in TEN_BY_FOUR for count in row))


def small_hidden_alone(people: Counts) -> Shown:
    """What leaves where nobody thinks of sums."""
    cells = {key: None if 0 < count < 5 else count for key, count in people.with_sums().items()}
    return Shown(people.name, people.dimensions, cells, period=people.period, source=people.source)


class TestATableOfTenPlacesByFourKindsOfHelp:
    def test_gives_all_three_small_counts_back_where_only_they_are_hidden(self) -> None:
        found = attack([small_hidden_alone(ten_by_four())])
        assert {each.at_most for each in found} == {2, 3, 4}
        assert len(exposed(small_hidden_alone(ten_by_four()))) == 3

    def test_hides_at_most_nine_of_its_forty_cells(self) -> None:
        began = time.process_time()
        shown = through(ten_by_four())
        assert time.process_time() - began < 2
        assert 3 < len(shown.hidden) <= 9
        assert not any(TOTAL in key for key in shown.hidden)
        assert attack([shown]) == []
        assert exposed(shown) == []


class TestATable:
    def test_without_small_counts_leaves_as_it_is(self) -> None:
        shown = through(by((PLACES,), 40, 30, 25, 31))
        assert shown.cells == {("Bolton",): 40, ("Bury",): 30, ("Oldham",): 25, ("Wigan",): 31, (TOTAL,): 126}
        assert shown.reasons == ()

    def test_shows_a_zero(self) -> None:
        assert through(by((PLACES,), 40, 0, 25, 31)).cells["Bury",] == 0

    def test_hides_a_small_count_and_one_more_so_that_the_sum_does_not_tell_it(self) -> None:
        shown = through(by((PLACES,), 40, 3, 25, 31))
        assert ("Bury",) in shown.hidden
        assert len(shown.hidden) == 2
        assert shown.reasons == (WHY,)

    def test_never_says_which_hidden_cell_is_the_small_one(self) -> None:
        one, other = through(by((PLACES,), 40, 3, 25, 31)), through(by((PLACES,), 40, 25, 3, 31))
        assert set(one.hidden) == set(other.hidden) == {("Bury",), ("Oldham",)}
        assert one == other

    @pytest.mark.parametrize("numbers", [(1, 2, 0, 0), (3, 0, 0, 0), (0, 0, 0, 0)])
    def test_of_nobody_but_a_few_does_not_leave(self, numbers: tuple[int, ...]) -> None:
        with pytest.raises(RefusedError, match="every count would have to be hidden"):
            through(by((PLACES,), *numbers))

    def test_hides_more_where_each_hidden_count_must_be_somebody(self) -> None:
        # 7 people in four hidden cells are at most 4 in each of them, because zeros are shown.
        shown = through(by((PLACES, SEXES), 1, 20, 2, 30, 1, 25, 3, 40))
        assert shown.cells[TOTAL, "female"] is None
        assert attack([shown]) == []

    def test_is_rounded_only_after_its_sums(self) -> None:
        shown = through(by((PLACES,), 42, 32, 27, 31), round_to=5)
        assert [*shown.cells.values()] == [40, 30, 25, 30, 130]
        assert shown.rounded_to == 5

    def test_by_sex_and_place_and_age_keeps_its_sums_where_it_can(self) -> None:
        ages = Dimension("age", ("18-24", "25-44", "45+"))
        numbers = [9, 12, 7, 11, 14, 8, 16, 10, 9, 12, 13, 15, 8, 2, 11, 14, 9, 10, 12, 18, 7, 13, 11, 9]
        shown = through(by((PLACES, SEXES, ages), *numbers))
        assert shown.cells[TOTAL, TOTAL, TOTAL] == sum(numbers)
        assert 4 <= len(shown.hidden) <= 16
        assert attack([shown]) == []

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.integers(0, 60), min_size=8, max_size=8))
    def test_shows_the_truth_or_nothing_in_each_cell(self, numbers: list[int]) -> None:
        people = by((PLACES, SEXES), *numbers)
        try:
            shown = through(people)
        except RefusedError:
            return
        truth = people.with_sums()
        assert all(count in (None, truth[key]) for key, count in shown.cells.items())
        assert not any(0 < (count or 0) < 5 for count in shown.cells.values())
        assert bool(shown.hidden) == bool(shown.reasons)
        assert through(people) == shown


class TestASensitiveAnswer:
    answer = Dimension("in treatment", ("yes", "no"), is_sensitive=True)

    def test_that_a_whole_group_gives_is_hidden_with_the_zero_that_would_tell_it(self) -> None:
        shown = through(by((PLACES, self.answer), 30, 20, 12, 0, 25, 22, 31, 19))
        assert shown.cells["Bury", "yes"] is None
        assert shown.cells["Bury", "no"] is None
        assert shown.cells["Bury", TOTAL] == 12
        assert attack([shown]) == []

    def test_is_not_told_from_a_small_count_by_why_it_is_hidden(self) -> None:
        alike = through(by((PLACES, self.answer), 30, 20, 12, 0, 25, 22, 31, 19))
        small = through(by((PLACES, self.answer), 30, 20, 12, 3, 25, 22, 31, 19))
        assert alike.reasons == small.reasons == (WHY,)

    def test_that_some_of_a_group_do_not_give_is_not_nobody_s_when_hidden(self) -> None:
        ends = Dimension("end", ("planned", "dropped out", "died", "still here"), is_sensitive=True)
        shown = through(by((Dimension("place", ("Bury",)), ends), 3, 2, 30, 20))
        assert (
            len(shown.hidden) > 4
        )  # with two hidden in the place and in all, neither could be 5: both are somebody
        assert attack([shown]) == []

    def test_that_is_not_sensitive_is_shown(self) -> None:
        plain = Dimension("in treatment", ("yes", "no"))
        assert through(by((PLACES, plain), 30, 20, 12, 0, 25, 22, 31, 19)).hidden == ()

    @pytest.mark.parametrize("group", ["sex", "ethnicity", "age_band", "disability"])
    def test_is_hidden_in_small_groups_of_any_equality_breakdown(self, group: str) -> None:
        groups = Dimension(group, ("one", "two", "three"))
        shown = through(by((groups, self.answer), 60, 41, 33, 27, 3, 1))
        assert shown.cells["three", "yes"] is None
        assert shown.cells["three", "no"] is None
        assert shown.cells["three", TOTAL] is None
        assert attack([shown]) == []


class TestATableAfterAnother:
    first = by((PLACES,), 40, 30, 25, 31)

    def test_of_one_more_week_hides_where_a_few_came(self) -> None:
        before = through(self.first)
        after = through(by((PLACES,), 40, 32, 25, 31, period=WEEK_MORE), earlier=[before])
        assert set(after.hidden) == {("Bury",), (TOTAL,)}
        assert after.reasons == (WHY,)

    def test_where_many_came_shows_them(self) -> None:
        before = through(self.first)
        assert through(by((PLACES,), 49, 30, 31, 40, period=WEEK_MORE), earlier=[before]).hidden == ()

    def test_of_a_later_extract_hides_where_a_few_were_added_or_taken_out(self) -> None:
        before = through(self.first)
        for bury in (28, 33):
            after = through(by((PLACES,), 40, bury, 25, 31, source="second"), earlier=[before])
            assert after.cells["Bury",] is None

    def test_of_another_year_is_not_compared(self) -> None:
        before = through(self.first)
        other = by((PLACES,), 41, 32, 25, 31, period="2026-04-01/2027-04-01")
        assert through(other, earlier=[before]).hidden == ()

    def test_hides_again_what_was_hidden_before(self) -> None:
        before = through(by((PLACES,), 40, 3, 25, 31))
        after = through(by((PLACES,), 40, 3, 25, 31, source="second"), earlier=[before])
        assert attack([before, after]) == []
        assert set(before.hidden) <= set(after.hidden)

    def test_that_contradicts_it_does_not_leave(self) -> None:
        before = through(self.first)
        with pytest.raises(RefusedError, match="contradicts"):
            through(by((PLACES,), 40, 60, 25, 31), earlier=[before])


class TestATableBesideAnother:
    def test_of_units_hides_the_unit_of_a_place_that_is_hidden(self) -> None:
        units = Dimension("unit", ("Bolton unit", "Bury unit", "Oldham unit", "Wigan unit"))
        covers_ = Within("unit", "place", {f"{p} unit": frozenset({p}) for p in PLACES.categories})
        places = through(by((PLACES,), 40, 3, 25, 31))
        of_units = through(by((units,), 40, 3, 25, 31), beside=[places], within=[covers_])
        assert {key[0].removesuffix(" unit") for key in of_units.hidden} == {key[0] for key in places.hidden}

    def test_hides_more_and_says_so(self) -> None:
        ages = Dimension("age", ("young", "old"))
        people = by((PLACES, SEXES, ages), 9, 2, 14, 11, 8, 9, 12, 10, 2, 15, 9, 13, 20, 11, 8, 7)
        out: list[Shown] = []
        for names in ((0, 1), (0, 2), (1, 2)):
            sums: dict[tuple[str, ...], int] = {}
            for key, count in people.counts.items():
                short = tuple(key[each] for each in names)
                sums[short] = sums.get(short, 0) + count
            dimensions = tuple(people.dimensions[each] for each in names)
            out.append(through(Counts("Made up", dimensions, sums, YEAR, "first"), beside=out))
        assert attack(out) == []
        assert all(each.reasons == ((WHY,) if each.hidden else ()) for each in out)


class TestMoney:
    def test_leaves_only_beside_counts_that_are_shown(self) -> None:
        people = by((PLACES,), 40, 3, 25, 31)
        money = {(place,): 17_350 * people.counts[place,] for place in PLACES.categories}
        shown = through(people, money=money)
        assert set(shown.money) == {(p,) for p in PLACES.categories} - set(shown.hidden)
        assert MONEY in shown.reasons
        assert not tells_a_hidden_count(shown.cells, shown.money)

    def test_that_is_out_already_keeps_the_counts_in_that_it_would_tell(self) -> None:
        people = by((PLACES,), 40, 3, 25, 31)
        money = {(place,): 17_350 * people.counts[place,] for place in PLACES.categories}
        out = Shown(
            "Costs", (PLACES,), dict.fromkeys(people.with_sums()), money=money, period=YEAR, source="first"
        )
        with pytest.raises(RefusedError, match="with money that is out already"):
            through(people, beside=[out])

    def test_that_is_out_beside_one_count_that_is_shown_keeps_it_in_too(self) -> None:
        two = (Dimension("place", ("Bolton", "Bury")),)
        costs = {(TOTAL,): 4_300, ("Bury",): 300}
        out = Shown(
            "Costs",
            two,
            dict.fromkeys(product(("Bolton", "Bury", TOTAL))),
            money=costs,
            period=YEAR,
            source="first",
        )
        with pytest.raises(RefusedError, match="with money that is out already"):
            through(by(two, 40, 3), beside=[out])

    def test_at_one_price_does_not_undo_the_rounding(self) -> None:
        people = by((PLACES,), 42, 32, 27, 31)
        money = {(place,): 17_350 * people.counts[place,] for place in PLACES.categories}
        assert through(people, money=money, round_to=5).money == {}

    def test_beside_no_cell_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="not in the table"):
            through(by((PLACES,), 40, 30, 25, 31), money={("Leeds",): 1})


class TestDoubt:
    people = by((PLACES,), 40, 3, 25, 31)

    def test_about_time_lets_nothing_leave(self) -> None:
        with pytest.raises(RefusedError, match="took too long"):
            through(self.people, seconds=0)

    @pytest.mark.parametrize("status", [1, 3, 4])
    def test_of_the_solver_lets_nothing_leave(self, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
        class Unsure:
            x = None

            def __init__(self) -> None:
                self.status = status

        def milp(*_: Any, **__: Any) -> Unsure:
            return Unsure()

        monkeypatch.setattr(scipy.optimize, "milp", milp)
        with pytest.raises(RefusedError, match="came to no end"):
            through(self.people)

    def test_does_not_trust_a_solver_that_is_wrong(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = scipy.optimize.milp

        def milp(goal: Any, **asked: Any) -> Any:
            answer = real(goal, **asked)
            if answer.x is not None:
                answer.x = answer.x + 0.7
            return answer

        monkeypatch.setattr(scipy.optimize, "milp", milp)
        with pytest.raises(RefusedError):
            through(self.people)

    def test_about_its_counts_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="needs a count for each combination"):
            Counts("Made up", (PLACES,), {("Bolton",): 3})
        with pytest.raises(ValueError, match="below zero"):
            by((PLACES,), 1, 2, 3, -1)

    @pytest.mark.parametrize("number", [4.5, 40.0, float("nan")])
    def test_about_what_is_no_whole_number_is_a_mistake(self, number: Any) -> None:
        with pytest.raises(ValueError, match="no whole number"):
            by((PLACES,), 40, 30, 25, number)

    def test_about_what_is_there_twice_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="twice"):
            Counts("Made up", (Dimension("place", ("Bury", "Bury")),), {("Bury",): 40})
        with pytest.raises(ValueError, match="twice"):
            by((SEXES, SEXES), 40, 30, 25, 31)

    def test_about_a_place_that_is_called_as_the_sum_lets_nothing_leave(self) -> None:
        with pytest.raises(RefusedError, match="as the sum is"):
            by((Dimension("place", ("total", "Bury")),), 3, 40)

    @pytest.mark.parametrize("base", [0, -5, 11, 100])
    def test_about_rounding_is_a_mistake(self, base: int) -> None:
        with pytest.raises(ValueError, match="5 must not become 0"):
            through(self.people, round_to=base)


class TestPieces:
    def test_tell_a_week_more_from_the_year(self) -> None:
        found = pieces([(WEEK_MORE, "a"), (YEAR, "a")])
        assert {each.tables for each in found} == {frozenset({0, 1}), frozenset({0})}

    def test_tell_who_came_with_a_later_extract(self) -> None:
        found = pieces([(YEAR, "b"), (YEAR, "a")])
        assert {(each.tables, each.is_later) for each in found} == {
            (frozenset({0, 1}), False),
            (frozenset({0}), True),
        }

    def test_are_one_for_tables_of_the_same_people(self) -> None:
        assert len(pieces([(YEAR, "a"), (YEAR, "a"), (YEAR, "a")])) == 1

    def test_cover_what_lies_in_them(self) -> None:
        assert covers(WEEK_MORE, YEAR)
        assert not covers(YEAR, WEEK_MORE)
        assert covers("", YEAR)
