"""What may leave, and what is hidden so that nobody is found in it? Every table that leaves passes here. R43"""

from .passing import through
from .shapes import TOTAL, Counts, Dimension, Key, Shown, Within

__all__ = ["TOTAL", "Counts", "Dimension", "Key", "Shown", "Within", "through"]
