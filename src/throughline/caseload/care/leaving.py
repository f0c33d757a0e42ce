"""When may support end, what was achieved, when is somebody asked again how they are, and when is it all closed?

Authority: DOMAIN §4, W4; the former national system's outcome score, which lost equal sums, is put right here.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

from ..codes import ACHIEVED, PLANNED, UNPLANNED
from ..rules import CHECK_MONTHS

DIED = "died"
REASONS = PLANNED | UNPLANNED
ANSWERS = {"sustained": "Recovery sustained", "not": "Not sustained", "not_reached": "Not reached"}
EARLY_DAYS = 14  # a check may be made so long before its day, because people are seen when they can be
STANDS = {"overdue": "Overdue", "due": "Due now", "ahead": "To come", "done": "Made"}
REVIEW_DAYS = 28  # from the day a death is learned of to its review; unverified, each area sets its own
_WORTH = dict(zip(ACHIEVED, (Fraction(1), Fraction(1, 2), Fraction(0)), strict=True))


@dataclass(frozen=True, slots=True)
class Score:
    """What was achieved of what was hoped for: one ACHIEVED and two PARTIALLY_ACHIEVED are 2 of 3."""

    achieved: Fraction
    of: int

    @property
    def words(self) -> str:
        return f"{float(self.achieved):.1f} of {self.of}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the checks that were due: how many were asked, how many people were reached, how many recoveries last."""

    due: int
    asked: int
    reached: int
    sustained: int

    @property
    def words(self) -> str:
        if not self.due:
            return "No check is due yet"
        return f"{self.reached} of {self.due} due reached, {self.sustained} sustained"


def score(judged: Iterable[str]) -> Score:
    """The sum over every outcome, equal ones too. W4"""
    worths = [_WORTH[each] for each in judged]
    return Score(sum(worths, Fraction(0)), len(worths))


def check_days(exited_on: date) -> dict[int, date]:
    """Three, six and twelve months after a planned exit; the last day of a shorter month."""
    return {months: _months_after(exited_on, months) for months in CHECK_MONTHS}


def standing_of(due_on: date, answer: str, today: date) -> str:
    """How a check stands, one of STANDS: it is due from two weeks before its day to two weeks after it."""
    if answer:
        return "done"
    if today < due_on - timedelta(days=EARLY_DAYS):
        return "ahead"
    return "due" if today <= due_on + timedelta(days=EARLY_DAYS) else "overdue"


def coverage(checks: Iterable[tuple[date, str]], today: date) -> Coverage:
    """How well the checks, each with its day and its answer, cover those who are due today or were asked."""
    due = [answer for due_on, answer in checks if answer or due_on <= today]
    return Coverage(
        len(due),
        sum(map(bool, due)),
        sum(each in ("sustained", "not") for each in due),
        due.count("sustained"),
    )


def may_leave_on(on: date, sent_on: date, today: date) -> Verdict:
    """Whether support may have ended on that day: not to come, nor before it was asked for."""
    if on > today:
        return Refused("This day is still to come: end the support on the day it ends.")
    if on < sent_on:
        return Refused(f"Support cannot have ended before {long_date(sent_on)}, when it was asked for.")
    return Allowed()


def may_end_with(reason: str, hoped_for: Collection[str], judged: Mapping[str, str]) -> Verdict:
    """Whether these answers end it: a known reason, and on a planned exit each outcome that was hoped for judged."""
    if reason not in REASONS:
        return Refused("Choose why the support ends.")
    if any(each not in ACHIEVED for each in judged.values()):
        return Refused("An outcome is achieved, partly achieved or not achieved.")
    if reason in PLANNED and (open_ones := [each for each in hoped_for if each not in judged]):
        return Refused(f"Say what was achieved of each outcome hoped for: {len(open_ones)} is still open.")
    return Allowed()


def may_check(due_on: date, on: date, today: date) -> Verdict:
    """Whether a recovery check may be recorded for that day: about its time, and not to come."""
    if on > today:
        return Refused("This day is still to come.")
    if on < (earliest := due_on - timedelta(days=EARLY_DAYS)):
        return Refused(f"This check is due {long_date(due_on)}; record it from {long_date(earliest)}.")
    return Allowed()


def may_close(*, open_checks: int, open_concerns: int, review_is_open: bool) -> Verdict:
    """Whether nothing is left to do: checks made, concerns closed, a death reviewed. R31, R39"""
    if open_concerns:
        return Refused("A concern is still open.", "Its owner closes it with the receipt first.")
    if review_is_open:
        return Refused("The death has not been reviewed.", "The service’s manager reviews it first.")
    if open_checks:
        many = f"{open_checks} recovery checks are" if open_checks > 1 else "1 recovery check is"
        return Refused(f"{many} still to be made.", "“Not reached” is an answer too.")
    return Allowed()


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
