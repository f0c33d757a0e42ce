"""Who asked for their record, by when do they get it, and what is in the copy that they are given?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, Verdict
from throughline.kernel.wording import long_date

from ..actions.copying import content_of
from ..actions.people import identity_of
from ..exports.lifecycle import SUBJECT_ACCESS
from ..exports.subject_access import clock
from ..lifecycle import MANAGER, PROVIDER
from ..models import Person, Referral, SubjectAccess
from ..rules import Clock
from .held import NOT_HELD, held_about

__all__ = ["SUBJECT_ACCESS", "held_about"]
OPEN = ("asked", "checked")
NOT_HERE = (
    "what probation holds in its own systems: ask the Ministry of Justice",
    "what another service holds: ask that service",
    "referrals that somebody began to write and never sent",
    "backups, which are kept for a time, are not searched, and hold nothing else",
    *NOT_HELD.values(),
)
RIGHTS = (
    "You may ask us to put right what is wrong, or to say where you disagree.",
    "You may object to how we use it, and complain to the service or to the Information Commissioner’s Office "
    "(ico.org.uk, 0303 123 1113).",
)


@dataclass(frozen=True, slots=True)
class Open:
    """An open request, and how its month stands."""

    reference: str
    row: SubjectAccess
    clock: Clock


def requests_of(person: Person) -> QuerySet[SubjectAccess]:
    """What this person asked, newest first."""
    return SubjectAccess.objects.filter(person=person).order_by("-asked_on", "-asked_at", "id")


def request_named(person: Person, access_id: UUID) -> SubjectAccess | None:
    """The person's request of that id."""
    row = SubjectAccess.objects.filter(person=person, id=access_id).first()
    if row is not None:
        row.person = person
    return row


def open_requests(today: date) -> list[Open]:
    """Those in sight that are not released yet, nearest first, by the newest referral of the person; two queries."""
    rows = list(
        SubjectAccess.objects.filter(state__in=OPEN, person__deleted_at__isnull=True).order_by(
            "due_on", "id"
        )[:200]
    )
    referrals = Referral.objects.filter(person__in=[each.person_id for each in rows])
    named = referrals.exclude(state__in=["draft", "discarded"]).order_by("sent_at", "id")
    references = dict(named.values_list("person_id", "reference"))
    return [
        Open(references[each.person_id], each, clock(each.due_on, today))
        for each in rows
        if each.person_id in references
    ]


def waiting_for(actor: Actor) -> list[Task | Waiting]:
    """Requests to check, and for the manager those to release; the reference says nothing of who it is."""
    if not actor.roles & PROVIDER:
        return []
    newest = Referral.objects.filter(person=OuterRef("person")).exclude(state__in=["draft", "discarded"])
    rows = (
        SubjectAccess.objects.filter(state__in=OPEN, person__deleted_at__isnull=True)
        .annotate(reference=Subquery(newest.order_by("-sent_at", "id").values("reference")[:1]))
        .order_by("due_on", "id")
    )

    def tasks(found: list[Any]) -> Iterator[Task]:
        for row in found:
            is_checked = row.state == "checked"
            is_anothers = is_checked and (not actor.roles & MANAGER or row.checked_by == actor.id)
            if is_anothers or not row.reference:
                continue
            what = f"{'Release' if is_checked else 'Check'} a copy of a record: {row.reference}"
            href = reverse("subject-access", args=[row.reference, row.id])
            yield Task(what, "Requests for records", row.asked_at, "Open", href, by=row.due_on)

    return [Waiting(rows[:20], ("state", "checked_by", "asked_at", "due_on", "reference"), tasks)]


def may(row: SubjectAccess, actor: Actor) -> dict[str, Verdict]:
    """Each step of it with its verdict; whoever checked a copy does not release it."""
    found = {step.name: SUBJECT_ACCESS.may(step.name, row.state, actor) for step in SUBJECT_ACCESS.steps}
    if found["release"] and row.checked_by == actor.id:
        found["release"] = Refused("You checked this copy yourself.", "Another manager releases it.")
    return found


def copy_to_give(row: SubjectAccess, referral: Referral) -> dict[str, Any]:
    """The whole copy, as it is handed over: by whom, what it holds, what is left out and why, your rights."""
    content = content_of(row)
    assert row.released_at is not None  # noqa: S101 - only a released copy is handed over
    return {
        "title": "What is held about you",
        "name": identity_of(row.person).name,
        "service": referral.provider.name,
        "reference": referral.reference,
        "asked_on": long_date(row.asked_on),
        "held_on": long_date(date.fromisoformat(content["held_on"])),
        "given_on": long_date(timezone.localdate(row.released_at)),
        "why": "You were referred to this service, which supports people on probation with drugs and alcohol. "
        "It works with probation, and with treatment services to which you were referred.",
        "kept": "Your record is kept as long as the service’s retention rule says, and is then deleted.",
        "sections": content["sections"],
        "left_out": content["left_out"],
        "not_here": list(NOT_HERE),
        "rights": list(RIGHTS),
        "is_made_up": row.person.is_made_up,
    }
