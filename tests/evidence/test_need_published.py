"""Do the published estimates come out, to their printed digits?"""

import numpy as np
import pytest
import statsmodels.api as sm

from throughline.evidence.need.loglinear import design, fit, hidden
from throughline.evidence.need.published import BRUNO, DARROCH, SCOTLAND, SLAVERY, published


class TestThePublishedTables:
    @pytest.mark.parametrize("table", published(), ids=lambda table: table.code)
    def test_come_out_to_their_printed_digits(self, table):
        wrong = [
            (each.what, each.printed, each.ours)
            for each in table.checks
            if each.must_agree and not each.agrees
        ]
        assert wrong == []
        assert any(each.must_agree for each in table.checks)

    def test_hold_as_many_people_as_their_sources_say(self):
        assert [each.seen for each in (DARROCH, BRUNO, SCOTLAND, SLAVERY)] == [414, 2069, 5670, 2744]

    def test_say_that_ignoring_probations_referrals_loses_23_per_cent(self):
        without = SCOTLAND.without(3)
        alone, dependent = (fit(without, pairs).unseen.best + without.seen for pairs in ((), ((0, 2),)))
        assert round(100 * (1 - alone / dependent)) == 23

    def test_show_the_published_averages_inside_what_plausible_models_span(self):
        assert hidden(SCOTLAND).span.low < 31_700 < hidden(SCOTLAND).span.high
        assert hidden(SCOTLAND.without(3)).span.low < 25_000 < hidden(SCOTLAND.without(3)).span.high


class TestOurFitBesideStatsmodels:
    @pytest.mark.parametrize(
        ("histories", "pairs"),
        [
            (DARROCH, ((0, 1), (1, 2))),
            (BRUNO, ((0, 2), (1, 3), (2, 3))),
            (SCOTLAND, ((0, 2), (1, 2), (1, 3))),
            (SLAVERY, ((0, 1), (2, 5))),
        ],
    )
    def test_gives_the_same_figures(self, histories, pairs):
        columns, kept = design(histories, pairs)
        counts = np.array([count for _, count in histories.cells()])[kept]
        theirs = sm.GLM(counts, columns[kept], family=sm.families.Poisson()).fit(tol=1e-12)
        ours = fit(histories, pairs)
        assert ours.unseen.best == pytest.approx(np.exp(theirs.params[0]), rel=1e-6)
        assert ours.deviance == pytest.approx(theirs.deviance, rel=1e-6, abs=1e-6)
        assert ours.freedom == theirs.df_resid
        f0 = np.exp(theirs.params[0])
        assert ours.standard_error == pytest.approx(np.sqrt(f0 + f0**2 * theirs.cov_params()[0, 0]), rel=1e-5)
