"""How are the rows of an extract written sealed, and opened again, into memory alone? Parquet inside, by table. R40

On the disk there is only the sealed file (`frame.sealed_file`). Text is kept as dictionaries, days as days, so that
twenty million contacts fit. `numbered` puts a number in the place of each pseudonym: the rows are the same, and what
is worked out of them never shows a pseudonym.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from throughline.frame import sealed_file

from . import extract

ROWS_AT_ONCE, ROWS_IN_A_GROUP = 50_000, 1_000_000
_TEXT = pa.dictionary(pa.int32(), pa.string())
_TYPES = {"day": pa.date32(), "number": pa.int64()}
_KEYS = {
    "referral": ("referrals", "referral"),
    "follows": ("referrals", "referral"),
    "person": ("people", "person"),
}
Tables = dict[str, pa.Table]


def schema_of(table: extract.Table) -> pa.Schema:
    """The Arrow types of a table's columns: days as days, whole numbers, everything else as text in a dictionary."""
    return pa.schema([(column.name, _TYPES.get(column.kind, _TEXT)) for column in table.columns])


def from_text(table: extract.Table, rows: Iterable[Sequence[object]]) -> pa.Table:
    """Rows of checked texts as Arrow; ValueError when one is not of its column's kind."""
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return pa.table(
        {
            column.name: pa.array(
                [_VALUE.get(column.kind, str)(text) if text != "" else None for text in said]
            ).cast(_TYPES.get(column.kind, pa.string()))
            for column, said in zip(table.columns, columns, strict=True)
        }
    ).cast(schema_of(table))


def _day(text: object) -> date:
    return date.fromisoformat(str(text))


def _number(text: object) -> int:
    return int(str(text))


_VALUE: dict[str, Any] = {"day": _day, "number": _number}


def part_of_rows(table: extract.Table, rows: Iterable[Sequence[object]]) -> sealed_file.Part:
    """A table as a part of a sealed file, from rows of texts, written as they come."""
    return _part(table, _batches(table, rows))


def part_of(table: extract.Table, content: pa.Table) -> sealed_file.Part:
    """A table that is in memory as a part of a sealed file."""
    return _part(table, iter([content.select(table.names).cast(schema_of(table))]))


def _batches(table: extract.Table, rows: Iterable[Sequence[object]]) -> Iterator[pa.Table]:
    coming = iter(rows)
    while some := list(islice(coming, ROWS_AT_ONCE)):
        yield from_text(table, some)


def _part(table: extract.Table, content: Iterator[pa.Table]) -> sealed_file.Part:
    def put(sink: sealed_file.Sink) -> int:
        rows = 0
        with pq.ParquetWriter(
            sink, schema_of(table), compression="zstd", dictionary_pagesize_limit=1 << 26
        ) as writer:
            for some in content:
                for first in range(0, some.num_rows, ROWS_IN_A_GROUP):
                    writer.write_table(_with_own_words(table, some.slice(first, ROWS_IN_A_GROUP)))
                rows += some.num_rows
        return rows

    return sealed_file.Part(table.name, table.names, form="parquet", put=put)


def _with_own_words(table: extract.Table, rows: pa.Table) -> pa.Table:
    """The same rows, with only the pseudonyms that stand in them: a group of rows is written with all that it knows."""
    for at, column in enumerate(table.columns):
        if column.kind == "pseudonym":
            words = rows.column(at).cast(pa.string()).dictionary_encode()
            rows = rows.set_column(at, column.name, words)
    return rows


def written(
    file: Path, tables: Mapping[str, pa.Table], about: Mapping[str, Any], key: bytes
) -> dict[str, Any]:
    """The sealed file with all tables of the schema is there, whole, or it is not; gives its manifest."""
    parts = (part_of(table, tables[table.name]) for table in extract.TABLES)
    return sealed_file.write(
        file, parts, {"schema": extract.SCHEMA, "version": extract.VERSION, **about}, key
    )


def opened(file: Path | bytes, key: bytes, *, only: Collection[str] = ()) -> tuple[dict[str, Any], Tables]:
    """The manifest and all tables, or those named, in memory; RefusedError when it was changed, is not ours, or the
    key is another.
    """
    with sealed_file.opened(file, key) as (manifest, parts):
        extract.may_be_read(manifest).or_raise()
        some = [each for each in extract.TABLES if not only or each.name in only]
        return manifest, {table.name: _read(table, parts) for table in some}


def returned(file: Path, key: bytes) -> tuple[dict[str, Any], pa.Table]:
    """The manifest and the rows of a file that the ministry returned, in memory."""
    with sealed_file.opened(file, key) as (manifest, parts):
        return manifest, _read(extract.OFFENCES, parts)


def _read(table: extract.Table, parts: sealed_file.Tables) -> pa.Table:
    return _whole(parts.read(table.name)).cast(schema_of(table)).unify_dictionaries()


def rows_of(pieces: Iterable[bytes]) -> Iterator[tuple[Any, ...]]:
    """The rows of a part, one by one."""
    for batch in _whole(pieces).to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _whole(pieces: Iterable[bytes]) -> pa.Table:
    content = pa.BufferOutputStream()
    for piece in pieces:
        content.write(piece)
    return pq.ParquetFile(pa.BufferReader(content.getvalue())).read()  # in chunks as they were written


def numbered(tables: Mapping[str, pa.Table]) -> Tables:
    """The same rows with whole numbers for pseudonyms: a referral's is its place among all of `referrals` in the order
    of their pseudonyms, so that no order of rows is seen in them; unknown is empty.

    Text that is not in a dictionary yet is put into one, so that tables from anywhere come out alike.
    """
    values = {
        name: _sorted(pc.unique(_plain(tables[table].column(column))).drop_null())
        for name, (table, column) in _KEYS.items()
        if table in tables
    }
    found: Tables = {}
    for name, content in tables.items():
        kinds = {c.name: c.kind for t in extract.TABLES if t.name == name for c in t.columns}
        columns = {}
        for field in content.schema:
            column = content.column(field.name)
            if kinds.get(field.name, "pseudonym" if field.name in values else "") == "pseudonym":
                columns[field.name] = _numbers(column, values.get(field.name))
            elif pa.types.is_string(field.type):
                columns[field.name] = column.dictionary_encode()
            else:
                columns[field.name] = column
        found[name] = pa.table(columns)
    return found


def _sorted(values: pa.Array) -> pa.Array:
    return values.take(pc.sort_indices(values))


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _numbers(column: pa.ChunkedArray, values: pa.Array | None) -> pa.ChunkedArray:
    if values is None:
        values = pc.unique(_plain(column)).drop_null()
    if not pa.types.is_dictionary(column.type):
        return pa.chunked_array([pc.index_in(column.combine_chunks(), value_set=values)])
    chunks, words, number = [], None, None
    for chunk in column.chunks:
        if words is None or not chunk.dictionary.equals(words):  # mostly all chunks share one dictionary
            words, number = chunk.dictionary, pc.index_in(chunk.dictionary, value_set=values)
        chunks.append(pc.take(number, chunk.indices))
    return pa.chunked_array(chunks, pa.int32())
