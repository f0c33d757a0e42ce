"""The commissioning calendar: warnings, the chart, the table, and the same for a spreadsheet and one's own calendar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door
from throughline.frame.icalendar import Day, icalendar_download
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from ..calendar_chart import draw, facts, in_words
from ..lifecycle import CONTRACT
from ..queries import calendar as queries
from ..queries.contracts import Shown
from .contracts import READERS, TONES

MOST_WARNINGS = 6


@door(READERS)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Which local contract ends when, what must happen before, and when the specification is in it."""
    today = timezone.localdate()
    rows = _rows(request)
    noted = queries.warnings(rows, today)
    return render(
        request,
        "agreements/calendar.html",
        {
            "rows": rows,
            "noted": noted[:MOST_WARNINGS],
            "more": noted[MOST_WARNINGS:],
            "countdowns": queries.countdowns(actor_of(request), today, rows),
            "in_words": in_words(rows, today),
            "tones": TONES,
            "may_plan": bool(CONTRACT.may("plan", None, actor_of(request))),
        },
    )


@door(READERS)
@require_safe
def calendar_svg(request: HttpRequest) -> HttpResponseBase:
    """The picture of exactly the rows that the page lists."""
    today = timezone.localdate()
    rows = _rows(request)
    return picture(request, draw, facts(rows, queries.countdowns(actor_of(request), today, rows), today))


@door(READERS)
@require_safe
def calendar_csv(request: HttpRequest) -> HttpResponse:
    """The calendar's table."""
    return csv_download("commissioning-calendar.csv", queries.HEADER, queries.table(_rows(request)))


@door(READERS)
@require_safe
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """Ends, warnings, options, steps and promised days for one's own calendar."""
    today = timezone.localdate()
    rows = _rows(request)
    found = queries.days(rows, queries.countdowns(actor_of(request), today, rows))
    address = settings.PUBLIC_ADDRESS.rstrip("/")
    days = [Day(each.uid, each.on, each.summary, each.words, address + each.href) for each in found]
    return icalendar_download("commissioning-calendar.ics", "Commissioning calendar", days, at=timezone.now())


def _rows(request: HttpRequest) -> list[Shown]:
    today = timezone.localdate()
    return queries.on_the_calendar(actor_of(request), today)
