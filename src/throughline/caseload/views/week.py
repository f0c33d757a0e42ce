"""The week: who is met when and by whom, for a manager and for whoever meets them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from throughline.frame.middleware import actor_of

from ..actions.people import note_read
from ..care.local_time import clock_words, day_of
from ..queries import week as queries
from ..sight import case_door
from .cases import SERVICE


@case_door(*SERVICE)
@never_cache
@require_safe
def week(request: HttpRequest, day: str = "") -> HttpResponse:
    """The meetings of a week, by day and time."""
    actor, now = actor_of(request), timezone.now()
    today = day_of(now)
    monday = queries.monday_of(day, today)
    listed = queries.listing().page(queries.meetings(actor, monday, now), request.GET)
    days = list(queries.days(listed))
    note_read(actor=actor, at=now, people=[each.referral.person_id for each in listed.rows], what="week")
    return render(
        request,
        "caseload/week.html",
        {
            "listed": listed,
            "days": days,
            "monday": monday,
            "today": today,
            "clock_words": clock_words,
            "several": len({each.with_whom for each in listed.rows}) > 1,
            **queries.around(monday, now),
        },
    )
