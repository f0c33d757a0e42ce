"""How was a decided split made, as everybody may read it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from throughline.funding.models import AllocationRun, Round
from throughline.funding.planning.shown import count_in_words
from throughline.funding.planning.words import method_sentences
from throughline.funding.queries.planning import shown_run
from throughline.funding.queries.rounds import standing_allocations


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a decided split was made, for everybody; counts only where none of them may name a person (R43)."""

    sentences: Sequence[str]
    indicators: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    withheld: bool


def explanation(round_: Round) -> Explanation | None:
    """The public explanation of a round's decided run; None where none gives its sums (R46: nor made-up ones)."""
    decided = AllocationRun.objects.filter(round=round_, state="locked", is_illustration=False)
    run = decided.filter(decision=round_.decision_id).first() if round_.decision_id else None
    if run is None:
        return None
    shown = shown_run(run)
    given = {each.place.gss_code: each.amount_pence for each in standing_allocations().filter(round=round_)}
    if given != {each.code: each.amount for each in shown.shares if each.amount}:
        return None  # the decision was corrected in its money since
    sentences = method_sentences(shown.plan, shown.outcome)
    indicators = [each.name for each in shown.plan.indicators]
    if shown.plan.small_counts:
        return Explanation(sentences, indicators, [], withheld=True)
    rows = [
        (site.name, ["not used" if counted is None else count_in_words(counted) for counted in site.counts])
        for site in shown.plan.sites
        if not site.excluded
    ]
    return Explanation(sentences, indicators, rows, withheld=False)
