"""What does a text say was decided, with the words that say it?"""

from .published import as_json
from .reader import read_decisions
from .shape import Place, ReadDecision

__all__ = ["Place", "ReadDecision", "as_json", "read_decisions"]
