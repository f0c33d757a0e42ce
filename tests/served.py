"""What does the web server of a journey do that no other does? It hashes passwords quickly, and its clock can be set.

The server reads this file as its configuration. The database keeps its own clock: limits and broken glass go by it.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.hashing import hash_quickly

CLOCK = "clock"  # in the site's folder: by how many seconds its clock is ahead


def post_worker_init(worker: Any) -> None:
    """Each process that serves a journey begins like this."""
    hash_quickly()
    move_the_clock(Path(os.environ["THROUGHLINE_DATA"]) / CLOCK)


def move_the_clock(ahead: Path) -> None:
    """From here on it is as much later as the file says."""
    from django.utils import timezone

    real = timezone.now

    def now() -> datetime:
        try:
            return real() + timedelta(seconds=float(ahead.read_text()))
        except FileNotFoundError:
            return real()

    timezone.now = now
