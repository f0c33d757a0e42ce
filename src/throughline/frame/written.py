"""How is a statement with many parts written once, and not anew by Django at every visit?

Writing one takes Django longer than PostgreSQL takes to answer it. What changes from one visit to the next is `Given`;
the columns come as the database has them: pence as whole numbers, JSON as text.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import DateField, JSONField, Model, QuerySet
from django.db.models.expressions import Func, RawSQL

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Given:
    """A place in a statement for keys that are there only when it is asked: `id__among=Given("ids")`."""

    name: str


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
    """The rows of what `write` writes, for what is given by name: a day, keys, or a query for keys.

    Django writes it once in a process, for each version of the server.
    """

    def __init__(self, write: Callable[[], QuerySet[Any, Any]]) -> None:
        self._write = write
        self._written: dict[int, tuple[list[str], tuple[Any, ...]]] = {}

    def __call__(self, **given: date | Iterable[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(cursor.connection.info.server_version, given))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def filled(self, version: int, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """The statement as it is sent, with what is given in its places."""
        filled = {name: _filled(value) for name, value in given.items()}
        parts, params = self._statement(version)
        sql: list[str] = [parts[0]]
        values: list[Any] = []
        for param, after in zip(params, parts[1:], strict=True):
            place, its = filled[param.name] if isinstance(param, Given) else ("%s", (param,))
            sql += (place, after)
            values += its
        return "".join(sql), values

    def _statement(self, version: int) -> tuple[list[str], tuple[Any, ...]]:
        if version not in self._written:
            sql, params = self._write().query.sql_with_params()
            self._written[version] = sql.split("%s"), params
        return self._written[version]


class WrittenRows(Generic[Row]):
    """The same as whole rows of a model, read like any."""

    def __init__(self, model: type[Row], write: Callable[[], QuerySet[Row]]) -> None:
        self._model, self._written = model, Written(write)

    def __call__(self, **given: date | Iterable[Any]) -> list[Row]:
        connection.ensure_connection()
        statement = self._written.filled(connection.connection.info.server_version, given)
        return list(self._model._default_manager.raw(*statement))


def _filled(value: Any) -> tuple[str, tuple[Any, ...]]:
    if isinstance(value, QuerySet):
        sql, params = value.query.sql_with_params()
        return f"ARRAY({sql})", params
    return "%s", (value if isinstance(value, date) else array_of(value),)


def array_of(keys: Iterable[Any]) -> str:
    """The keys as PostgreSQL reads an array."""
    return f"{{{','.join(map(str, keys))}}}"
