"""The tables of the evidence: which extracts are held, and which tables left through the gate."""

from .extracts import Extract, Measuring
from .linkages import Linkage, LinkageAnswer, LinkageLook, LinkagePair
from .need import DrawnBlock, HiddenEstimate
from .releases import Release
from .returned import ReturnedFile

__all__ = [
    "DrawnBlock",
    "Extract",
    "HiddenEstimate",
    "Linkage",
    "LinkageAnswer",
    "LinkageLook",
    "LinkagePair",
    "Measuring",
    "Release",
    "ReturnedFile",
]
