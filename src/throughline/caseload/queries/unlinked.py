"""Of whom with the service has nobody said the CLIENTID, so that a monitoring file does not find them? R32"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from throughline.frame.lists import Listing, Sort
from throughline.kernel.wording import long_date

from ..actions.people import identity_of
from ..lifecycle import OPEN
from ..models import EpisodeLink, Referral
from .by_unit import by_unit

LISTING = Listing(
    sorts=(Sort("longest", "Longest with the service", ("sent_at", "id")),), filters=(by_unit(),), size=25
)


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody whose number is not known, as the page names them."""

    referral: Referral
    name: str
    born: str
    crn: str
    sent_on: date | None


def unlinked(body: UUID) -> QuerySet[Referral]:
    """The open referrals of the provider, in sight, of people without a CLIENTID there."""
    there = EpisodeLink.objects.filter(person=OuterRef("person"), body=body)
    rows = Referral.objects.filter(~Exists(there), provider=body, state__in=(*OPEN, "already_in_treatment"))
    return rows.filter(person__deleted_at=None).select_related("person", "unit")


def named(rows: Iterable[Referral]) -> list[Row]:
    """The lines with who they are."""
    found = []
    for each in rows:
        who = identity_of(each.person)
        born = long_date(date.fromisoformat(who.date_of_birth)) if who.date_of_birth else ""
        sent_on = timezone.localdate(each.sent_at) if each.sent_at else None
        found.append(Row(each, who.name, born, who.crn, sent_on))
    return found
