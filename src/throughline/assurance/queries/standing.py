"""How do grants stand on a day: spent and expected, returns, statement, risk, findings?

The figures are those of certified versions only, so each has a signed paper behind it.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from throughline.kernel.money import Money

from ..models import (
    CorrectiveAction,
    Response,
    ReturnGrant,
    ReturnVersion,
    RiskReading,
    Scrutiny,
    Statement,
    YearEnd,
)
from ..models.asking import KINDS
from ..models.scrutiny import FOUND, OUTCOMES
from ..models.watching import READINGS

NOT_HERE = ("scheduled", "open", "submitted", "queried")
OPEN_FINDINGS = ("open", "answered")


@dataclass(frozen=True, slots=True)
class Figures:
    """A grant on a day; None where nobody has said, or nothing is asked.

    `unallocated` is the award less what was spent and what is still expected. `paper` is the version that says so.
    """

    spent: Money | None = None
    projected: Money | None = None
    planned: Money | None = None
    unallocated: Money | None = None
    returns_due: int = 0
    returns_late: int = 0
    next_due: date | None = None
    statement: str | None = None
    risk: str | None = None
    open_findings: int = 0
    return_id: UUID | None = None
    scrutiny_id: UUID | None = None


def figures_of(grant_ids: Collection[UUID], on: date) -> dict[UUID, Figures]:
    """Every one of these grants with its figures; six queries however many they are."""
    found = dict.fromkeys(grant_ids, Figures())
    _add_papers(found, on)
    _add_returns(found, on)
    _add_statements(found)
    for grant, reading in _readings(grant_ids).items():
        found[grant] = replace(found[grant], risk=READINGS[reading])
    for grant, number in _open_findings(grant_ids).items():
        found[grant] = replace(found[grant], open_findings=number)
    return found


def spent_at_year_end(grant_id: UUID) -> Money | None:
    """What the certified year-end return says was spent of a grant; None while there is none."""
    rows = _certified(("year_end",)).filter(of__covers__grant=grant_id).exclude(of__state="queried")
    version = rows.order_by("-of__opens_on").first()
    said = _sums(bytes(version.content)).get(str(grant_id)) if version else None
    return Money(said["actual_pence"]) if said else None


def settled(grant_id: UUID) -> Money:
    """How much of a grant is decided or proposed to be carried over, recovered, written off or returned."""
    rows = YearEnd.objects.filter(grant=grant_id, state__in=("proposed", "decided"))
    return sum(rows.values_list("amount_pence", flat=True), Money(0))


def _certified(kinds: Collection[str]) -> QuerySet[ReturnVersion]:
    """The newest certified version of each return of these kinds."""
    newest = ReturnVersion.objects.filter(of=OuterRef("of"), certification__isnull=False).order_by("-number")
    return ReturnVersion.objects.filter(of__kind__in=kinds, pk=Subquery(newest.values("pk")[:1]))


def _add_papers(found: dict[UUID, Figures], on: date) -> None:
    """Plan from the newest plan, spent and expected from the newest report, as their certified versions say."""
    covers = ReturnGrant.objects.filter(grant__in=list(found), of__opens_on__lte=on)
    papers: dict[UUID, dict[bool, UUID]] = {}  # grant → whether it is the plan → the return
    for grant, of, kind in (
        covers.filter(of__versions__certification__isnull=False)
        .order_by("of__opens_on", "of")
        .values_list("grant", "of", "of__kind")
    ):
        papers.setdefault(grant, {})[kind == "plan"] = of
    wanted = {of for each in papers.values() for of in each.values()}
    rows = _certified(tuple(KINDS)).filter(of__in=wanted).values_list("of", "content")
    said = {of: _sums(bytes(content)) for of, content in rows}
    for grant, each in papers.items():
        plan = said.get(each[True], {}).get(str(grant)) if True in each else None
        report = said.get(each[False], {}).get(str(grant)) if False in each else None
        figures = replace(found[grant], return_id=each.get(False) or each.get(True))
        if plan:
            figures = replace(figures, planned=Money(plan["plan_pence"]))
        if report:
            figures = replace(
                figures,
                spent=Money(report["actual_pence"]),
                projected=Money(report["projected_pence"]),
                unallocated=Money(report["unallocated_pence"]),
            )
        found[grant] = figures


def _sums(content: bytes) -> dict[str, dict[str, int]]:
    """The sums that a version says of each grant that is reconciled to spend."""
    return {each["grant"]: each["sums"] for each in json.loads(content)["grants"] if "sums" in each}


def _add_returns(found: dict[UUID, Figures], on: date) -> None:
    """How many returns wait, how many of them are late, and when the next one is due."""
    rows = ReturnGrant.objects.filter(grant__in=list(found), of__state__in=NOT_HERE).order_by("of__due_on")
    for grant, opens, due in rows.values_list("grant", "of__opens_on", "of__due_on"):
        it = found[grant]
        if opens <= on:
            it = replace(it, returns_due=it.returns_due + 1, returns_late=it.returns_late + (due < on))
        found[grant] = replace(it, next_due=it.next_due or (due if due >= on else None))


def _add_statements(found: dict[UUID, Figures]) -> None:
    """The newest word on each grant: the partnership's statement, or what the authority's sample showed."""
    last = Statement.objects.filter(scrutiny=OuterRef("pk")).order_by("-stated_at", "-id")
    sample = Response.objects.filter(scrutiny=OuterRef("pk"), step="sample").order_by("-answered_at", "-id")
    rows = (
        Scrutiny.objects.filter(version__of__covers__grant__in=list(found))
        .annotate(outcome=Subquery(last.values("outcome")[:1]), found=Subquery(sample.values("found")[:1]))
        .order_by("begun_at", "id")
        .values_list("version__of__covers__grant", "pk", "outcome", "found")
    )
    for grant, scrutiny, outcome, sampled in rows:
        if grant in found and (outcome or sampled):
            words = (
                OUTCOMES[outcome] if outcome else f"Sampled: {FOUND[sampled][0].lower()}{FOUND[sampled][1:]}"
            )
            found[grant] = replace(found[grant], statement=words, scrutiny_id=scrutiny)


def _readings(grant_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = RiskReading.objects.filter(grant__in=list(grant_ids)).order_by("read_on", "id")
    return dict(rows.values_list("grant", "confirmed_as"))


def _open_findings(grant_ids: Collection[UUID]) -> dict[UUID, int]:
    rows = CorrectiveAction.objects.filter(grant__in=list(grant_ids), state__in=OPEN_FINDINGS)
    return dict(rows.values_list("grant").annotate(number=Count("id")).order_by("grant"))
