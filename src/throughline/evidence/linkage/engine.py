"""Where are two files compared? In memory, in DuckDB, by numbers that follow the order of the file's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from .shapes import People, order

if TYPE_CHECKING:
    from splink import Linker

MEMORY = "1400MB"
THREADS = 2
_DERIVED = """
    make_date(birth_date) AS birth_date,
    CASE WHEN day(make_date(birth_date)) <= 12 AND day(make_date(birth_date)) <> month(make_date(birth_date))
        THEN make_date(year(make_date(birth_date)), day(make_date(birth_date)), month(make_date(birth_date)))
    END AS birth_swapped,
    year(make_date(birth_date)) AS birth_year, sex, locality, sector
"""
_NAMED = {
    "initials": "forename_initial AS f1, surname_initial AS s1, forename_initial || surname_initial AS initials",
    "names": "forename, surname, left(forename, 1) AS f1, left(surname, 1) AS s1,"
    " left(forename, 1) || left(surname, 1) AS initials",
    "keys": "unhex(forename_key)::BIT AS forename_key, unhex(surname_key)::BIT AS surname_key",
}


@contextmanager
def compared(probation: People, treatment: People, *, threads: int = THREADS) -> Iterator[Any]:
    """A connection with the tables `probation` and `treatment`; nothing of them is ever written to the disk."""
    with duckdb.connect(
        config={"threads": threads, "memory_limit": MEMORY, "temp_directory": ""}
    ) as connection:
        for name, people in (("probation", probation), ("treatment", treatment)):
            connection.register("given", _arrow(people))
            connection.execute(
                f"CREATE TABLE {name} AS SELECT number, {_NAMED[people.kind]}, {_DERIVED} FROM given ORDER BY number"  # noqa: S608 - our own names
            )
            connection.unregister("given")
        yield connection


def linker(
    connection: Any, said: dict[str, Any], tables: tuple[str, str] = ("probation", "treatment")
) -> "Linker":
    """Splink on these two tables with these settings, silent."""
    import logging

    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection)
    return Linker([api.register(name) for name in tables], said, log_level=None, validate_settings=False)


def _arrow(people: People) -> pa.Table:
    rows = pa.array(order(people))
    columns = {
        name: pa.array(values).take(rows) for name, values in people.values.items() if name != "key_check"
    }
    texts = {name: column.cast(pa.string()) for name, column in columns.items() if name != "birth_date"}
    return pa.table(
        {
            "number": pa.array(range(len(people))),
            "birth_date": columns["birth_date"].cast(pa.int32()),
            **texts,
        }
    )
