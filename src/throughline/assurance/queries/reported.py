"""What did the newest certified versions say of each grant: planned, spent, expected, and what lies unallocated since?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from throughline.kernel.money import Money

from ..models import ReturnVersion, YearEnd
from ..rules import NOTHING

_REPORTS = ("quarterly", "february", "year_end")


@dataclass(frozen=True, slots=True)
class Reported:
    """A grant's figures as last certified; None where no certified return of that kind says anything of it.

    `unallocated` is what that report left without a use, less what was decided about since: the one figure that pages
    print and that holds the next advance (R23, R29).
    `kind` and `on` are those of the report behind spent and projected; `version_id` is its frozen version.
    """

    planned: Money | None = None
    spent: Money | None = None
    projected: Money | None = None
    unallocated: Money | None = None
    kind: str = ""
    on: date | None = None
    version_id: UUID | None = None


def reported_of(grant_ids: Iterable[UUID]) -> dict[UUID, Reported]:
    """The figures of each grant that any certified return covers, from frozen bytes. Three queries. Authority: R25."""
    plans, reports = _newest(set(grant_ids))
    wanted = {each[0] for each in (*plans.values(), *reports.values())}
    said = {
        pk: _by_grant(bytes(content))
        for pk, content in ReturnVersion.objects.filter(pk__in=wanted).values_list("pk", "content")
    }
    decided = decided_of(reports)
    found = {}
    for grant in plans.keys() | reports.keys():
        plan, report = plans.get(grant), reports.get(grant)
        planned = said[plan[0]].get(str(grant)) if plan else None
        now = said[report[0]].get(str(grant)) if report else None
        found[grant] = Reported(
            planned=_money(planned, "plan"),
            spent=_money(now, "actual"),
            projected=_money(now, "projected"),
            unallocated=_still_lying(_money(now, "unallocated"), decided.get(grant, NOTHING)),
            kind=report[1] if report else "",
            on=report[2] if report else None,
            version_id=report[0] if report else None,
        )
    return found


def decided_of(grant_ids: Iterable[UUID]) -> dict[UUID, Money]:
    """About how much of each grant's unspent money something is decided; one query. Authority: R29."""
    rows = YearEnd.objects.filter(grant__in=list(grant_ids), state="decided").order_by().values("grant")
    sums = rows.annotate(pence_sum=Sum("amount_pence"))
    return {each["grant"]: _pence(each["pence_sum"]) for each in sums}


def _still_lying(reported: Money | None, decided: Money) -> Money | None:
    return None if reported is None else max(reported - decided, NOTHING)


Newest = dict[UUID, tuple[UUID, str, date]]


def _newest(grants: set[UUID]) -> tuple[Newest, Newest]:
    """For each grant the certified version of its plan, and of its latest report."""
    rows = (
        ReturnVersion.objects.filter(of__covers__grant__in=grants, certification__isnull=False)
        .annotate(is_report=Q(of__kind__in=_REPORTS))
        .order_by("of__covers__grant", "is_report", "-of__due_on", "of", "-number")
        .distinct("of__covers__grant", "is_report")
        .values_list("of__covers__grant", "is_report", "pk", "of__kind", "of__due_on")
    )
    plans: Newest = {}
    reports: Newest = {}
    for grant, is_report, pk, kind, due_on in rows:
        (reports if is_report else plans)[grant] = (pk, kind, due_on)
    return plans, reports


def _by_grant(content: bytes) -> dict[str, dict[str, Any]]:
    return {each["grant"]: each["sums"] for each in json.loads(content)["grants"] if "sums" in each}


def _money(sums: dict[str, Any] | None, name: str) -> Money | None:
    return None if sums is None else Money(sums[f"{name}_pence"])


def _pence(pence: int | Money) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence))
