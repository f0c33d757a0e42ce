"""Which decisions are there: on record, being read from a notice, being made?"""

from .notice import SAID_IN_COLUMNS, SAID_IN_RECORD, AwardLine, Notice, NumberSeries, SignOff, YearAmount
from .reading import Reading

__all__ = [
    "SAID_IN_COLUMNS",
    "SAID_IN_RECORD",
    "AwardLine",
    "Notice",
    "NumberSeries",
    "Reading",
    "SignOff",
    "YearAmount",
]
