"""Is every code of tables that are in memory one of its column, and in which row is it not? R40

Text lies in dictionaries, so each word is looked at once, however many millions of rows say it; days and whole numbers
are of their kind already. Rows are counted as in a file with a header, which is row 1.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import extract
from .checking import REQUIRED, Rejected, why_not
from .codes import Register

_PSEUDONYM = "^[0-9a-f]{32}$"
_TEXTS = ("code", "yes_no", "month", "pseudonym")


def wrong(tables: Mapping[str, pa.Table], register: Register) -> list[Rejected]:
    """Every cell that is no code, pseudonym, month or yes or no of its column, or is empty and must not be."""
    found = []
    for table in extract.TABLES:
        content = tables[table.name]
        must = {table.names[0], *REQUIRED.get(table.name, ())}
        for column in table.columns:
            said = content.column(column.name)
            if column.kind in _TEXTS:
                reasons = _in_rows(column, said, register)
                found += [Rejected(table.name, row + 2, column.name, reason) for row, reason in reasons]
            if column.name in must and said.null_count:
                empty = np.flatnonzero(np.asarray(said.is_null()))
                why = "It is empty, and must not be."
                found += [Rejected(table.name, int(row) + 2, column.name, why) for row in empty]
    return found


def _in_rows(column: extract.Column, said: pa.ChunkedArray, register: Register) -> Iterator[tuple[int, str]]:
    before, words, reasons = 0, None, dict[int, str]()
    for chunk in said.chunks:
        coded = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
        if words is None or not coded.dictionary.equals(words):  # mostly all chunks share one dictionary
            words = coded.dictionary
            reasons = _of_words(column, words, register)
        if reasons:
            which = pa.array(list(reasons), coded.indices.type)
            rows = np.flatnonzero(np.asarray(pc.is_in(coded.indices, value_set=which)))
            numbers = coded.indices.take(pa.array(rows)).to_pylist()
            yield from ((before + int(row), reasons[n]) for row, n in zip(rows, numbers, strict=True))
        before += len(chunk)


def _of_words(column: extract.Column, words: pa.Array, register: Register) -> dict[int, str]:
    """The reason against each word of the dictionary that is none of the column's, by its number."""
    if column.kind == "pseudonym":
        doubtful = np.flatnonzero(~np.asarray(pc.match_substring_regex(words, _PSEUDONYM)).astype(bool))
    else:
        doubtful = np.arange(len(words))
    texts = words.take(pa.array(doubtful)).to_pylist()
    reasons = (why_not(column, text or "", date.max, register) for text in texts)
    return {int(n): reason for n, reason in zip(doubtful, reasons, strict=True) if reason}
