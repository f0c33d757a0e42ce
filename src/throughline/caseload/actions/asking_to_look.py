"""Which letters ask somebody to sign in and look? At once when it is urgent, else once a working day. R36, R37

Each holds a link, at most a count, and never says about whom: whoever signs in is shown what they may see.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from throughline.frame.letters import Message, owe
from throughline.kernel.actor import Actor
from throughline.kernel.dates import is_working_day
from throughline.organisations import working

from ..care.local_time import day_of
from ..lifecycle import PROVIDER
from ..queries.alerts import mine
from ..queries.seeing_tasks import REVIEWERS, asks_to_answer, glass_to_review
from ..queries.told import newest_urgent, unread
from ..sight import look

_FEEDBACK_TO = frozenset({"probation-practitioner", "head-of-unit"})


def write_of_alerts(unit: UUID, body: UUID, *, at: datetime) -> int:
    """Whoever of the service has something urgent of probation's to read, once for each; how many letters."""
    count = 0
    for person, actor in _looking(working.workers_of(unit, body, day_of(at)), PROVIDER, at):
        newest = mine(actor, day_of(at)).filter(is_urgent=True).order_by("-raised_at", "id").first()
        if newest is not None:
            subject = "Probation changed something that you must read"
            text = "Something changed about somebody in your care, or in your unit’s inbox. Sign in to read it now."
            count += _asked(person, f"referral-alert:{newest.id}", subject, text, "home", at)
    return count


def write_of_seeing(unit: UUID, *, at: datetime) -> int:
    """Whoever answers for the unit, once for the newest broken glass and the newest question; how many letters."""
    count, people = 0, [*working.everybody_in(unit, day_of(at)), *working.managers_of(unit, day_of(at))]
    for person, actor in _looking(people, REVIEWERS, at):
        for kind, rows, subject in (
            (
                "glass",
                glass_to_review(actor).order_by("-broken_at", "id"),
                "A record was opened in an emergency",
            ),
            (
                "asked",
                asks_to_answer(actor).order_by("-asked_at", "id"),
                "Somebody asks your unit a question",
            ),
        ):
            newest = rows.filter(unit=unit).values_list("id", flat=True).first()
            if newest is not None:
                text = "It waits for you. Sign in to read it."
                count += _asked(person, f"seeing-{kind}:{newest}", subject, text, "glass-reviews", at)
    return count


def write_of_urgent(unit: UUID, *, at: datetime) -> int:
    """Whoever of probation in the unit has something urgent to read, once for each; how many letters."""
    count = 0
    for person, actor in _looking(working.everybody_in(unit, day_of(at)), _FEEDBACK_TO, at):
        newest = newest_urgent(actor, at)
        if newest is not None:
            waits = _many(unread(actor, at).urgent)
            text = f"{waits} from the drug and alcohol service, marked urgent. Sign in to read."
            count += _asked(
                person, f"told-urgent:{newest.id}", "Urgent feedback waits for you", text, "told", at
            )
    return count


def write_digests(*, at: datetime) -> int:
    """Once a working day whoever of probation has feedback to read is told how much; how many letters."""
    day, count = day_of(at), 0
    if not is_working_day(day):
        return 0
    people = {
        each.id: each for unit in working.units_to_choose(day) for each in working.everybody_in(unit.id, day)
    }
    for person, actor in _looking(people.values(), _FEEDBACK_TO, at):
        waits = unread(actor, at).many
        if waits:
            text = f"{_many(waits)} from the drug and alcohol service. Sign in to read and acknowledge."
            count += _asked(
                person, f"told-digest:{day.isoformat()}", "Feedback waits for you", text, "told", at
            )
    return count


def _looking(people: Iterable[Any], roles: frozenset[str], at: datetime) -> Iterator[tuple[Any, Actor]]:
    """Each of them who has one of these roles, in their own sight."""
    for person in people:
        actor = person.as_actor()
        if actor.roles & roles:
            look(actor, day_of(at))
            yield person, actor


def _asked(person: Any, key: str, subject: str, text: str, page: str, at: datetime) -> bool:
    """Whether a letter is owed now; the same key is written of once."""
    message = Message(
        key=f"{key}:{person.id}",
        to=person.email,
        name=person.name,
        subject=subject,
        text=text,
        path=reverse(page),
    )
    return owe(message, at=at) is not None


def _many(number: int) -> str:
    return "1 message" if number == 1 else f"{number} messages"
