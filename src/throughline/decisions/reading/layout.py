"""How do paragraphs, rows and cells stand in plain text?

One line a paragraph with a blank line after it, one line a table row, a tab between cells. A cell that holds
whole paragraphs is layout, not a table, so its paragraphs keep their own lines.
"""

import re

LINE, BLANK = "\x01", "\x02"  # a new line or a blank line is due here, however often it is asked for

_LONG_CELL = 300  # characters over several lines; a value is shorter
_DUE = re.compile(r"[ ]*[\x01\x02][\x01\x02 ]*")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f\x01\x02]+")


def collapsed(text: str) -> str:
    """The text with every run of white space as one space, also at its ends."""
    return _SPACES.sub(" ", text)


def one_line(text: str) -> str:
    """The text on one line."""
    return collapsed(text).strip()


def settle(text: str) -> str:
    """The text with the due lines in place, without spaces at line ends and blank lines at its ends."""
    text = _DUE.sub(lambda due: "\n\n" if BLANK in due[0] else "\n", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", text)).strip("\n ")


def row(cells: list[str]) -> str:
    """A table row from its cells' settled texts, of which each may have several lines."""
    if any("\n" in cell and len(cell) > _LONG_CELL for cell in cells):
        return BLANK + BLANK.join(cell for cell in cells if cell) + BLANK
    return "\t".join(one_line(cell) for cell in cells)
