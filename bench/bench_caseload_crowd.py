"""How does it hold when 200 people work at once: practitioners send referrals, key workers read their unit's inbox?

Everybody is made up. Two web processes as they are started for real, on 127.0.0.1; each asks, thinks for about ten
seconds, and asks again. Printed: what was answered a second, median and 95th percentile of an answer by the clock, what
was not answered as it should be, and how many connections the database had at most. It gates on nothing.
`python -m bench.bench_caseload_crowd [SECONDS]` (60)
"""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.bench_caseload import AT, Size, checked_drafts, fill
from bench.measuring import database

PEOPLE, PROCESSES, THINKS_S, SENDS_EACH = 200, 2, 10.0, 40
ROOT = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Heard:
    """What the crowd was answered: seconds by what was asked, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def note(self, what: str, took: float, fault: str = "") -> None:
        with self.lock:
            self.seconds.setdefault(what, []).append(took)
            if fault:
                self.faults.append(f"{what}: {fault}")


def main() -> None:
    lasts = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with database() as (cluster, name):
        fill(Size(2_000, 1.5, 8, "busy"))
        crowd = people(int(lasts))
        with web() as port:
            heard, most = Heard(), [0]
            ends = time.monotonic() + lasts
            threads = [
                threading.Thread(target=works, args=(port, ends, heard, *each), daemon=True) for each in crowd
            ]
            for each in threads:
                each.start()
            while time.monotonic() < ends:
                with cluster.administer() as connection:
                    [now] = connection.execute(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename = 'app'", [name]
                    ).fetchone()
                most[0] = max(most[0], now)
                time.sleep(1)
            for each in threads:
                each.join(60)
    print(f"{len(crowd)} people for {lasts:.0f} s, {PROCESSES} web processes (load {os.getloadavg()[0]:.1f})")
    for what, took in sorted(heard.seconds.items()):
        late = statistics.quantiles(took, n=20)[-1] * 1000
        print(
            f"  {what:<24}{len(took):6,} answers, {len(took) / lasts:5.1f} a second;"
            f" {statistics.median(took) * 1000:6.0f} ms, 95th {late:6.0f} ms"
        )
    print(f"  {len(heard.faults)} faults {heard.faults[:3]}; at most {most[0]} connections")


def people(lasts: int) -> list[tuple[dict[str, str], list[str]]]:
    """Half practitioners with drafts to send, half key workers; each signed in, all made up."""
    from django.conf import settings
    from django.db import connection, transaction
    from django.test import Client

    from throughline.caseload.models import Referral
    from throughline.caseload.sight import look
    from throughline.organisations import queries

    found = []
    for role, wanted in (("probation-practitioner", PEOPLE // 2), ("key-worker", PEOPLE // 2)):
        staff = [each for each in queries.people_who_sign_in() if str(each.email).startswith(f"{role}.")]
        for number in range(wanted):
            person = staff[number % len(staff)]
            client = Client()
            client.force_login(person)
            cookies = {each.key: each.value for each in client.cookies.values()}
            drafts: list[str] = []
            if role == "probation-practitioner":
                with transaction.atomic():
                    look(person.as_actor(), AT.date())
                    like = Referral.objects.filter(state="sent").first() or Referral.objects.first()
                many = min(SENDS_EACH, max(2, round(lasts / THINKS_S)))
                made = checked_drafts(person.as_actor(), like, many)
                drafts = [f"/referrals/{each.reference}/refer/check/" for each in made]
            found.append((cookies | {"name": settings.CSRF_COOKIE_NAME}, drafts))
    connection.close()
    return found


@contextmanager
def web() -> Iterator[int]:
    """The web processes as `up` starts them, on a port of their own."""
    from django.conf import settings

    from throughline.cli.serve import web_command

    with socket.socket() as listener, tempfile.TemporaryDirectory() as folder:
        listener.bind(("127.0.0.1", 0))
        listener.listen(256)
        port = listener.getsockname()[1]
        os.set_inheritable(listener.fileno(), True)
        environment = os.environ | {
            "THROUGHLINE_MODE": "demonstration",
            "THROUGHLINE_DATA": folder,
            "THROUGHLINE_SECRET_KEY": settings.SECRET_KEY,
            "THROUGHLINE_ADDRESS": f"http://127.0.0.1:{port}",
            "PYTHONPATH": str(ROOT / "src"),
        }
        with (Path(folder) / "web.log").open("wb") as log:
            serving = subprocess.Popen(
                web_command(listener.fileno(), PROCESSES),
                env=environment,
                pass_fds=[listener.fileno()],
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
            try:
                for _ in range(300):
                    if answered(port, "/health/", {})[0] == 200:
                        break
                    time.sleep(0.2)
                yield port
            finally:
                serving.terminate()
                serving.wait(30)


def works(port: int, ends: float, heard: Heard, cookies: dict[str, str], drafts: list[str]) -> None:
    """One of the crowd until the end: asks, thinks, asks."""
    chance, cookies = random.Random(str(cookies)), dict(cookies)
    csrf = cookies.pop("name")
    left = iter(drafts)
    time.sleep(chance.random() * THINKS_S)
    while time.monotonic() < ends:
        if drafts:
            if (address := next(left, None)) is None:
                return
            ask(port, heard, "check before sending", address, cookies, 200)
            token = cookies.get(csrf, "")
            ask(
                port,
                heard,
                "send a referral",
                address,
                cookies,
                302,
                {"csrfmiddlewaretoken": token, "send_key": address},
            )
        else:
            ask(port, heard, "read the inbox", "/inbox/", cookies, 200)
        time.sleep(chance.expovariate(1 / THINKS_S))


def ask(
    port: int,
    heard: Heard,
    what: str,
    address: str,
    cookies: dict[str, str],
    wanted: int,
    form: dict[str, str] | None = None,
) -> None:
    """One request, timed; another answer than is wanted is a fault."""
    began = time.monotonic()
    try:
        status = answered(port, address, cookies, form)[0]
    except OSError as fault:
        heard.note(what, time.monotonic() - began, str(fault))
        return
    heard.note(what, time.monotonic() - began, "" if status == wanted else f"answered {status}")


def answered(
    port: int, address: str, cookies: dict[str, str], form: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Status and body; new cookies are kept."""
    from urllib.parse import urlencode

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    try:
        if form is None:
            connection.request("GET", address, headers=headers)
        else:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{port}",
            }
            connection.request("POST", address, urlencode(form), headers)
        answer = connection.getresponse()
        body = answer.read()
        for each in answer.msg.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            cookies[name] = value
        return answer.status, body
    except ConnectionRefusedError:
        return 0, b""
    finally:
        connection.close()


if __name__ == "__main__":
    main()
