"""What does an overview say and ask where a provider's own system is the record? R32

A key worker types nothing there beyond acceptance and urgent concern; what happened comes in from their system.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from throughline.frame.written import Given, Written
from throughline.kernel.wording import long_date

from ..models import Imported
from ..sight import KeptElsewhereError
from . import case_parts, concerns
from .case_shapes import Line, NextStep
from .cases import Case

Steps = Callable[[Case], Iterable[NextStep]]
TYPED_ALWAYS: tuple[Steps, ...] = (case_parts.alert_steps, concerns.concern_steps)
# The pages, by the names of their addresses, on which somebody types what comes in from a provider's own system.
COMES_IN = frozenset(
    {
        "appointment-book",
        "assessment-begin",
        "assessment-complete",
        "assessment-discard",
        "assessment-section",
        "case-close",
        "case-leave",
        "note-correct",
        "onward-outcome",
        "pathway-start",
        "recovery-check",
        "support-harm",
        "support-onward",
        "support-session",
        "treatment-refer",
        "treatment-step",
    }
)
READ_AND_TYPED = frozenset({"case-contacts"})  # its reading stays open


def may_be_typed_here(case: Case, page: str, *, is_sent: bool) -> None:
    """Nothing where the record is here; KeptElsewhereError where the page asks for what comes in from elsewhere. R32"""
    if case.is_elsewhere and (page in COMES_IN or (is_sent and page in READ_AND_TYPED)):
        shown = {"case": case, "bar": case.bar, "tabs": [], "came_in": last_came_in(case)}
        raise KeptElsewhereError(shown)


def asked_where(is_there: bool, steps: Sequence[Steps]) -> Sequence[Steps]:
    """Which steps an overview offers: all of them, or those that somebody types whatever the system."""
    return TYPED_ALWAYS if is_there else steps


def record_now(case: Case) -> Iterable[Line]:
    """Where the record is, and when something last came in."""
    if case.is_elsewhere:
        yield Line("Record", f"In {case.referral.provider.name}’s own system", last_came_in(case))


def last_came_in(case: Case) -> str:
    """When something last came in from the provider's own system, in words."""
    last = _LAST(body=[case.referral.provider_id])
    return f"last came in {long_date(timezone.localdate(last[0][0]))}" if last else "nothing came in yet"


def _last() -> QuerySet[Any, Any]:
    among: dict[str, Any] = {"body__id__among": Given("body")}
    return Imported.objects.filter(**among).order_by("-brought_at").values_list("brought_at")[:1]


_LAST = Written(_last)
