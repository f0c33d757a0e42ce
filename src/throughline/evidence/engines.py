"""On what are measures worked out: DuckDB here, or Spark on a cluster? The same expressions give the same rows. R42

Both take tables that are in memory, with whole numbers for pseudonyms. DuckDB may not write to the disk; Spark
encrypts what it must put there.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from throughline.kernel.dates import is_working_day

from .measures.shapes import Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "4GiB"
NOTHING: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Engine:
    """Tables that expressions may be written over, and what works them out."""

    name: str
    tables: Tables
    connection: Any

    def rows(self, expression: "ir.Table") -> pa.Table:
        """The rows of an expression, in no order that means anything."""
        found: pa.Table = self.connection.to_pyarrow(expression)
        return found


def calendar(since: date, until: date) -> pa.Table:
    """Each day from half a year before to half a year after, with how many working days there were up to it."""
    days, working, many = [], [], 0
    day, last = since - timedelta(days=183), until + timedelta(days=183)
    while day <= last:
        many += is_working_day(day)
        days.append(day)
        working.append(many)
        day += timedelta(days=1)
    return pa.table({"day": pa.array(days, pa.date32()), "working": pa.array(working, pa.int64())})


@contextmanager
def duckdb(
    tables: Mapping[str, pa.Table],
    since: date,
    until: date,
    *,
    heard: Mapping[str, date] = NOTHING,
    threads: int = 2,
    memory: str = MEMORY,
) -> Iterator[Engine]:
    """These tables on DuckDB, in this process and its memory alone."""
    import ibis

    connection = ibis.duckdb.connect(threads=threads, memory_limit=memory, temp_directory="")

    def held(name: str, rows: "ir.Table | pa.Table") -> "ir.Table":
        connection.con.register(name, rows if isinstance(rows, pa.Table) else connection.to_pyarrow(rows))
        found: ir.Table = connection.table(name)
        return found

    try:
        given = {**tables, "calendar": calendar(since, until)}
        known = {name: held(name, content) for name, content in given.items()}
        yield Engine("duckdb", Tables(known, since, until, held, heard), connection)
    finally:
        connection.disconnect()


@contextmanager
def spark(
    tables: Mapping[str, pa.Table],
    since: date,
    until: date,
    *,
    heard: Mapping[str, date] = NOTHING,
    session: Any = None,
) -> Iterator[Engine]:
    """These tables on Spark: the session given, or one on this machine; docs/measures.md says how to name a cluster."""
    import ibis

    session = session or local_spark()
    connection = ibis.pyspark.connect(session)
    known: dict[str, ir.Table] = {}

    def shown(name: str, rows: Any) -> "ir.Table":
        rows.createOrReplaceTempView(name)
        found: ir.Table = connection.table(name)
        return found

    def held(name: str, rows: "ir.Table") -> "ir.Table":
        return shown(name, session.sql(connection.compile(rows)).cache())

    try:
        for name, content in {**tables, "calendar": calendar(since, until)}.items():
            known[name] = shown(name, session.createDataFrame(_without_dictionaries(content)))
        yield Engine("spark", Tables(known, since, until, held, heard), connection)
    finally:
        for name in known:
            session.catalog.dropTempView(name)


def local_spark(master: str = "local[2]", further: Mapping[str, str] = MappingProxyType({})) -> Any:
    """A Spark session, with further settings; what it writes to the disk while it shuffles is encrypted."""
    from pyspark.sql import SparkSession

    chosen = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.io.encryption.enabled": "true",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        **further,
    }
    builder = SparkSession.builder.master(master).appName("throughline evidence")
    for name, value in chosen.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _without_dictionaries(content: pa.Table) -> pa.Table:
    plain = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in content.schema
    ]
    return content.cast(pa.schema(plain))
