"""The tables of the evidence: which extracts are held, and which tables left through the gate."""

from .extracts import Extract, Measuring
from .need import DrawnBlock, HiddenEstimate
from .releases import Release

__all__ = ["DrawnBlock", "Extract", "HiddenEstimate", "Measuring", "Release"]
