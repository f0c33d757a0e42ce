"""Which quarters are over and have figures, and how is one called? One of the calendar, such as 2026 Q1."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.actor import Actor

from ..gate.shapes import TOTAL
from ..measures.shapes import Measure
from .measured import answered, mature_until
from .releases import newest, visible_to

_NAME = re.compile(r"(\d{4})[ -]Q([1-4])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year, as tables name them."""

    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> "Quarter | None":
        """By its name in a table (2026 Q1) or in an address (2026-q1)."""
        found = _NAME.fullmatch(name)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def name(self) -> str:
        return f"{self.year} Q{self.number}"

    @property
    def slug(self) -> str:
        return f"{self.year}-q{self.number}"

    @property
    def words(self) -> str:
        """Such as “January to March 2026”."""
        return f"{self.first:%B} to {self.last:%B} {self.year}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)


def ended(actor: Actor, on: date) -> list[Quarter]:
    """The quarters before `on` that lie wholly in an extract whose tables by quarter left, newest first. One query."""
    tables = visible_to(actor).filter(by="quarter").order_by()
    found: set[Quarter] = set()
    for since, until in tables.values_list("extract__covers_from", "extract__covers_until").distinct():
        quarter = Quarter.of(since)
        while quarter.last < min(until, on):
            if quarter.first >= since:
                found.add(quarter)
            quarter = quarter.next
    return sorted(found, reverse=True)


@dataclass(frozen=True, slots=True)
class FirstYear:
    """What a measure said of the first four whole quarters that are shown, on which day they end, and of what made."""

    words: str
    last_day: date
    source: str


def first_year(actor: Actor, measure: Measure) -> FirstYear | None:
    """The first year that tables show of a share or a count; None where a quarter of it is hidden or too young."""
    release = newest(actor, measure=measure.code, by="quarter")
    if release is None or measure.kind not in ("share", "days", "change", "count"):
        return None
    since, until = release.extract.covers_from, mature_until(measure, release.extract)
    known = (Quarter.named(each) for each in release.figures if each != TOTAL)
    year = sorted(each for each in known if each and each.first >= since and each.last <= until)[:4]
    if len(year) < 4 or year[-1].first > year[0].first + timedelta(days=280):  # one between is hidden
        return None
    of, counted = (sum(release.figures[each.name][part] for each in year) for part in ("of", "counted"))
    if not of:
        return None
    words = f"{of:,}" if measure.kind == "count" else f"{counted / of:.0%} of {of:,}{answered(measure)}"
    made_up = "Illustration, made-up people: " if release.extract.is_made_up else ""
    source = f"{made_up}the year to that day, measure version {release.measure_version}"
    return FirstYear(words, year[-1].last, source)
