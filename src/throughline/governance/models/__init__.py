"""What does governance keep: groups and meetings, what was said and asked, what was promised, what may go wrong?"""

from .item import KINDS, Item, ItemProgramme

__all__ = ["KINDS", "Item", "ItemProgramme"]
