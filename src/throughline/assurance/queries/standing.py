"""How do grants stand on a day: spent and expected, returns, statement, risk, findings?

The figures are those of certified versions only, so each has a signed paper behind it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.kernel.money import Money

from ..models import YearEnd
from ..models.scrutiny import FOUND, OUTCOMES
from ..models.watching import READINGS
from .covered import Paper, covering
from .papers import Known
from .reported import Reported, reported_of
from .watched import Watched, watched

NOT_HERE = ("scheduled", "open", "submitted", "queried")


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
    unallocated_before: Money | None = None


def figures_of(grant_ids: Collection[UUID], on: date) -> dict[UUID, Figures]:
    """Every one of these grants with its figures; three queries however many they are."""
    seen = watched(grant_ids)
    said = reported_of(grant_ids, {grant: each.decided for grant, each in seen.items()})
    papers = covering(grant_ids)
    return {each: _figures(said.get(each), papers.get(each, ()), seen[each], on) for each in grant_ids}


def figures_in(known: Known, on: date) -> dict[UUID, Figures]:
    """The same of grants that are known already; asks nothing more."""
    return {
        each: _figures(known.reported.get(each), known.papers.get(each, ()), known.watched[each], on)
        for each in known.grants
    }


def spent_at_year_end(grant_id: UUID) -> Money | None:
    """What the certified year-end return says was spent of a grant; None while there is none."""
    said = reported_of([grant_id]).get(grant_id)
    return said.spent if said and said.kind == "year_end" else None


def settled(grant_id: UUID) -> Money:
    """How much of a grant is decided or proposed to be carried over, recovered, written off or returned."""
    rows = YearEnd.objects.filter(grant=grant_id, state__in=("proposed", "decided"))
    return sum(rows.values_list("amount_pence", flat=True), Money(0))


def _figures(said: Reported | None, papers: Sequence[Paper], seen: Watched, on: date) -> Figures:
    said = said or Reported()
    waiting = [each for each in papers if each.state in NOT_HERE]
    asked = [each for each in waiting if each.opens_on <= on]
    statement, scrutiny_id = _statement(papers, seen.is_governed)
    return Figures(
        spent=said.spent,
        projected=said.projected,
        planned=said.planned,
        unallocated=said.unallocated,
        returns_due=len(asked),
        returns_late=sum(each.due_on < on for each in asked),
        next_due=next((each.due_on for each in waiting if each.due_on >= on), None),
        statement=statement,
        risk=READINGS[seen.risk] if seen.risk else None,
        open_findings=seen.open_findings,
        version_id=said.version_id,
        scrutiny_id=scrutiny_id,
        unallocated_before=said.unallocated_before,
    )


def _statement(papers: Sequence[Paper], governed: bool) -> tuple[str | None, UUID | None]:
    """The newest word on a grant: the partnership's statement, or what the authority's sample showed.

    What a partnership says of a return is not about money that it governs itself.
    """
    scrutinies = sorted(
        (one for each in papers for one in each.scrutinies),
        key=lambda one: (one.begun_at, one.id),
        reverse=True,
    )
    for each in scrutinies:
        if each.outcome and not governed:
            return OUTCOMES[each.outcome], each.id
        if each.sampled:
            found = FOUND[each.sampled]
            return f"Sampled: {found[0].lower()}{found[1:]}", each.id
    return None, None
