"""Who is met in a week, by whom, and what came of it: a manager's whole service, a key worker's own people?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet

from throughline.frame.lists import Filter, Listed, Listing, Rows, Sort, by
from throughline.kernel.actor import Actor
from throughline.organisations.queries import names_of

from ..actions.people import identity_of
from ..care.local_time import bounds_of, day_of, day_words
from ..codes import MODES
from ..lifecycle import MANAGER
from ..models import Appointment
from ..models.appointments import KINDS
from .by_unit import by_unit
from .candidates import whose_people
from .kept import shown
from .today import outcome_of

SIZE = 200
_RECORDED = {"attended": "Attended", "did_not_attend": "Did not attend", "did_not_happen": "Did not happen"}


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting of the week."""

    appointment: Appointment
    name: str
    what: str
    with_whom: str
    outcome: str
    tone: str


def monday_of(asked: str, today: date) -> date:
    """The Monday of the week in which the asked day lies; this week’s where none was asked."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    if abs((day - today).days) > 3_700:
        day = today
    return day - timedelta(days=day.weekday())


def meetings(actor: Actor, monday: date, now: datetime) -> QuerySet[Appointment]:
    """Every meeting of that week in the actor's sight; a key worker's their own, and those whom they cover today."""
    begins, ends = bounds_of(monday, monday + timedelta(days=6))
    rows = Appointment.objects.filter(begins_at__gte=begins, begins_at__lt=ends).exclude(state="rescheduled")
    rows = rows.filter(shown(now))
    if not actor.roles & MANAGER:
        rows = rows.filter(with_whom__in=whose_people(actor, day_of(now)))
    return rows.select_related("referral__person", "referral__unit", "group")


def listing() -> Listing:
    """How the week is narrowed; always by time."""
    return Listing(
        sorts=(Sort("time", "Time", ("begins_at", "with_whom", "id")),),
        filters=(
            Filter("worker", "With whom", _workers, lambda rows, value: rows.filter(with_whom=value)),
            by("state", "What came of it", {"scheduled": "Not recorded", **_RECORDED}),
            by("kind", "What", dict(KINDS)),
            by_unit("referral__"),
        ),
        size=SIZE,
    )


def _workers(rows: Rows) -> list[tuple[str, str]]:
    ids = set(rows.order_by().values_list("with_whom", flat=True).distinct())
    return sorted(names_of(ids).items(), key=lambda each: each[1])


def days(listed: Listed) -> Iterator[tuple[date, str, list[Line]]]:
    """The meetings of a page by day, each day in words; who they are with is known from the filter."""
    names = {each.value: each.text for each in listed.filters[0].choices}
    for day, those in groupby(listed.rows, key=lambda each: day_of(each.begins_at)):
        yield day, day_words(day), [_line(each, names) for each in those]


def _line(each: Appointment, names: dict[str, str]) -> Line:
    outcome, tone = outcome_of(each)
    what = each.group.title if each.group else each.get_kind_display()
    return Line(
        each,
        identity_of(each.referral.person).name or "Name not known",
        f"{what}, {MODES[each.mode].lower() if not each.place else each.place}",
        names.get(each.with_whom, ""),
        outcome,
        tone,
    )


def around(monday: date, now: datetime) -> dict[str, object]:
    """The weeks before and after, and whether this is the present one."""
    here = day_of(now)
    return {
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "is_this_week": monday <= here < monday + timedelta(days=7),
    }
