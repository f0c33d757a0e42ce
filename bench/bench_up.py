"""How long does a start take, beside what nobody can avoid?

    .venv/bin/python bench/bench_up.py [TIMES]

Floors of the same run: Python importing Django once for each of the two processes that serve (they start at the same
time, so once), and PostgreSQL alone, made (initdb) and started.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from throughline.frame.postgres import Server  # noqa: E402  # found in src, as the line above says

OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL", "THROUGHLINE_DATA", "THROUGHLINE_MODE")


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def up(data: Path) -> None:
    """Start, wait for the line that says all is ready, end."""
    environment = {name: value for name, value in os.environ.items() if name not in OWN}
    command = [sys.executable, str(ROOT / "throughline"), "up", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert process.stdout
    assert process.stdout.readline().startswith(b"Throughline is at")
    ready.append(time.perf_counter())
    process.send_signal(signal.SIGTERM)
    process.wait()


def start_until_ready(data: Path) -> float:
    began = time.perf_counter()
    up(data)
    return ready[-1] - began


def postgres(data: Path) -> float:
    server = Server(data)
    took = seconds(server.start)
    server.stop()
    return took


def django() -> float:
    return seconds(
        lambda: subprocess.run(
            [sys.executable, "-c", "import django.http, django.urls, django.db.models"], check=True
        )
    )


def door() -> float:
    command = [sys.executable, str(ROOT / "throughline"), "--version"]
    inside = [sys.executable, "-P", "-m", "throughline.cli", "--version"]
    return seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)) - seconds(
        lambda: subprocess.run(inside, check=True, stdout=subprocess.DEVNULL)
    )


ready: list[float] = []


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    rows: dict[str, list[float]] = {}
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            data, bare = Path(folder) / "data", Path(folder) / "bare"
            rows.setdefault("floor: PostgreSQL made and started", []).append(postgres(bare))
            rows.setdefault("floor: PostgreSQL started", []).append(postgres(bare))
            rows.setdefault("floor: one process importing Django", []).append(django())
            rows.setdefault("up from nothing (environment and styles are there)", []).append(
                start_until_ready(data)
            )
            rows.setdefault("up later (aim: under 5)", []).append(start_until_ready(data))
            rows.setdefault("what the door adds to a command", []).append(door())
    for name, measured in rows.items():
        print(f"{name:<55} {statistics.median(measured):7.3f} s   (median of {len(measured)})")


if __name__ == "__main__":
    main()
