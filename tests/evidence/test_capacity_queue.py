"""How long do people wait, and what does one more post buy?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.evidence.capacity.queue import (
    Aim,
    Service,
    chance_of_waiting,
    curve,
    may_be_worked_out,
    one_more,
    posts_needed,
    waiting,
)
from throughline.evidence.capacity.simulated import waits
from throughline.kernel.verdict import RefusedError

AIM = Aim()
UNIT = Service("Bolton", arrivals=1.2, stay=150, spread=1.0, posts=5, each=40, least=3)


class TestErlangsFormula:
    @pytest.mark.parametrize(
        ("places", "busy", "printed"),
        [(1, 0.5, 0.5), (2, 1.0, 1 / 3), (5, 4.0, 0.5541), (10, 8.0, 0.4092), (3, 2.0, 0.4444)],
    )
    def test_gives_the_textbook_values(self, places, busy, printed):
        assert chance_of_waiting(places, busy) == pytest.approx(printed, abs=5e-5)

    def test_of_one_place_is_the_simple_queue(self):
        alone = Service("x", arrivals=0.08, stay=10, spread=1, posts=1, each=1)
        assert waiting(alone, AIM).mean == pytest.approx(0.8 * 10 / (1 - 0.8))

    def test_of_one_place_and_any_times_is_pollaczek_and_khinchines(self):
        alone = Service("x", arrivals=0.08, stay=10, spread=0.5, posts=1, each=1)
        assert waiting(alone, AIM).mean == pytest.approx(0.8 * 10 / (1 - 0.8) * (1 + 0.25) / 2)


class TestTheClosedFormBesideASimulation:
    @pytest.mark.parametrize("places", [3, 20])
    def test_agrees_for_exponential_times_within_three_standard_errors(self, places):
        service = Service("x", arrivals=0.9 * places / 10, stay=10, spread=1, posts=places, each=1)
        runs = [waits(service, seed=seed, people=40_000) for seed in range(8)]
        means = [run.mean() for run in runs]
        error = np.std(means, ddof=1) / np.sqrt(len(means))
        form = waiting(service, Aim(days=5))
        assert abs(np.mean(means) - form.mean) < 3.5 * error
        assert np.mean([(run <= 5).mean() for run in runs]) == pytest.approx(form.within, abs=0.02)

    @pytest.mark.parametrize("spread", [0.0, 0.6, 1.4])
    def test_is_near_for_other_times(self, spread):
        service = Service("x", arrivals=1.8, stay=10, spread=spread, posts=20, each=1)
        seen = np.mean([waits(service, seed=seed, people=40_000).mean() for seed in range(6)])
        assert waiting(service, AIM).mean == pytest.approx(seen, rel=0.2)


class TestAUnit:
    def test_waits_less_with_every_post(self):
        means = [waiting(replace(UNIT, posts=posts), AIM).mean for posts in (4.6, 5, 5.5, 6, 7)]
        assert means == sorted(means, reverse=True)

    def test_never_waits_less_than_a_free_place_takes(self):
        assert waiting(replace(UNIT, posts=50), AIM).mean == pytest.approx(UNIT.least, abs=1e-6)

    def test_needs_the_fewest_half_posts_that_meet_the_aim(self):
        needed = posts_needed(UNIT, AIM)
        assert waiting(replace(UNIT, posts=needed), AIM).within >= AIM.share
        assert waiting(replace(UNIT, posts=needed - 0.5), AIM).within < AIM.share

    def test_meets_the_aim_exactly_when_its_share_is_seen_in_time(self):
        for posts in (4.6, 4.8, 5, 5.5, 6):
            found = waiting(replace(UNIT, posts=posts), AIM)
            assert (found.by_then <= AIM.days) == (found.within >= AIM.share)

    def test_cannot_meet_an_aim_shorter_than_a_free_place_takes(self):
        assert posts_needed(replace(UNIT, least=12), AIM) is None

    def test_is_drawn_from_where_it_catches_up_to_beyond_the_aim(self):
        drawn = curve(UNIT, AIM)
        assert drawn[0][0] <= UNIT.busy / UNIT.each
        assert drawn[-1][1].within >= AIM.share

    @given(st.floats(0.05, 5), st.floats(5, 300), st.floats(0, 2), st.floats(0.5, 20), st.integers(1, 60))
    def test_gives_shares_between_none_and_all(self, arrivals, stay, spread, posts, each):
        found = waiting(Service("x", arrivals, stay, spread, posts, each), AIM)
        assert 0 <= found.within <= 1
        assert found.mean >= 0

    def test_with_nobody_coming_has_no_queue_and_says_so(self):
        assert "no queue" in may_be_worked_out(replace(UNIT, arrivals=0)).reason
        with pytest.raises(RefusedError, match="no queue"):
            waiting(replace(UNIT, arrivals=0), AIM)


class TestAUnitThatIsOverloaded:
    full = replace(UNIT, posts=3)

    def test_never_catches_up_and_says_by_how_many_the_queue_grows(self):
        found = waiting(self.full, AIM)
        assert not found.catches_up
        assert found.grows_by == pytest.approx(1.2 - 120 / 150)
        assert found.within == 0

    def test_grows_in_a_simulation_too(self):
        waited = waits(self.full, seed=1, people=20_000)
        assert waited[-2000:].mean() > 1.5 * waited[:2000].mean()

    def test_with_exactly_as_many_places_as_are_busy_never_catches_up(self):
        assert waiting(replace(UNIT, posts=4.5), AIM).mean == float("inf")


class TestOneMorePost:
    def test_goes_first_where_it_ends_a_queue_that_never_ends(self):
        stuck = replace(UNIT, name="Stuck", posts=4.4)
        easy = replace(UNIT, name="Easy", posts=7)
        tight = replace(UNIT, name="Tight", posts=4.6)
        assert [gain.service.name for gain in one_more([easy, tight, stuck], AIM)] == [
            "Stuck",
            "Tight",
            "Easy",
        ]

    def test_buys_so_many_days(self):
        [gain] = one_more([UNIT], AIM)
        assert gain.days_less == pytest.approx(gain.now.mean - gain.then.mean)
        assert gain.days_less > 0
