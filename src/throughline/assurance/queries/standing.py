"""How do grants stand on a day: spent and expected, returns, statement, risk, findings?

The figures are those of certified versions only, so each has a signed paper behind it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from throughline.agreements.queries import grants as agreements
from throughline.kernel.money import Money

from ..models import (
    CorrectiveAction,
    Response,
    ReturnGrant,
    RiskReading,
    Scrutiny,
    Statement,
    YearEnd,
)
from ..models.scrutiny import FOUND, OUTCOMES
from ..models.watching import READINGS
from .reported import reported_of

NOT_HERE = ("scheduled", "open", "submitted", "queried")
OPEN_FINDINGS = ("open", "answered")


@dataclass(frozen=True, slots=True)
class Figures:
    """A grant on a day; None where nobody has said, or nothing is asked.

    `unallocated` is the award less what was spent, is still expected and was decided about; `version_id` is the paper
    that says so.
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
    version_id: UUID | None = None
    scrutiny_id: UUID | None = None


def figures_of(grant_ids: Collection[UUID], on: date) -> dict[UUID, Figures]:
    """Every one of these grants with its figures; ten queries however many they are."""
    found = dict.fromkeys(grant_ids, Figures())
    _add_papers(found)
    _add_returns(found, on)
    _add_statements(found)
    for grant, reading in _readings(grant_ids).items():
        found[grant] = replace(found[grant], risk=READINGS[reading])
    for grant, number in _open_findings(grant_ids).items():
        found[grant] = replace(found[grant], open_findings=number)
    return found


def spent_at_year_end(grant_id: UUID) -> Money | None:
    """What the certified year-end return says was spent of a grant; None while there is none."""
    said = reported_of([grant_id]).get(grant_id)
    return said.spent if said and said.kind == "year_end" else None


def settled(grant_id: UUID) -> Money:
    """How much of a grant is decided or proposed to be carried over, recovered, written off or returned."""
    rows = YearEnd.objects.filter(grant=grant_id, state__in=("proposed", "decided"))
    return sum(rows.values_list("amount_pence", flat=True), Money(0))


def _add_papers(found: dict[UUID, Figures]) -> None:
    """Plan, spent, expected and unallocated, as the newest certified versions say."""
    for grant, said in reported_of(found).items():
        found[grant] = replace(
            found[grant],
            spent=said.spent,
            projected=said.projected,
            planned=said.planned,
            unallocated=said.unallocated,
            version_id=said.version_id,
        )


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
    governed = agreements.governed(found)
    for grant, scrutiny, outcome, sampled in rows:
        if grant in governed:
            outcome = None  # what a partnership says of a return is not about money that it governs itself
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
