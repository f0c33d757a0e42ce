"""What did a page cost, and what is the least that it could?

Work is the processor time of this process and of the database process that answers it: a busy machine stretches it less
than a clock.
"""

import os
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from bench.measuring import own

ROUNDS = 40


@dataclass(slots=True)
class Took:
    """The milliseconds of each round by the clock, and of work: of this process and of its backend."""

    clock: list[float]
    work: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.work)


def taken(work: Callable[[], object], rounds: int = ROUNDS) -> Took:
    """What each round took, with this connection's backend."""
    return in_turns((work, 0), rounds=rounds)[0]


def in_turns(*works: tuple[Callable[[], object], int], rounds: int = ROUNDS) -> list[Took]:
    """What each took in every round, one after the other, so that a busy machine slows all alike.

    Beside each the process of the backend that works for it, 0 for this connection's.
    """
    from django.db import connection

    connection.ensure_connection()
    ours = connection.connection.info.backend_pid
    found = [Took([], []) for _ in works]
    for _ in range(rounds):
        for (work, pid), took in zip(works, found, strict=True):
            backend = pid or ours
            began, here, there = time.perf_counter(), time.process_time_ns(), _processor_ns(backend)
            work()
            took.clock.append((time.perf_counter() - began) * 1e3)
            took.work.append((time.process_time_ns() - here + _processor_ns(backend) - there) / 1e6)
    return found


def _processor_ns(pid: int) -> int:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])


@dataclass(slots=True)
class Shown:
    """With what a page was rendered, and what was unsealed for it."""

    template: str = ""
    context: Any = None
    request: Any = None
    unsealed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    keys: set[bytes] = field(default_factory=set)

    def render(self) -> None:
        from django.template import loader

        loader.render_to_string(self.template, self.context, self.request)

    def unseal(self) -> None:
        """Each key once, and each text."""
        from throughline.frame import sealing

        for each in self.keys:
            sealing.unwrapped(each)
        for place, (key, sealed) in self.unsealed.items():
            sealing.unseal(key, sealed, place=place)


def shown_by(ask: Callable[[], object]) -> Shown:
    """What the page that is asked for shows."""
    from django.template import loader

    from throughline.frame import sealing

    shown, render, unseal, unwrapped = Shown(), loader.render_to_string, sealing.unseal, sealing.unwrapped

    def rendered(name: str, context: Any = None, request: Any = None, using: Any = None) -> str:
        shown.template, shown.context, shown.request = name, context, request
        return str(render(name, context, request, using))

    def unsealed(key: bytes, sealed: bytes, *, place: str) -> str:
        shown.unsealed[place] = (key, bytes(sealed))
        return unseal(key, sealed, place=place)

    def opened(kept: bytes) -> bytes:
        shown.keys.add(bytes(kept))
        return unwrapped(kept)

    with (
        mock.patch("django.shortcuts.loader.render_to_string", rendered),
        mock.patch.object(sealing, "unseal", unsealed),
        mock.patch.object(sealing, "unwrapped", opened),
    ):
        ask()
    return shown


class Floor:
    """What no page can be faster than: the page of somebody who has nobody, with this one's rendering for its own; its
    rows read by one statement as one who sees all; what it shows of sealed text opened once."""

    def __init__(self, idle: Any) -> None:
        import psycopg

        self.idle = idle
        self.keeper = psycopg.connect(os.environ["DATABASE_KEEPER_URL"], autocommit=True)
        self.keeper.prepare_threshold = None
        for _ in range(3):
            self.ask()
        self.shown = shown_by(self.ask)

    def ask(self) -> None:
        self.idle.get("/today/")

    def ask_nothing(self) -> None:
        """The same door, and not even what a page of nobody reads; see bench/sending_floor.py."""
        answer = self.idle.get("/nothing/")
        assert answer.status_code == 200, answer.status_code

    def empty(self) -> float:
        return taken(self.ask).median

    def read(self, statements: Sequence[tuple[str, Any]]) -> Callable[[], object]:
        """The reads on the keeper's connection, who sees all."""

        def read() -> None:
            with self.keeper.transaction(), self.keeper.cursor() as cursor:
                for statement, said in statements:
                    cursor.execute(statement, said)
                    cursor.fetchall()

        read()
        return read

    @property
    def pid(self) -> int:
        return self.keeper.info.backend_pid


def page(words: str, client: Any, address: str, floor: Floor, statement: str, said: dict[str, Any]) -> None:
    """One page beside its floor, in turns, and its reads with and without row security."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        answer = client.get(address)
    if answer.status_code != 200:
        print(f"{words}: answered {answer.status_code}, not measured")
        return
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    statements = [each["sql"] for each in asked]
    reads = [each for each in statements if each.lstrip(" (").startswith("SELECT")]
    shown = shown_by(lambda: client.get(address))

    def walled() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for each in reads:
                cursor.execute(each)
                cursor.fetchall()

    took, empty, nothing, empties, drawn, opened, bare, with_walls, without = in_turns(
        (lambda: client.get(address), 0),
        (floor.ask, 0),
        (floor.ask_nothing, 0),
        (floor.shown.render, 0),
        (shown.render, 0),
        (shown.unseal, 0),
        (floor.read([(statement, said)]), floor.pid),
        (walled, 0),
        (floor.read([(unwalled(each, said["unit"]), None) for each in reads]), floor.pid),
    )
    nobodys = empty.median + bare.median
    tell(words, took, nobodys - empties.median + drawn.median + opened.median)
    barest = nothing.median + bare.median + drawn.median + opened.median
    print(
        f"    {took.median / barest:.2f} × the barest floor of {barest:.1f};"
        f" nobody’s page and the statement {nobodys:.1f}, its rendering {drawn.median:.1f} (nobody’s"
        f" {empties.median:.1f}), unsealing {opened.median:.1f}; {len(own(statements))} statements; its reads"
        f" {with_walls.median:.1f} ms with row security, {without.median:.1f} without",
        flush=True,
    )


def unwalled(statement: str, unit: Any) -> str:
    """The same read for one who sees all: where the wall alone says which unit's referrals, the statement does."""
    of_the_unit = f'"caseload_referral"."unit_id" = \'{unit}\' AND '
    return re.sub(r'(FROM "caseload_referral"(?: INNER JOIN .*?)? WHERE )', rf"\1{of_the_unit}", statement)


def tell(words: str, took: Took, least: float) -> None:
    """One line of figures."""
    late = statistics.quantiles(took.clock, n=20)[-1]
    print(
        f"{words:<26}{took.median:6.1f} ms of work, {took.median / least:4.2f} × its floor of {least:5.1f};"
        f" by the clock {statistics.median(took.clock):6.1f}, 95th {late:6.1f} (load {os.getloadavg()[0]:.1f})"
    )
