"""How is what happened said to probation: in a sentence each, and as a note in probation's own codes?

The provider says what happened; whether it is acceptable, and what follows, the responsible officer decides (R36).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import codes
from .care.concerns import ROUTES as CONCERN_ROUTES
from .care.courses import NOT_TAKEN
from .care.leaving import ANSWERS

CONTACT = "CRS04"  # dependency and recovery
TOLD = {
    "accepted": "The service took the referral on",
    "redirected": "The service sent it elsewhere",
    "declined": "The service declined it",
    "already_in_treatment": "Treatment is under way already",
    "allocated": "A key worker was named",
    "appointment_arranged": "An appointment was arranged",
    "attended": "Came to the appointment",
    "did_not_attend": "Did not come to the appointment",
    "did_not_happen": "The appointment did not happen",
    "rescheduled": "The appointment was moved",
    "put_right": "What was said of an appointment was put right",
    "assessed": "The first assessment is complete",
    "reviewed": "Needs were reviewed",
    "pathway": "Support began",
    "paused": "Support was paused",
    "resumed": "Support goes on",
    "transferred": "Another unit took the person on",
    "treatment_referred": "The person was referred to specialist treatment",
    "treatment_accepted": "The treatment service accepted",
    "treatment_refused": "The treatment service did not accept",
    "treatment_started": "Treatment started",
    "treatment_not_started": "Treatment did not begin",
    "treatment_reviewed": "Treatment was reviewed",
    "treatment_ended": "Treatment ended",
    "intervention_completed": "An intervention was completed",
    "onward": "Sent on for help with",
    "check": "A recovery check was made",
    "exited": "Support ended",
    "withdrawn": "Probation withdrew the referral",
    "concern": "A concern was raised",
    "concern_closed": "A concern was closed with its receipt",
    "died": "The person has died",
}
_CODED = {
    "declined": codes.DECLINE,
    "redirected": codes.REDIRECT,
    "pathway": codes.PATHWAYS,
    "paused": codes.PAUSES,
    "did_not_happen": codes.NO_SESSION,
    "withdrawn": codes.WITHDRAWAL,
    "concern": CONCERN_ROUTES,
    "concern_closed": CONCERN_ROUTES,
    "exited": {**codes.PLANNED, **codes.UNPLANNED},
    "treatment_ended": {**codes.PLANNED, **codes.UNPLANNED},
    "treatment_refused": NOT_TAKEN,
    "treatment_not_started": NOT_TAKEN,
    "onward": codes.NEEDS,
    "check": ANSWERS,
}
CONTACTS = frozenset({"CRSAPT", "CRSSAA", "ATTC", "AFTC", "AFTA", "RSSR", "APPW"})


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that probation was told: when, of what kind, with which code."""

    on: date
    kind: str
    code: str = ""


def sentence(kind: str, code: str) -> str:
    """What is told, as a person reads it."""
    words = TOLD.get(kind, kind.replace("_", " ").capitalize())
    further = _CODED.get(kind, {}).get(code, "")
    if not further:
        return words
    return f"{words}: {further if further[:2].isupper() else further[0].lower() + further[1:]}"


def end_code(*, state: str, was_planned: bool | None, has_attended: bool) -> str:
    """Under which code probation closes the referral; empty while it is open."""
    if state in ("declined", "redirected") or (state == "withdrawn" and not has_attended):
        return "CRS01"
    if state in ("exited", "closed", "withdrawn"):
        return "CRS03" if was_planned else "CRS02"
    return ""


def note(reference: str, sent_on: date, happened: Iterable[Happened], end: str) -> str:
    """The note to paste into probation's record: a line a thing, its date and code first; names nobody."""
    lines = [f"{CONTACT} Dependency and recovery, referral {reference}", f"{_day(sent_on)}  Referred"]
    for each in sorted(happened, key=lambda one: one.on):
        code = f"{each.code}  " if each.code in CONTACTS else ""
        lines.append(f"{_day(each.on)}  {code}{sentence(each.kind, each.code)}")
    if end:
        words = {"CRS01": "cancelled", "CRS02": "ended early", "CRS03": "completed"}[end]
        lines.append(f"End: {end} {words}")
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
