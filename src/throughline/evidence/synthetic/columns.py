"""How do arrays of numbers become columns of an extract: names, codes, days, months?"""

import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from throughline.kernel.dates import bank_holidays

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NEVER = np.int64(np.iinfo(np.int32).max)  # a day that does not come
_EPOCH = date(1970, 1, 1)


def number_of(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def pseudonyms(kind: int, seed: int, many: int) -> pa.Array:
    """32 hexadecimal digits for each row, no two alike for one kind and seed."""
    halves = np.empty((many, 2), dtype=">u8")
    for half in range(2):
        mixed = np.arange(many, dtype=np.uint64) + np.uint64(
            (seed * 4 + half + 1) * 0x9E3779B9 + kind * 2**40
        )
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        halves[:, half] = mixed ^ (mixed >> np.uint64(31))
    return pa.array(np.frombuffer(binascii.hexlify(halves.tobytes()), dtype="S32").astype("U32"))


def coded(words: Sequence[str] | pa.Array, which: npt.NDArray[Any]) -> pa.Array:
    """The word that each index names; an index below zero is empty. Kept as a dictionary, so 20 million rows fit."""
    index = which.astype(np.int32)
    if not isinstance(words, pa.Array):
        unique = list(dict.fromkeys(words))
        index = np.where(index < 0, -1, np.array([unique.index(word) for word in words], np.int32)[index])
        words = pa.array(unique, pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(index, pa.int32(), mask=index < 0), words)


def days(numbers: Ints) -> pa.Array:
    """Days; one that does not come is empty."""
    return pa.array(np.minimum(numbers, NEVER - 1).astype(np.int32), mask=numbers >= NEVER).cast(pa.date32())


def months(numbers: Ints) -> pa.Array:
    """Months such as 2026-05; one that does not come is empty."""
    text = np.datetime_as_string(numbers.astype("datetime64[D]").astype("datetime64[M]"))
    return pa.array(text, mask=numbers >= NEVER)


def yes_no(said: Bools, *, known: Bools | None = None) -> pa.Array:
    """yes or no; empty where it is not known."""
    which = said.astype(np.int64)
    return coded(("no", "yes"), which if known is None else np.where(known, which, -1))


def numbers(values: Ints, *, known: Bools | None = None) -> pa.Array:
    """Whole numbers; empty where they are not known."""
    return pa.array(values.astype(np.int64), mask=None if known is None else ~known)


def among(chance: np.random.Generator, parts: Sequence[float], many: int) -> Ints:
    """An index for each row, drawn by these parts."""
    edges = np.cumsum(np.asarray(parts, dtype=float) / sum(parts))
    return np.minimum(np.searchsorted(edges, chance.random(many), side="right"), len(parts) - 1)


class WorkingDays:
    """Working days of the years asked for, with England's bank holidays."""

    def __init__(self, first: date, until: date) -> None:
        holidays = sorted(
            day for year in range(first.year - 1, until.year + 3) for day in bank_holidays(year)
        )
        self._calendar = np.busdaycalendar(holidays=np.array(holidays, dtype="datetime64[D]"))

    def add(self, starts: Ints, many: Ints) -> Ints:
        """The day that many working days after each start, as `kernel.dates.add_working_days`; the start for none."""
        from_days = starts.astype("datetime64[D]")
        found = np.busday_offset(from_days, many, roll="backward", busdaycal=self._calendar).astype(np.int64)
        return np.where(many > 0, found, starts)
