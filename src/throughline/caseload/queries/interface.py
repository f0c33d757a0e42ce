"""What does a machine read: referrals of its units, one of them with who it is about, and what probation was told?

Only what was sent; what is offered to a unit is answered by a person. Days are days and codes are codes: words are the
reader's own. Nothing here changes from day to day by itself, so that its hash says whether anything happened.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from throughline.kernel.dates import add_working_days
from throughline.organisations.working import Service, services_of

from .. import codes
from ..actions.cohorts import offered
from ..actions.referring import values_of
from ..lifecycle import OPEN
from ..models import Referral, Told
from ..probation_note import sentence
from ..referring import CHILDREN, NEEDS, PARTS, RISK
from ..rules import FIRST_CONTACT_WORKING_DAYS

GROUPS = {"needs": NEEDS, "risk": RISK, "children": CHILDREN}
STILL_OPEN = (*OPEN, "already_in_treatment")
STATES = (*STILL_OPEN, "redirected", "declined", "exited", "closed", "withdrawn")
# The plain columns that say how far it has come.
_COURSE = (
    "triage_reason", "waits_for", "first_contact_on", "paused_on", "pause", "exited_on", "exit_reason", "was_planned",
    "withdrawn_for",
)  # fmt: skip
_EMPTY: dict[type, Any] = {str: "", list: [], bool: False}  # a day is none
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next ones begin; empty at the end."""

    rows: list[Said]
    next: str


def sent(side: str, body: UUID) -> QuerySet[Referral]:
    """Every referral in sight that was sent; a provider's own."""
    rows = Referral.objects.exclude(state__in=("draft", "discarded")).filter(person__deleted_at=None)
    return rows.filter(provider=body) if side == "provider" else rows


def page(rows: QuerySet[Referral], state: str, after: str, limit: int) -> Page:
    """Referrals, longest with the service first: how each stands, and nobody's name. Referral.DoesNotExist for a
    beginning that is not there."""
    rows = rows.filter(state=state) if state else rows.filter(state__in=STILL_OPEN)
    if after:
        last = Referral.objects.get(reference=after)
        rows = rows.filter(Q(sent_at__gt=last.sent_at) | Q(sent_at=last.sent_at, id__gt=last.id))
    found = list(rows.select_related("unit", "place", "provider").order_by("sent_at", "id")[: limit + 1])
    more = found[limit - 1].reference if len(found) > limit else ""
    return Page([brief(each) for each in found[:limit]], more)


def brief(referral: Referral) -> Said:
    """How a referral stands, without who it is about."""
    sent_on = timezone.localdate(referral.sent_at or referral.begun_at)
    return {
        "reference": referral.reference,
        "state": referral.state,
        "unit": referral.unit.name,
        "place": referral.place.name,
        "provider": referral.provider.name,
        "is_urgent": referral.is_urgent,
        "sent_on": sent_on,
        "first_contact_by": add_working_days(sent_on, FIRST_CONTACT_WORKING_DAYS),
        "has_key_worker": bool(referral.key_worker),
        **{name: getattr(referral, name) for name in _COURSE},
    }


def whole(referral: Referral) -> Said:
    """The same with who it is about and all that was said, by the names that sending uses."""
    values = values_of(referral)
    named = {name for names in GROUPS.values() for name in names}
    said = {name: values.get(name) for names in PARTS.values() for name in names if name not in named}
    said |= {
        group: {name.partition("_")[2]: values[name] for name in names if values.get(name)}
        for group, names in GROUPS.items()
    }
    return {**brief(referral), "said": said}


def flat(said: Mapping[str, Any]) -> Said:
    """What sending says by the names of the pages' fields: the groups taken apart."""
    values = {name: value for name, value in said.items() if name not in GROUPS and value is not None}
    for group in GROUPS:
        start = {"needs": "need"}.get(group, group)
        values |= {f"{start}_{code}": level for code, level in (said.get(group) or {}).items()}
    return values


def changed(referral: Referral, said: Mapping[str, Any]) -> Said:
    """What an amendment says, by the names of the pages’ fields: what is null says nothing from now on."""
    now = values_of(referral)
    emptied = {
        name: _EMPTY.get(type(now[name])) for name, value in said.items() if value is None and name in now
    }
    return {**flat(said), **emptied}


def told(reference: str, after: str, limit: int, body: UUID | None) -> Page:
    """What probation was told of people in sight, in the order in which it was. Told.DoesNotExist for a beginning
    that is not there."""
    rows = Told.objects.filter(referral__person__deleted_at=None)
    if body is not None:
        rows = rows.filter(referral__provider=body)
    if reference:
        rows = rows.filter(referral__reference=reference)
    if after:
        last = Told.objects.get(id=after)
        rows = rows.filter(Q(told_at__gt=last.told_at) | Q(told_at=last.told_at, id__gt=last.id))
    found = list(rows.select_related("referral").order_by("told_at", "id")[: limit + 1])
    more = str(found[limit - 1].id) if len(found) > limit else ""
    return Page([_told(each) for each in found[:limit]], more)


def _told(row: Told) -> Said:
    return {
        "id": str(row.id),
        "reference": row.referral.reference,
        "kind": row.kind,
        "code": row.code,
        "words": sentence(row.kind, row.code),
        "about_on": row.about_on,
        "is_urgent": row.is_urgent,
        "told_at": row.told_at,
        "acknowledged_at": row.acknowledged_at,
    }


def services(units: frozenset[UUID], on: date) -> list[Service]:
    """To which services a machine of probation may refer."""
    return services_of(units, on)


def cohorts(services: Collection[Service], on: date) -> dict[tuple[UUID, UUID], list[str]]:
    """By provider and unit the cohorts among which a referral there chooses; none where there is nothing to choose."""
    return offered(services, on)


def sources() -> tuple[str, ...]:
    """Where a person may be whom probation refers."""
    return tuple(each for each in codes.SOURCES if each != "walk_in")
