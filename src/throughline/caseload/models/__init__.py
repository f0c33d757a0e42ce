"""People on probation, their referrals, needs, appointments, support, and what must not be missed."""

from .alerts import ALERTS, Alert
from .appointments import Absence, Appointment, Clinic, Group, Skill
from .exports import EvaluationFile, FeedbackFile, SubjectAccess
from .machines import Client, EpisodeLink, Imported, ImportedEvent, ImportedReject, Taken, TakenKey, Token
from .needs import Assessment, NeedLevel, OutcomesProfile
from .people import HOLDS, LimitName, Person, Read, SearchHash
from .probation import ProbationRecord
from .referrals import Amendment, NeedSought, Pathway, Question, Referral, Transfer
from .rules_of_work import PAPERS, PURPOSES, ROUTES, Paper, Protocol, RecordMode, Route, UnitDesk
from .seeing import CONSENT_ANSWERS, CONSENTS, AskedToSee, Consent, Glass, OwnCode, Retention, Voice
from .support import Delivered, HarmReduction, Intervention, Onward, Treatment
from .together import GATEWAYS, CaseMeeting, CourtReport, DeathReview, Handover
from .watching import Concern, Note, Outcome, RecoveryCheck, ReleasePlan, Told

__all__ = [
    "ALERTS", "CONSENTS", "CONSENT_ANSWERS",
    "GATEWAYS", "HOLDS", "PAPERS", "PURPOSES", "ROUTES", "Absence", "Alert", "Amendment", "Appointment", "AskedToSee",
    "Assessment", "CaseMeeting", "Client", "Clinic", "Concern", "Consent", "CourtReport", "DeathReview",
    "Delivered", "EpisodeLink", "EvaluationFile", "FeedbackFile", "Glass", "Group", "Handover", "HarmReduction",
    "Imported", "ImportedEvent", "ImportedReject", "Intervention", "LimitName", "NeedLevel", "NeedSought", "Note",
    "Onward", "Outcome",
    "OutcomesProfile", "OwnCode", "Paper", "Pathway", "Person", "ProbationRecord", "Protocol", "Question",
    "Read", "RecordMode", "RecoveryCheck", "Referral", "ReleasePlan", "Retention", "Route", "SearchHash",
    "Skill", "SubjectAccess", "Taken", "TakenKey", "Token", "Told", "Transfer", "Treatment", "UnitDesk", "Voice",
]  # fmt: skip
