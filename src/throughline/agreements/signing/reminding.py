"""What comes of an agreement as days pass: reminders, expiry, its end?"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..actions import agreements as actions
from ..models import Agreement
from . import letters, rules
from .standing import standing_of, with_facts

CLOCK = Actor("system:agreements", frozenset({"system"}))


def remind(*, at: datetime) -> int:
    """Owe the reminders of the day: before and on the last day to whoever signs, later to whoever countersigns."""
    today, owed = localdate(at), 0
    for agreement in _rows(Q(state__in=("issued", "signed"))):
        standing = standing_of(agreement, today)
        if standing.text is None or standing.case.stops:
            continue
        if agreement.state == "issued":
            side = "other"
            due = agreement.sign_by and rules.reminder_before(agreement.sign_by, today)
        else:
            side = "authority"
            due = rules.reminder_to_countersign(localdate(standing.signatures[0].at), today)
        if due:
            number = standing.text.number
            owed += letters.ask(agreement, standing.signers(side), at, text=number, because=due)
    return owed


def expire_overdue(*, at: datetime) -> int:
    """Every agreement whose last day to sign has passed unsigned expires; how many that were."""
    overdue = Agreement.objects.filter(state="issued", sign_by__lt=localdate(at))
    return sum(
        _done(actions.expire, each, at) for each in overdue.order_by("id").values_list("id", flat=True)
    )


def end_what_ran_out(*, at: datetime) -> int:
    """Agreements that ran their time end: partnerships on their day, a grant's once the grant is closed."""
    over = Agreement.objects.filter(
        Q(kind="partnership") | Q(grant__state="closed"), state="in_force", ends_on__lt=localdate(at)
    )
    return sum(_done(actions.end, each, at) for each in over.order_by("id").values_list("id", flat=True))


def _rows(which: Q) -> list[Agreement]:
    return list(with_facts(Agreement.objects.filter(which)).order_by("id"))


def _done(step: actions.ByTheClock, agreement_id: UUID, at: datetime) -> bool:
    """Whether the step was taken; somebody who came first is no fault."""
    try:
        step(actor=CLOCK, at=at, agreement_id=agreement_id)
    except RefusedError:
        return False
    return True
