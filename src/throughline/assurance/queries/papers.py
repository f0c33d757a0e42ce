"""Which of the papers that a payment waits for are there, grant by grant?

A paper that cannot exist is None: nobody is asked for it. Authority: R22, R23.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries.paying import Earlier, Paying, year_before
from throughline.kernel.money import Money

from ..rules import NOTHING
from ..scrutiny.rules import Covered, model_of
from .covered import Paper, covering
from .reported import Reported, reported_of
from .watched import Watched, watched

RECEIVED = frozenset({"certified", "scrutinised", "accepted"})
ENDED = ("withdrawn", "terminated")


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What assurance knows of a grant's papers, with the meaning of `payments.rules.Papers`."""

    csp_approval: bool | None = False
    spending_plan: bool | None = False
    last_report: bool | None = None
    quarterly_updates: bool | None = None
    unallocated: Money | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Grants with what was said of them and of those before them, read once for whoever asks.

    `papers` are their returns by due day; `before` the grants here of the year before, of all programmes.
    """

    grants: dict[UUID, Paying]
    before: dict[UUID, list[Earlier]]
    papers: dict[UUID, list[Paper]]
    reported: dict[UUID, Reported]
    watched: dict[UUID, Watched]

    def last(self, grant: Paying) -> Earlier | None:
        """The grant of the same programme here the year before."""
        same = (each for each in self.before.get(grant.id, ()) if each.programme_id == grant.programme_id)
        return next(same, None)


def known_of(
    grants: Iterable[Paying], *, with_figures: bool = False, judged: Collection[UUID] | None = None
) -> Known:
    """What assurance knows of these grants' papers, or of those `judged` now; four queries.

    `with_figures` also what was reported and watched of the grants themselves, not only of those before them.
    """
    mine = {each.id: each for each in grants}
    before = year_before(each for each in mine.values() if judged is None or each.id in judged)
    same = Known(mine, before, {}, {}, {})
    lasts = {last.id for each in mine.values() if (last := same.last(each))}
    pool = {each.id for pooled in before.values() for each in pooled}
    if with_figures:
        pool |= mine.keys()
    seen = watched(pool)
    decided = {grant: each.decided for grant, each in seen.items()}
    return Known(mine, before, covering(mine.keys() | lasts), reported_of(pool, decided), seen)


def papers_of(known: Known, on: date) -> dict[UUID, PaperFacts]:
    """The papers of each grant as they stand on that day; asks nothing more. None for a grant that ended.

    The report before is that of the same recipient's grant of the same programme here the year before. Unallocated is
    that of `reported_of`; summed over the area's programmes where the terms pool them.
    """
    return {each.id: _facts(known, each, on) for each in known.grants.values() if each.state not in ENDED}


def _facts(known: Known, grant: Paying, on: date) -> PaperFacts:
    terms, first = grant.terms, known.last(grant)
    now = known.papers.get(grant.id, ())
    last = known.papers.get(first.id, ()) if first and not (terms and terms.is_first_year) else None
    pooled = terms is None or terms.pools_programmes
    lying = known.before.get(grant.id, ()) if pooled else [first] if first else ()
    amounts = [
        said.unallocated
        for each in lying
        if (said := known.reported.get(each.id)) and said.unallocated is not None
    ]
    model = model_of([Covered(terms.assurance_model, grant.recipient_kind)] if terms else [])
    return PaperFacts(
        csp_approval=None if model == "csp_governs" else _approved(now, last or ()),
        spending_plan=any(each.kind == "plan" and each.state in ("accepted", "scrutinised") for each in now),
        last_report=None if last is None else _received(last, ("february", "year_end"), on),
        quarterly_updates=_quarters(now, last or (), on),
        unallocated=sum(amounts, NOTHING) if last is not None and amounts else None,
    )


def _received(papers: Sequence[Paper], kinds: tuple[str, ...], on: date) -> bool | None:
    """Whether every such paper that was due by then is here; None where none was due."""
    due = [each.state in RECEIVED for each in papers if each.kind in kinds and each.due_on <= on]
    return all(due) if due else None


def _quarters(now: Sequence[Paper], last: Sequence[Paper], on: date) -> bool | None:
    known = [
        each for each in (_received(papers, ("quarterly",), on) for papers in (now, last)) if each is not None
    ]
    return all(known) if known else None


def _approved(now: Sequence[Paper], last: Sequence[Paper]) -> bool:
    """Whether the newest statement on this year's papers, or else on the last report, gives assurance."""
    for papers in (now, last):
        outcomes = [said for each in papers if (said := each.stated)]
        if outcomes:
            return outcomes[-1] != "withheld"
    return False
