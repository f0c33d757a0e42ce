"""What probation is told: to read, to copy in its own codes, and to acknowledge one by one or a page at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import telling as actions
from ..actions.people import note_read
from ..queries import told as queries
from ..remembered import keep, remembered
from ..sight import case_door
from .steps import FORMS

PROBATION = ("probation-practitioner", "head-of-unit", "prison-and-court-team")


@case_door(*PROBATION)
@never_cache
@require_http_methods(FORMS)
def told(request: HttpRequest) -> HttpResponse:
    """What happened to the people one supervises, urgent first, in words and in probation's own codes."""
    if request.method == "POST":
        keep(request, "feedback", queries.LISTING)
        return redirect("told")
    actor, now = actor_of(request), timezone.now()
    asked = remembered(request, "feedback", queries.LISTING)
    view = request.GET.get("view", "")
    view = view if view in queries.VIEWS else "mine"
    listed = asked.page(queries.LISTING, queries.shown(actor, now, view, asked.search))
    rows = queries.rows_of(listed.rows)
    note_read(actor=actor, at=now, people=[each.told.referral.person_id for each in rows], what="feedback")
    return render(
        request,
        "caseload/told.html",
        {
            "title": "Feedback",
            "listed": listed,
            "rows": rows,
            "view": view,
            "views": queries.VIEWS,
            "unread": [each for each in rows if each.told.acknowledged_at is None],
        },
    )


@case_door(*PROBATION)
@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    """These were read: one, or all of a page."""
    asked = [each for each in request.POST.getlist("told") if _is_id(each)]
    try:
        many = actions.acknowledge(
            actor=actor_of(request), at=timezone.now(), told=[UUID(each) for each in asked[:100]]
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("told")
    words = {
        0: "Somebody had acknowledged this already.",
        1: "Acknowledged. The service sees that you read it.",
    }
    messages.success(request, words.get(many, f"{many} acknowledged. The service sees that you read them."))
    return redirect("told")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
