"""People on probation, their referrals, needs, appointments, support, and what must not be missed."""

from .appointments import Absence, Appointment, Clinic, Group, Skill
from .needs import Assessment, NeedLevel, OutcomesProfile
from .people import LimitName, Person, Read, SearchHash
from .probation import ProbationRecord
from .referrals import Amendment, NeedSought, Pathway, Question, Referral, Transfer
from .rules_of_work import PAPERS, PURPOSES, ROUTES, Paper, Protocol, RecordMode, Route, UnitDesk
from .support import Delivered, HarmReduction, Intervention, Onward, Treatment
from .watching import Concern, Note, Outcome, RecoveryCheck, ReleasePlan, Told

__all__ = [
    "PAPERS", "PURPOSES", "ROUTES", "Absence", "Amendment", "Appointment", "Assessment", "Clinic",
    "Concern", "Delivered", "Group", "HarmReduction", "Intervention", "LimitName", "NeedLevel",
    "NeedSought", "Note", "Onward", "Outcome", "OutcomesProfile", "Paper", "Pathway", "Person",
    "ProbationRecord", "Protocol", "Question", "Read", "RecordMode", "RecoveryCheck", "Referral", "ReleasePlan",
    "Route", "SearchHash", "Skill", "Told", "Transfer", "Treatment", "UnitDesk",
]  # fmt: skip
