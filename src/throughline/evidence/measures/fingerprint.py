"""Is a measure still the one that a figure was worked out by? A hash of what it says and of its expression. R42

The expression is the text that it becomes over tables without rows, so that a change in what
measures share is seen too.
"""

import hashlib
import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .. import extract
from .catalogue import BY_CODE
from .shapes import Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

_SINCE, _UNTIL = (
    date(2020, 1, 1),
    date(2022, 1, 1),
)  # any: no measure's meaning hangs on the days of an extract
_TYPES = {"pseudonym": "int32", "day": "date", "number": "int64"}


@cache
def of_code(code: str) -> str:
    """The fingerprint of a measure of the catalogue; empty for a table that is no measure."""
    return fingerprint(BY_CODE[code]) if code in BY_CODE else ""


def fingerprint(measure: Measure) -> str:
    """64 hexadecimal digits: others when its definition, cohort, exclusions, maturity, kind or expression are."""
    tables = _without_rows(measure)
    said = [
        measure.kind,
        measure.definition,
        measure.cohort,
        measure.exclusions,
        measure.matures_after,
        measure.scale,
        measure.unit,
        measure.needs,
        measure.own,
        _text(measure.members(tables)),
        _text(measure.amounts(tables)) if measure.amounts else "",
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _without_rows(measure: Measure) -> Tables:
    """Every table of the schema, the calendar, and further ones with the columns that the worked example has."""
    import ibis

    columns = {
        table.name: {each.name: _TYPES.get(each.kind, "string") for each in table.columns}
        for table in extract.TABLES
    }
    columns["calendar"] = {"day": "date", "working": "int64"}
    for name, rows in measure.example.rows.items():
        if name not in columns and rows:
            columns[name] = {column: _guessed(column, text) for column, text in rows[0].items()}
    return Tables(
        {name: ibis.table(of, name=name) for name, of in columns.items()}, _SINCE, _UNTIL, _in_place
    )


def _guessed(column: str, text: object) -> str:
    if column.endswith("_on"):
        return "date"
    return "int32" if column in ("person", "referral") else "int64" if isinstance(text, int) else "string"


def _text(expression: "ir.Table") -> str:
    import ibis

    return str(ibis.to_sql(expression, dialect="duckdb"))


def _in_place(_: str, rows: "ir.Table") -> "ir.Table":
    """What an engine holds once stands here where it is read, so that its expression counts too."""
    return rows
