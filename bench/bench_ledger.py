"""How fast is the ledger: appending from eight connections, sealing, proving, and verifying a million leaves?

Medians, each beside its floor in the same run; it gates on nothing. `python -m bench.bench_ledger [--leaves N]`
"""

import argparse
import hashlib
import multiprocessing
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.measuring import database

CONNECTIONS = 8
ACTS = 400
ROUNDS = 3
AT = datetime(2024, 5, 28, 9, 30, tzinfo=UTC)

# Acts as the application would have written them, a millisecond apart, but many at once.
MANY_ACTS = """
WITH made AS (
    SELECT n, ('01800000' || lpad(to_hex(n), 8, '0') || '8000' || substr(md5(n::text), 1, 12))::uuid AS id,
        timestamptz '2024-05-28 00:00Z' + n * interval '1 millisecond' AS at
    FROM generate_series({first}, {last}) AS n
), spelt AS (
    SELECT *, '{{"about":{{"id":"' || n || '","kind":"decision"}},"act":"' || id
        || '","actor":"person:00000000-0000-7000-8000-00000000000' || n %% 10
        || '","at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","changes":null,"did":"decision.published","facts":{{"files":["' || md5(n::text)
        || md5((n + 1)::text) || '"],"total_pence":' || n || '}},"personal":{{}},"within":null}}' AS leaf
    FROM made
), acts AS (
    INSERT INTO ledger_act (id, at, actor, verb, subject_kind, subject_id, public, leaf, changes)
    SELECT id, at, leaf::jsonb->>'actor', 'decision.published', 'decision', n::text, true, leaf, '[]' FROM spelt
    ORDER BY n RETURNING id
)
INSERT INTO ledger_pending (act_id) SELECT id FROM acts ORDER BY id
"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--leaves", type=int, default=1_000_000)
    asked.add_argument("--durable", action="store_true", help="with fsync, as in production")
    given = asked.parse_args()
    with database() as (cluster, name), tempfile.TemporaryDirectory() as folder:
        if given.durable:
            with cluster.administer() as connection:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    connection.execute(f"ALTER SYSTEM SET {setting} TO on")
                connection.execute("SELECT pg_reload_conf()")
        appending(folder=Path(folder))
        filling(given.leaves, Path(folder))
        proving()
        verifying(cluster.addresses["keeper"], name, Path(folder))


def appending(folder: Path) -> None:
    """Acts through `act()` from eight processes, with and without a tracked row; the floor writes one bare row."""
    with multiprocessing.get_context("spawn").Pool(CONNECTIONS) as pool:
        pool.map(_warm, range(CONNECTIONS), chunksize=1)
        for title, work in (
            ("acts that change a tracked row", _acts_with_rows),
            ("acts alone", _acts),
            ("floor: one bare row", _bare),
        ):
            rates = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                pool.map(work, range(CONNECTIONS), chunksize=1)
                rates.append(CONNECTIONS * ACTS / (time.perf_counter() - began))
            say(f"append, {CONNECTIONS} connections, {title}", statistics.median(rates), "per second")
    from throughline.ledger.sealer import seal

    began = time.perf_counter()
    sealed = seal(at=AT, folder=folder)
    say("seal", sealed / (time.perf_counter() - began), "per second")


def filling(leaves: int, folder: Path) -> None:
    """So many leaves in all, made in bulk and sealed by the sealer."""
    from django.db import connection

    from throughline.ledger.models import Leaf
    from throughline.ledger.sealer import seal

    have = Leaf.objects.count()
    with connection.cursor() as cursor:
        for first in range(have, leaves, 100_000):
            cursor.execute(
                MANY_ACTS.format(first=first, last=min(first + 100_000, leaves) - 1).replace("%%", "%")
            )
    began = time.perf_counter()
    sealed = seal(at=AT, folder=folder)
    say("seal in bulk", sealed / (time.perf_counter() - began), "per second")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1)")


def proving() -> None:
    """A record to download, from the middle of the tree."""
    from throughline.ledger import queries
    from throughline.ledger.models import Leaf

    act = Leaf.objects.get(number=Leaf.objects.count() // 2).act_id
    say("record with its proof", timed(lambda: queries.record_of(act), 20) * 1000, "ms")


def verifying(keeper: str, name: str, folder: Path) -> None:
    """The whole audit against one hashlib call for each leaf, on the same bytes."""
    import psycopg

    from throughline.frame.addresses import with_name
    from throughline.ledger.audit import audit, tracked_tables
    from throughline.ledger.custody import Custody
    from throughline.ledger.outside import Outside

    with psycopg.connect(with_name(keeper, name), autocommit=True) as connection:
        count, floor = one_call_for_each_leaf(connection)
        outside, key = Outside(folder).all(), Custody(folder).key().public

        def whole() -> None:
            report = audit(connection, outside, key, tracked_tables())
            assert (report.problems, report.leaves) == ([], count)

        took = timed(whole, ROUNDS)
    say(f"floor: one hashlib call for each of {count:,} leaves", count / floor, "per second")
    say(f"verify {count:,} leaves, rows and history, reading included", count / took, "per second")
    say("verify, part of the floor's rate", 100 * floor / took, "%")


def one_call_for_each_leaf(connection: Any) -> tuple[int, float]:
    """How many leaves there are, and the seconds for one hashlib call on each, the bytes being at hand."""
    leaves = [leaf.encode() for (leaf,) in connection.execute("SELECT leaf FROM ledger_act")]
    return len(leaves), timed(lambda: [hashlib.sha256(leaf).digest() for leaf in leaves], ROUNDS)


def timed(work: Callable[[], Any], times: int) -> float:
    """The median seconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def say(what: str, figure: float, unit: str) -> None:
    print(f"{what:.<80} {figure:>14,.1f} {unit}", flush=True)


def _ready() -> None:
    """A worker's own connection, to the address that the parent named."""
    import django
    from django.apps import apps
    from django.conf import settings

    from throughline.frame.addresses import as_django

    if apps.ready:
        return
    settings.DATABASES["default"] = as_django(os.environ["DATABASE_URL"])
    django.setup()


def _warm(_: int) -> None:
    _ready()
    from django.db import connection

    connection.ensure_connection()
    time.sleep(1)  # so that every worker takes one


def _acts(worker: int) -> None:
    _ready()
    from throughline.kernel.actor import Actor
    from throughline.ledger.actions import act

    actor = Actor(f"person:{worker}")
    for number in range(ACTS):
        with act(
            actor=actor, at=AT, verb="counted", subject=("number", number), facts={"total_pence": number}
        ):
            pass


def _acts_with_rows(worker: int) -> None:
    _ready()
    from django.apps import apps

    from throughline.kernel.actor import Actor
    from throughline.ledger.actions import act

    actor, place = Actor(f"person:{worker}"), apps.get_model("organisations", "Place")
    for number in range(ACTS):
        with act(actor=actor, at=AT, verb="place.named", subject=("number", number)):
            place.objects.create(name="Northmoor", gss_code=secrets.token_hex(5)[:9], kind="made up")


def _bare(worker: int) -> None:
    _ready()
    from django.db import connection, transaction

    for number in range(ACTS):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, 'x', now())",
                [f"{os.getpid()}-{number}-{time.time_ns()}"[:40]],
            )


if __name__ == "__main__":
    main()
