"""What of probation’s doing waits for somebody of the service to read? References, no names: a home page is no list."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..care.local_time import bounds_of
from ..lifecycle import MANAGER, PROVIDER
from ..models import ALERTS, Alert, Referral
from .candidates import away_on
from .inbox import held

MOST = 5
UNREAD_DAYS = 2  # what nobody read for so long the manager is shown as well


def mine(actor: Actor, today: date) -> QuerySet[Alert]:
    """Unread and this actor's: of whom they care for or cover; of the unit's inbox; a manager's, what lies unread."""
    covered = away_on(today).filter(covered_by=actor.id).values("worker")
    own = Q(referral__key_worker__in=["", actor.id]) | Q(referral__key_worker__in=covered)
    if actor.roles & MANAGER:
        own |= Q(raised_at__lt=bounds_of(today, today)[0] - timedelta(days=UNREAD_DAYS))
    return Alert.objects.filter(own, read_at=None, referral__in=held(Referral.objects.all()))


def unread_of(referral: Referral) -> list[Alert]:
    """What nobody of the service has read about this referral yet, newest first."""
    return list(Alert.objects.filter(referral=referral, read_at=None).order_by("-raised_at", "id"))


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """What probation withdrew or changed, the urgent first."""
    if not actor.roles & PROVIDER:
        return []
    rows = mine(actor, today).order_by("-is_urgent", "raised_at", "id")[:MOST]
    columns = ("kind", "is_urgent", "raised_at", "referral__reference", "referral__key_worker")
    return [Waiting(rows, columns, _tasks)]


def _tasks(found: list[Alert]) -> Iterable[Task]:
    for each in found:
        reference = each.referral.reference
        yield Task(
            f"{ALERTS[each.kind]}: {reference}",
            "In your care" if each.referral.key_worker else "Inbox",
            each.raised_at,
            "Read",
            reverse("case-referral", args=[reference]),
            is_urgent=each.is_urgent,
        )
