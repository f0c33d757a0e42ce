"""How do rows come with the rows below them, at any depth, in one statement?

A page that follows something through ten tables asks thirty times with `prefetch_related`, once a table; the database
answers it at once. The querysets are written as ever. For a few columns of many nouns there is `together`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BinaryField,
    F,
    ForeignObjectRel,
    Func,
    JSONField,
    Model,
    OuterRef,
    Prefetch,
    QuerySet,
)

from .written import AsJson

Below = Mapping[str, Any]  # what `select_related` names, by name


def trees(*wanted: QuerySet[Any]) -> list[list[Any]]:
    """The rows of each of these querysets, in their order; one statement for all.

    What `select_related` names comes with them, and what a `Prefetch` names, at any depth: rows that point here, below
    the row itself or below one that `select_related` names. Annotations do not come.
    """
    parts: list[str] = []
    values: list[Any] = []
    for rows in wanted:
        try:
            sql, params = rows.values(said=_said(rows)).query.sql_with_params()
        except EmptyResultSet:
            sql, params = "SELECT 1 WHERE false", ()  # nothing can meet its conditions
        parts.append(f"to_jsonb(ARRAY({sql}))::text")
        values += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        [found] = cursor.fetchall()
    return [
        [_row(rows, each) for each in json.loads(said, parse_float=Decimal)]
        for rows, said in zip(wanted, found, strict=True)
    ]


def hang(above: Sequence[Any], *below: "Prefetch[Any, Any, Any]") -> None:
    """What is named comes below these rows of one model, as `prefetch_related_objects` brings it; one statement."""
    if not above:
        return
    relations: list[Any] = [type(above[0])._meta.get_field(each.prefetch_to) for each in below]
    keys = [row.pk for row in above]
    inner: list[Any] = [each.queryset for each in below]
    found = trees(
        *(
            rows.filter(**{f"{relation.field.name}__in": keys})
            for relation, rows in zip(relations, inner, strict=True)
        )
    )
    for relation, rows in zip(relations, found, strict=True):
        own: dict[Any, list[Any]] = {}
        for row in rows:
            own.setdefault(getattr(row, relation.field.attname), []).append(row)
        for row in above:
            _put_below(row, relation, own.get(row.pk, []))


class Reading(NamedTuple):
    """Rows that one room reads, and what it makes of them once they are there."""

    rows: tuple[QuerySet[Any], ...]
    made: Callable[..., Any]


def read(*readings: Reading) -> list[Any]:
    """What is made of each, in one statement for all."""
    found = iter(trees(*(rows for each in readings for rows in each.rows)))
    return [each.made(*islice(found, len(each.rows))) for each in readings]


class _Listed(Func):
    """The values in their order as JSON."""

    function = "jsonb_build_array"
    output_field = JSONField()


class _Own(_Listed):
    """Every column of a table, of which Django looks up one alone: looking up each takes longer than the answer."""

    def __init__(self, model: type[Model], path: str) -> None:
        self.fields = model._meta.concrete_fields
        # The key stands in the row that leads here as well; another column does not.
        one = next(field for field in self.fields if not (path and field.primary_key))
        super().__init__(F(f"{path}{one.attname}"))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[Any, ...]]:
        [one] = self.get_source_expressions()
        table = compiler.quote_name_unless_alias(one.alias)
        columns = ", ".join(f"{table}.{connection.ops.quote_name(field.column)}" for field in self.fields)
        return f"{self.function}({columns})", ()


def _said(rows: QuerySet[Any]) -> _Listed:
    """A row's columns, then the rows below it."""
    below = []
    for each in _prefetches(rows):
        pk, _, inner = _named(rows, each)
        of_row = inner.filter(**{_relation(rows, each).field.name: OuterRef(pk)})
        below.append(AsJson(ArraySubquery(of_row.values(said=_said(of_row)))))
    return _Listed(_columns(rows.model, "", _related(rows)), *below)


def _columns(model: type[Model], path: str, below: Below) -> _Listed:
    return _Listed(
        _Own(model, path),
        *(_columns(_model(model, name), f"{path}{name}__", more) for name, more in below.items()),
    )


def _row(rows: QuerySet[Any], said: list[Any]) -> Any:
    it = _instance(rows.model, _related(rows), said[0])
    for each, found in zip(_prefetches(rows), said[1:], strict=True):
        _, path, inner = _named(rows, each)
        relation, above = _relation(rows, each), it
        for name in path:
            above = getattr(above, name, None)
        if above is not None:
            _put_below(above, relation, [_row(inner, one) for one in found])
    return it


def _put_below(above: Any, relation: ForeignObjectRel, found: list[Any]) -> None:
    for each in found:
        relation.field.set_cached_value(each, above)
    name = str(relation.get_accessor_name())
    if relation.one_to_one:
        relation.set_cached_value(above, found[0] if found else None)
        return
    rows = getattr(above, name).get_queryset()
    rows._result_cache, rows._prefetch_done = found, True
    above.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def _instance(model: type[Model], below: Below, said: list[Any]) -> Any:
    fields = model._meta.concrete_fields
    values = [_read(field, value) for field, value in zip(fields, said[0], strict=True)]
    if values[fields.index(model._meta.pk)] is None:
        return None
    it = model.from_db(connection.alias, [field.attname for field in fields], values)
    for (name, more), one in zip(below.items(), said[1:], strict=True):
        relation: Any = model._meta.get_field(name)
        other = _instance(_model(model, name), more, one)
        relation.set_cached_value(it, other)
        if other is not None and relation.one_to_one:
            relation.remote_field.set_cached_value(other, it)
    return it


def _read(field: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(field, BinaryField):
        return bytes.fromhex(value.removeprefix("\\x"))
    return None if value is None else field.to_python(value)


def _related(rows: QuerySet[Any]) -> Below:
    named = rows.query.select_related
    return named if isinstance(named, dict) else {}


def _prefetches(rows: Any) -> "tuple[Prefetch[Any, Any, Any], ...]":
    found: tuple[Any, ...] = rows._prefetch_related_lookups
    return found


def _named(rows: QuerySet[Any], prefetch: "Prefetch[Any, Any, Any]") -> tuple[str, list[str], Any]:
    """The key that the rows below point at, the way to the row that has it, and the rows below."""
    *path, _ = prefetch.prefetch_to.split("__")
    return "__".join([*path, "pk"]), path, prefetch.queryset


def _relation(rows: QuerySet[Any], prefetch: "Prefetch[Any, Any, Any]") -> Any:
    model = rows.model
    *path, name = prefetch.prefetch_to.split("__")
    for each in path:
        model = _model(model, each)
    return model._meta.get_field(name)


def _model(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name).related_model
