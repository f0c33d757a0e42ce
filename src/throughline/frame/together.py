"""How do the rows of several nouns come in one statement?

PostgreSQL answers with one array of JSON objects for each noun. Only the columns that were asked for travel; any other
is fetched when it is read, which costs a statement and never a wrong answer.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DEFERRED, QuerySet
from django.db.models.functions import JSONObject


def together(asked: Iterable[tuple[QuerySet[Any], Sequence[str]]]) -> list[list[Any]]:
    """The rows of each query with the named columns (`place__name` too), in its order; one statement for all."""
    wanted = [(rows, _with_keys(rows.model, columns)) for rows, columns in asked]
    arrays: list[str] = []
    values: list[Any] = []
    for rows, columns in wanted:
        try:
            sql, given = rows.values_list(
                JSONObject(**{name: name for name in columns})
            ).query.sql_with_params()
        except EmptyResultSet:  # nothing can meet its conditions
            arrays.append("'[]'")
            continue
        arrays.append(f"to_jsonb(ARRAY({sql}))::text")
        values += given
    if not arrays:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(arrays)}", values)
        found = cursor.fetchone()
    return [
        [_row(rows, columns, each) for each in json.loads(text)]
        for (rows, columns), text in zip(wanted, found, strict=True)
    ]


def _with_keys(model: Any, columns: Sequence[str]) -> list[str]:
    """The columns, and the key of everything that they pass through: its row may be missing, and is known by it."""
    keys = {
        f"{'__'.join(name.split('__')[:n])}__pk" for name in columns for n in range(1, name.count("__") + 1)
    }
    return ["pk", *sorted(keys | set(columns) - {"pk"})]


def _row(rows: QuerySet[Any], columns: Sequence[str], values: dict[str, Any]) -> Any:
    made = _made(rows.model, {name: values[name] for name in columns if name not in rows.query.annotations})
    for name in columns:
        if annotation := rows.query.annotations.get(name):
            setattr(made, name, annotation.output_field.to_python(values[name]))
    return made


def _made(model: Any, values: dict[str, Any]) -> Any:
    """The row as its model has it, with what its columns name of other models beside it."""
    own: dict[str, Any] = {}
    beside: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        first, _, rest = name.partition("__")
        if rest:
            beside.setdefault(first, {})[rest] = value
        else:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
            own[field.attname] = field.to_python(value)
    others = {model._meta.get_field(name): part for name, part in beside.items()}
    own |= {
        field.attname: field.target_field.to_python(part["pk"])
        for field, part in others.items()
        if field.concrete
    }
    fields = [field.attname for field in model._meta.concrete_fields]
    made = model.from_db(connection.alias, list(own), [own.get(name, DEFERRED) for name in fields])
    for field, part in others.items():
        field.set_cached_value(made, None if part["pk"] is None else _made(field.related_model, part))
    return made
