"""The pages of scrutiny: what waits, one return before its partnership, and each step with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.steps import StepPage, take_step
from throughline.kernel.verdict import RefusedError, Verdict

from ..actions import meetings
from ..actions import scrutiny as actions
from ..forms.scrutiny import AcceptForm, ChallengeForm, SampleForm, meeting_form, state_form
from ..lifecycle import CSP, OFFICERS, SCRUTINY
from ..queries import scrutinies as queries
from ..queries import scrutiny_pages as pages
from ..queries.returns import name_of
from ..queries.scrutiny_pages import SEE

FORMS = ["GET", "HEAD", "POST"]
READERS = for_roles(*sorted(SEE))
LISTING = Listing(
    sorts=(
        Sort("newest", "Newest", queries.NEWEST),
        Sort("area", "By area", ("version__of__place__name", "-begun_at", "id")),
    ),
    filters=(
        by("state", "State", pages.STATES),
        Filter("outcome", "Statement", lambda _: pages.OUTCOME_CHOICES, pages.with_outcome),
        Filter("year", "Year", pages.years, lambda rows, year: rows.filter(version__of__year=year)),
        Filter("area", "Area", pages.areas, pages.of_area),
    ),
    search_field="searched",
)


@door(READERS)
@require_safe
def scrutinies(request: HttpRequest) -> HttpResponse:
    """What waits to be put before a partnership or chosen for a sample, then what was said of each return."""
    actor, on = actor_of(request), timezone.localdate()
    listed = LISTING.page(pages.searchable(queries.visible_to(actor, on), "version__of__"), request.GET)
    return render(
        request,
        "assurance/scrutinies.html",
        {
            "listed": listed,
            "rows": pages.shown(listed.rows),
            "waiting": pages.waiting(actor, on),
            "formats": [
                {"text": "CSV", "href": reverse("scrutinies-csv") + "?" + listed.query, "type": "text/csv"}
            ],
        },
    )


@door(READERS)
@require_safe
def scrutinies_csv(request: HttpRequest) -> HttpResponse:
    """The same list to download."""
    rows = LISTING.narrow(
        pages.searchable(queries.visible_to(actor_of(request), timezone.localdate()), "version__of__"),
        request.GET.dict(),
    )
    header = ("Area", "Return", "Recipient", "State", "Statement or sample", "Begun")
    return csv_download(
        "scrutiny.csv",
        header,
        (
            (each.area, each.name, each.recipient, each.state_words, each.says, each.begun_on)
            for each in pages.shown(rows)
        ),
    )


@door(READERS)
@require_http_methods(FORMS)
def begin(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """A certified return: put it before the partnership, or choose it for a sample."""
    actor, on = actor_of(request), timezone.localdate()
    of = queries.returns_visible_to(actor, on).filter(pk=return_id).first()
    if of is None:
        raise Http404("There is no such return.")
    it = queries.before(of, on)
    step = "choose" if it.model == "csp_governs" else "begin"
    verdict: Verdict = actions.may_begin(actor, of, step, on)
    if request.method == "POST":
        try:
            made = getattr(actions, step)(actor=actor, at=timezone.now(), return_id=return_id)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("scrutiny", made.id)
    return render(
        request,
        "assurance/scrutiny_begin.html",
        {
            "of": of,
            "it": it,
            "step": step,
            "verdict": verdict,
            "money": pages.money_of(it, queries.newest_version(of)),
            "name": name_of(of),
        },
    )


@door(READERS)
@require_safe
def scrutiny(request: HttpRequest, scrutiny_id: UUID) -> HttpResponse:
    """One return before its partnership: what it says, what was said of it, what comes next."""
    actor, on = actor_of(request), timezone.localdate()
    row = _row(request, scrutiny_id, on)
    return render(request, "assurance/scrutiny.html", {"page": pages.page_of(actor, row, on), "row": row})


@door(for_roles(*sorted(CSP | OFFICERS)))
@require_http_methods(FORMS)
def step(request: HttpRequest, scrutiny_id: UUID, name: str) -> HttpResponse:
    """One step: state, accept, challenge, sample."""
    actor, on = actor_of(request), timezone.localdate()
    row = _row(request, scrutiny_id, on)
    it = queries.before(row.version.of, on)
    if name == "state":
        asked = queries.questions(on, it.in_all) if it.scored else []
        points = queries.points(it.group_code)
        lead = it.why if points else f"{it.why} {_NO_MEETING}"
        page = StepPage(
            "state",
            "Make the partnership’s statement",
            "Make the statement",
            state_form(points, asked),
            actions.state,
            "The statement is made. The authority has been told.",
            lead,
        )
    elif name in _STEPS:
        page = _STEPS[name]
    else:
        raise Http404("There is no such step.")
    return take_step(
        request,
        page,
        verdict=actions.may_take(actor, row, name),
        about=f"{name_of(row.version.of)}, {row.version.of.place.name}",
        back=reverse("scrutiny", args=[scrutiny_id]),
        initial={"point": str(row.point_id)} if row.point_id else None,
        scrutiny_id=scrutiny_id,
    )


_NO_MEETING = (
    "No meeting of the partnership is noted yet: note it first, or act under the chair’s delegation."
)
_STEPS = {
    "accept": StepPage(
        "accept",
        "Take the statement",
        "Take it",
        AcceptForm,
        actions.accept,
        "The statement is taken.",
        "Where the partnership gave assurance, the return becomes the record of its period.",
    ),
    "challenge": StepPage(
        "challenge",
        "Ask the partnership again",
        "Ask again",
        ChallengeForm,
        actions.challenge,
        "The partnership has been asked again.",
        "Its chair is told. Another statement follows; the one of now stays on record.",
    ),
    "sample": StepPage(
        "sample",
        "What did the papers show?",
        "Save what was found",
        SampleForm,
        actions.sample,
        "What was found is on record.",
        "The authority looks at papers itself and says which. If they bear the return out, it is taken as the record.",
    ),
}


@door(for_roles(*sorted(CSP)))
@require_http_methods(FORMS)
def meeting(request: HttpRequest, scrutiny_id: UUID) -> HttpResponse:
    """Note the meeting at which the partnership discussed the return: who was there, interests, what was said."""
    actor, on = actor_of(request), timezone.localdate()
    row = _row(request, scrutiny_id, on)
    it = queries.before(row.version.of, on)
    seats = pages.seats_asked(row.version.of, it.group_code, on)
    verdict: Verdict = SCRUTINY.may("state", row.state, _as_chair(actor))
    page = StepPage(
        "state",
        "Note the partnership’s meeting",
        "Save the meeting",
        meeting_form(seats),
        meetings.note_meeting,
        "The meeting is on record. The statement can rest on it now.",
        "Whoever comes from the recipient or from probation declares it, and the statement says so.",
    )
    return take_step(
        request,
        page,
        verdict=verdict if seats else pages.no_group(it.partnership),
        about=f"{it.partnership}: {name_of(row.version.of)}",
        back=reverse("scrutiny", args=[scrutiny_id]),
        template="assurance/meeting.html",
        scrutiny_id=scrutiny_id,
    )


def _as_chair(actor: Any) -> Any:
    """Officer and chair may both note a meeting; the table of steps knows the chair's."""
    return type(actor)(actor.id, actor.roles | {"csp-chair"}) if actor.roles & CSP else actor


def _row(request: HttpRequest, scrutiny_id: UUID, on: date) -> Any:
    row = queries.whole(actor_of(request), scrutiny_id, on)
    if row is None:
        raise Http404("There is no such scrutiny.")
    return row
