"""What of this room stands behind grants: returns, statements, readings, visits, findings, year-end decisions?"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from throughline.frame.trees import Reading
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


def trails(grant_ids: Collection[UUID]) -> Reading:
    """The trail of each of these grants, by its id."""
    ids = list(grant_ids)
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
    returns = (
        Return.objects.filter(pk__in=ReturnGrant.objects.filter(grant__in=ids).values("of"))
        .select_related("place", "recipient")
        .prefetch_related(
            Prefetch("covers", ReturnGrant.objects.order_by("id")), Prefetch("versions", versions)
        )
        .order_by("opens_on", "due_on", "kind", "id")
    )
    about = {"grant__in": ids}
    return Reading(
        (
            returns,
            RiskReading.objects.filter(**about).order_by("read_on", "id"),
            Visit.objects.filter(**about).order_by("planned_on", "id"),
            CorrectiveAction.objects.filter(**about).order_by("made_at", "id"),
            YearEnd.objects.filter(**about).order_by("proposed_at", "id"),
        ),
        partial(_trails, ids),
    )


def _trails(
    ids: Sequence[UUID],
    returns: Sequence[Return],
    readings: Sequence[RiskReading],
    visits: Sequence[Visit],
    findings: Sequence[CorrectiveAction],
    year_ends: Sequence[YearEnd],
) -> dict[UUID, AssuranceTrail]:
    found = {each: AssuranceTrail() for each in ids}
    for each in returns:
        for cover in each.covers.all():
            if cover.grant_id in found:
                found[cover.grant_id].returns.append(each)
    for reading in readings:
        found[reading.grant_id].readings.append(reading)
    for visit in visits:
        found[visit.grant_id].visits.append(visit)
    for action in findings:
        found[action.grant_id].findings.append(action)
    for year_end in year_ends:
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
