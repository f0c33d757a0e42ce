"""What did the newest certified versions say of each grant: planned, spent, expected, and unallocated since?"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from throughline.frame.written import Given, Written
from throughline.kernel.money import Money

from ..models import ReturnGrant, ReturnVersion, YearEnd
from ..rules import NOTHING


class Reported(NamedTuple):
    """A grant's figures as last certified; None where no certified return of that kind says anything of it.

    `unallocated` is what that report left without a use, less what was decided about since: the one figure that pages
    print and that holds the next advance (R23, R29).
    `kind` and `on` are those of the report behind spent and projected; `version_id` is its frozen version, and
    `unallocated_before` what the certified report before it left.
    """

    planned: Money | None = None
    spent: Money | None = None
    projected: Money | None = None
    unallocated: Money | None = None
    kind: str = ""
    on: date | None = None
    version_id: UUID | None = None
    unallocated_before: Money | None = None


def reported_of(
    grant_ids: Collection[UUID], decided: Mapping[UUID, Money] | None = None
) -> dict[UUID, Reported]:
    """The figures of each grant that any certified return covers, from frozen bytes. Authority: R25.

    One query, and another unless somebody has asked already what is `decided` about money that was not spent.
    """
    if decided is None:
        decided = decided_of(grant_ids)
    said = _newest(grant_ids)
    found = {}
    for grant in grant_ids:
        mine, name = said.get(grant), str(grant)
        if mine is None:
            continue
        plan, now, before = (mine[each].sums.get(name) if each in mine else None for each in _SAID)
        report = mine.get("report")
        found[grant] = Reported(
            planned=_money(plan, "plan"),
            spent=_money(now, "actual"),
            projected=_money(now, "projected"),
            unallocated=_still_lying(_money(now, "unallocated"), decided.get(grant, NOTHING)),
            kind=report.kind if report else "",
            on=report.due_on if report else None,
            version_id=report.id if report else None,
            unallocated_before=_money(before, "unallocated"),
        )
    return found


def decided_of(grant_ids: Iterable[UUID]) -> dict[UUID, Money]:
    """About how much of each grant's unspent money something is decided; one query. Authority: R29."""
    rows = YearEnd.objects.filter(grant__in=list(grant_ids), state="decided").order_by().values("grant")
    sums = rows.annotate(pence_sum=Sum("amount_pence"))
    return {each["grant"]: _pence(each["pence_sum"]) for each in sums}


def _still_lying(reported: Money | None, decided: Money) -> Money | None:
    return None if reported is None else max(reported - decided, NOTHING)


_SAID = ("plan", "report", "before")


class _Said(NamedTuple):
    id: UUID
    kind: str
    due_on: date
    sums: dict[str, dict[str, Any]]


def _newest(grants: Collection[UUID]) -> dict[UUID, dict[str, _Said]]:
    """For each grant the certified version of its plan, of its latest report, and of the report before that."""
    found: dict[UUID, dict[str, _Said]] = {}
    for pk, kind, due_on, content, covered in _CERTIFIED(ids=grants):
        said = _Said(pk, kind, due_on, _by_grant(content))
        for grant in covered:
            mine = found.setdefault(grant, {})
            if kind == "plan":
                mine.setdefault("plan", said)
            else:
                mine.setdefault("before" if "report" in mine else "report", said)
    return found


def _certified() -> QuerySet[ReturnVersion, Any]:
    nth = Window(
        RowNumber(),
        partition_by=["of__covers__grant", ExpressionWrapper(Q(of__kind="plan"), BooleanField())],
        order_by=[F("of__due_on").desc(), "of", F("number").desc()],
    )
    among: dict[str, Any] = {"of__covers__grant__id__among": Given("ids")}
    certified = ReturnVersion.objects.filter(**among, certification__isnull=False)
    covers = ReturnGrant.objects.filter(of=OuterRef("of")).values("grant")
    return (
        ReturnVersion.objects.filter(pk__in=certified.annotate(nth=nth).filter(nth__lte=2).values("pk"))
        .order_by("-of__due_on", "of", "-number")
        .values_list("pk", "of__kind", "of__due_on", "content", ArraySubquery(covers))
    )


_CERTIFIED = Written(_certified)


def _by_grant(content: bytes) -> dict[str, dict[str, Any]]:
    return {each["grant"]: each["sums"] for each in json.loads(content)["grants"] if "sums" in each}


def _money(sums: dict[str, Any] | None, name: str) -> Money | None:
    return None if sums is None else Money(sums[f"{name}_pence"])


def _pence(pence: int | Money) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence))
