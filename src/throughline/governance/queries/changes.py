"""What has become of what somebody watches or owns, since they were here last?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

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
    # Acts name a group by its code and everything else by its id.
    codes = [each.subject_id for each in last.values() if each.subject_kind == "group"]
    named = Q(pk__in=last.keys() - codes) | Q(group__code__in=codes)
    rows = Item.objects.filter(named, seen | owned if seen else seen).annotate(code=F("group__code"))
    newest = {item: last[item.code or str(item.pk)] for item in rows}
    found = sorted(newest, key=lambda item: (newest[item].at, str(item.pk)), reverse=True)[:most]
    names = names_of(newest[each].actor for each in found)
    return [
        Changed(
            f"{KINDS[item.kind]}: {each.verb.partition('.')[2].replace('_', ' ')}",
            item.title,
            address_of(item),
            names[each.actor],
            each.at,
        )
        for item in found
        for each in [newest[item]]
    ]
