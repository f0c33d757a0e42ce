"""Do the intervals hold the truth as often as they say? Made-up lists, of which the truth is known.

Nominal is 95 %; what is claimed is 93 to 97 %. With 3,000 runs the coverage itself is known to ± 0.8 points (two
standard errors), with 300 runs of the bootstrap to ± 2.5 points.
"""

import numpy as np
import pytest

from throughline.evidence.need.bootstrap import BLOCK, drawn
from throughline.evidence.need.loglinear import fit, hidden
from throughline.evidence.need.recapture import Rate, TwoLists, chapman, corrected
from throughline.evidence.need.shapes import Histories, in_order, possible

EVERYBODY, RUNS = 2_000, 3_000
CHANCES = (0.3, 0.4, 0.25)
LISTS = ("a", "b", "c")


def history_shares(odds: float = 1.0) -> np.ndarray:
    """How often everybody has each history, nobody's last; `odds` makes the first list lead to the third."""
    shares = []
    for history in [*possible(3), "000"]:
        a, b, c = (figure == "1" for figure in history)
        third = CHANCES[2]
        if a:
            raised = odds * third / (1 - third)
            third = raised / (1 + raised)
        shares.append(
            np.prod([(p if on else 1 - p) for p, on in zip((*CHANCES[:2], third), (a, b, c), strict=True)])
        )
    return np.array(shares)


def made(random: np.random.Generator, odds: float = 1.0) -> Histories:
    counts = random.multinomial(EVERYBODY, history_shares(odds))[:-1]
    return Histories(LISTS, dict(zip(possible(3), map(int, counts), strict=True)))


def holds(found) -> bool:
    return found.low <= EVERYBODY <= found.high


class TestTheIntervalHoldsTheTruth:
    def test_of_two_lists_without_dependence(self):
        random = np.random.default_rng(11)
        hits = 0
        for _ in range(RUNS):
            lists = made(random)
            hits += holds(chapman(TwoLists(lists.on(0), lists.on(1), lists.on(0, 1))))
        assert 0.93 <= hits / RUNS <= 0.97

    def test_of_three_lists_when_the_model_is_the_true_one(self):
        random = np.random.default_rng(12)
        hits = 0
        for _ in range(RUNS // 2):
            lists = made(random, odds=3)
            hits += holds(fit(lists, ((0, 2),)).unseen.plus(lists.seen))
        assert 0.93 <= hits / (RUNS // 2) <= 0.97

    def test_of_a_linkage_whose_error_was_taken_out(self):
        random = np.random.default_rng(13)
        hits = 0
        for _ in range(RUNS):
            lists = made(random)
            first, second, both = lists.on(0), lists.on(1), lists.on(0, 1)
            linked = random.binomial(both, 0.87) + random.binomial(first - both, 0.012)
            recall = Rate(random.binomial(400, 0.87) / 400, 400)
            false = Rate(random.binomial(1_000, 0.012) / 1_000, 1_000)
            hits += holds(corrected(TwoLists(first, second, linked), recall, false))
        assert 0.93 <= hits / RUNS <= 0.97

    def test_of_the_bootstrap_through_the_choice_of_the_model(self):
        random = np.random.default_rng(14)
        hits = 0
        for run in range(300):
            found = hidden(made(random, odds=3))
            hits += holds(drawn(found, seed=run, draws=200).interval(found.span.best))
        assert 0.93 <= hits / 300 <= 0.97


class TestTheIntervalOfAModelThatIsWrong:
    def test_misses_the_truth_nearly_always_which_is_why_all_plausible_models_are_shown(self):
        random = np.random.default_rng(15)
        misses = 0
        for _ in range(200):
            lists = made(random, odds=5)
            misses += not holds(fit(lists, ()).unseen.plus(lists.seen))
        assert misses > 100


class TestTheDraws:
    found = hidden(in_order(LISTS, (300, 250, 60, 280, 70, 55, 20)))

    def test_are_the_same_for_a_seed_and_others_for_another(self):
        assert drawn(self.found, seed=5, draws=100).figures == drawn(self.found, seed=5, draws=100).figures
        assert drawn(self.found, seed=5, draws=100).figures != drawn(self.found, seed=6, draws=100).figures

    def test_go_on_where_they_were_stopped_and_come_out_the_same(self):
        stopped = drawn(self.found, seed=5, draws=300, said=lambda done, of: done < 100)
        assert not stopped.is_whole
        assert len(stopped.blocks) * BLOCK == 100
        resumed = drawn(self.found, seed=5, draws=300, already=stopped.blocks)
        assert resumed == drawn(self.found, seed=5, draws=300)

    def test_do_not_depend_on_who_draws_which_block(self):
        whole = drawn(self.found, seed=5, draws=200)
        last = drawn(self.found, seed=5, draws=200, already={n: whole.blocks[n] for n in (0, 2)})
        assert last.interval(1.0) == whole.interval(1.0)

    def test_say_how_far_they_are(self):
        heard = []
        drawn(self.found, seed=5, draws=150, said=lambda done, of: heard.append((done, of)) is None)
        assert heard == [(50, 150), (100, 150), (150, 150)]

    def test_are_bounded(self):
        with pytest.raises(ValueError, match="between 1 and"):
            drawn(self.found, seed=5, draws=1_000_000)
