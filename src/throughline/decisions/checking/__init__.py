"""What in a notice should a person look at before they rely on it?

Each check looks at what was read, at the record's text and at facts that stand beside it, and finds nothing where
the form has no such field. The same checks serve an imported notice and a draft.
"""

from collections.abc import Callable, Iterator

from ..reading.shape import Finding, ReadDecision
from .awards import award_at_or_over_threshold
from .case import Case
from .facts import CheckingFacts, HeldDecision, SigningLimit, Threshold, supplied_facts
from .limits import limit_reached
from .places import place_inconsistent, place_missing, place_repeated
from .promises import contact_missing, priority_unnumbered, promises_kept_by_nobody, safeguarding
from .route import legal_route_unresolved
from .signing import sign_off_not_evidenced
from .sums import breakdown_missing, parts_do_not_sum, totals_disagree
from .timing import date_weekday_disagrees, published_late, related_decision_not_held, year_not_confirmed

__all__ = ["CheckingFacts", "HeldDecision", "SigningLimit", "Threshold", "check", "supplied_facts"]

_CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    parts_do_not_sum,
    totals_disagree,
    place_missing,
    place_repeated,
    place_inconsistent,
    breakdown_missing,
    sign_off_not_evidenced,
    limit_reached,
    date_weekday_disagrees,
    published_late,
    year_not_confirmed,
    award_at_or_over_threshold,
    legal_route_unresolved,
    safeguarding,
    promises_kept_by_nobody,
    priority_unnumbered,
    contact_missing,
    related_decision_not_held,
)


def check(decision: ReadDecision, text: str, facts: CheckingFacts | None = None) -> tuple[Finding, ...]:
    """Every finding, in the order of the checks; `text` is the text that the decision was read from."""
    case = Case(decision, text, facts or supplied_facts())
    return tuple(finding for rule in _CHECKS for finding in rule(case))
