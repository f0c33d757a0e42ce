"""How was the risk of each grant read last, what is still to be put right, what was decided, and who governs it?"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum, Value

from throughline.agreements.queries import grants as agreements
from throughline.frame.written import Given, Written
from throughline.kernel.money import Money

from ..models import CorrectiveAction, RiskReading, YearEnd
from ..rules import NOTHING

OPEN_FINDINGS = ("open", "answered")


@dataclass(frozen=True, slots=True)
class Watched:
    """`risk` is the newest confirmed reading; `decided` how much of unspent money something is decided about (R29).

    `is_governed` where the partnership governs the money itself (R25).
    """

    risk: str | None = None
    open_findings: int = 0
    decided: Money = NOTHING
    is_governed: bool = False


def watched(grant_ids: Collection[UUID]) -> dict[UUID, Watched]:
    """Every one of these grants; one query."""
    found = dict.fromkeys(grant_ids, Watched())
    for grant, what, number, word in _SAID(ids=found.keys()):
        before = found[grant]
        if what == "risk":
            found[grant] = replace(before, risk=word)
        elif what == "is_governed":
            found[grant] = replace(before, is_governed=True)
        elif what == "decided":
            found[grant] = replace(before, decided=Money(int(number)))
        else:
            found[grant] = replace(before, open_findings=int(number))
    return found


def _said() -> QuerySet[Any, Any]:
    among: dict[str, Any] = {"grant__id__among": Given("ids")}
    readings = RiskReading.objects.filter(**among).order_by("grant", "-read_on", "-id").distinct("grant")
    findings = CorrectiveAction.objects.filter(**among, state__in=OPEN_FINDINGS).order_by().values("grant")
    decided = YearEnd.objects.filter(**among, state="decided").order_by().values("grant")
    rows = findings.annotate(n=Count("id")).values_list("grant", Value("open_findings"), "n", Value(""))
    return rows.union(
        decided.annotate(n=Sum("amount_pence")).values_list("grant", Value("decided"), "n", Value("")),
        readings.values_list("grant", Value("risk"), Value(0), "confirmed_as"),
        agreements.governed(Given("ids")).values_list("id", Value("is_governed"), Value(0), Value("")),
        all=True,
    )


_SAID = Written(_said)
