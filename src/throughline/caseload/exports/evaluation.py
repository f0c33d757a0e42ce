"""Who is in the file of an evaluation, who is left out and why, and what does it say of each? R30, R38, R40"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from throughline.evidence.gate import TOTAL, Counts, Dimension, Key, Shown

PURPOSES = {
    "outcomes": "Whether the service changes outcomes",
    "process": "How the service works in practice",
    "costs": "What it costs and saves",
    "equality": "Whether it works for everybody alike",
}
COHORTS = {
    "referred": "Everybody who was referred",
    "accepted": "Everybody whom the service took on",
    "started": "Everybody who started a pathway",
}
DATES = {
    "offset": "As days since the referral; of the referral the month",
    "month": "As months",
    "day": "As days",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name, what it says, and `date` where the agreed form of dates applies."""

    name: str
    means: str
    kind: str = "code"


COLUMNS = (
    Column("person", "Pseudonym of the person, of this evaluation alone: a keyed hash", "pseudonym"),
    Column("referral", "Pseudonym of the referral, of this evaluation alone", "pseudonym"),
    Column("referred", "The referral that brings the person in: their first in the period", "start"),
    Column("provider", "Code of the organisation that answers for the service"),
    Column("unit", "Probation delivery unit"),
    Column("place", "Locality"),
    Column("source", "From where the person was referred"),
    Column("sentence", "Code of the sentence"),
    Column("requirement", "Code of the requirement"),
    Column("age_band", "Age when referred, in bands"),
    Column("sex", "F, M, other or empty for not said"),
    Column("dnr_level", "Level of need for dependency and recovery at the first assessment"),
    Column("decided", "When the service decided about the referral", "date"),
    Column("first_contact", "The first appointment that the person came to", "date"),
    Column("pathway_started", "When the first pathway began", "date"),
    Column("pathway", "Which pathway that was"),
    Column("treatment_started", "When specialist treatment began, as the treatment service confirmed it", "date"),
    Column("attended", "How many appointments the person came to", "number"),
    Column("missed", "How many they did not come to", "number"),
    Column("ended", "When support ended", "date"),
    Column("end_reason", "Code of why"),
    Column("was_planned", "yes or no; empty while support runs"),
    Column("check_3", "Answer at the recovery check after three months"),
    Column("check_6", "After six months"),
    Column("check_12", "After twelve months"),
)  # fmt: skip
LEFT_OUT = {
    "no_papers": "The organisation’s papers for evaluation are not in force (R30)",
    "other_kind": "Made-up people in a file of real ones, or the other way round",
    "objected": "Said no to national monitoring, or took the yes back (R38)",
    "no_crn": "Has no CRN on record, so cannot be told apart across organisations",
    "not_accepted": "The service did not take them on",
    "not_started": "Never started a pathway",
    "later": "A later referral of somebody who is in",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One referral of the period, as far as who is in depends on it."""

    has_papers: bool
    is_of_kind: bool
    has_objected: bool
    has_crn: bool
    was_accepted: bool
    has_started: bool


def why_out(candidate: Candidate, cohort: str) -> str:
    """The first reason for which this referral does not bring its person in; empty when it does."""
    if not candidate.is_of_kind:
        return "other_kind"
    if not candidate.has_papers:
        return "no_papers"
    if candidate.has_objected:
        return "objected"
    if not candidate.has_crn:
        return "no_crn"
    if cohort in ("accepted", "started") and not candidate.was_accepted:
        return "not_accepted"
    if cohort == "started" and not candidate.has_started:
        return "not_started"
    return ""


def agreed(day: date | None, referred: date, dates: str) -> str:
    """A day in the form that was agreed for this evaluation: the day, its month, or days since the referral."""
    if day is None:
        return ""
    if dates == "day":
        return day.isoformat()
    return f"{day:%Y-%m}" if dates == "month" else str((day - referred).days)


def agreed_start(referred: date, dates: str) -> str:
    """The day of the referral itself; its month unless days were agreed."""
    return referred.isoformat() if dates == "day" else f"{referred:%Y-%m}"


def counted(reasons: Iterable[str]) -> dict[str, int]:
    """How many are in (`in`), and how many are left out for each reason; zero where nobody is."""
    found = Counter(reasons)
    return {"in": found[""], **{reason: found[reason] for reason in LEFT_OUT}}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose left out people are counted: of which file, cohort and days."""

    file: str
    cohort: str
    first: date
    until: date

    def counts(self, counted: Mapping[str, int]) -> Counts:
        """How many are left out and why, as it goes to the gate. How many are in, the file itself says by its rows."""
        out: dict[Key, int] = {(name,): counted[name] for name in LEFT_OUT}
        return Counts("Left out", (self._why,), out, self._days, self.file, "evaluation files")

    def shown(self, told: Mapping[str, int | None]) -> Shown:
        """The same as it left; what was hidden by an earlier program is a number below zero."""
        cells: dict[Key, int | None] = {
            (name,): None if (many := told.get(name)) is None or many < 0 else many
            for name in (*LEFT_OUT, TOTAL)
        }
        return Shown(
            "Left out", (self._why,), cells, period=self._days, source=self.file, cohort="evaluation files"
        )

    @property
    def _why(self) -> Dimension:
        # Who is left out, and why, depends on whom the file asks for: only the sums are of the same people.
        return Dimension(f"left out of {self.cohort}", tuple(LEFT_OUT))

    @property
    def _days(self) -> str:
        return f"{self.first}/{self.until}"
