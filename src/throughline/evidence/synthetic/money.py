"""Which funded posts are there in the made-up year, and what did support cost?"""

import numpy as np
import pyarrow as pa

from .columns import NEVER, Ints, coded, days, numbers, pseudonyms
from .journeys import KINDS, WORKERS_EACH, Journeys
from .truth import Truth

A_POST_A_MONTH = 333_300  # pence of a whole-time post with its share of everything, invented


def money_tables(
    chance: np.random.Generator, truth: Truth, walked: Journeys, *, seed: int
) -> dict[str, pa.Table]:
    """Posts by their filled and vacant spans, and the cost of each place and month."""
    return {"posts": _posts(chance, walked, seed), "costs": _costs(chance, walked)}


def _posts(chance: np.random.Generator, walked: Journeys, seed: int) -> pa.Table:
    """Some posts are vacant for a while in the middle."""
    many = len(walked.where) * WORKERS_EACH
    names = pseudonyms(KINDS["post"], seed, many)
    leaves = walked.first + chance.integers(30, walked.until - walked.first - 200, many)
    is_vacant = chance.random(many) < 0.4
    back = leaves + chance.integers(30, 150, many)
    begins = np.full(many, walked.first)
    spans: list[tuple[Ints, Ints, Ints, int]] = [
        (np.arange(many), begins, np.where(is_vacant, leaves, NEVER), 0),
        (np.flatnonzero(is_vacant), leaves[is_vacant], back[is_vacant], 1),
        (np.flatnonzero(is_vacant), back[is_vacant], np.full(int(is_vacant.sum()), NEVER), 0),
    ]
    post = np.concatenate([each[0] for each in spans])
    place = post // WORKERS_EACH
    where = walked.where
    sits = np.array([each.is_colocated for each in where])[place]
    return pa.table(
        {
            "post": coded(names, post),
            "provider": coded([each.provider for each in where], place),
            "place": coded([each.place for each in where], place),
            "unit": coded([each.unit for each in where], np.where(sits, place, -1)),
            "hundredths": numbers(np.where(post % 4 == 3, 60, 100)),
            "days_on_site": numbers(np.where(sits, 2 + post % 3, 0)),
            "state": coded(
                ("filled", "vacant"), np.concatenate([np.full(len(each[0]), each[3]) for each in spans])
            ),
            "runs_from": days(np.concatenate([each[1] for each in spans])),
            "runs_until": days(np.concatenate([each[2] for each in spans])),
        }
    )


def _costs(chance: np.random.Generator, walked: Journeys) -> pa.Table:
    """A month's cost is the place's posts, give or take; another payer's money stands beside the grant's."""
    first, until = (np.datetime64(day, "D").astype("datetime64[M]") for day in (walked.first, walked.until))
    times = np.arange(first, until)
    place = np.repeat(np.arange(len(walked.where)), len(times) * 2)
    month = np.tile(np.repeat(times, 2), len(walked.where))
    stream = np.tile([0, 1], len(walked.where) * len(times))
    part = np.where(stream == 0, 0.7, 0.3) * (1 + chance.normal(0, 0.03, len(place)))
    pence = np.round(A_POST_A_MONTH * WORKERS_EACH * 0.9 * part).astype(np.int64)
    return pa.table(
        {
            "place": coded([each.place for each in walked.where], place),
            "month": pa.array(np.datetime_as_string(month)),
            "stream": coded(("grant", "other"), stream),
            "pence": numbers(pence),
        }
    )
