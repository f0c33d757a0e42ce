"""Which tables does assurance keep?"""

from .asking import Question
from .returns import Certification, Return, ReturnGrant, ReturnLine, ReturnQuery, ReturnVersion
from .scrutiny import Response, Score, Scrutiny, Statement
from .watching import CorrectiveAction, RiskReading, RiskThreshold, Visit, YearEnd

__all__ = [
    "Certification",
    "CorrectiveAction",
    "Question",
    "Response",
    "Return",
    "ReturnGrant",
    "ReturnLine",
    "ReturnQuery",
    "ReturnVersion",
    "RiskReading",
    "RiskThreshold",
    "Score",
    "Scrutiny",
    "Statement",
    "Visit",
    "YearEnd",
]
