"""What other support has the same person had, as far as whoever asks may see it?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from throughline.frame.written import Given, WrittenRows
from throughline.kernel.wording import long_date

from .. import codes
from ..care.leaving import REASONS
from ..models import Referral

MOST = 3


@dataclass(frozen=True, slots=True)
class Episode:
    """Another referral of the same person: whether before or after this one, when, and how it ended."""

    reference: str
    is_later: bool
    sent_on: date
    words: str

    @property
    def label(self) -> str:
        return "Later referral" if self.is_later else "Earlier referral"


def episodes_of(referral: Referral) -> list[Episode]:
    """The others that were sent, newest first; one query, and row security says which."""
    rows = [each for each in _SENT(person=[referral.person_id]) if each.id != referral.id]
    return [_episode(each, referral) for each in rows[:MOST]]


def _sent() -> QuerySet[Referral]:
    among: dict[str, Any] = {"person__id__among": Given("person")}
    return Referral.objects.filter(**among, sent_at__isnull=False).order_by("-sent_at", "id")[: MOST + 1]


_SENT = WrittenRows(_sent)


def _episode(each: Referral, beside: Referral) -> Episode:
    assert each.sent_at is not None  # noqa: S101 - the query asks for those alone
    why = REASONS.get(each.exit_reason) or codes.WITHDRAWAL.get(each.withdrawn_for, "")
    words = {"declined": "declined", "redirected": "sent elsewhere"}.get(each.state, "open")
    if each.exited_on:
        words = f"ended {long_date(each.exited_on)}{': ' if why else ''}{why.lower()}"
    is_later = beside.sent_at is not None and each.sent_at > beside.sent_at
    return Episode(each.reference, is_later, timezone.localdate(each.sent_at), words)
