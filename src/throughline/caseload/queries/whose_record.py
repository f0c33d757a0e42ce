"""What does an overview say and ask where a provider's own system is the record? R32

A key worker types nothing there beyond acceptance and urgent concern; what happened comes in from their system.
"""

from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone

from throughline.kernel.wording import long_date

from ..models import Imported
from . import concerns
from .case_shapes import Line, NextStep
from .cases import Case
from .record_modes import ELSEWHERE

Steps = Callable[[Case], Iterable[NextStep]]
TYPED_ALWAYS: tuple[Steps, ...] = (concerns.concern_steps,)


def is_elsewhere(case: Case) -> bool:
    """Whether the record of this person is in their provider's own system today; it was read with the case."""
    return (getattr(case.referral, "record_mode", None) or ELSEWHERE) == ELSEWHERE


def asked_where(is_there: bool, steps: Sequence[Steps]) -> Sequence[Steps]:
    """Which steps an overview offers: all of them, or those that somebody types whatever the system."""
    return TYPED_ALWAYS if is_there else steps


def record_now(case: Case, is_there: bool) -> Iterable[Line]:
    """Where the record is, and when something last came in."""
    if not is_there:
        return
    last = Imported.objects.filter(body=case.referral.provider_id).order_by("-brought_at").first()
    note = f"last came in {long_date(timezone.localdate(last.brought_at))}" if last else "nothing came in yet"
    yield Line("Record", f"In {case.referral.provider.name}’s own system", note)
