"""What does the overview of a person show: now, next, last, who, one next step, and what happened?

Every noun contributes functions of a `Case`; a new one is a line in the lists below. A function reads what the case
holds already (each of its parts is one query however many ask), so the overview stays within its pinned queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from throughline.organisations.queries import names_of

from . import case_parts as parts
from . import concerns, handing_over, leaving, moving_steps, together, whose_record
from .case_shapes import Happened, Line, NextStep
from .cases import Case

NEXT_STEPS: tuple[Callable[[Case], Iterable[NextStep]], ...] = (
    parts.alert_steps,
    parts.meeting_steps,
    parts.assessing_steps,
    parts.pathway_steps,
    concerns.concern_steps,
    leaving.leaving_steps,
    moving_steps.moving_steps,
    handing_over.handover_steps,
)
NOW: tuple[Callable[[Case], Iterable[Line]], ...] = (
    concerns.concerns_now,
    parts.now,
    moving_steps.paused_now,
    handing_over.handover_now,
    parts.needs_now,
    leaving.ended_now,
    parts.episodes_now,
)
NEXT: tuple[Callable[[Case], Iterable[Line]], ...] = (parts.next_meeting,)
LAST: tuple[Callable[[Case], Iterable[Line]], ...] = (
    parts.last_meeting,
    parts.last_note,
    together.together_lines,
)
HAPPENED: tuple[Callable[[Case], Iterable[Happened]], ...] = (
    parts.referral_happened,
    parts.amendments_happened,
    parts.assessments_happened,
    parts.meetings_happened,
    parts.pathways_happened,
    concerns.concerns_happened,
    handing_over.handovers_happened,
)
MOST = 12
COULD_BE_DONE = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """The overview, ready for its page; `step` is the green button, blocked when nothing is allowed."""

    step: NextStep | None
    others: tuple[NextStep, ...]
    now: tuple[Line, ...]
    next: tuple[Line, ...]
    last: tuple[Line, ...]
    who: tuple[Line, ...]
    happened: tuple[Happened, ...]
    more: int
    names: dict[str, str]


def overview(case: Case, *, whole: bool = False) -> Overview:
    """What stands on the overview today; `whole` shows all that happened instead of the latest."""
    asked = whose_record.asked_where(case.is_elsewhere, NEXT_STEPS)
    steps = sorted((s for each in asked for s in each(case)), key=_pressing)
    happened = sorted((h for each in HAPPENED for h in each(case)), key=_when)[::-1]
    shown = happened if whole else happened[:MOST]
    referral = case.referral
    names = names_of({h.by for h in shown if h.by} | {referral.key_worker, referral.practitioner} - {""})
    return Overview(
        step=steps[0] if steps else None,
        others=tuple(s for s in steps[1:] if s.verdict),
        now=(*_lines(NOW, case), *whose_record.record_now(case)),
        next=_lines(NEXT, case),
        last=_lines(LAST, case),
        who=tuple(parts.who(case, names)),
        happened=tuple(shown),
        more=len(happened) - len(shown),
        names=names,
    )


def _pressing(step: NextStep) -> tuple[bool, bool, int]:
    """What has to be done before what could be; of those the allowed first, so that a blocked one says why."""
    return step.rank >= COULD_BE_DONE, not step.verdict, step.rank


def _when(each: Happened) -> tuple[date, str]:
    """By day; within it moments in their order, a day without its time before them."""
    return each.on, each.at.isoformat() if isinstance(each.at, datetime) else ""


def _lines(asked: Iterable[Callable[[Case], Iterable[Line]]], case: Case) -> tuple[Line, ...]:
    return tuple(line for each in asked for line in each(case))
