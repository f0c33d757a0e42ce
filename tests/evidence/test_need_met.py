"""Who gets help and who does not: what follows from links, support here and the estimate of those unseen?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.evidence.need.entered import histories
from throughline.evidence.need.made_up import made_up
from throughline.evidence.need.met import Area, Links, by, less, need_of, summed, together
from throughline.evidence.need.shapes import Range
from throughline.kernel.verdict import RefusedError

LINKS = Links(expected=60.0, variance=9.0, linked=50, probable=30, no_evidence=120)
BOLTON = Area("Bolton", "Bolton", supported=300, links=LINKS, hidden=Range(250, 180, 350))


class TestAnArea:
    def test_needs_everybody_known_and_those_on_no_list(self):
        assert need_of(BOLTON).need == Range(750, 680, 850)

    def test_meets_support_here_and_the_sum_of_chances_elsewhere(self):
        met = need_of(BOLTON).met
        assert met.best == 360
        assert met.high - met.best == pytest.approx(1.96 * 3, abs=0.01)

    def test_has_as_unmet_what_is_left_with_both_errors(self):
        found = need_of(BOLTON)
        assert found.unmet.best == found.need.best - found.met.best
        assert found.unmet.high - found.unmet.best > found.need.high - found.need.best

    def test_never_meets_more_than_are_known_nor_leaves_fewer_than_nobody(self):
        sure = Area("x", "x", 10, Links(1.9, 0.5, 2, 0, 0), Range(0, 0, 0))
        assert need_of(sure).met.high <= 12
        assert need_of(sure).unmet.low >= 0

    def test_does_not_count_who_is_not_linked_as_unmet(self):
        unsure = need_of(BOLTON).unmet.best
        as_if = Area("Bolton", "Bolton", 300, Links(0.0, 0.0, 50, 30, 120), BOLTON.hidden)
        assert need_of(as_if).unmet.best == unsure + 60


class TestPlacesAndUnits:
    areas = (
        BOLTON,
        Area("Bury", "Bury and Rochdale", 100, LINKS, Range(90, 60, 140)),
        Area("Rochdale", "Bury and Rochdale", 120, LINKS, Range(80, 50, 130)),
    )

    def test_come_to_the_same_whichever_way_they_are_added_up(self):
        places, units = by(self.areas, lambda area: area.place), by(self.areas, lambda area: area.unit)
        assert together(places.values()).need.best == together(units.values()).need.best
        assert list(units) == ["Bolton", "Bury and Rochdale"]

    @given(
        st.lists(st.tuples(st.floats(0, 500), st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=8)
    )
    def test_have_a_narrower_interval_together_than_laid_end_to_end(self, figures):
        ranges = [Range(best, best - below, best + above) for best, below, above in figures]
        whole = summed(ranges)
        assert whole.high - whole.low <= sum(each.high - each.low for each in ranges) + 1e-6

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
            assert self.supported[where] <= made.histories.seen < made.everybody
            assert made.links.people == made.histories.seen - self.supported[where]


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
