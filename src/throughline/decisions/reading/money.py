"""Which amounts of money and which percentages does a text state?"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

_DIGITS = r"\d{1,3}(?:(?:,| |, (?=\d{3}(?:\.\d|[^\d ]|\Z)))\d{3}(?!\d)){1,4}|\d{1,12}"
_FRACTION = r"(?:\.\d{1,6}(?!\d))?"
_SCALE = (
    r"(?:[ \n]?(?:(?P<{0}k>k|thousand|000s?)|(?P<{0}m>millions?|mn|mln|m)|(?P<{0}b>billions?|bn"
    r"|b))(?![A-Za-z]))?"
)
_AMOUNT = re.compile(
    rf"(?:£|\bGBP ?|(?<![A-Za-z])GBP) ?(?P<pounds>(?:{_DIGITS}){_FRACTION})(?!\d){_SCALE.format('p')}"
    rf"(?P<plus>\+|/-)?"
    rf"|(?<![\d.,£])(?P<words>(?:{_DIGITS})(?:\.\d{{1,6}})?)(?: (?P<wm>million|m)"
    rf"| (?P<wk>thousand))? (?:pounds|GBP|pounds sterling)\b"
    rf"|(?<![\d.,£])(?P<bare>\d{{1,4}}(?:\.\d{{1,4}})?) (?P<bm>million)\b(?= (?:will|is|was|has|over|for"
    rf"|per|to|from)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,2})?")
_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {
    "twenty": 20,
    "twenty-five": 25,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "seventy-five": 75,
    "hundred": 100,
}
_PERCENT = re.compile(
    r"(?<![\d.,])(?P<figure>\d{1,4}(?:\.\d{1,6})?) ?(?:%|per cent\b|percent\b|percentage points?\b|pc\b)"
    rf"|\b(?P<word>{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})(?P<half> and a half)? (?:per "
    rf"cent|percent)\b",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """An amount and where it stands in the clean text."""

    pence: int
    start: int
    end: int


class Percentage(NamedTuple):
    value: float
    start: int
    end: int


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Every amount that is marked as money; one that has a fraction of a penny is rounded half up."""
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        figure = match["pounds"] or match["words"] or match["bare"]
        scale = 1
        if match["pk"] or match["wk"]:
            scale = 1_000
        elif match["pm"] or match["wm"] or match["bm"]:
            scale = 1_000_000
        elif match["pb"]:
            scale = 1_000_000_000
        pence = _pence(figure, scale)
        if pence is not None and figure != "000":  # "£000" heads a column of thousands
            stop = match.end("plus") - len(match["plus"]) if match["plus"] else match.end()
            yield Amount(pence, match.start(), stop)


def bare(text: str, scale: int = 1) -> int | None:
    """The pence of a table cell that holds only a number, under a heading that says it is money."""
    return _pence(text.lstrip("-"), scale) if _BARE.fullmatch(text) else None


def percentages(text: str, start: int = 0, end: int | None = None) -> Iterator[Percentage]:
    """Every percentage, in figures or in words."""
    for match in _PERCENT.finditer(text, start, len(text) if end is None else end):
        value = float(match["figure"]) if match["figure"] else float(_NUMBER_WORDS[match["word"].lower()])
        yield Percentage(value + 0.5 if match["half"] else value, match.start(), match.end())


def _pence(figure: str, scale: int) -> int | None:
    try:
        exact = Decimal(re.sub(r"[,\s]", "", figure)) * scale * 100
    except InvalidOperation:
        return None
    pence = int(exact.to_integral_value(rounding="ROUND_HALF_UP"))
    return pence if pence < 10**17 else None
