"""Who is reminded of an appointment, and how? By mail where that is safe, else by a worker's hand; never with contents.

A message by text needs a gateway that nobody has named: it would be one more `Reminder`.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.urls import reverse

from throughline.frame import letters
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

from ..care.lifecycle import APPOINTMENT
from ..care.local_time import bounds_of, clock_words, day_of, day_words
from ..care.reminding import MAIL, last_day_to_remind_of, way_of
from ..models import Appointment
from ..queries.kept import KEPT
from ..sealed import Identity
from ..sight import look_for_provider
from .people import identity_of

MACHINE = Actor("system:reminders", frozenset({"system"}))


class Reminder(Protocol):
    """A way to remind somebody without a worker."""

    def is_safe_for(self, identity: Identity) -> bool:
        """Whether this way is safe for them, and possible."""

    def remind(self, appointment: Appointment, identity: Identity, at: datetime) -> None:
        """Remind them of the day and time, and of nothing else."""


class ByMail:
    """A letter by mail: day, time and a link; neither who writes about what, nor the person's name."""

    def is_safe_for(self, identity: Identity) -> bool:
        return way_of(identity.safe_contact, has_mail=bool(identity.email)) == MAIL

    def remind(self, appointment: Appointment, identity: Identity, at: datetime) -> None:
        begins = appointment.begins_at
        letters.owe(
            letters.Message(
                key=f"appointment-reminder:{appointment.id}",
                to=identity.email,
                name="there",
                subject="A reminder",
                text=f"Please keep {day_words(day_of(begins))} at {clock_words(begins)} free, as agreed.",
                path=reverse("home"),
                is_private=True,
            ),
            at=at,
        )


REMINDERS: tuple[Reminder, ...] = (ByMail(),)


def remind_of_provider(body: UUID, *, at: datetime) -> int:
    """Remind once whom this provider meets until the next working day's end; how many. Sees nobody limited."""
    today = day_of(at)
    look_for_provider(MACHINE, body, today)
    _, ends = bounds_of(today, last_day_to_remind_of(today))
    ahead = Appointment.objects.filter(
        KEPT,
        state="scheduled",
        begins_at__gt=at,
        begins_at__lt=ends,
        reminded_at=None,
        referral__provider=body,
    )
    count = 0
    for each in ahead.select_related("referral__person").order_by("begins_at", "id"):
        identity = identity_of(each.referral.person)
        way = next((way for way in REMINDERS if way.is_safe_for(identity)), None)
        if way is not None:
            way.remind(each, identity, at)
            _noted(each, MACHINE, at)
            count += 1
    return count


def providers(at: datetime) -> set[UUID]:
    """Every provider that serves a unit today."""
    today = day_of(at)
    return {
        body for unit in working.units_to_choose(today) for body, _ in working.providers_of(unit.id, today)
    }


def note_reminded(*, actor: Actor, at: datetime, appointment_id: UUID) -> None:
    """A worker reminded the person; saying it twice changes nothing."""
    appointment = Appointment.objects.select_for_update(of=("self",)).get(id=appointment_id)
    if not actor.roles & APPOINTMENT.step("book").roles:
        raise RefusedError("Reminding is for the service’s key workers.")
    if appointment.reminded_at is None and appointment.state == "scheduled":
        _noted(appointment, actor, at)


def _noted(appointment: Appointment, actor: Actor, at: datetime) -> None:
    with act(actor=actor, at=at, verb="appointment.reminded", subject=("appointment", appointment.id)):
        appointment.reminded_at, appointment.reminded_by = at, actor.id
        appointment.save(update_fields=["reminded_at", "reminded_by"])
