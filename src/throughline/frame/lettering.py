"""How much room do the words of a picture take, also where Arial is not there and a wider letter stands in?

A picture is laid out with the widths of Arial, and its reader's machine draws the words. Each line of words is given
the width that was reckoned for it: a wider letter is drawn narrower, and no word is cut off or lies over another.
"""

import re
from html import unescape

_LIGHT: dict[int, str] = {
    191: "'", 222: "ijl’‘", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”{}", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyz", 549: "÷", 584: "+<=>~×−", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
    889: "%", 944: "W", 1000: "—…←→", 1015: "@",
}  # fmt: skip
_BOLD: dict[int, str] = {
    238: "'", 278: " ,./I\\ijl’‘·|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z“”", 549: "÷", 584: "+<=>^~×−",
    611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
    1000: "—…←→",
}  # fmt: skip
_REST = 556  # every digit, and most small letters
_WIDTHS = tuple(
    {letter: width for width, letters in table.items() for letter in letters} for table in (_LIGHT, _BOLD)
)
_TEXT = re.compile(r"<text ([^>]*[^/])>(.*?)</text>")
_LINE = re.compile(r"<tspan([^>]*)>([^<]+)</tspan>")
_SIZE = re.compile(r'font-size="([\d.]+)px"')


def width(words: str, size: float, *, is_bold: bool = False) -> float:
    """The pixels that these words take in Arial of that size, without the kerning of pairs."""
    table = _WIDTHS[is_bold]
    return sum(table.get(letter, _REST) for letter in words) * size / 1000


def fitted(svg: str) -> str:
    """The same picture, with each line of words held to its width in Arial."""

    def text(found: re.Match[str]) -> str:
        attributes, inside = found.groups()
        size = _SIZE.search(attributes)
        if not size or not inside:
            return found[0]
        is_bold = 'font-weight="bold"' in attributes

        def length(words: str) -> str:
            room = width(unescape(words), float(size[1]), is_bold=is_bold)
            return f'textLength="{room:.1f}" lengthAdjust="spacingAndGlyphs"'

        if inside.startswith("<tspan"):
            lines = _LINE.sub(lambda each: f"<tspan{each[1]} {length(each[2])}>{each[2]}</tspan>", inside)
            return f"<text {attributes}>{lines}</text>"
        return f"<text {attributes} {length(inside)}>{inside}</text>"

    return _TEXT.sub(text, svg)
