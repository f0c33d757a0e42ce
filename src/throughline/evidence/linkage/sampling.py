"""Which pairs does a person look at? A sample by bands of probability, from a seed, in an order that says nothing."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from .choosing import Chosen
from .explaining import Part, explained
from .model import Model
from .reviewing import BANDS, band_of, sizes
from .shapes import NAMED, People, order

_SHOWN = ("birth_date", "sex", "locality", "sector")


@dataclass(frozen=True, slots=True)
class Sampled:
    """A pair to look at: both records as they are shown, what the model says and why, in which band it lies.

    `persons` are the files' own numbers, by which made-up answers are given; they are never kept.
    """

    band: int
    persons: tuple[str, str]
    left: Mapping[str, str]
    right: Mapping[str, str]
    probability: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """How many candidate pairs lie in each band, and those that were drawn."""

    pairs: tuple[int, ...]
    drawn: tuple[Sampled, ...]


def sample(
    probation: People, treatment: People, model: Model, chosen: Chosen, *, seed: int, wanted: int = 120
) -> Sample:
    """Each person's likeliest partner is a candidate from 1 % on; the same seed draws the same pairs."""
    by_band: list[list[int]] = [[] for _ in BANDS]
    for at in np.flatnonzero(chosen.is_link).tolist():
        band = band_of(float(chosen.probability[at]))
        if band is not None:
            by_band[band].append(at)
    chance = random.Random(seed)  # noqa: S311 - a sample, nothing secret
    many = [len(each) for each in by_band]
    picked = [
        (band, at)
        for band, size in enumerate(sizes(many, wanted))
        for at in sorted(chance.sample(by_band[band], size))
    ]
    chance.shuffle(picked)
    pairs = [(int(chosen.scored.left[at]), int(chosen.scored.right[at])) for _, at in picked]
    rows = (order(probation), order(treatment))
    found = [
        Sampled(
            band,
            (probation.persons[rows[0][left]], treatment.persons[rows[1][right]]),
            _shown(probation, rows[0][left]),
            _shown(treatment, rows[1][right]),
            round(float(chosen.probability[at]), 4),
            parts,
        )
        for (band, at), (left, right), parts in zip(
            picked, pairs, explained(probation, treatment, model, pairs), strict=True
        )
    ]
    return Sample(tuple(many), tuple(found))


def _shown(people: People, row: int) -> dict[str, str]:
    """A record as a person reads it; keys say nothing to anybody and are left out."""
    names = () if people.kind == "keys" else NAMED[people.kind]
    return {name: _text(people, name, people.values[name][row]) for name in (*names, *_SHOWN)}


def _text(people: People, name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "birth_date":
        return (date(1970, 1, 1) + timedelta(days=value)).isoformat()
    if name == "locality":
        return people.spelled[value]
    return str(value) if name in ("sex", "sector") else str(value).title()
