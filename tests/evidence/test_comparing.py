"""Do the methods of fair comparison give the textbooks' figures, and tell chance from signal?"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.evidence.comparing import casemix, funnel, matching, retention, xmr
from throughline.evidence.comparing.retention import Stay
from throughline.kernel.verdict import RefusedError

LEFT = "left"


class TestFunnelLimits:
    @pytest.mark.parametrize(
        ("of", "level", "low", "high"),
        [
            (100, 0.95, 0.2528, 0.4397),
            (100, 0.998, 0.2024, 0.4963),
            (20, 0.95, 0.1200, 0.5419),
        ],
    )
    def test_are_the_published_ones(self, of, level, low, high):
        assert [round(each, 4) for each in funnel.limits(0.35, of, level)] == [low, high]

    @given(st.floats(0.02, 0.98), st.integers(5, 400))
    @settings(max_examples=60)
    def test_hold_the_average_and_widen_with_the_level(self, average, of):
        near, far = funnel.limits(average, of, 0.95), funnel.limits(average, of, 0.998)
        assert 0 <= far[0] <= near[0] <= average + 1 / of
        assert average - 1 / of <= near[1] <= far[1] <= 1


class TestAFunnelPlot:
    def test_finds_the_one_place_that_differs(self):
        shares = [funnel.Share(f"place {n}", 35, 100) for n in range(9)] + [funnel.Share("other", 70, 100)]
        found = funnel.funnel(shares)
        assert [each.share.name for each in found.signals] == ["other"]

    def test_widens_when_all_places_differ_more_than_chance(self):
        shares = [funnel.Share(f"place {n}", counted, 400) for n, counted in enumerate(range(90, 260, 17))]
        found = funnel.funnel(shares)
        assert found.dispersion > 2
        assert found.spread > 0
        narrow = funnel.limits(found.average, 400, 0.998)
        assert found.standings[0].clear[0] < narrow[0] < narrow[1] < found.standings[0].clear[1]
        assert not found.signals

    def test_leaves_out_a_place_without_anybody(self):
        found = funnel.funnel([funnel.Share("empty", 0, 0), funnel.Share("one", 3, 10)])
        assert [each.share.name for each in found.standings] == ["one"]

    def test_needs_somebody(self):
        with pytest.raises(ValueError, match="somebody"):
            funnel.funnel([funnel.Share("empty", 0, 0)])


class TestAChartInTime:
    USUAL = (10, 12, 9, 11, 10, 13, 8, 11, 10, 12, 9, 11)

    def test_has_limits_by_the_moving_range(self):
        found = xmr.xmr(self.USUAL)
        moves = [abs(b - a) for a, b in zip(self.USUAL, self.USUAL[1:], strict=False)]
        assert found.mean == pytest.approx(10.5)
        assert found.high - found.mean == pytest.approx(2.66 * sum(moves) / len(moves))
        assert not any(found.signals)

    def test_sees_a_point_outside(self):
        assert xmr.OUTSIDE in xmr.xmr((*self.USUAL, 40)).signals[-1]

    def test_sees_seven_on_one_side_and_a_point_on_the_mean_breaks_them(self):
        assert all(xmr.SIDE in each for each in xmr.xmr((1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9)).signals)
        assert not any(
            xmr.SIDE in each for each in xmr.xmr((1, 1, 1, 5, 1, 1, 1, 9, 9, 9, 5, 9, 9, 9)).signals
        )

    def test_sees_seven_rising_but_not_six(self):
        rising = xmr.xmr((5, 1, 2, 3, 4, 5, 6, 7, 1)).signals
        assert [xmr.TREND in each for each in rising] == [False, *[True] * 7, False]
        assert not any(xmr.TREND in each for each in xmr.xmr((5, 1, 2, 3, 4, 5, 6, 1)).signals)

    def test_sees_two_of_three_near_a_limit_on_one_side(self):
        found = xmr.xmr((*self.USUAL, *self.USUAL, 16, 11, 16))
        assert found.mean + (found.high - found.mean) * 2 / 3 < 16 < found.high
        assert [xmr.NEAR in each for each in found.signals[-4:]] == [False, True, False, True]

    def test_with_a_baseline_judges_what_followed_by_the_baselines_limits(self) -> None:
        before, after = (10, 12) * 6, (20, 22) * 6
        told, untold = xmr.xmr((*before, *after), baseline=12), xmr.xmr((*before, *after))
        assert (told.baseline, told.mean, untold.baseline) == (12, 11, 24)
        assert not any(told.signals[:11])  # the twelfth lies on the same side as those after it
        assert all(xmr.OUTSIDE in each for each in told.signals[12:])
        assert xmr.xmr((*before, *after), baseline=5) == untold  # too few to say what is usual

    def test_says_when_there_are_too_few_points(self):
        with pytest.raises(ValueError, match="two points"):
            xmr.xmr((1,))

    @given(st.lists(st.integers(0, 50), min_size=2, max_size=40))
    def test_limits_stay_within_what_is_possible(self, values):
        found = xmr.xmr(values, least=0, most=50)
        assert 0 <= found.low <= found.mean <= found.high <= 50


def _six_mp():
    left = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    still = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    return [Stay(days, LEFT) for days in left] + [Stay(days) for days in still]


def _placebo():
    return [
        Stay(days, LEFT) for days in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
    ]


class TestARetentionCurve:
    """Freireich and others, 1963, as in Cox and Oakes: 6-mercaptopurine against placebo."""

    def test_is_the_textbooks(self):
        found = retention.curve(_six_mp())
        assert found.days == (6, 7, 10, 13, 16, 22, 23)
        assert [round(part, 3) for part in found.stays] == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
        assert found.median == 23
        assert found.at(5) == 1
        assert round(found.at(12), 3) == 0.753

    def test_its_band_holds_it(self):
        found = retention.curve(_six_mp())
        for low, part, high in zip(found.low, found.stays, found.high, strict=True):
            assert 0 <= low <= part <= high <= 1

    def test_without_censoring_it_is_the_plain_part(self):
        found = retention.curve(_placebo())
        assert found.at(8) == pytest.approx(sum(each.days > 8 for each in _placebo()) / 21)

    def test_ways_out_and_who_stays_make_one(self):
        chance = Random(3)
        stays = [
            Stay(chance.randint(1, 300), chance.choice(["", "left", "moved", "died"])) for _ in range(400)
        ]
        ways = retention.ways_out(stays)
        assert set(ways) == {"left", "moved", "died"}
        assert sum(way[-1][1] for way in ways.values()) + retention.curve(stays).stays[-1] == pytest.approx(1)

    def test_one_way_out_is_what_the_curve_leaves(self):
        way = retention.ways_out(_six_mp())[LEFT]
        assert way[-1][1] == pytest.approx(1 - retention.curve(_six_mp()).stays[-1])

    def test_nobody_has_no_curve(self):
        with pytest.raises(ValueError, match="somebody"):
            retention.curve([])


def _cases(places, chance_of, seed=5, many=4000):
    """Made-up people whose chance depends on their circumstances, and on the place as `places` says."""
    chance = Random(seed)
    cases = []
    for _ in range(many):
        place = chance.choice(sorted(places))
        hard = chance.random() < places[place][0]
        came = chance.random() < chance_of(hard) + places[place][1]
        cases.append(casemix.Case(place, (("housing", "none" if hard else "settled"),), came))
    return cases


class TestCaseMix:
    def test_a_place_with_harder_circumstances_is_not_blamed_for_them(self):
        places = {"easy": (0.1, 0.0), "hard": (0.9, 0.0), "middle": (0.5, 0.0)}
        cases = _cases(places, lambda hard: 0.25 if hard else 0.7)
        found = casemix.ratios(cases)
        assert all(each.value == pytest.approx(1, abs=0.08) for each in found)
        assert not any(each.is_signal for each in found)
        crude = funnel.funnel(
            [funnel.Share(each.place, each.observed, each.people) for each in found]
        ).average
        assert abs(next(each for each in found if each.place == "hard").observed / 1300 - crude) > 0.1

    def test_a_place_that_does_better_than_expected_is_seen(self):
        places = {"better": (0.5, 0.15), "one": (0.5, 0.0), "other": (0.5, 0.0)}
        found = {
            each.place: each for each in casemix.ratios(_cases(places, lambda hard: 0.2 if hard else 0.6))
        }
        assert found["better"].is_signal
        assert found["better"].value > 1.1

    def test_all_places_together_are_as_expected(self):
        found = casemix.ratios(_cases({"a": (0.3, 0.1), "b": (0.6, 0.0)}, lambda hard: 0.3 if hard else 0.5))
        assert sum(each.observed for each in found) == pytest.approx(sum(each.expected for each in found))

    def test_needs_something_to_tell_apart(self):
        with pytest.raises(ValueError, match="nobody"):
            casemix.ratios([casemix.Case("a", (), False)] * 30)

    def test_too_few_expected_is_never_a_signal(self):
        assert not casemix.Ratio("a", 10, 9, 3.0, 1.4, 5.7).is_signal


def _members(effect, seed=9, many=3000, balanced=False):
    """Made-up people; whoever is hard has it more often and fares worse whatever they have."""
    chance = Random(seed)
    found = []
    for number in range(many):
        hard = chance.random() < 0.5
        had = chance.random() < (0.5 if balanced else 0.7 if hard else 0.3)
        came = chance.random() < (0.3 if hard else 0.6) + effect * had
        found.append(
            matching.Member(f"{number:05}", had, (("housing", "none" if hard else "settled"),), came)
        )
    return found


class TestAMatchedComparison:
    def test_takes_the_confounder_away(self):
        members = _members(effect=0.0)
        crude = [
            sum(each.came_about for each in members if each.had_it is side)
            / sum(each.had_it is side for each in members)
            for side in (True, False)
        ]
        assert crude[0] - crude[1] < -0.08
        found = matching.compare(members)
        assert found.low <= 0 <= found.high
        assert found.is_balanced
        assert max(abs(each.before) for each in found.balance) > 0.5

    def test_and_leaves_the_effect(self):
        found = matching.compare(_members(effect=0.2))
        assert found.low < 0.2 < found.high
        assert found.low > 0

    def test_does_not_depend_on_the_order_of_people(self):
        members = _members(effect=0.1, many=600)
        shuffled = list(members)
        Random(1).shuffle(shuffled)
        assert matching.compare(members) == matching.compare(shuffled)

    def test_is_refused_below_sixty(self):
        few = [each for each in _members(0.1, many=400) if each.had_it][:59]
        with pytest.raises(RefusedError, match="fewer than 60"):
            matching.compare(few + [each for each in _members(0.1, many=400) if not each.had_it])

    def test_is_refused_when_too_few_find_somebody_like_them(self):
        having = [matching.Member(f"a{n}", True, (("sex", "F"),), True) for n in range(100)]
        lacking = [matching.Member(f"b{n}", False, (("sex", "M"),), False) for n in range(100)]
        with pytest.raises(RefusedError, match="fewer than 60"):
            matching.compare(having + lacking)
