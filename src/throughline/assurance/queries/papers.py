"""Which of the papers that a payment waits for are there, grant by grant?

A paper that cannot exist is None: nobody is asked for it. Authority: R22, R23.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries.paying import Paying, year_before
from throughline.kernel.money import Money

from ..rules import Papers
from ..scrutiny.rules import Covered, is_governed
from .covered import Paper, covering
from .reported import Reported, reported_of
from .watched import Watched, watched

RECEIVED = frozenset({"certified", "scrutinised", "accepted"})
ENDED = ("withdrawn", "terminated")
_NONE: dict[UUID, UUID] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """Grants with what was said of them and of those before them, read once for whoever asks.

    `papers` are their returns by due day; `before` the grants here of the year before, by programme.
    """

    grants: dict[UUID, Paying]
    before: dict[UUID, dict[UUID, UUID]]
    papers: dict[UUID, list[Paper]]
    reported: dict[UUID, Reported]
    watched: dict[UUID, Watched]

    def last(self, grant: Paying) -> UUID | None:
        """The grant of the same programme here the year before."""
        return self.before.get(grant.id, _NONE).get(grant.programme_id)


def known_of(
    grants: Iterable[Paying], *, with_figures: bool = False, judged: Collection[UUID] | None = None
) -> Known:
    """What assurance knows of these grants' papers, or of those `judged` now; four queries.

    `with_figures` also what was reported and watched of the grants themselves, not only of those before them.
    """
    mine = {each.id: each for each in grants}
    before = year_before(each for each in mine.values() if judged is None or each.id in judged)
    same = Known(mine, before, {}, {}, {})
    lasts = {last for each in mine.values() if (last := same.last(each))}
    pool = {each for pooled in before.values() for each in pooled.values()}
    if with_figures:
        pool |= mine.keys()
    seen = watched(pool)
    decided = {grant: each.decided for grant, each in seen.items()}
    return Known(mine, before, covering(mine.keys() | lasts), reported_of(pool, decided), seen)


def papers_of(known: Known, on: date) -> dict[UUID, Papers]:
    """The papers of each grant as they stand on that day; asks nothing more. None for a grant that ended.

    The report before is that of the same recipient's grant of the same programme here the year before. Unallocated is
    that of `reported_of`; summed over the area's programmes where the terms pool them.
    """
    return {each.id: _facts(known, each, on) for each in known.grants.values() if each.state not in ENDED}


def _facts(known: Known, grant: Paying, on: date) -> Papers:
    terms, before = grant.terms, known.before.get(grant.id, _NONE)
    first = before.get(grant.programme_id)
    now = known.papers.get(grant.id, ())
    last = known.papers.get(first, ()) if first and not (terms and terms.is_first_year) else None
    pooled = terms is None or terms.pools_programmes
    lying = before.values() if pooled else [first] if first else ()
    pence = [
        said.unallocated.pence
        for each in lying
        if (said := known.reported.get(each)) and said.unallocated is not None
    ]
    governed = terms is not None and is_governed(Covered(terms.assurance_model, grant.recipient_kind))
    return Papers(
        csp_approval=None if governed else _approved(now, last or ()),
        spending_plan=any(each.kind == "plan" and each.state in ("accepted", "scrutinised") for each in now),
        last_report=None if last is None else _received(last, ("february", "year_end"), on),
        quarterly_updates=_quarters(now, last or (), on),
        unallocated=Money(sum(pence)) if last is not None and pence else None,
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
