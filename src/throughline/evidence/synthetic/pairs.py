"""How well does a way of linking do? Two files about made-up people, who is who in both known. The same for a seed.

All people, and all rates at which the files disagree, are invented: use them to compare one way of linking with
another, never to say how well any does on real records. They are set so that the monitoring system's own key (initials,
birth date, sex) does about as badly here as in the comparison on which the methods were chosen (docs/linkage.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from .names import MEN, SURNAMES, WOMEN, forenames

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_EPOCH = date(1970, 1, 1).toordinal()
_TODAY = date(2026, 4, 1).toordinal() - _EPOCH
_SECTORS = 27  # in each locality


@dataclass(frozen=True, slots=True)
class Faults:
    """How often one file differs from the truth, per record. Invented."""

    other_form: float = 0.048  # Dave for David
    typo: float = 0.027  # each name
    married: float = 0.05  # another surname, women
    renamed: float = 0.016  # another surname, men
    swapped_names: float = 0.004
    swapped_days: float = 0.012  # day and month
    wrong_digit: float = 0.024  # in the day or the year
    first_january: float = 0.008  # the birth date was not known
    other_sex: float = 0.005
    no_sex: float = 0.006
    moved: float = 0.04  # another locality
    moved_near: float = 0.07  # another sector of the same
    no_sector: float = 0.05  # no fixed abode


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two files and the truth: `truth` has a row (probation's person, treatment's person) for each who is in both."""

    probation: "pa.Table"
    treatment: "pa.Table"
    truth: "pa.Table"


def make(
    seed: int,
    probation: int,
    treatment: int,
    shared: int,
    *,
    localities: Sequence[str] = (),
    homes: Sequence[tuple[str, str]] = (),
    faults: Faults | None = None,
) -> Pairs:
    """That many people in each file, `shared` of them in both.

    `homes` says of everybody in the first file, those in both first, the locality and the unit; else chance does.
    """
    chance = np.random.default_rng(seed)
    places = list(localities) or [
        f"Locality {n:03}" for n in range(1, max(10, min(250, probation // 1_000)) + 1)
    ]
    people = _people(chance, probation + treatment - shared, len(places))
    if homes:
        people["place"][:probation] = [places.index(place) for place, _ in homes]
    both, only = np.arange(shared), np.arange(shared, len(people["born"]))
    here = np.concatenate([both, only[: probation - shared]])
    there = np.concatenate([both, only[probation - shared :]])
    rates = faults or Faults()
    left = _seen(chance, {name: column[here] for name, column in people.items()}, rates, places)
    right = _seen(chance, {name: column[there] for name, column in people.items()}, rates, places)
    left_ids, right_ids = _ids(chance, "P", probation), _ids(chance, "T", treatment)
    if homes:
        left["unit"] = np.array([unit for _, unit in homes], object)
    truth = pa.table({"person": left_ids[:shared], "partner": right_ids[:shared]})
    return Pairs(_file(chance, left_ids, left), _file(chance, right_ids, right), truth)


def as_csv(table: "pa.Table", *, initials_only: bool = False) -> bytes:
    """One of the two as a CSV file in UTF-8, with full names or with initials in their place."""
    import pyarrow.compute as pc
    from pyarrow import csv

    if initials_only:
        for name in ("forename", "surname"):
            at = table.column_names.index(name)
            table = table.set_column(at, f"{name}_initial", pc.utf8_slice_codeunits(table[name], 0, 1))
    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _people(chance: np.random.Generator, many: int, places: int) -> dict[str, "Array"]:
    """The truth: names as numbers, the birth date in days, sex, place and sector."""
    age = np.minimum(18.1 + chance.gamma(2.6, 7.3, many), 85)
    born = (_TODAY - age * 365.25).astype(np.int64)
    unknown = chance.random(many) < 0.14
    born[unknown] = _with(born[unknown], month=1, day=1)
    weight = 1 / (np.arange(places) + 25.0)
    return {
        "born": born,
        "woman": chance.random(many) < 0.2,
        "forename": _drawn(chance, many, 110, 0.8),
        "surname": _drawn(chance, many, len(SURNAMES), 0.75),
        "place": chance.choice(places, many, p=weight / weight.sum()),
        "sector": chance.integers(0, _SECTORS, many),
    }


def _drawn(chance: np.random.Generator, many: int, kinds: int, steep: float) -> "Array":
    """Some are common and most are rare."""
    weight = 1 / np.arange(2, kinds + 2) ** steep
    return chance.choice(kinds, many, p=weight / weight.sum())


def _seen(
    chance: np.random.Generator, people: dict[str, "Array"], faults: Faults, places: Sequence[str]
) -> dict[str, "Array"]:
    """The people as one file has them."""
    many = len(people["born"])

    def some(rate: float) -> "Array":
        return np.flatnonzero(chance.random(many) < rate)

    men, women = forenames(MEN), forenames(WOMEN)
    forename = np.where(
        people["woman"],
        np.array([each[0] for each in women], object)[people["forename"] % len(women)],
        np.array([each[0] for each in men], object)[people["forename"] % len(men)],
    )
    for at in some(faults.other_form):
        names = women if people["woman"][at] else men
        forms = names[people["forename"][at] % len(names)]
        forename[at] = forms[chance.integers(0, len(forms))]
    surname = np.array(SURNAMES, object)[people["surname"]]
    another = np.concatenate(
        [np.flatnonzero(people["woman"] & (chance.random(many) < faults.married)), some(faults.renamed)]
    )
    surname[another] = np.array(SURNAMES, object)[_drawn(chance, len(another), len(SURNAMES), 0.75)]
    for column in (forename, surname):
        for at in some(faults.typo):
            column[at] = _mistyped(chance, str(column[at]))
    swapped = some(faults.swapped_names)
    forename[swapped], surname[swapped] = surname[swapped], forename[swapped].copy()
    sex = np.where(people["woman"], "F", "M").astype(object)
    wrong = some(faults.other_sex)
    sex[wrong] = np.where(sex[wrong] == "F", "M", "F")
    sex[some(faults.no_sex)] = ""
    place, sector = people["place"].copy(), people["sector"].copy()
    near, far = some(faults.moved_near), some(faults.moved)
    sector[np.concatenate([near, far])] = chance.integers(0, _SECTORS, len(near) + len(far))
    place[far] = chance.integers(0, len(places), len(far))
    sectors = np.array([_sector(place, n) for place in range(len(places)) for n in range(_SECTORS)], object)
    sector_text = sectors[place * _SECTORS + sector]
    sector_text[some(faults.no_sector)] = ""
    return {
        "forename": forename,
        "surname": surname,
        "birth_date": _days(_misdated(chance, people["born"].copy(), faults)),
        "sex": sex,
        "locality": np.array(places, object)[place],
        "sector": sector_text,
    }


def _sector(place: int, number: int) -> str:
    """Such as QA7B 3: no postcode begins with Q."""
    return f"Q{'ABCDEFG'[place // 90]}{place % 90 + 1}{'ABC'[number // 9]} {number % 9 + 1}"


def _misdated(chance: np.random.Generator, born: "Array", faults: Faults) -> "Array":
    def some(rate: float) -> "Array":
        return np.flatnonzero(chance.random(len(born)) < rate)

    at = some(faults.swapped_days)
    at = at[_part(born[at], "day") <= 12]
    born[at] = _with(born[at], month=_part(born[at], "day"), day=_part(born[at], "month"))
    at = some(faults.wrong_digit)
    born[at] += chance.choice(np.array([-3653, -366, -365, -10, -1, 1, 10, 365, 366, 3652]), len(at))
    at = some(faults.first_january)
    born[at] = _with(born[at], month=1, day=1)
    return np.minimum(born, _TODAY - 18 * 366)


def _mistyped(chance: np.random.Generator, name: str) -> str:
    """One letter left out, doubled, exchanged with the next, or another; the first one now and then."""
    at = int(chance.integers(0 if chance.random() < 0.3 else 1, max(2, len(name))))
    at, how = min(at, len(name) - 1), int(chance.integers(0, 4))
    letter = "abcdefghijklmnoprstuwy"[int(chance.integers(0, 22))]
    made = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        name[:at] + letter + name[at + 1 :],
    )[how]
    return (made or name).capitalize()


def _part(born: "Array", part: str) -> "Array":
    months = born.astype("datetime64[D]").astype("datetime64[M]")
    if part == "month":
        return months.astype(np.int64) % 12 + 1
    return born - months.astype("datetime64[D]").astype(np.int64) + 1


def _with(born: "Array", *, month: "Array | int", day: "Array | int") -> "Array":
    """The same year with that month and day."""
    year = born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    months = (year * 12 + np.asarray(month) - 1).astype("datetime64[M]")
    made: Array = months.astype("datetime64[D]").astype(np.int64) + np.asarray(day) - 1
    return made


def _days(born: "Array") -> "Array":
    return np.datetime_as_string(born.astype("datetime64[D]")).astype(object)


def _ids(chance: np.random.Generator, letter: str, many: int) -> "Array":
    """Numbers that say nothing of who is who."""
    return np.array([f"{letter}{n:07}" for n in chance.permutation(many)], object)


def _file(chance: np.random.Generator, ids: "Array", columns: dict[str, "Array"]) -> "pa.Table":
    """The file in no order that means anything; each row says that it is made up."""
    order = chance.permutation(len(ids))
    table = {"person": ids[order], **{name: column[order] for name, column in columns.items()}}
    return pa.table({**table, "made_up": np.full(len(ids), "yes", object)})
