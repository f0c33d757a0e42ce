"""What do two lists say, what does linkage error do to them, and when do lists say nothing?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.evidence.need.loglinear import fit, hidden, if_dependent
from throughline.evidence.need.recapture import (
    Rate,
    TwoLists,
    by_odds_ratio,
    chapman,
    corrected,
    may_be_corrected,
    may_use_two,
)
from throughline.evidence.need.shapes import Histories, in_order, may_be_estimated, possible
from throughline.kernel.verdict import RefusedError


class TestTwoListsThatDoNotLeanOnOneAnother:
    def test_give_chapmans_figure(self):
        assert chapman(TwoLists(200, 150, 30)).best == pytest.approx(201 * 151 / 31 - 1)

    def test_have_an_interval_that_is_log_normal_on_those_unseen(self):
        lists = TwoLists(200, 150, 30)
        found = chapman(lists)
        low, best, high = (each - lists.seen for each in (found.low, found.best, found.high))
        assert low * high == pytest.approx(best**2)
        assert 0 < low < best < high

    def test_leave_nobody_unseen_when_everybody_is_on_both(self):
        assert chapman(TwoLists(50, 50, 50)).high == 50

    def test_are_not_used_with_so_few_in_common(self):
        assert "Only 6 people stand on both lists" in may_use_two(TwoLists(200, 150, 6), refer=False).reason

    @given(st.integers(7, 300), st.integers(0, 2000), st.integers(0, 2000))
    def test_never_say_fewer_than_are_seen(self, both, first, second):
        lists = TwoLists(both + first, both + second, both)
        found = chapman(lists)
        assert lists.seen - 1e-6 <= found.low <= found.best <= found.high


class TestTwoListsOfWhichOneRefersToTheOther:
    def test_give_a_lower_bound_only_and_say_what_would_help(self):
        verdict = may_use_two(TwoLists(200, 150, 60), refer=True)
        assert "lower bound" in verdict.reason
        assert "third list" in verdict.lifted_by

    def test_come_to_more_people_the_more_one_list_leads_to_the_other(self):
        totals = [each.total.best for each in by_odds_ratio(TwoLists(200, 150, 60))]
        assert totals == sorted(totals)
        assert totals[0] == pytest.approx(200 * 150 / 60)

    def test_come_to_so_many_times_the_unseen_as_the_odds_are_larger(self):
        one, *_, five = by_odds_ratio(TwoLists(200, 150, 60), (1, 5))
        assert five.total.best - 290 == pytest.approx(5 * (one.total.best - 290))


class TestErrorInTheLinkage:
    """r = .87 and f = .012 with a true 20,000, as in the reference."""

    first, second, both = 5_000, 8_000, 2_000
    recall, false = Rate(0.87, 600), Rate(0.012, 2_000)

    @property
    def observed(self):
        return TwoLists(self.first, self.second, round(0.87 * self.both + 0.012 * (self.first - self.both)))

    def test_makes_the_estimate_an_eighth_too_large(self):
        assert 1.12 <= chapman(self.observed).best / 20_000 < 1.13

    def test_is_taken_out_to_within_a_thousandth(self):
        assert corrected(self.observed, self.recall, self.false).best == pytest.approx(20_000, rel=0.001)

    def test_widens_the_interval_by_its_own_error(self):
        rough = corrected(self.observed, Rate(0.87, 60), Rate(0.012, 200))
        fine = corrected(self.observed, Rate(0.87, 60_000), Rate(0.012, 200_000))
        assert rough.high - rough.low > 1.5 * (fine.high - fine.low)
        assert (
            fine.high - fine.low
            > chapman(TwoLists(5_000, 8_000, 2_000)).high - chapman(TwoLists(5_000, 8_000, 2_000)).low
        )

    def test_of_a_linkage_that_nobody_looked_at_is_not_taken_out(self):
        assert "looked at" in may_be_corrected(Rate(0.87, 0), self.false).reason

    def test_of_a_linkage_that_hardly_finds_anything_is_not_taken_out(self):
        assert "hardly more true links" in may_be_corrected(Rate(0.3, 100), Rate(0.2, 100)).reason

    def test_that_would_leave_nobody_on_both_lists_is_refused(self):
        with pytest.raises(RefusedError, match="cannot be"):
            corrected(TwoLists(5_000, 8_000, 50), self.recall, self.false)


class TestListsThatSayNothing:
    def test_because_too_few_people_stand_on_them(self):
        few = in_order("abc", (3, 3, 1, 3, 1, 1, 1))
        assert "Only 13 people" in may_be_estimated(few).reason

    def test_because_one_of_them_is_empty(self):
        empty = in_order("abc", (0, 50, 0, 60, 0, 20, 0))
        assert "Nobody stands on “c”" in may_be_estimated(empty).reason

    def test_because_no_two_of_them_share_anybody(self):
        apart = in_order("abc", (50, 40, 0, 30, 0, 0, 0))
        assert "any number of people" in may_be_estimated(apart).reason

    def test_because_they_share_too_few(self):
        thin = in_order("abc", (50, 40, 3, 30, 2, 4, 0))
        assert "in common" in may_be_estimated(thin).reason

    def test_because_one_of_them_is_about_other_people(self):
        alone = in_order("abc", (50, 40, 0, 30, 0, 20, 0))
        assert "“c” has nobody in common" in may_be_estimated(alone).reason

    def test_because_there_are_two_only_and_models_take_three(self):
        with pytest.raises(RefusedError, match="three lists"):
            hidden(in_order("ab", (100, 80, 40)))

    def test_a_history_that_cannot_be_holds_nobody(self):
        with pytest.raises(ValueError, match="impossible"):
            Histories(("a", "b"), {"11": 3, "10": 50}, frozenset({"11"}))


class TestThreeListsAndMore:
    lists = in_order(("a", "b", "c"), (300, 250, 60, 280, 70, 55, 20))

    def test_show_every_plausible_model_best_first(self):
        found = hidden(self.lists)
        assert len(found.plausible) > 1
        assert [each.bic for each in found.plausible] == sorted(each.bic for each in found.plausible)
        assert found.plausible[-1].bic <= found.best.bic + 10

    def test_span_as_far_as_any_plausible_model_reaches(self):
        found = hidden(self.lists)
        assert found.span.high == max(each.unseen.high for each in found.plausible) + self.lists.seen

    def test_say_so_when_plausible_models_differ_by_more_than_three(self):
        wild = in_order(("a", "b", "c"), (1000, 20, 12, 150, 8, 9, 0))
        found = hidden(wild)
        assert found.factor > 3
        assert any("no single figure should be used" in each for each in found.warnings)

    def test_say_which_lists_share_nobody_and_fit_without_their_cells(self):
        apart = in_order(("a", "b", "c"), (300, 250, 60, 280, 70, 0, 0))
        assert any("Nobody stands on both of a and b" in each for each in hidden(apart).warnings)
        assert fit(apart, ((0, 1),)).freedom == fit(apart, ()).freedom - 2

    def test_a_model_that_leans_on_an_empty_history_says_nothing_instead_of_infinity(self):
        thin = in_order(("a", "b", "c"), (0, 250, 60, 280, 70, 55, 20))
        saturated = fit(thin, ((0, 1), (0, 2), (1, 2)))
        assert "does not converge" in saturated.fault

    def test_an_impossible_history_is_left_out_of_the_fit(self):
        counts = dict(self.lists.counts) | {"111": 0}
        free, barred = (
            Histories(("a", "b", "c"), counts),
            Histories(("a", "b", "c"), counts, frozenset({"111"})),
        )
        assert fit(barred, ()).freedom == fit(free, ()).freedom - 1
        assert fit(barred, ()).unseen.best < fit(free, ()).unseen.best

    def test_a_stated_dependence_moves_the_figure_the_way_it_says(self):
        for _, totals in if_dependent(hidden(self.lists)):
            assert totals[0.5] < totals[2] < totals[3]

    @given(st.permutations(range(3)))
    def test_the_order_of_the_lists_does_not_matter(self, order):
        turned = {"".join(history[n] for n in order): count for history, count in self.lists.counts.items()}
        best = hidden(Histories(tuple("abc"[n] for n in order), turned)).best
        assert best.unseen.best == pytest.approx(hidden(self.lists).best.unseen.best, rel=1e-6)

    def test_six_lists_are_searched_and_come_near_the_published_figure(self):
        from throughline.evidence.need.published import SLAVERY

        found = hidden(SLAVERY)
        assert found.tried < 200
        assert found.span.low < 11_418 < found.span.high

    def test_leaving_a_list_out_keeps_all_whom_others_saw(self):
        rest = self.lists.without(2)
        assert rest.seen == self.lists.seen - self.lists.counts["001"]
        assert sorted(rest.counts) == sorted(possible(2))
