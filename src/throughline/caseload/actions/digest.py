"""Which letters tell probation to look? At once when it is urgent, else once a working day; a count and a link. R36"""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from throughline.frame import letters
from throughline.kernel.dates import is_working_day
from throughline.organisations import working

from ..care.local_time import day_of
from ..queries.told import newest_urgent, unread
from ..sight import look

_ROLES = frozenset({"probation-practitioner", "head-of-unit"})


def write_of_urgent(unit: UUID, *, at: datetime) -> int:
    """Whoever in the unit has something urgent to read is written to, once for each; how many letters."""
    count = 0
    for person in working.everybody_in(unit, day_of(at)):
        actor = person.as_actor()
        if not actor.roles & _ROLES:
            continue
        look(actor, day_of(at))
        newest = newest_urgent(actor, at)
        if newest is None:
            continue
        waits = unread(actor, at).urgent
        message = letters.Message(
            key=f"told-urgent:{newest.id}:{person.id}",
            to=person.email,
            name=person.name,
            subject="Urgent feedback waits for you",
            text=f"{_many(waits)} from the drug and alcohol service, marked urgent. Sign in to read.",
            path=reverse("told"),
        )
        count += letters.owe(message, at=at) is not None
    return count


def write_digests(*, at: datetime) -> int:
    """Once a working day whoever has feedback to read is told how much; how many letters."""
    day, count, written = day_of(at), 0, set()
    if not is_working_day(day):
        return 0
    for unit in working.units_to_choose(day):
        for person in working.everybody_in(unit.id, day):
            actor = person.as_actor()
            if person.id in written or not actor.roles & _ROLES:
                continue
            written.add(person.id)
            look(actor, day)
            waits = unread(actor, at).many
            if not waits:
                continue
            message = letters.Message(
                key=f"told-digest:{day.isoformat()}:{person.id}",
                to=person.email,
                name=person.name,
                subject="Feedback waits for you",
                text=f"{_many(waits)} from the drug and alcohol service. Sign in to read and acknowledge.",
                path=reverse("told"),
            )
            count += letters.owe(message, at=at) is not None
    return count


def _many(number: int) -> str:
    return "1 message" if number == 1 else f"{number} messages"
