"""Which meetings were held about a person, and what does a review report say of attendance?"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.organisations.queries import names_of

from ..actions.together import GATEWAYS, Held, held_of, view_of
from ..care.local_time import bounds_of, day_of
from ..models import Appointment, CaseMeeting, CourtReport
from .case_shapes import Line
from .cases import Case


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its page shows it."""

    held_on: date
    gateway: str
    held: Held
    by: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """What was offered in a period and what came of it: counts, and each day with its code."""

    offered: int
    attended: int
    missed: int
    fell_through: int
    days: list[tuple[str, str]]

    def kept(self) -> str:
        """As it stays with the report that it was made for."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made."""

    row: CourtReport
    by: str
    tests: str
    view: str
    attendance: Attendance


_CAME = {
    "attended": "Attended",
    "did_not_attend": "Did not attend",
    "did_not_happen": "Did not happen",
}


def together_lines(case: Case) -> Iterable[Line]:
    """Where meetings are recorded, and the report that a court with a drug rehabilitation requirement reviews."""
    yield Line("Case meetings", "Read or record", href=case.href("case-meetings"))
    if case.referral.requirement == "DRR":
        yield Line("Review report", "Read or make", href=case.href("court-report"))


def meetings(case: Case) -> list[Meeting]:
    """Those that were held, newest first; two queries."""
    rows = list(CaseMeeting.objects.filter(referral=case.referral).order_by("-held_on", "id"))
    names = names_of({each.recorded_by for each in rows})
    for each in rows:
        each.referral = case.referral
    return [
        Meeting(each.held_on, GATEWAYS[each.gateway], held_of(each), names[each.recorded_by]) for each in rows
    ]


def attendance(case: Case, first: date, last: date) -> Attendance:
    """What is on record of the appointments in these days; one query."""
    begins, ends = bounds_of(first, last)
    rows = Appointment.objects.filter(
        referral=case.referral, begins_at__gte=begins, begins_at__lt=ends, state__in=_CAME
    ).order_by("begins_at", "id")
    found = [(each.begins_at, each.state, each.get_no_session_display()) for each in rows]
    states = [state for _, state, _ in found]
    return Attendance(
        len(found),
        states.count("attended"),
        states.count("did_not_attend"),
        states.count("did_not_happen"),
        [(_day(begun), f"{_CAME[state]}{': ' + why if why else ''}") for begun, state, why in found],
    )


def reports(case: Case) -> list[Report]:
    """Those that were made, newest first; two queries."""
    rows = list(CourtReport.objects.filter(referral=case.referral).order_by("-made_at", "id"))
    names = names_of({each.made_by for each in rows})
    return [_report(each, case, names) for each in rows]


def report_of(case: Case, report_id: UUID) -> Report | None:
    """One of them."""
    row = CourtReport.objects.filter(referral=case.referral, id=report_id).first()
    return _report(row, case, names_of({row.made_by})) if row else None


def _report(row: CourtReport, case: Case, names: dict[str, str]) -> Report:
    row.referral = case.referral
    view = view_of(row)
    kept = json.loads(view.attendance) if view.attendance else {}
    days = [(day, words) for day, words in kept.pop("days", [])]
    counts = {"offered": 0, "attended": 0, "missed": 0, "fell_through": 0} | kept
    return Report(row, names[row.made_by], view.tests, view.view, Attendance(**counts, days=days))


def _day(moment: datetime) -> str:
    return f"{day_of(moment):%d/%m/%Y}"
