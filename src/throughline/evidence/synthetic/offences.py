"""What would the ministry return about made-up people? A file like a real one, by the same seed."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from throughline.frame.lists import csv_line

from ..offences.reading import NEEDED
from .columns import NEVER, Ints, among, number_of
from .truth import Truth

PARTS = {
    "violence": 0.13,
    "sexual": 0.01,
    "robbery": 0.02,
    "theft": 0.3,
    "damage": 0.05,
    "drug": 0.2,
    "weapons": 0.03,
    "public_order": 0.08,
    "society": 0.04,
    "fraud": 0.02,
    "summary": 0.09,
    "motoring": 0.03,
}
PROVEN_AFTER = 75  # days, in the middle


def offences_file(
    tables: Mapping[str, pa.Table], *, seed: int, known_until: date, truth: Truth | None = None
) -> bytes:
    """A CSV file: offences of people of these tables from their first referral until that day, as far as proven."""
    told = truth or Truth()
    chance = np.random.Generator(np.random.PCG64([seed, 7]))
    people, since, treated = _people(tables)
    last, many = number_of(known_until), len(people)
    rate = told.offends_a_year * chance.gamma(0.5, 2.0, many)
    how_many = chance.poisson(rate * (last - since) / 365)
    who = np.repeat(np.arange(many), how_many)
    on = since[who] + np.floor(chance.random(len(who)) * (last + 1 - since[who])).astype(np.int64)
    proven = on + np.round(PROVEN_AFTER * np.exp(chance.normal(0, 0.6, len(who)))).astype(np.int64)
    group = among(chance, list(PARTS.values()), len(who))
    spared = (on > treated[who]) & (chance.random(len(who)) < told.treatment_spares)
    matched = chance.random(many) < told.matches
    kept = matched[who] & ~spared & (proven <= last)
    rows = dict.fromkeys(
        zip(
            people[who[kept]],
            np.datetime_as_string(on[kept].astype("datetime64[D]")),
            np.datetime_as_string(proven[kept].astype("datetime64[D]")),
            np.array(list(PARTS))[group[kept]],
            strict=True,
        )
    )
    having = {row[0] for row in rows}
    without = [(person, "", "", "") for person in people[matched] if person not in having]
    return "".join(map(csv_line, [NEEDED, *sorted([*rows, *without])])).encode()


def _people(tables: Mapping[str, pa.Table]) -> "tuple[np.ndarray[tuple[int], np.dtype[np.str_]], Ints, Ints]":
    """Each person with the days of their first referral and of their first start of treatment."""
    referrals = tables["referrals"].select(["referral", "person", "sent_on"])
    starts = (
        tables["treatments"]
        .select(["referral", "started_on"])
        .group_by("referral")
        .aggregate([("started_on", "min")])
    )
    plain = {name: referrals.column(name).cast(pa.string()) for name in ("referral", "person")}
    place = pc.index_in(
        plain["referral"], value_set=starts.column("referral").cast(pa.string()).combine_chunks()
    )
    started = starts.column("started_on_min").take(place)
    found = (
        pa.table({"person": plain["person"], "sent_on": referrals.column("sent_on"), "started_on": started})
        .group_by("person")
        .aggregate([("sent_on", "min"), ("started_on", "min")])
        .sort_by("person")
    )

    def days(name: str) -> Ints:
        numbers = found.column(name).cast(pa.int32()).cast(pa.int64()).fill_null(int(NEVER))
        return np.asarray(numbers).astype(np.int64)

    names = np.array(found.column("person").to_pylist(), dtype=np.str_)
    return names, days("sent_on_min"), days("started_on_min")
