"""Which tables does funding keep?"""

from .planning import AllocationRun, Scenario
from .rounds import Allocation, Contribution, Objective, Programme, ProgrammeName, Round

__all__ = [
    "Allocation",
    "AllocationRun",
    "Contribution",
    "Objective",
    "Programme",
    "ProgrammeName",
    "Round",
    "Scenario",
]
