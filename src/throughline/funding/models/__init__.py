"""Which tables does funding keep?"""

from .aims import ObjectiveMeasure
from .money_in import FunderDuty, InboundAgreement, InboundYear, Receipt
from .planning import AllocationRun, Scenario
from .rounds import Allocation, Contribution, Objective, Programme, ProgrammeName, Round
from .streams import Stream, StreamYear

__all__ = [
    "Allocation",
    "AllocationRun",
    "Contribution",
    "FunderDuty",
    "InboundAgreement",
    "InboundYear",
    "Objective",
    "ObjectiveMeasure",
    "Programme",
    "ProgrammeName",
    "Receipt",
    "Round",
    "Scenario",
    "Stream",
    "StreamYear",
]
