"""Which decisions are there: on record, being read from a notice, being made?"""

from .call_in import CallIn, PlannedDecision
from .draft import Draft, DraftAttachment, DraftComment, DraftSection, DraftVersion, Leaning
from .law import PublicationDuty, Regime, Scheme, SchemeCase, SigningRule
from .notice import SAID_IN_COLUMNS, SAID_IN_RECORD, Notice, NumberSeries
from .parts import AwardLine, SignOff, YearAmount
from .reading import Reading
from .revision import Revision
from .signing import ConflictDeclaration, Look, SentBack, Signature

__all__ = [
    "SAID_IN_COLUMNS",
    "SAID_IN_RECORD",
    "AwardLine",
    "CallIn",
    "ConflictDeclaration",
    "Draft",
    "DraftAttachment",
    "DraftComment",
    "DraftSection",
    "DraftVersion",
    "Leaning",
    "Look",
    "Notice",
    "NumberSeries",
    "PlannedDecision",
    "PublicationDuty",
    "Reading",
    "Regime",
    "Revision",
    "Scheme",
    "SchemeCase",
    "SentBack",
    "SignOff",
    "Signature",
    "SigningRule",
    "YearAmount",
]
