"""What of this room stands behind grants: returns, statements, readings, visits, findings, year-end decisions?"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from throughline.kernel.money import Money

from ..models import (
    CorrectiveAction,
    Response,
    Return,
    ReturnGrant,
    ReturnQuery,
    ReturnVersion,
    RiskReading,
    Scrutiny,
    Statement,
    Visit,
    YearEnd,
)
from ..models.asking import KINDS as KINDS  # the words of this room, for rooms above
from ..models.scrutiny import OUTCOMES as OUTCOMES
from ..models.watching import OUTCOMES as YEAR_ENDS
from ..models.watching import READINGS as READINGS

__all__ = [
    "KINDS",
    "OUTCOMES",
    "READINGS",
    "YEAR_ENDS",
    "AssuranceTrail",
    "said_of",
    "scrutiny_of",
    "trails",
]


@dataclass(slots=True)
class AssuranceTrail:
    """Everything said about one grant, oldest first; returns with every version, queries, scrutiny and statements."""

    returns: list[Return] = field(default_factory=list)
    readings: list[RiskReading] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    findings: list[CorrectiveAction] = field(default_factory=list)
    year_ends: list[YearEnd] = field(default_factory=list)


def trails(grant_ids: Collection[UUID]) -> dict[UUID, AssuranceTrail]:
    """The trail of each of these grants, in a constant number of queries."""
    found = {each: AssuranceTrail() for each in grant_ids}
    covers = list(ReturnGrant.objects.filter(grant__in=found).values_list("grant", "of"))
    scrutinies = Scrutiny.objects.prefetch_related(
        Prefetch("statements", Statement.objects.order_by("stated_at", "id")),
        Prefetch("responses", Response.objects.order_by("answered_at", "id")),
    )
    versions = (
        ReturnVersion.objects.select_related("certification")
        .prefetch_related(
            Prefetch("scrutiny", scrutinies),
            Prefetch("queries", ReturnQuery.objects.order_by("asked_at", "id")),
        )
        .order_by("number")
    )
    returns = {
        each.id: each
        for each in Return.objects.filter(id__in={of for _, of in covers})
        .select_related("place", "recipient")
        .prefetch_related(Prefetch("versions", versions))
    }
    for grant, of in covers:
        found[grant].returns.append(returns[of])
    for trail in found.values():
        trail.returns.sort(key=lambda each: (each.opens_on, each.due_on, each.kind))
    for reading in RiskReading.objects.filter(grant__in=found).order_by("read_on", "id"):
        found[reading.grant_id].readings.append(reading)
    for visit in Visit.objects.filter(grant__in=found).order_by("planned_on", "id"):
        found[visit.grant_id].visits.append(visit)
    for action in CorrectiveAction.objects.filter(grant__in=found).order_by("made_at", "id"):
        found[action.grant_id].findings.append(action)
    for year_end in YearEnd.objects.filter(grant__in=found).order_by("proposed_at", "id"):
        found[year_end.grant_id].year_ends.append(year_end)
    return found


def scrutiny_of(version: ReturnVersion) -> Scrutiny | None:
    """The scrutiny of a version, where it has come before somebody."""
    try:
        return version.scrutiny
    except Scrutiny.DoesNotExist:
        return None


def said_of(version: ReturnVersion, grant_id: UUID) -> dict[str, Money]:
    """The sums that a version says of a grant, by column; nothing where the price is fixed."""
    return _sums(bytes(version.content), grant_id)


def _sums(said: bytes, grant_id: UUID) -> dict[str, Money]:
    content: dict[str, Any] = json.loads(said)
    for each in content["grants"]:
        if each["grant"] == str(grant_id) and "sums" in each:
            return {name.removesuffix("_pence"): Money(pence) for name, pence in each["sums"].items()}
    return {}
