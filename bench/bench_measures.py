"""How long do all measures take over 250,000 people and 20 million contacts, beside a plain scan of the same columns?

The people are made up by the generator. Opening an extract is timed apart: rows are in memory, numbered, before a
measure begins. The scan sums or counts every column that a measure reads, on the same engine and the same tables.
It gates on nothing. `python -m bench.bench_measures [--people N] [--contacts-a-week X] [--sealed]`
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

PERIOD = (date(2024, 4, 1), date(2026, 4, 1))
MOST_MEMORY = 6 * 1024**3
AIM_SECONDS, AIM_TIMES = 5.0, 3.0
ROUNDS = 3


def main() -> None:
    """Print medians of the measures and of the scan, and the most memory that was used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=250_000)
    parser.add_argument("--contacts-a-week", type=float, default=5.6)
    parser.add_argument("--sealed", action="store_true", help="also seal and open the extract")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))

    from throughline.evidence import store, synthetic

    made, took = timed(
        lambda: synthetic.make(seed=1, people=asked.people, contacts_a_week=asked.contacts_a_week)
    )
    say(f"made up {asked.people:,} people and {made['contacts'].num_rows:,} contacts", took)
    if asked.sealed:
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
            people = counting.people_of(engine)
            for each in MEASURES:
                members, took = timed(partial(counting.members_of, engine, each, people))
                if members.is_measured and each.kind != "posts":
                    counting.counted(members, ("place",))
                seconds.setdefault(each.code, []).append(took)

        def scan() -> None:
            for name, content in tables.items():
                parts = ", ".join(f'count("{column}"), max("{column}")' for column in content.column_names)
                engine.connection.con.execute(f'SELECT {parts} FROM "{name}"').fetchall()

        ours = median(timed(all_measures)[1] for _ in range(ROUNDS))
        floor = median(timed(scan)[1] for _ in range(ROUNDS))
    say(f"all {len(MEASURES)} measures, by locality (aim: under {AIM_SECONDS:.0f} seconds)", ours)
    say(
        f"a plain scan of the same columns; ours is {ours / floor:.1f} times it (aim: {AIM_TIMES:.0f})", floor
    )
    slowest = sorted(((median(all_), code) for code, all_ in seconds.items()), reverse=True)[:6]
    sys.stdout.write("slowest: " + ", ".join(f"{code} {took:.2f}" for took, code in slowest) + "\n")


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


def say(what: str, seconds: float) -> None:
    """One line of the result."""
    sys.stdout.write(f"{seconds:8.2f} s  {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
