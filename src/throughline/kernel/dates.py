"""Which financial year, which period, how many working days?

Bank holidays are England's, from the `holidays` library: as announced where they have been, and computed from
the standing rules for later years, so an extra holiday counts from the release that knows of it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from .wording import quoted

_YEAR = re.compile(r"(\d{4})\s?[/–-]\s?(\d{2}|\d{4})", re.ASCII)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, but not including, `until`; open-ended when `until` is None."""

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        _calendar_day(self.start)
        if self.until is not None and _calendar_day(self.until) <= self.start:
            raise ValueError(f"A period ends after it starts; {self.until} is not after {self.start}.")

    def __contains__(self, day: date) -> bool:
        return self.start <= _calendar_day(day) and (self.until is None or day < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day is in both."""
        return (other.until is None or self.start < other.until) and (
            self.until is None or other.start < self.until
        )

    @property
    def last_day(self) -> date | None:
        return None if self.until is None else self.until - _DAY


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """1 April of `starts_in` to 31 March of the next year; written 2021/22."""

    starts_in: int

    def __post_init__(self) -> None:
        if not 1900 <= self.starts_in <= 2999:
            raise ValueError(f"{self.starts_in} is not the first year of a financial year.")

    @classmethod
    def parse(cls, text: str) -> "FinancialYear":
        """The year written "2021/22", "2021-22" or "2021/2022"; ValueError says what is wrong."""
        match = _YEAR.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{quoted(text)} is not a financial year such as 2021/22.")
        following = str(int(match[1]) + 1)
        if match[2] not in (following, following[2:]):
            raise ValueError(f"{quoted(text)} is not one financial year: after {match[1]} comes {following}.")
        return cls(int(match[1]))

    @classmethod
    def of(cls, day: date) -> "FinancialYear":
        """The financial year that `day` falls in."""
        return cls(_calendar_day(day).year - (day.month < 4))

    @property
    def period(self) -> Period:
        return Period(date(self.starts_in, 4, 1), date(self.starts_in + 1, 4, 1))

    @property
    def next(self) -> "FinancialYear":
        return FinancialYear(self.starts_in + 1)

    @property
    def previous(self) -> "FinancialYear":
        return FinancialYear(self.starts_in - 1)

    def __contains__(self, day: date) -> bool:
        return day in self.period

    def __str__(self) -> str:
        return f"{self.starts_in}/{(self.starts_in + 1) % 100:02}"


def is_working_day(day: date) -> bool:
    """Whether `day` is neither at a weekend nor a bank holiday in England."""
    return _calendar_day(day).weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The `days`-th working day after `start` (before it when negative); `start` itself does not count."""
    step = _DAY if days > 0 else -_DAY
    day = _calendar_day(start)
    for _ in range(abs(days)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start` up to and including `end`; negative when `end` is earlier."""
    if _calendar_day(end) < _calendar_day(start):
        return -working_days_between(end, start)
    return sum(is_working_day(start + n * _DAY) for n in range(1, (end - start).days + 1))


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays in a calendar year, with their substitute days."""
    import holidays  # a third of a second, and only those who count working days should wait for it

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def _calendar_day(day: date) -> date:
    if isinstance(day, datetime):  # a datetime is a date to isinstance, and its day depends on a time zone
        raise TypeError(f"A calendar day is needed, not the moment {day!r}.")
    return day
