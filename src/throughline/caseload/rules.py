"""May somebody be referred, by when must somebody act, and may real people's data come in? Authority: R30–R37."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.dates import add_working_days, working_days_between
from throughline.kernel.verdict import Allowed, Refused, Verdict

FIRST_CONTACT_WORKING_DAYS = 10  # from sending to the first contact
TREATMENT_DAYS = 21  # from release, sentence or the treatment referral to its start
ADULT = 18
CHECK_MONTHS = (3, 6, 12)
DRAFT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Clock:
    """By when something is due, and how that stands today, in words that need no colour."""

    due_on: date
    left: int
    words: str
    tone: str


def first_contact_clock(sent_on: date, today: date, done_on: date | None = None) -> Clock:
    """Ten working days from the day after sending; bank holidays of England do not count."""
    return working_clock(add_working_days(sent_on, FIRST_CONTACT_WORKING_DAYS), today, done_on)


def sent_by_when_due_before(day: date) -> date:
    """The last day of sending whose ten working days end before that day."""
    sent_on = day
    while add_working_days(sent_on, FIRST_CONTACT_WORKING_DAYS) >= day:
        sent_on -= timedelta(days=1)
    return sent_on


def working_clock(due_on: date, today: date, done_on: date | None = None) -> Clock:
    """How a day that is due in working days stands; done is said with how it was."""
    if done_on is not None and done_on <= due_on:
        return Clock(due_on, 0, "done in time", "done")
    if done_on is not None:
        late = working_days_between(due_on, done_on)
        return Clock(due_on, 0, f"done, {_days(late)} late" if late else f"done after {due_on:%A}", "late")
    if today > due_on:
        late = working_days_between(due_on, today)
        return Clock(due_on, -late, f"{_days(late)} late" if late else f"late since {due_on:%A}", "late")
    left = working_days_between(today, due_on)
    if left == 0:
        return Clock(due_on, 0, "due today", "today")
    return Clock(due_on, left, f"{_days(left)} left", "soon" if left <= 2 else "fine")


def treatment_clock(since: date, today: date, started_on: date | None = None) -> Clock:
    """Twenty-one calendar days to the start of treatment."""
    due_on = since + timedelta(days=TREATMENT_DAYS)
    if started_on is not None:
        late = (started_on - due_on).days
        if late > 0:
            return Clock(due_on, 0, f"started, {late} day{'s' if late > 1 else ''} late", "late")
        return Clock(due_on, 0, "started in time", "done")
    left = (due_on - today).days
    if left < 0:
        return Clock(due_on, left, f"{-left} day{'s' if left < -1 else ''} late", "late")
    if left == 0:
        return Clock(due_on, 0, "due today", "today")
    return Clock(due_on, left, f"{left} day{'s' if left > 1 else ''} left", "soon" if left <= 3 else "fine")


def _days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


def may_be_referred(age: int | None) -> Verdict:
    """Adults only. R31"""
    if age is None:
        return Refused("The date of birth is missing.", "Enter it as on the probation record.")
    if age < ADULT:
        return Refused(
            "This person is under 18, and this service is for adults.",
            "Turn to the locality’s young people’s drug and alcohol service or its children’s hub.",
        )
    if age > 120:
        return Refused("This date of birth cannot be right: nobody is that old.", "Check the year.")
    return Allowed()


def may_real_people_come_in(missing: Iterable[str], *, is_made_up: bool) -> Verdict:
    """Refused until every paper of the organisation and purpose is recorded and unexpired; made-up people may. R30"""
    named = list(missing)
    if is_made_up or not named:
        return Allowed()
    return Refused(
        f"Real people’s data may not come in yet: {'; '.join(named)}.",
        "The data protection officer and the clinical safety officer record these papers.",
    )


def step_to_resume(*, has_key_worker: bool, is_assessed: bool, is_on_pathway: bool) -> str:
    """By which step somebody goes on after a recall or remand: exactly as far as they had come. R35"""
    if not has_key_worker:
        return "resume_accepted"
    if is_on_pathway:
        return "resume"
    return "resume_assessed" if is_assessed else "resume_assigned"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name by which it is found: folded to plain small letters, apostrophes and hyphens gone."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        each if each.isalnum() else " " if each.isspace() or each == "-" else "" for each in plain
    )
    return tuple(dict.fromkeys(letters.split()))
