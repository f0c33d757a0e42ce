"""Does a column still mean what it meant in the extract before? Its values are compared, table by table. R40

A column that is filled much more or less often, whose codes are other codes, or whose numbers or days lie elsewhere
has probably changed its meaning. Nothing is decided here: whoever takes the extract looks, and says so.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from . import extract

LEAST_ROWS = 100
MOST_MOVED = 0.4
TIMES = 3.0


def drifted(before: Mapping[str, pa.Table], now: Mapping[str, pa.Table]) -> list[str]:
    """A sentence for each column that looks like another one; none where either has fewer than a hundred rows."""
    found = []
    for table in extract.TABLES:
        old, new = before[table.name], now[table.name]
        if min(old.num_rows, new.num_rows) < LEAST_ROWS:
            continue
        for column in table.columns:
            reason = _reason(column, old.column(column.name), new.column(column.name))
            if reason:
                found.append(f"{table.name}.{column.name}: {reason}")
    return found


def _reason(column: extract.Column, old: pa.ChunkedArray, new: pa.ChunkedArray) -> str:
    filled = [1 - each.null_count / len(each) for each in (old, new)]
    if abs(filled[0] - filled[1]) > MOST_MOVED:
        return f"filled in {filled[1]:.0%} of the rows, in {filled[0]:.0%} before."
    if min(len(each) - each.null_count for each in (old, new)) < LEAST_ROWS:
        return ""
    if column.kind in ("code", "yes_no"):
        shares = [_shares(each) for each in (old, new)]
        moved = sum(abs(shares[0].get(key, 0) - shares[1].get(key, 0)) for key in shares[0] | shares[1]) / 2
        return f"its codes are others in {moved:.0%} of the rows." if moved > MOST_MOVED else ""
    if column.kind == "number":
        middles = [pc.mean(pc.abs(each)).as_py() for each in (old, new)]
        low, high = sorted(middles)
        return "its numbers are much larger or smaller." if high > TIMES * max(low, 0.5) else ""
    if column.kind == "day":
        late = [
            pc.mean(pc.greater(pc.day(each.drop_null()), 12).cast(pa.int8())).as_py() for each in (old, new)
        ]
        return (
            "hardly any day is after the 12th: day and month may be swapped."
            if late[1] < 0.2 < late[0]
            else ""
        )
    return ""


def _shares(column: pa.ChunkedArray) -> dict[str, float]:
    counts = pc.value_counts(column.drop_null().cast(pa.string()))
    many = len(column) - column.null_count
    return {each["values"]: each["counts"] / many for each in counts.to_pylist()}
