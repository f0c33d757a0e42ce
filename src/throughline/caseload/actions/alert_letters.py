"""Which letter tells the service that probation changed something urgent? Once for each, a link and no person. R36"""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from throughline.frame import letters
from throughline.organisations import working

from ..care.local_time import day_of
from ..lifecycle import PROVIDER
from ..queries.alerts import mine
from ..sight import look


def write_of_alerts(unit: UUID, body: UUID, *, at: datetime) -> int:
    """Whose it is to read something urgent is written to, once for each; a link and no person. How many letters."""
    day, count = day_of(at), 0
    for person in working.workers_of(unit, body, day):
        actor = person.as_actor()
        if not actor.roles & PROVIDER:
            continue
        look(actor, day)
        newest = mine(actor, day).filter(is_urgent=True).order_by("-raised_at", "id").first()
        if newest is None:
            continue
        message = letters.Message(
            key=f"referral-alert:{newest.id}:{person.id}",
            to=person.email,
            name=person.name,
            subject="Probation changed something that you must read",
            text="Something changed about somebody in your care, or in your unit’s inbox. Sign in to read it now.",
            path=reverse("home"),
        )
        count += letters.owe(message, at=at) is not None
    return count
