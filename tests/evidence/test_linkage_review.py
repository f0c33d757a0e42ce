"""Do answers to a sample of pairs tell how many links are missed and how many are wrong, as surely as they say?"""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from throughline.evidence.linkage.reviewing import (
    BANDS,
    Answer,
    Band,
    Review,
    band_of,
    counted,
    review,
    sizes,
    verdict,
)

PAIRS = (900, 160, 60, 70, 90, 180, 2_400)
TRUE = (0.02, 0.1, 0.3, 0.68, 0.9, 0.97, 0.998)
PEOPLE = 12_000


def truth() -> tuple[float, float, float]:
    same = [many * share for many, share in zip(PAIRS, TRUE, strict=True)]
    links, right = sum(PAIRS[3:]), sum(same[3:])
    return right / sum(same), 1 - right / links, (links - right) / (PEOPLE - sum(same))


def answered(chance: random.Random, wanted: int = 400) -> list[Band]:
    """A review in which every answer is right, of pairs drawn as the product draws them."""
    answers: dict[int, list[Answer]] = {}
    for band, (size, many, share) in enumerate(zip(sizes(PAIRS, wanted), PAIRS, TRUE, strict=True)):
        pairs: Sequence[Answer] = ["same"] * round(many * share) + ["different"] * (
            many - round(many * share)
        )
        answers[band] = chance.sample(pairs, size)
    return counted(PAIRS, answers)


class TestTheRates:
    def test_come_out_by_hand(self):
        bands = counted((0, 0, 100, 0, 0, 0, 200), {2: ["same"] * 2 + ["different"] * 8, 6: ["same"] * 20})
        found = review(bands, 1_000)
        assert found is not None
        assert found.recall.best == round(200 / 220, 4)
        assert found.wrong.best == 0
        assert found.false_links.best == 0
        assert found.looked_at == 30

    def test_lie_in_their_intervals(self):
        found = review(answered(random.Random(1)), PEOPLE)
        assert found is not None
        for rate in (found.recall, found.wrong, found.false_links):
            assert 0 <= rate.low <= rate.best <= rate.high <= 1

    def test_are_sure_where_every_pair_was_looked_at(self):
        bands = counted((0, 0, 3, 0, 0, 0, 4), {2: ["same", "different", "different"], 6: ["same"] * 4})
        found = review(bands, 50)
        assert found is not None
        assert (found.recall.low, found.recall.high) == (0.8, 0.8)

    def test_are_surer_the_more_pairs_were_looked_at(self):
        few, many = (review(answered(random.Random(1), wanted), PEOPLE) for wanted in (80, 900))
        assert few is not None
        assert many is not None
        assert many.recall.high - many.recall.low < few.recall.high - few.recall.low

    def test_are_the_same_for_the_same_answers(self):
        bands = answered(random.Random(1))
        assert review(bands, PEOPLE) == review(bands, PEOPLE)

    def test_are_not_told_while_a_band_was_not_looked_at(self):
        assert review(counted(PAIRS, {6: ["same"] * 10}), PEOPLE) is None
        assert review(counted((0,) * 7, {}), PEOPLE) is None

    def test_leave_out_what_could_not_be_told(self):
        one = counted((0, 0, 100, 0, 0, 0, 200), {2: ["same", "different"], 6: ["same"] * 5})
        other = counted((0, 0, 100, 0, 0, 0, 200), {2: ["same", "different", "unsure"], 6: ["same"] * 5})
        found = review(other, 1_000)
        assert isinstance(found, Review)
        assert found.recall == review(one, 1_000).recall  # type: ignore[union-attr]  # it was looked at
        assert found.unsure == 1


class TestTheIntervals:
    def test_hold_the_truth_as_often_as_they_say(self):
        chance, held, many = random.Random(20260401), [0, 0, 0], 300
        wanted = truth()
        for _ in range(many):
            found = review(answered(chance), PEOPLE, draws=600)
            assert found is not None
            for n, rate in enumerate((found.recall, found.wrong, found.false_links)):
                held[n] += rate.low - 0.00005 <= wanted[n] <= rate.high + 0.00005
        assert all(0.93 <= each / many <= 0.975 for each in held), held


class TestTheSample:
    def test_takes_more_where_there_are_more_and_where_they_are_doubtful(self):
        drawn = sizes(PAIRS, 200)
        assert drawn[6] > drawn[5]
        assert drawn[2] / PAIRS[2] > drawn[6] / PAIRS[6]

    def test_takes_at_least_ten_of_each_band_or_all_there_are(self):
        assert sizes((4, 0, 12, 900, 0, 3, 20_000), 100)[:3] == [4, 0, 10]

    @pytest.mark.parametrize(
        ("probability", "band"), [(0.009, None), (0.01, 0), (0.5, 3), (0.499, 2), (1.0, 6)]
    )
    def test_puts_a_pair_into_the_band_of_its_probability(self, probability, band):
        assert band_of(probability) == band

    def test_has_bands_without_a_gap(self):
        assert all(one[1] == other[0] for one, other in pairwise(BANDS))


class TestTwoWhoLookedAtTheSamePair:
    @pytest.mark.parametrize(
        ("said", "stands"),
        [
            ([], None),
            (["same"], "same"),
            (["same", "same"], "same"),
            (["same", "different"], "unsure"),
            (["unsure"], "unsure"),
        ],
    )
    def test_are_believed_where_they_agree(self, said, stands):
        assert verdict(said) == stands
