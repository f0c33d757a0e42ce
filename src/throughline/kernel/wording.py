"""How does a sentence show what somebody typed, and a list of words?"""

from collections.abc import Sequence
from datetime import date

_LONGEST = 60


def quoted(text: str) -> str:
    """The text in quotation marks, on one line, without control characters, cut when long."""
    line = "".join(character if character.isprintable() else " " for character in text[: _LONGEST + 1])
    return f"“{line}”" if len(text) <= _LONGEST else f"“{line[:_LONGEST]}…”"


def either(words: Sequence[str]) -> str:
    """The words as a choice: "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def both(words: Sequence[str]) -> str:
    """The words together: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def long_date(day: date) -> str:
    """A day as pages and papers print it: 28 May 2024."""
    return f"{day.day} {day:%B %Y}"
