"""What has become of what somebody watches or owns, since they were here last?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from throughline.kernel.actor import Actor
from throughline.ledger import queries as ledger
from throughline.organisations.queries import names_of

from ..models import KINDS, Item, Milestone, Promise, Recommendation, Risk
from .items import address_of
from .owners import owned_by
from .seeing import seen_by

_LOOKED_AT = 60  # acts, newest first, among which some are of what the asker may see


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that somebody else did: “Promise: evidence shown”, to what, by whom, when."""

    what: str
    title: str
    href: str
    by: str
    at: datetime


def changed_since(actor: Actor, since: datetime, *, most: int = 8) -> list[Changed]:
    """What others did since then to what the actor may see here, newest first, once for each thing; three queries."""
    if not actor.is_signed_in:
        return []
    acts = [each for each in ledger.acts_on(KINDS, since=since, limit=_LOOKED_AT) if each.actor != actor.id]
    last = {each.subject_id: each for each in reversed(acts)}  # of each thing the newest
    owned = Q()
    for kind in (Promise, Risk, Milestone, Recommendation):
        owned |= Q(pk__in=kind._default_manager.filter(owned_by(actor)).values("pk"))
    seen = seen_by(actor)
    rows = Item.objects.filter(seen | owned if seen else seen, pk__in=[UUID(each) for each in last])
    found = sorted(rows, key=lambda item: (last[str(item.pk)].at, str(item.pk)), reverse=True)[:most]
    names = names_of(last[str(each.pk)].actor for each in found)
    return [
        Changed(
            f"{KINDS[item.kind]}: {each.verb.partition('.')[2].replace('_', ' ')}",
            item.title,
            address_of(item),
            names[each.actor],
            each.at,
        )
        for item in found
        for each in [last[str(item.pk)]]
    ]
