"""The recovery checks of everybody in sight: due, overdue, to come and made; as a page, and as a file without names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from ..actions.people import note_read
from ..care.leaving import STANDS
from ..queries import recovery as queries
from ..remembered import keep, remembered
from ..sight import case_door
from .steps import FORMS

SERVICE = ("key-worker", "provider-manager")
_LIST = "recovery checks"


@case_door(*SERVICE)
@never_cache
@require_http_methods(FORMS)
def recovery_checks(request: HttpRequest) -> HttpResponse:
    """Who is to be asked how they are, and by when."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    listing = queries.listing(today)
    if request.method == "POST":
        keep(request, _LIST, listing)
        return redirect("recovery-checks")
    asked = remembered(request, _LIST, listing)
    listed = asked.page(listing, queries.checks(today, asked.search))
    rows = queries.rows_of(listed.rows, today)
    note_read(actor=actor, at=now, people=[each.check.referral.person_id for each in rows], what=_LIST)
    return render(
        request, "caseload/recovery_checks.html", {"listed": listed, "rows": rows, "stands": STANDS}
    )


@case_door(*SERVICE)
@require_safe
def recovery_checks_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered, by our reference: it names nobody who was helped."""
    today = timezone.localdate()
    listing = queries.listing(today)
    asked = remembered(request, _LIST, listing)
    rows = queries.rows_of(listing.narrow(queries.checks(today, asked.search), asked.asked), today)
    lines = (
        (
            each.check.referral.reference,
            each.check.referral.unit.name,
            each.key_worker,
            each.check.months,
            each.check.due_on,
            STANDS[each.standing],
            each.check.done_on or "",
            each.answer,
        )
        for each in rows
    )
    header = ("Reference", "Unit", "Key worker", "Months", "Due", "Stands", "Made", "Answer")
    return csv_download("recovery-checks.csv", header, lines)
