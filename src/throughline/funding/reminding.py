"""Who is reminded of what a funder asks for, and of money that has not come? Before its day, on it, then each week."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from throughline.frame.letters import Message, owe
from throughline.governance.watching.rules import reminder
from throughline.kernel.wording import long_date
from throughline.organisations.reaching import reachable

from .models import FunderDuty, Receipt

FINANCE = "finance-preparer"


def remind(*, at: datetime) -> int:
    """The letters of today are owed, each once for each person; how many are new. Answering it stops them."""
    today = timezone.localdate(at)
    owed = 0
    with transaction.atomic():
        duties = FunderDuty.objects.filter(state="open", due_on__isnull=False).order_by("due_on", "id")
        for duty in duties:
            subject = f"A funder asks for something by {_in_words(duty.due_on)}"
            path = reverse("funder-duty", args=[duty.id])
            owed += _tell(f"funder-duty:{duty.id}", duty.owner_role, duty.due_on, subject, path, today, at)
        receipts = Receipt.objects.filter(state__in=["due", "invoiced"]).order_by("due_on", "id")
        for receipt in receipts:
            subject = f"Money from a funder is due on {_in_words(receipt.due_on)}"
            path = reverse("inbound-agreement", args=[receipt.agreement_id])
            owed += _tell(f"receipt:{receipt.id}", FINANCE, receipt.due_on, subject, path, today, at)
    return owed


def _tell(
    key: str, role: str, due_on: date | None, subject: str, path: str, today: date, at: datetime
) -> int:
    which = None if due_on is None else reminder(due_on, today)
    if which is None or due_on is None:
        return 0
    return sum(
        owe(
            Message(
                key=f"{key}:{due_on.isoformat()}:{which}:{person_id}",
                to=address,
                name=name,
                subject=subject,
                text="It stands open. Answer it there, and these letters stop.",
                path=path,
            ),
            at=at,
        )
        is not None
        for person_id, name, address in reachable(roles=[role], body_id=None, on=today)
    )


def _in_words(day: date | None) -> str:
    return "" if day is None else long_date(day)
