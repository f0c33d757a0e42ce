"""Does every other interval that a page shows hold the truth as often as it says? Made-up people, of whom it is known.

Nominal is 95 %, and 93 to 97 % is what is claimed. Intervals around people on no list are in `test_need_coverage.py`,
those of a review of pairs in `test_linkage_review.py`, those of need by a linkage in `test_linked_need.py`.
"""

from math import asin, exp, sqrt
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest

from throughline.evidence.comparing import casemix, funnel, matching, retention
from throughline.evidence.need.met import Certain, LinkedPlace, need_by_linkage, summed, whole
from throughline.evidence.need.recapture import TwoLists, by_odds_ratio, chapman
from throughline.evidence.need.shapes import Range
from throughline.evidence.queries.linkages import expected
from throughline.evidence.queries.measured import interval

PLACES = 10


def claims(hits: float, runs: int) -> None:
    """So many of these are what an interval of 95 % claims."""
    assert 0.93 <= hits / runs <= 0.97, f"{hits / runs:.2%} of {runs:,}"


class TestAShareWithItsInterval:
    """Over all shares that places may have: counts are whole, so that at one share of few people it is 92 % or 98."""

    @pytest.mark.parametrize("of", [12, 40, 300])
    def test_holds_the_true_share(self, of: int) -> None:
        random, runs = np.random.default_rng(21), 4_000
        shares = random.uniform(0.05, 0.95, runs)
        ends = [interval(count, of) for count in range(of + 1)]
        counts = random.binomial(of, shares)
        claims(sum(ends[n][0] <= share <= ends[n][1] for n, share in zip(counts, shares, strict=True)), runs)


class TestObservedOverExpected:
    """Of ten places: of people among whom it is rare, common and nearly everybody, and of one that does better."""

    @pytest.mark.parametrize("chances", [(0.03, 0.1), (0.5, 0.7), (0.85, 0.97)])
    def test_holds_one_where_no_place_differs(self, chances: tuple[float, float]) -> None:
        random, hits, runs = np.random.default_rng(22), 0, 80
        for _ in range(runs):
            hits += sum(each.low <= 1 <= each.high for each in casemix.ratios(cases(random, chances)))
        claims(hits, runs * PLACES)

    def test_holds_the_true_ratio_of_a_place_that_does_better(self) -> None:
        random, hits, runs, better = np.random.default_rng(23), 0, 250, 1.3
        lets_expect = 1 + (better - 1) / PLACES  # of all places together, of which it is one
        for _ in range(runs):
            first = casemix.ratios(cases(random, (0.3, 0.5), better))[0]
            hits += first.low <= better / lets_expect <= first.high
        claims(hits, runs)


def cases(
    random: np.random.Generator, chances: tuple[float, float], first: float = 1.0
) -> list[casemix.Case]:
    """Two thousand people in ten places, two kinds of circumstances; in the first place chances are so many times."""
    place, hard = random.integers(0, PLACES, 2_000), random.random(2_000) < 0.5
    chance = np.where(hard, *chances) * np.where(place == 0, first, 1.0)
    came = random.random(2_000) < chance
    said = ((("housing", "settled"),), (("housing", "none"),))
    return [
        casemix.Case(str(p), said[h], bool(c)) for p, h, c in zip(place, hard.astype(int), came, strict=True)
    ]


class TestTheLimitsOfAFunnelPlot:
    """They hold a place that is like the others, whether places differ by chance alone or among themselves too."""

    @pytest.mark.parametrize("spread", [0.0, 0.03, 0.08, 0.15])
    def test_leave_one_place_in_twenty_outside(self, spread: float) -> None:
        random, runs, inside, far = np.random.default_rng(24), 300, 0, 0
        for _ in range(runs):
            of = random.integers(40, 400, PLACES)
            own = np.sin(asin(sqrt(0.4)) + spread * random.standard_normal(PLACES)) ** 2
            shares = [
                funnel.Share(str(n), int(counted), int(many))
                for n, (counted, many) in enumerate(zip(random.binomial(of, own), of, strict=True))
            ]
            for each in funnel.funnel(shares).standings:
                inside += each.warn[0] <= each.share.value <= each.warn[1]
                far += each.is_signal
        claims(inside, runs * PLACES)
        assert far <= 0.015 * runs * PLACES


class TestTheBandOfARetentionCurve:
    @pytest.mark.parametrize("people", [60, 300])
    def test_holds_the_true_part_while_people_leave_and_the_extract_ends(self, people: int) -> None:
        random, runs, middle = np.random.default_rng(25), 500, 200
        hits = dict.fromkeys((28, 84, 168), 0)
        for _ in range(runs):
            stay, seen = random.exponential(middle, people), random.uniform(0, 500, people)
            days = np.minimum(stay, seen).astype(int).tolist()
            left = np.where(stay <= seen, "dropped_out", retention.STILL_HERE).tolist()
            found = retention.curve([retention.Stay(*each) for each in zip(days, left, strict=True)])
            for day in hits:
                at = sum(on < day for on in found.days) - 1
                hits[day] += found.low[at] <= exp(-day / middle) <= found.high[at]
        for many in hits.values():
            claims(many, runs)


class TestAMatchedComparison:
    @pytest.mark.parametrize("effect", [0.0, 0.1])
    def test_holds_the_true_difference(self, effect: float) -> None:
        hits, runs = 0, 400
        for seed in range(runs):
            found = matching.compare(people(effect, Random(seed)))
            hits += found.low <= effect <= found.high
        claims(hits, runs)


def people(effect: float, chance: Random) -> list[matching.Member]:
    """Three hundred people; whoever has no housing has it more often and fares worse whatever they have."""
    found = []
    for number in range(300):
        hard = chance.random() < 0.5
        had = chance.random() < (0.6 if hard else 0.3)
        came = chance.random() < (0.3 if hard else 0.6) + effect * had
        said = (("housing", "none" if hard else "settled"),)
        found.append(matching.Member(f"{number:05}", had, said, came))
    return found


RECALL, FALSE = Certain(0.85, 0.02), Certain(0.02, 0.004)  # and what a review leaves open of them


def place(
    random: np.random.Generator, recall: float, false: float
) -> tuple[LinkedPlace, Range, dict[str, int]]:
    """A made-up place by a linkage of which a review found these rates, where the model says what the review does;
    those on no list by two lists; and the truth.
    """
    everybody, on_a_list = int(random.integers(300, 1_500)), (0.4, 0.5)
    first = random.binomial(everybody, on_a_list[0])
    both = random.binomial(first, on_a_list[1])
    two = TwoLists(first, both + random.binomial(everybody - first, on_a_list[1]), both)
    met = random.binomial(two.seen, 0.45)
    made = int(random.binomial(met, RECALL.best) + random.binomial(two.seen - met, FALSE.best))
    expected = (made - false * two.seen) / (recall - false)
    unseen = chapman(two).plus(-two.seen)
    truth = {"need": everybody, "met": met, "unmet": everybody - met}
    return LinkedPlace("a place", two.seen, 0, expected, made), unseen, truth


class TestNeedOfAPlace:
    """Where model and review say the same; where they differ the interval holds both, and the truth more often."""

    def test_and_of_all_places_together_hold_the_truth_of_need_met_and_unmet(self) -> None:
        random, runs, names = np.random.default_rng(26), 1_200, ("need", "met", "unmet")
        hits = {(name, which): 0 for name in names for which in ("one", "all")}
        for _ in range(runs):
            recall = Certain(random.normal(RECALL.best, RECALL.error), RECALL.error)
            false = Certain(random.normal(FALSE.best, FALSE.error), FALSE.error)
            found = [place(random, recall.best, false.best) for _ in range(PLACES)]
            each = [need_by_linkage(of, recall=recall, false_links=false, hidden=un) for of, un, _ in found]
            together = need_by_linkage(
                whole(of for of, _, _ in found),
                recall=recall,
                false_links=false,
                hidden=summed(unseen for _, unseen, _ in found),
            )
            for name in names:
                truths = [truth[name] for _, _, truth in found]
                hits[name, "one"] += sum(map(holds, (getattr(need, name) for need in each), truths))
                hits[name, "all"] += holds(getattr(together, name), sum(truths))
        for name in names:
            claims(hits[name, "one"], runs * PLACES)
            claims(hits[name, "all"], runs)


def holds(said: Range, truth: float) -> bool:
    return said.low <= truth <= said.high


class TestTheSumOfProbabilitiesOfALinkage:
    def test_holds_how_many_are_in_treatment_if_the_model_is_right(self) -> None:
        random, runs, hits = np.random.default_rng(28), 3_000, 0
        for _ in range(runs):
            chances = random.beta(0.5, 0.8, 400)
            found = {"expected": float(chances.sum()), "variance": float((chances * (1 - chances)).sum())}
            said = expected(SimpleNamespace(found=found))  # type: ignore[arg-type]
            hits += said.low <= (random.random(400) < chances).sum() <= said.high
        claims(hits, runs)


class TestTwoListsThatLeanOnEachOther:
    @pytest.mark.parametrize("ratio", [1, 2, 5])
    def test_hold_everybody_by_the_odds_ratio_that_is_the_true_one(self, ratio: int) -> None:
        random, runs, hits = np.random.default_rng(27), 2_000, 0
        first, apart = 0.3, 0.25  # on the first list; on the second, of those who are not
        there = ratio * apart / (1 - apart + ratio * apart)
        shares = [first * there, first * (1 - there), (1 - first) * apart, (1 - first) * (1 - apart)]
        for both, one, other, _ in random.multinomial(2_000, shares, runs).tolist():
            [found] = by_odds_ratio(TwoLists(both + one, both + other, both), (ratio,))
            hits += holds(found.total, 2_000)
        claims(hits, runs)
