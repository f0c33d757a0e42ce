"""Which signs of risk does a grant show today, by which thresholds, and how was it read before?"""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from throughline.agreements.queries import grants as agreements
from throughline.kernel.money import Money

from ..models import ReturnGrant, ReturnVersion, RiskReading, RiskThreshold, Visit
from ..rules import Threshold
from ..scrutiny.rules import days_late, variance
from .standing import NOT_HERE, Figures, figures_of

SIGNS = {
    "days_late": "Days late: the return of this year that was or is the latest",
    "variance": "Variance: by how many percent spent and expected differ from the award",
    "measures": "Measures: how many are off course, as whoever reads the risk found them",
}


def signs_of(grant_id: UUID, on: date, figures: Figures | None = None) -> dict[str, int]:
    """What papers say about the grant's risk on that day; a sign that nothing says is not there."""
    first = ReturnVersion.objects.filter(of=OuterRef("of")).order_by("number")
    rows = (
        ReturnGrant.objects.filter(grant=grant_id, of__due_on__lt=on)
        .exclude(of__state="dropped")
        .annotate(came=Subquery(first.values("submitted_at")[:1]))
        .values_list("of__due_on", "of__state", "came")
    )
    late = [
        days_late(due, timezone.localdate(came) if came else None, on)
        for due, state, came in rows
        if came or state in NOT_HERE
    ]
    found = {"days_late": max(late)} if late else {}
    figures = figures or figures_of([grant_id], on)[grant_id]
    if figures.spent is not None:
        expected = figures.spent + (figures.projected or Money(0))
        percent = variance(agreements.awards([grant_id]).get(grant_id, Money(0)), expected)
        if percent is not None:
            found["variance"] = percent
    return found


def thresholds_on(on: date) -> list[Threshold]:
    """The newest values of each sign that are used on that day."""
    rows = RiskThreshold.objects.filter(used_from__lte=on).order_by("sign", "used_from")
    newest = {each.sign: each for each in rows}
    return [Threshold(each.sign, each.medium_from, each.high_from) for each in newest.values()]


def every_threshold() -> list[RiskThreshold]:
    """Every value that was ever set, newest first."""
    return list(RiskThreshold.objects.order_by("-used_from", "sign"))


def readings_of(grant_id: UUID) -> list[RiskReading]:
    """How the grant was read, newest first."""
    return list(RiskReading.objects.filter(grant=grant_id).order_by("-read_on", "-id"))


def visits_of(grant_id: UUID) -> list[Visit]:
    """The visits to the grant, newest first, with what followed."""
    rows = Visit.objects.filter(grant=grant_id).prefetch_related("corrective_actions")
    return list(rows.order_by("-planned_on", "id"))
