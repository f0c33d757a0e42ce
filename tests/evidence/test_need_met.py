"""Who gets help and who does not: what follows from links, support here and the estimate of those unseen?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.evidence.need.entered import histories
from throughline.evidence.need.made_up import made_up
from throughline.evidence.need.met import Certain, LinkedPlace, less, need_by_linkage, summed, whole
from throughline.evidence.need.shapes import Range
from throughline.kernel.verdict import RefusedError


class TestPlacesAndUnits:
    def test_come_to_the_same_sums_as_one_with_the_reviews_error_kept(self):
        recall, false_links = Certain(0.9, 0.03), Certain(0.01, 0.003)
        places = [LinkedPlace(name, 400, 100, 90.0, 85) for name in ("Bury", "Rochdale", "Wigan")]
        each = need_by_linkage(places[0], recall=recall, false_links=false_links)
        every = need_by_linkage(whole(places), recall=recall, false_links=false_links)
        assert every.met.best == 3 * each.met.best
        apart = summed([each.met] * 3)
        assert apart.high - apart.low < every.met.high - every.met.low < 3 * (each.met.high - each.met.low)

    @given(
        st.lists(st.tuples(st.floats(0, 500), st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=8)
    )
    def test_have_a_narrower_interval_together_than_laid_end_to_end(self, figures):
        ranges = [Range(best, best - below, best + above) for best, below, above in figures]
        together = summed(ranges)
        assert together.high - together.low <= sum(each.high - each.low for each in ranges) + 1e-6

    def test_hold_the_true_difference_as_often_as_they_say(self):
        random, hits = np.random.default_rng(3), 0
        for _ in range(3_000):
            a, b = random.normal(500, 30), random.normal(200, 10)
            found = less(Range(a, a - 58.8, a + 58.8), Range(b, b - 19.6, b + 19.6))
            hits += found.low <= 300 <= found.high
        assert 0.93 <= hits / 3_000 <= 0.97


class TestTheMadeUpYear:
    supported = {("Bolton", "Bolton"): 240, ("Wigan", "Wigan"): 180}

    def test_is_the_same_for_a_seed(self):
        assert made_up(7, self.supported) == made_up(7, self.supported)
        assert made_up(7, self.supported) != made_up(8, self.supported)

    def test_knows_more_people_than_are_supported_and_fewer_than_there_are(self):
        for where, made in made_up(7, self.supported).items():
            assert self.supported[where] == made.supported
            assert made.supported < made.treated < made.histories.seen < made.everybody


class TestCountsThatSomebodyTypes:
    def test_are_read_line_by_line(self):
        read = histories("probation 1,204\ntreatment, 913\n\nprobation + treatment: 57\n")
        assert read.lists == ("probation", "treatment")
        assert read.counts == {"10": 1204, "01": 913, "11": 57}

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("probation 5\ntreatment", "Line 2 has no count"),
            ("a 5\nb 6\na + b 2\nb + a 3", "Line 4 says again"),
            ("a + a 5\nb 5", "Line 1 names a list twice"),
            ("a 5", "two to 8 lists; 1 are named"),
            ("a 99999999999\nb 5", "Line 1 has more people"),
        ],
    )
    def test_that_are_wrong_are_named_by_line(self, text, says):
        with pytest.raises(RefusedError, match=says.replace("+", r"\+")):
            histories(text)
