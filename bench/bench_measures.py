"""How long do all measures take over 250,000 people and 20 million contacts, beside a plain scan of the same columns?

The people are made up by the generator, sealed and opened again, as an extract is. That is timed apart: rows are in
memory, numbered, before a measure begins. The scan counts and finds the greatest of every column that a measure reads,
on the same engine and the same tables in the same form: each column once, and once for each measure that reads it,
because each measure is a query of its own. Which columns are read, the engine's own plans say. The engine alone
works out the same queries, written already: that is what joining and grouping cost it, whoever asks (docs/adr/0056).
It gates on nothing.
`python -m bench.bench_measures [--people N] [--contacts-a-week X]`
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from throughline.evidence.engines import Engine

PERIOD = (date(2024, 4, 1), date(2026, 4, 1))
MOST_MEMORY = 6 * 1024**3
AIM_SECONDS, AIM_TIMES = 5.0, 1.5
ROUNDS = 3


def main() -> None:
    """Print medians of the measures and of the scan, and the most memory that was used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=250_000)
    parser.add_argument("--contacts-a-week", type=float, default=5.6)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))

    from throughline.evidence import store, synthetic

    made, took = timed(
        lambda: synthetic.make(seed=1, people=asked.people, contacts_a_week=asked.contacts_a_week)
    )
    say(f"made up {asked.people:,} people and {made['contacts'].num_rows:,} contacts", took)
    made = sealed_and_opened(made)
    tables, took = timed(lambda: store.numbered(made))
    say("numbered the pseudonyms", took)
    made.clear()
    measured(tables)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    sys.stdout.write(f"at most {most:.2f} GiB of memory, of {MOST_MEMORY / 1024**3:.0f} allowed\n")


def measured(tables: dict[str, Any]) -> None:
    """All measures, counted by locality, beside the scan."""
    from throughline.evidence import engines
    from throughline.evidence.measures import counting
    from throughline.evidence.measures.catalogue import MEASURES

    with engines.duckdb(tables, *PERIOD, memory="3GiB") as engine:
        seconds: dict[str, list[float]] = {}

        def all_measures() -> None:
            for name in engine.tables.tables.keys() - tables.keys() - {"calendar"}:
                del engine.tables.tables[name]  # what several measures start from is worked out in each round
            people = counting.people_of(engine)
            for each in MEASURES:
                members, took = timed(partial(counting.members_of, engine, each, people))
                if members.is_measured and each.kind != "posts":
                    counting.counted(members, ("place",))
                seconds.setdefault(each.code, []).append(took)

        def scan(reads: list[tuple[str, frozenset[str]]]) -> None:
            for name, columns in reads:
                parts = ", ".join(f'count("{column}"), max("{column}")' for column in sorted(columns))
                engine.connection.con.execute(f'SELECT {parts} FROM "{name}"').fetchall()

        ours = of_rounds(all_measures)
        queries = [(name, engine.connection.compile(each)) for name, each in asked(engine)]

        def alone() -> None:
            for name, query in queries:
                rows = engine.connection.con.execute(query).to_arrow_table()
                if name:
                    engine.connection.con.register(name, rows)

        written = of_rounds(alone)
        often = columns_read(engine, tables)
        each_once = [
            (name, frozenset().union(*(columns for table, columns in often if table == name)))
            for name in sorted({table for table, _ in often})
        ]
        once = of_rounds(lambda: scan(each_once))
        often_read = of_rounds(lambda: scan(often))
    say(f"all {len(MEASURES)} measures, by locality (aim: under {AIM_SECONDS:.0f} seconds)", *ours)
    for floor, what, aim in (
        (written, "the same queries, written already, by the engine alone", f" (aim: {AIM_TIMES})"),
        (often_read, "a plain scan of what each measure reads", ""),
        (once, "a plain scan of each of those columns once", ""),
    ):
        times = f"ours is {ours[0] / floor[0]:.1f} times it{aim}, in work {ours[1] / floor[1]:.1f} times"
        say(f"{what}; {times}", *floor)
    slowest = sorted(((median(all_), code) for code, all_ in seconds.items()), reverse=True)[:6]
    sys.stdout.write("slowest: " + ", ".join(f"{code} {took:.2f}" for took, code in slowest) + "\n")


def asked(engine: "Engine") -> "list[tuple[str, ir.Table]]":
    """Every query of all measures, with its name where its rows are held for those that come after it."""
    from throughline.evidence.measures import counting
    from throughline.evidence.measures.catalogue import MEASURES
    from throughline.evidence.measures.cohorts import kept_in_pathways, profiles_taken

    held = (kept_in_pathways, profiles_taken)
    found = [("", counting.who_of(engine.tables)), *((each.__name__, each(engine.tables)) for each in held)]
    measured = (each for each in MEASURES if counting.is_measured(engine, each))
    return found + [("", counting.mature(engine.tables, each)) for each in measured]


def columns_read(engine: "Engine", tables: dict[str, Any]) -> list[tuple[str, frozenset[str]]]:
    """Each table that each measure's query reads, with the columns; from the plans over one row of each table."""
    import duckdb

    found = []
    with duckdb.connect() as plain:
        plain.execute("SET disabled_optimizers = 'filter_pushdown, statistics_propagation'")
        for name in engine.tables.tables:
            plain.register("_rows", engine.rows(engine.tables[name].limit(1)))
            plain.execute(f'CREATE TABLE "{name}" AS SELECT * FROM _rows')
        for _, expression in asked(engine):
            sql = f"EXPLAIN (FORMAT json) {engine.connection.compile(expression)}"
            plans = json.loads(plain.execute(sql).fetchall()[0][1])
            while plans:
                plan = plans.pop()
                plans += plan["children"]
                about = plan["extra_info"]
                name = about.get("Table", "").rpartition(".")[2]
                if name in tables:
                    columns = about.get("Projections", [])
                    found.append((name, frozenset([columns] if isinstance(columns, str) else columns)))
    return [(name, columns) for name, columns in found if columns]


def sealed_and_opened(made: dict[str, Any]) -> dict[str, Any]:
    """The same tables, once they were written sealed and opened again."""
    from throughline.evidence import store
    from throughline.frame.sealed_file import new_key

    key = new_key()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "extract.sealed"
        _, took = timed(lambda: store.written(file, made, {}, key))
        say(f"sealed into {file.stat().st_size / 1024**2:,.0f} MB", took)
        made.clear()
        (_, opened), took = timed(lambda: store.opened(file, key))
    say("opened into memory", took)
    found: dict[str, Any] = opened
    return found


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """What it gave, and after how many seconds."""
    began = time.perf_counter()
    return do(), time.perf_counter() - began


def of_rounds(do: Callable[[], Any]) -> tuple[float, float]:
    """The medians of a few rounds: seconds, and seconds of work over all cores, which a busy machine lengthens less."""
    found = []
    for _ in range(ROUNDS):
        working = time.process_time()
        found.append((timed(do)[1], time.process_time() - working))
    seconds, work = zip(*found, strict=True)
    return median(seconds), median(work)


def say(what: str, seconds: float, work: float | None = None) -> None:
    """One line of the result."""
    worked = "" if work is None else f" [{work:.2f} s of work]"
    sys.stdout.write(f"{seconds:8.2f} s  {what}{worked}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
