"""What does a page say in words, and when is a day's noon?"""

import re
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from throughline.kernel.actor import Actor

MONITORING_OFFICER = Actor("person:00000000-0000-4000-8000-0000000000aa", frozenset({"monitoring-officer"}))
PUBLISHED = datetime(2026, 6, 4, 9, tzinfo=UTC)  # a Thursday; five working days later is Thursday 11 June
LAST_DAY = date(2026, 6, 11)
AUTHORITY = {"function": {"function": "authority"}}


def confirm(client: Client, address: str) -> Any:
    """What the page answers when somebody has looked at it, ticks that they have, and confirms."""
    return client.post(address, {"have_read": "on", "seen": seen(client, address)})


def seen(client: Client, address: str) -> str:
    """What a page for confirming carries of what it shows."""
    found = re.search(r'name="seen" value="([0-9a-f]+)"', client.get(address).content.decode())
    return found[1] if found else ""


def at(day: date) -> datetime:
    """Noon of that day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
