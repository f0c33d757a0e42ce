"""The service's pages of a person: whom one takes care of, the overview, what probation was told, who looked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import alerts
from ..actions.people import note_read
from ..probation_note import sentence
from ..queries import caseload as people
from ..queries import cases as queries
from ..queries.overview import overview
from ..queries.reads import reads_of
from ..queries.triage import whole
from ..queries.whose_record import may_be_typed_here
from ..remembered import keep, remembered
from ..sight import case_door

SERVICE = ("key-worker", "provider-manager")
TABS = (
    ("case", "Overview"),
    ("case-referral", "Referral"),
    ("case-needs", "Needs"),
    ("case-plan", "Plan"),
    ("case-contacts", "Contacts"),
    ("case-support", "Support"),
    ("case-feedback", "Feedback"),
    ("case-access", "Access"),
)


@case_door(*SERVICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_people(request: HttpRequest) -> HttpResponse:
    """Whom I take care of: next contact, clock, needs."""
    if request.method == "POST":
        keep(request, "my people", people.LISTING)
        return redirect("my-people")
    actor, now = actor_of(request), timezone.now()
    asked = remembered(request, "my people", people.LISTING)
    listed = asked.page(people.LISTING, people.mine(actor, now, asked.search))
    rows = people.shown(listed.rows, now)
    note_read(actor=actor, at=now, people=[each.person_id for each in rows], what="caseload")
    return render(
        request,
        "caseload/my_people.html",
        {"listed": listed, "rows": rows, "is_manager": "provider-manager" in actor.roles},
    )


@case_door(*SERVICE)
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The overview of a person."""
    found = case_or_404(request, reference, "overview")
    over = overview(found, whole="all" in request.GET)
    return case_page(request, found, "caseload/case.html", "case", {"over": over})


@case_door(*SERVICE)
@require_safe
def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent, as it stands now: risk, children, why now, practical things; what changed, by whom and why."""
    found = case_or_404(request, reference, "referral")
    return case_page(request, found, "caseload/case_referral.html", "case-referral", {"whole": whole(found)})


@case_door(*SERVICE)
@require_POST
def read_alerts(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody of the service has read what probation changed."""
    found = case_or_404(request, reference, "referral")
    try:
        alerts.read(actor=actor_of(request), at=timezone.now(), referral_id=found.referral.id)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("case-referral", reference)


@case_door(*SERVICE)
@require_safe
def feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """What probation was told about this person, and when it read it."""
    found = case_or_404(request, reference, "feedback")
    names = names_of({each.acknowledged_by for each in found.told} - {""})
    return case_page(
        request,
        found,
        "caseload/case_feedback.html",
        "case-feedback",
        {"names": names, "told_in_words": sentence},
    )


@case_door(*SERVICE)
@require_safe
def access(request: HttpRequest, reference: str) -> HttpResponse:
    """Who looked at this person's record. R39"""
    found = case_or_404(request, reference, "access")
    return case_page(
        request,
        found,
        "caseload/case_access.html",
        "case-access",
        {"reads": reads_of(found.referral.person_id)},
    )


def case_or_404(request: HttpRequest, reference: str, what: str) -> queries.Case:
    """The case with its read on record; not found for whoever may not see it, and where there is none.

    KeptElsewhereError where the page asks for what comes in from the provider's own system.
    """
    found = queries.case_of(reference, actor=actor_of(request), now=timezone.now(), what=what)
    if found is None:
        raise Http404("There is no such page.")
    at = request.resolver_match
    may_be_typed_here(found, at.url_name or "" if at else "", is_sent=request.method == "POST")
    return found


def case_page(
    request: HttpRequest, found: queries.Case, template: str, tab: str, more: dict[str, Any]
) -> HttpResponse:
    """A page of the person with the identity bar and the pages beside it."""
    tabs = [{"text": text, "href": found.href(name), "active": name == tab} for name, text in TABS]
    return render(request, template, {"case": found, "bar": found.bar, "tabs": tabs, **more})
