"""Who may see somebody is not confirmed, or not any more: which records wait for it, and with whom? Authority: R37."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import OPEN
from ..models import Referral
from ..rules import first_contact_clock

HEAD = frozenset({"head-of-unit"})
MANAGER = frozenset({"provider-manager"})
SOON_DAYS = 7
MOST = 3


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A record that nobody sees until the head of its unit says who may; who it is about stays hidden."""

    reference: str
    referral_id: UUID
    person_id: UUID
    unit_id: UUID
    access: str
    said_on: date | None
    good_until: date | None
    sent_at: datetime
    sent_by: str
    was_named: bool

    @property
    def why(self) -> str:
        """Why it waits, in words."""
        if self.access == "unknown":
            return "Probation’s record is limited, and who may see it was never said"
        return "Who may see it was said too long ago"


def to_confirm() -> list[Unconfirmed]:
    """What waits for the head of a unit who looks, oldest first; nothing for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM caseload_limits_to_confirm() ORDER BY sent_at, reference")
        return [Unconfirmed(*row) for row in cursor.fetchall()]


def one_to_confirm(reference: str) -> Unconfirmed | None:
    """That one of them."""
    return next((each for each in to_confirm() if each.reference == reference), None)


def running_out(today: date) -> QuerySet[Referral]:
    """Records in sight whose limit ends within seven days: from then on nobody sees them."""
    rows = Referral.objects.exclude(access="open").filter(state__in=(*OPEN, "exited", "already_in_treatment"))
    ends = rows.filter(access_good_until__lt=today + timedelta(days=SOON_DAYS)).select_related("unit")
    return ends.order_by("access_good_until", "id")


def waiting_for(actor: Actor, today: date) -> list[Task | Waiting]:
    """Records to confirm, those that nobody sees first; references alone."""
    if not actor.roles & (HEAD | MANAGER):
        return []
    page = "limit-confirm" if actor.roles & HEAD else "case-limit"

    def again(each: Referral) -> Task:
        return Task(
            f"Confirm again who may see {each.reference}",
            each.unit.name,
            each.sent_at or each.begun_at,
            "Confirm",
            reverse(page, args=[each.reference]),
            by=each.access_good_until,
        )

    columns = ("reference", "sent_at", "begun_at", "access_good_until", "unit__name")
    ending = running_out(today)[: MOST + 1]
    return [
        *_at_most(_unseen(today) if actor.roles & HEAD else []),
        Waiting(ending, columns, lambda rows: _at_most(map(again, rows))),
    ]


def _unseen(today: date) -> Iterable[Task]:
    return (
        Task(
            f"Say who may see {each.reference}: until then nobody does",
            "Limited record",
            each.sent_at,
            "Say who",
            reverse("limit-confirm", args=[each.reference]),
            by=first_contact_clock(timezone.localdate(each.sent_at), today).due_on,
        )
        for each in to_confirm()
    )


def _at_most(asked: Iterable[Task]) -> list[Task]:
    """Each by itself, or one task for all when they are many."""
    found = list(asked)
    if len(found) <= MOST:
        return found
    many = f"{len(found)} records wait for who may see them"
    return [Task(many, found[0].where, found[0].since, "See them", reverse("limits"))]
