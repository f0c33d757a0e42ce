"""Which moment do a day and a time on London's clocks mean, and how is a moment said? It is kept in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from throughline.kernel.wording import long_date

LONDON = ZoneInfo("Europe/London")


def moments_of(day: date, clock: time) -> tuple[datetime, ...]:
    """Each moment at which London's clocks show it: one; two in the hour that comes twice in October; none in March."""
    shown = datetime.combine(day, clock)
    found = [shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return tuple(
        dict.fromkeys(each for each in found if each.astimezone(LONDON).replace(tzinfo=None) == shown)
    )


def day_of(moment: datetime) -> date:
    """The day on which it falls in London."""
    return moment.astimezone(LONDON).date()


def clock_of(moment: datetime) -> time:
    """What London's clocks show."""
    return moment.astimezone(LONDON).time()


def clock_words(moment: datetime) -> str:
    """10am, 2:30pm; in the hour that comes twice, which of the two."""
    local = moment.astimezone(LONDON)
    said = _said(local.time())
    if len(moments_of(local.date(), local.time())) == 2:
        said += ", after the clocks go back" if local.fold else ", before the clocks go back"
    return said


def span_words(begins: datetime, minutes: int) -> str:
    """10am to 10:45am."""
    return f"{clock_words(begins)} to {clock_words(begins + timedelta(minutes=minutes))}"


def day_words(day: date) -> str:
    """Monday 2 March; with the year, a date stands elsewhere on the page."""
    return f"{day:%A} {long_date(day)}".removesuffix(f" {day.year}")


def bounds_of(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of one day in London up to, but not including, the first after the other."""
    return _midnight(first), _midnight(last + timedelta(days=1))


def time_words(clock: time) -> str:
    """A time on a clock: 9am, 5:30pm."""
    return _said(clock)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON).astimezone(UTC)


def _said(clock: time) -> str:
    minutes = f":{clock:%M}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"
