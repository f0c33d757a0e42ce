"""How is a statement with many parts written once, and not anew by Django at every visit?

Writing one takes Django longer than PostgreSQL takes to answer it. What changes from one visit to the next is `Given`;
the columns come as the database has them: pence as whole numbers, JSON as text.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateField, JSONField, Model, QuerySet, TextField
from django.db.models.expressions import Func, RawSQL
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Value = date | str | Iterable[Any]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Given:
    """A place in a statement for keys that are there only when it is asked: `id__among=Given("ids")`."""

    name: str


def words_given(name: str) -> RawSQL:
    """A place for a text."""
    return RawSQL("%s::text", [Given(name)], output_field=TextField())


def day_given(name: str) -> RawSQL:
    """A place for a day."""
    return RawSQL("%s::date", [Given(name)], output_field=DateField())


class AsJson(Func):
    """An array of rows as one JSON text, which is read in one go."""

    function = "to_jsonb"
    output_field = JSONField()


def rows_in(text: str) -> list[dict[str, Any]]:
    """The rows that `AsJson` wrote; most often there is none."""
    found: list[dict[str, Any]] = [] if text == "[]" else json.loads(text)
    return found


class Written:
    """The rows of what `write` writes, for what is given by name: a day, a text, keys, or a query for keys.

    Django writes it once in a process, for each version of the server.
    """

    def __init__(self, write: Callable[[], QuerySet[Any, Any]]) -> None:
        self._write = write
        self._written: dict[int, tuple[list[str], tuple[Any, ...], SQLCompiler]] = {}

    def __call__(self, **given: Value) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(cursor.connection.info.server_version, given))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def filled(self, version: int, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """The statement as it is sent, with what is given in its places."""
        filled = {name: _filled(value) for name, value in given.items()}
        parts, params, _ = self._statement(version)
        sql: list[str] = [parts[0]]
        values: list[Any] = []
        for param, after in zip(params, parts[1:], strict=True):
            place, its = filled[param.name] if isinstance(param, Given) else ("%s", (param,))
            sql += (place, after)
            values += its
        return "".join(sql), values

    def written_by(self) -> SQLCompiler:
        """Who wrote the statement knows what its columns are."""
        return self._statement(connection.connection.info.server_version)[2]

    def _statement(self, version: int) -> tuple[list[str], tuple[Any, ...], SQLCompiler]:
        if version not in self._written:
            writes = self._write().query.get_compiler(DEFAULT_DB_ALIAS)
            sql, params = writes.as_sql()
            self._written[version] = sql.split("%s"), params, writes
        return self._written[version]


class WrittenRows(Generic[Row]):
    """The same as whole rows, with what is selected or annotated beside them: read as Django reads them."""

    def __init__(self, write: Callable[[], QuerySet[Row]]) -> None:
        self._written = Written(write)
        self._read: dict[SQLCompiler, Callable[[Iterable[Sequence[Any]]], list[Row]]] = {}

    def __call__(self, **given: Value) -> list[Row]:
        rows = self._written(**given)
        written_by = self._written.written_by()
        if written_by not in self._read:
            self._read[written_by] = _reading(written_by)
        return self._read[written_by](rows)


def _reading(by: SQLCompiler) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
    """How the columns of its statement become rows of a model."""
    model, columns = by.klass_info["model"], by.klass_info["select_fields"]
    own = slice(columns[0], columns[-1] + 1)
    names = [each.target.attname for each, *_ in by.select[own]]
    joined = get_related_populators(by.klass_info, by.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # of 6.1
    changes = by.get_converters([each for each, *_ in by.select]).items()

    def read(row: Sequence[Any]) -> Any:
        values = list(row)
        for place, (converters, column) in changes:
            for converted in converters:
                values[place] = converted(values[place], column, connection)
        made = model.from_db(DEFAULT_DB_ALIAS, names, values[own])
        for each in joined:
            each.populate(values, made)
        for name, place in by.annotation_col_map.items():
            setattr(made, name, values[place])
        return made

    return lambda rows: [read(each) for each in rows]


def _filled(value: Any) -> tuple[str, tuple[Any, ...]]:
    if isinstance(value, QuerySet):
        sql, params = value.query.sql_with_params()
        return f"ARRAY({sql})", params
    return "%s", (value if isinstance(value, date | str) else array_of(value),)


def array_of(keys: Iterable[Any]) -> str:
    """The keys as PostgreSQL reads an array."""
    return f"{{{','.join(map(str, keys))}}}"
