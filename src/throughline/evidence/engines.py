"""On what are measures worked out: DuckDB here, or Spark on a cluster? The same expressions give the same rows. R42

Both take tables that are in memory, with whole numbers for pseudonyms. DuckDB may not write to the disk; Spark
encrypts what it must put there.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from throughline.kernel.dates import is_working_day
from throughline.kernel.verdict import Allowed, Refused, Verdict

from .measures.shapes import Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "4GiB"
NOTHING: Mapping[str, date] = MappingProxyType({})
HERE = "local[2]"
PROTECTED = {
    "spark.io.encryption.enabled": "what a machine writes to its disk",
    "spark.authenticate": "who may join",
    "spark.network.crypto.enabled": "what its machines say to each other",
}


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


Opener = Callable[..., AbstractContextManager[Engine]]


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
    session: Any,
    heard: Mapping[str, date] = NOTHING,
) -> Iterator[Engine]:
    """These tables on Spark, by this session; nothing of them stays with it."""
    import ibis

    connection = ibis.pyspark.connect(session)
    views: dict[str, Any] = {}

    def shown(name: str, rows: Any) -> "ir.Table":
        rows.createOrReplaceTempView(name)
        views[name] = rows
        found: ir.Table = connection.table(name)
        return found

    def held(name: str, rows: "ir.Table") -> "ir.Table":
        return shown(name, session.sql(connection.compile(rows)).cache())

    try:
        given = {**tables, "calendar": calendar(since, until)}
        known = {
            name: shown(name, session.createDataFrame(_without_dictionaries(content)))
            for name, content in given.items()
        }
        yield Engine("spark", Tables(known, since, until, held, heard), connection)
    finally:
        for name, rows in views.items():
            session.catalog.dropTempView(name)
            rows.unpersist()


def on_spark(address: str = HERE) -> Opener:
    """Spark as an engine, on this machine or by the address of a cluster; RefusedError where it may not be.

    A cluster is one that protects what it is given. The settings come from Spark's own `spark-defaults.conf`.
    """
    if address.startswith("local["):
        return partial(spark, session=spark_session(address))
    session = spark_session(address)
    try:
        may_hold_people({name: session.conf.get(name, "false") for name in PROTECTED}).or_raise()
    except BaseException:
        session.stop()
        raise
    return partial(spark, session=session)


def may_hold_people(settings: Mapping[str, str]) -> Verdict:
    """Whether rows about people may go to a cluster with these settings. R40"""
    lacking = [f"{name} ({what})" for name, what in PROTECTED.items() if settings.get(name) != "true"]
    if lacking:
        return Refused(
            f"This cluster does not protect {', '.join(lacking)}, and rows about people do not go there.",
            "Set it to true in spark-defaults.conf, here and there.",
        )
    return Allowed()


def may_start_spark(said: str | None = None) -> Verdict:
    """Whether the Java of this machine is one on which Spark runs; `said` is what `java -version` says."""
    if said is None:
        java = shutil.which("java")
        done = (
            subprocess.run([java, "-version"], capture_output=True, text=True, check=False) if java else None
        )
        said = done.stderr.partition("\n")[0] if done else ""
    if '"17.' in said:
        return Allowed()
    return Refused(
        f"Spark needs Java 17, and here is {said or 'no Java'}.", "apt install openjdk-17-jre-headless"
    )


def spark_session(address: str = HERE, further: Mapping[str, str] = MappingProxyType({})) -> Any:
    """A Spark session, with further settings; what it writes to the disk while it shuffles is encrypted."""
    may_start_spark().or_raise()
    from pyspark.sql import SparkSession

    chosen = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.io.encryption.enabled": "true",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    if address.startswith("local["):
        chosen |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
        chosen |= {"spark.sql.shuffle.partitions": "2"}
    builder = SparkSession.builder.master(address).appName("throughline evidence")
    for name, value in (chosen | dict(further)).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _without_dictionaries(content: pa.Table) -> pa.Table:
    plain = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in content.schema
    ]
    return content.cast(pa.schema(plain))
