"""How are the made-up rows of an example brought to an engine, and what comes out?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from throughline.evidence import extract, store
from throughline.evidence.measures.shapes import Example

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
