"""How many links are missed, and how many are wrong? Told from pairs that a person looked at, with what is uncertain.

Pairs are drawn by bands of probability. In each band the share of pairs that are one person has a beta distribution
(Jeffreys' prior, a half and a half), and those that nobody looked at are so many by that share and chance; recall and
the rates follow from many draws of all bands together, of which the middle 95 % are the interval. Pairs below 1 % and
pairs that were never compared are not seen: recall is of what was.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .outcome import PROBABLE

Answer = Literal["same", "different", "unsure"]
ANSWERS: dict[Answer, str] = {"same": "Same person", "different": "Different people", "unsure": "Cannot tell"}
BANDS = ((0.01, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.0))
_DRAWS = 4_000
_SEED = 20_260_401


@dataclass(frozen=True, slots=True)
class Band:
    """One band: how many links' candidates lie in it, and what was said of those that were looked at."""

    low: float
    high: float
    pairs: int
    same: int = 0
    different: int = 0
    unsure: int = 0

    @property
    def looked_at(self) -> int:
        return self.same + self.different

    @property
    def is_linked(self) -> bool:
        return self.low >= PROBABLE

    def in_words(self) -> str:
        return f"{self.low:.0%} to {self.high:.0%}"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and its 95 % interval."""

    best: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Review:
    """What a review says of a linkage.

    `recall`: of the people who are in both files, the share that was linked. `wrong`: of the links, the share between
    two people. `false_links`: of the people who are not in the other file, the share that was linked all the same.
    """

    recall: Rate
    wrong: Rate
    false_links: Rate
    looked_at: int
    unsure: int


def band_of(probability: float) -> int | None:
    """The place of a probability's band; None below all of them."""
    return next((n for n in range(len(BANDS) - 1, -1, -1) if probability >= BANDS[n][0]), None)


def sizes(pairs: Sequence[int], wanted: int) -> list[int]:
    """How many to draw from each band: more where there are more and where they are less certain, at least ten."""
    doubt = [many * max(0.1, (low * (1 - low)) ** 0.5) for many, (low, _) in zip(pairs, BANDS, strict=True)]
    whole = sum(doubt) or 1.0
    return [min(many, max(10, round(wanted * part / whole))) for many, part in zip(pairs, doubt, strict=True)]


def verdict(said: Sequence[str]) -> Answer | None:
    """What stands for a pair that one or two people looked at: their answer, or that it cannot be told."""
    answers = {*said}
    if not answers:
        return None
    if len(answers) > 1 or answers == {"unsure"}:
        return "unsure"
    return "same" if answers == {"same"} else "different"


def counted(pairs: Sequence[int], answers: Mapping[int, Sequence[Answer]]) -> list[Band]:
    """The bands with the verdicts on each, counted; `answers` are verdicts by the band's place."""
    return [
        Band(
            low,
            high,
            many,
            *(list(answers.get(n, ())).count(each) for each in ("same", "different", "unsure")),
        )
        for n, ((low, high), many) in enumerate(zip(BANDS, pairs, strict=True))
    ]


def review(bands: Sequence[Band], people: int, *, draws: int = _DRAWS) -> Review | None:
    """Recall and rates with their intervals; None while a band with pairs in it was not looked at. Same answers, same
    figures.
    """
    drawn = drawn_rates(bands, people, draws=draws)
    if not drawn:
        return None
    best = _figures(bands, [_middle(band) for band in bands], people)
    recall, wrong, false_links = (
        Rate(round(middle, 4), *_ends(sorted(each[n] for each in drawn))) for n, middle in enumerate(best)
    )
    looked_at, unsure = sum(band.looked_at for band in bands), sum(band.unsure for band in bands)
    return Review(recall, wrong, false_links, looked_at, unsure)


def drawn_rates(
    bands: Sequence[Band], people: int, *, draws: int = _DRAWS
) -> list[tuple[float, float, float]]:
    """Recall, wrong links and the false-link rate, together, by draw; none before every band was looked at."""
    if not any(band.pairs for band in bands) or any(band.pairs and not band.looked_at for band in bands):
        return []
    chance = random.Random(_SEED)  # noqa: S311 - an interval, nothing secret
    return [_figures(bands, [_share(band, chance) for band in bands], people) for _ in range(draws)]


def _figures(bands: Sequence[Band], shares: Sequence[float], people: int) -> tuple[float, float, float]:
    true = [band.pairs * share for band, share in zip(bands, shares, strict=True)]
    linked = sum(n for n, band in zip(true, bands, strict=True) if band.is_linked)
    links = sum(band.pairs for band in bands if band.is_linked)
    wrong = links - linked
    return (
        linked / sum(true) if sum(true) else 0.0,
        wrong / links if links else 0.0,
        min(1.0, wrong / max(1.0, people - sum(true))),
    )


def _share(band: Band, chance: random.Random) -> float:
    """A draw of the share of one person among the band's pairs; those that were looked at are what they are."""
    rest = band.pairs - band.looked_at
    if rest <= 0:
        return _middle(band)
    share = chance.betavariate(band.same + 0.5, band.different + 0.5)
    spread = (
        rest * share * (1 - share)
    ) ** 0.5  # the rest are that many people, not that share of them exactly
    return (band.same + min(rest, max(0.0, chance.gauss(rest * share, spread)))) / band.pairs


def _middle(band: Band) -> float:
    return band.same / band.looked_at if band.looked_at else 0.0


def _ends(drawn: Sequence[float]) -> tuple[float, float]:
    at = len(drawn) * 25 // 1000
    return round(drawn[at], 4), round(drawn[-1 - at], 4)
