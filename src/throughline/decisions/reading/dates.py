"""Which dates and which financial years does a text name?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january|jan",
            "february|feb",
            "march|mar",
            "april|apr",
            "may",
            "june|jun",
            "july|jul",
            "august|aug",
            "september|sept|sep",
            "october|oct",
            "november|nov",
            "december|dec",
        ],
        start=1,
    )
    for name in names.split("|")
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![A-Za-z])\.?"
_DATE = re.compile(
    rf"""
    (?<![\d/.£-])(?<!\d,)(?:
      (?P<d1>\d{{1,2}})\ ?(?:st|nd|rd|th)?(?:\ day)?(?:\ of)?[\ ,./-]{{0,2}}(?P<m1>{_MONTH})
        [\ ,./-]{{0,3}}(?P<y1>\d{{4}}|'?\d{{2}})(?![\d:])
     |(?P<y2>\d{{4}})[-/.](?P<m2>\d{{1,2}})[-/.](?P<d2>\d{{1,2}})(?!\d)
     |(?P<d3>\d{{1,2}})\ ?(?P<s3>[/.-])\ ?(?P<m3>\d{{1,2}})\ ?(?P=s3)\ ?(?P<y3>\d{{4}}|\d{{2}})(?![\d/%])
    )
    |(?<![A-Za-z])(?P<m4>{_MONTH})[\ ,]{{1,2}}(?P<d4>\d{{1,2}})\ ?(?:st|nd|rd|th)?,?\ {{0,2}}(?P<y4>\d{{4}})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<![\d/.,£-])(?:FY ?)?(?:(?P<long>20\d{2}) ?[/–—‑‐-] ?(?P<end>20\d{2}|\d{2})"
    r"|(?P<short>\d{2})/(?P<short_end>\d{2}))(?![\d/.,%-]\d|\d)",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    day: date
    start: int
    end: int


class FoundYear(NamedTuple):
    year: str  # as 2021/22
    start: int
    end: int


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every date from 1900 to 2099 that the calendar has, day first where only figures are given."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        for i in "1234":
            if match[f"d{i}"]:
                month = match[f"m{i}"].lower().rstrip(".")
                year = int(match[f"y{i}"].lstrip("'"))
                year += 2000 if year < 100 else 0
                if not 1900 <= year <= 2099:
                    break
                try:
                    day = date(
                        year,
                        _MONTHS.get(month) or int(month),
                        int(match[f"d{i}"]),
                    )
                except ValueError:
                    break
                yield FoundDate(day, match.start(), match.end())


def years(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundYear]:
    """Every financial year: 2021/22, 2021-2022, 21/22."""
    for match in _YEAR.finditer(text, start, len(text) if end is None else end):
        first = int(match["long"] or "20" + match["short"])
        last = match["end"] or match["short_end"]
        if int(last[-2:]) == (first + 1) % 100 and (len(last) == 2 or int(last) == first + 1):
            yield FoundYear(f"{first}/{last[-2:]}", match.start(), match.end())
