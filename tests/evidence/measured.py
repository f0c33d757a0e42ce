"""How are the made-up rows of an example brought to an engine, and what comes out?"""

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from throughline.evidence import extract, store
from throughline.evidence.measures.shapes import Example
from throughline.evidence.synthetic.offences import offences_file

SINCE = date(2024, 1, 1)


def tables_of(example: Example) -> dict[str, pa.Table]:
    """All tables of an extract, with the rows of the example and nothing else, and offences where it has any."""
    found: dict[str, pa.Table] = {}
    returned = (extract.OFFENCES,) if extract.OFFENCES.name in example.rows else ()
    for table in (*extract.TABLES, *returned):
        rows = example.rows.get(table.name, ())
        unknown = {name for row in rows for name in row} - set(table.names)
        assert not unknown, (table.name, unknown)
        found[table.name] = store.from_text(table, [_row(table.names, row) for row in rows])
    assert set(example.rows) <= set(found)
    return store.numbered(found)


def until(example: Example) -> date:
    """The first day that is not in the example's extract."""
    return date.fromisoformat(example.until)


def _row(names: tuple[str, ...], said: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(said.get(name, "")) for name in names)


def with_offences(made: Mapping[str, pa.Table], *, seed: int, known_until: date) -> dict[str, pa.Table]:
    """Those tables of made-up people with what a ministry would return of them."""
    content = offences_file(made, seed=seed, known_until=known_until).decode()
    rows = csv.DictReader(io.StringIO(content))
    table = extract.OFFENCES
    return {**made, table.name: store.from_text(table, [_row(table.names, row) for row in rows])}


def mixed(tables: Mapping[str, pa.Table], chance: Any) -> dict[str, pa.Table]:
    """The same rows in another order and in other pieces."""
    found = {}
    for name, table in tables.items():
        rows, middle = table.take(chance.permutation(table.num_rows)), table.num_rows // 3
        found[name] = pa.concat_tables([rows.slice(0, middle), rows.slice(middle)])
    return found
