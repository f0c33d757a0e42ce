"""Who is written to about a return, and when? A named person; links, never contents; the act itself stops it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from throughline.frame.letters import Message, forget, owe
from throughline.organisations.reaching import reachable

from ..lifecycle import CERTIFIER, LEAD, OFFICERS, RECIPIENT
from ..models import Return, ReturnGrant, ReturnQuery, ReturnVersion
from ..queries.returns import deadline, name_of
from .rules import ESCALATED, REMINDERS, reminder, wait_in_words

Person = tuple[str, str, str]
WAITING = ("open", "queried", "submitted")


def fillers_of(asked: Return, on: date) -> list[Person]:
    """The people who fill it in: the recipient's, or the partnership's officers where it is for their body."""
    found = _of_body(RECIPIENT, asked.recipient_id, on)
    if not found and ReturnGrant.objects.filter(of=asked, grant__recipient_kind="accountable_body").exists():
        bodies = asked.place.bodies.filter(kind="community safety partnership").values_list("id", flat=True)
        found = [one for body in bodies for one in _of_body(("csp-officer",), body, on)]
    return found


def certifiers_of(asked: Return, on: date) -> list[Person]:
    """The people who may certify it."""
    return _of_body(CERTIFIER, asked.recipient_id, on)


def those_above(asked: Return, on: date) -> list[Person]:
    """Who hears of a return that nobody hands in: the programme's leads, and who answers for it at the recipient."""
    leads = reachable(roles=LEAD, body_id=None, on=on) or reachable(roles=OFFICERS, body_id=None, on=on)
    return leads + _of_body(("director-of-public-health",), asked.recipient_id, on)


def _of_body(roles: Iterable[str], body: object, on: date) -> list[Person]:
    there = {person for person, _, _ in reachable(roles=(), body_id=body, on=on)}
    return [one for one in reachable(roles=roles, body_id=None, on=on) if one[0] in there]


def ask(asked: Return, at: datetime) -> int:
    """Those who fill it in hear that it is open."""
    people = fillers_of(asked, timezone.localdate(at))
    return _write(
        asked,
        "open",
        people,
        f"{name_of(asked)} can be filled in",
        "It is open now, and most of it is filled in.",
        at,
    )


def ask_certifiers(asked: Return, number: int, at: datetime) -> int:
    """Those who certify hear that it is their turn."""
    people = certifiers_of(asked, timezone.localdate(at))
    said = "It was submitted and waits for you to certify it, or to send it back."
    return _write(asked, f"certify-{number}", people, f"{name_of(asked)} waits for you", said, at)


def tell_queried(asked: Return, version: ReturnVersion, at: datetime) -> int:
    """Those who fill it in hear that there is a question."""
    people = fillers_of(asked, timezone.localdate(at))
    said = "There is a question about it. Answer it there, and submit it again."
    return _write(asked, f"queried-{version.number}", people, f"A question about {name_of(asked)}", said, at)


def remind(*, at: datetime) -> int:
    """The reminders of today are owed, each once for each person; how many new ones. Safe to run again."""
    today = timezone.localdate(at)
    owed = 0
    with transaction.atomic():
        rows = (
            Return.objects.filter(state__in=WAITING)
            .select_related("place", "recipient")
            .order_by("due_on", "id")
        )
        for asked in rows:
            until = _until(asked)
            which = reminder(until, today)
            if which is None:
                continue
            people = _whose_turn(asked, today)
            if which.startswith(ESCALATED) or not people:
                people = people + those_above(asked, today)
            said = f"It is {wait_in_words(until, today)}. This letter is the last one once it is done."
            key = f"{asked.state if asked.state == 'submitted' else 'fill'}:{until.isoformat()}:{which}"
            owed += _write(asked, key, people, f"{name_of(asked)} is {wait_in_words(until, today)}", said, at)
    return owed


def stop_reminding(asked: Return, at: datetime) -> None:
    """Letters about it that have not left are not sent any more: what they ask for is being done in this act.

    Called before the state changes.
    """
    today = timezone.localdate(at)
    until = _until(asked)
    late = max((today - until).days, 0)
    steps = [*REMINDERS, *(f"{ESCALATED}-{week}" for week in range(1, late // 7 + 2))]
    turn = "fill" if asked.state in ("open", "queried") else asked.state
    people = {*fillers_of(asked, today), *certifiers_of(asked, today), *those_above(asked, today)}
    for person, _, _ in people:
        forget(f"return:{asked.id}:open:{person}")
        for step in steps:
            forget(f"return:{asked.id}:{turn}:{until.isoformat()}:{step}:{person}")


def _whose_turn(asked: Return, on: date) -> list[Person]:
    return certifiers_of(asked, on) if asked.state == "submitted" else fillers_of(asked, on)


def _until(asked: Return) -> date:
    newest = ReturnVersion.objects.filter(of=asked).defer("content").order_by("-number").first()
    queries = list(ReturnQuery.objects.filter(version=newest)) if newest else []
    return deadline(asked, newest, queries)


def _write(asked: Return, key: str, people: Iterable[Person], subject: str, text: str, at: datetime) -> int:
    path = reverse("return", args=[asked.id])
    return sum(
        owe(Message(f"return:{asked.id}:{key}:{person}", email, name, subject, text, path), at=at) is not None
        for person, name, email in people
    )
