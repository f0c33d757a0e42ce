"""What may leave, and what is hidden so that nobody is found in it? Every table that leaves passes here. R43"""

from .passing import shown_or_hidden, through
from .shapes import TOTAL, Counts, Dimension, Key, Shown, Within
from .world import is_small

__all__ = [
    "TOTAL",
    "Counts",
    "Dimension",
    "Key",
    "Shown",
    "Within",
    "is_small",
    "shown_or_hidden",
    "through",
]
