"""Who came to the door, from which device, and how did that go?

Kept for a year. An address that nobody has is not kept: people type passwords into the wrong box.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest

from throughline.frame.lists import fold
from throughline.kernel.actor import Actor

from ..models import Entry, Person
from .devices import device_of, ip_of

KEPT_FOR = timedelta(days=365)
READERS = frozenset({"administrator", "auditor"})
KINDS: Mapping[str, str] = {
    "signed_in": "Signed in",
    "failed": "Wrong password or code",
    "turned_away": "Turned away",
    "forgot": "Asked for a new password",
    "accepted": "Accepted an invitation",
    "glass": "Broke the glass",
}


def note(
    kind: str, *, at: datetime, person: Person | None, request: HttpRequest | None, how: str = ""
) -> None:
    """Write one line; KeyError for a kind that nobody could read."""
    _ = KINDS[kind]
    device = device_of(request) if request else ""
    name = f"{person.name} {person.email}" if person else ""
    Entry.objects.create(
        at=at,
        kind=kind,
        how=how,
        person=person,
        ip=ip_of(request) if request else None,
        device=device,
        search_text=fold(f"{name} {device}")[:500],
    )


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """Every line for administrators and auditors, else one's own."""
    rows = Entry.objects.select_related("person")
    if actor.roles & READERS:
        return rows
    return rows.filter(person_id=actor.id.removeprefix("person:")) if actor.is_signed_in else rows.none()


def own(actor: Actor, newest: int = 20) -> list[Entry]:
    """The newest lines about the person who asks."""
    if not actor.is_signed_in:
        return []
    return list(
        Entry.objects.filter(person_id=actor.id.removeprefix("person:")).order_by("-at", "-id")[:newest]
    )


def last_visit(actor: Actor) -> datetime | None:
    """When the signed-in person signed in the time before this one; None at a first visit, or a year later."""
    if not actor.is_signed_in:
        return None
    own = Entry.objects.filter(person_id=actor.id.removeprefix("person:"), kind__in=("signed_in", "accepted"))
    return next(iter(own.order_by("-at", "-id").values_list("at", flat=True)[1:2]), None)


def purge(*, at: datetime) -> int:
    """Delete what is older than a year; return how many lines that was."""
    return Entry.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
