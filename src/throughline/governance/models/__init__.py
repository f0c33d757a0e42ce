"""What does governance keep: groups and meetings, what was said and asked, what was promised, what may go wrong?"""

from .action_point import ActionPoint
from .appraisal import MOST_POINTS, Appraisal, Criterion, Option, Score
from .consultation import POSITIONS, Consultation, Consulted
from .endorsement import Endorsement
from .group import ROLES, Group, Member
from .item import HOW, KINDS, SAID, Item, ItemDecision, ItemProgramme
from .meeting import (
    OUTCOMES,
    PRESENCE,
    PURPOSES,
    AgendaItem,
    Attendance,
    Declaration,
    Meeting,
    Outcome,
    Paper,
)
from .milestone import Milestone
from .priority import Plan, Priority
from .promise import PROMISE_KINDS, Promise
from .review import ANSWERS, Recommendation, Review
from .risk import RESPONSES, Risk, RiskControl, RiskReview
from .watched import Entry, Watched

__all__ = [
    "ANSWERS",
    "HOW",
    "KINDS",
    "MOST_POINTS",
    "OUTCOMES",
    "POSITIONS",
    "PRESENCE",
    "PROMISE_KINDS",
    "PURPOSES",
    "RESPONSES",
    "ROLES",
    "SAID",
    "ActionPoint",
    "AgendaItem",
    "Appraisal",
    "Attendance",
    "Consultation",
    "Consulted",
    "Criterion",
    "Declaration",
    "Endorsement",
    "Entry",
    "Group",
    "Item",
    "ItemDecision",
    "ItemProgramme",
    "Meeting",
    "Member",
    "Milestone",
    "Option",
    "Outcome",
    "Paper",
    "Plan",
    "Priority",
    "Promise",
    "Recommendation",
    "Review",
    "Risk",
    "RiskControl",
    "RiskReview",
    "Score",
    "Watched",
]
