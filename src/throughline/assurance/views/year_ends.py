"""The pages of year-end decisions: what was left, what is proposed, and each step with it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.agreements.queries import grants as agreements
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.steps import StepPage, page_of, take_step

from ..actions import year_end as actions
from ..forms.watching import DecideForm, WhyForm, YearEndForm
from ..lifecycle import OFFICERS, YEAR_END
from ..queries import year_ends as queries
from ..queries.scrutiny_pages import SEE, areas, searchable

FORMS = ["GET", "HEAD", "POST"]
READERS = for_roles(*sorted(SEE))
LISTING = Listing(
    sorts=(
        Sort("newest", "Newest", queries.NEWEST),
        Sort("largest", "Largest", ("-amount_pence", "id")),
    ),
    filters=(
        by("state", "State", queries.STATES),
        by("outcome", "Outcome", queries.BECOMES),
        Filter("area", "Area", areas, queries.of_area),
    ),
    search_field="searched",
)
PROPOSE = StepPage(
    "propose",
    "What becomes of money that was not spent?",
    "Propose it",
    YearEndForm,
    actions.propose,
    "It is proposed. Somebody senior decides it.",
    "You propose; somebody else decides. What is decided is carried over, recovered, written off or returned.",
)
STEPS = {
    "decide": StepPage(
        "decide",
        "Decide it as proposed?",
        "Decide it",
        DecideForm,
        actions.decide,
        "It is decided.",
        "Payments follow it in the same moment: a recovery is asked for, a carry-over is planned.",
    ),
    "return": StepPage(
        "return",
        "Give the proposal back",
        "Give it back",
        WhyForm,
        actions.return_,
        "The proposal has gone back with your reasons.",
    ),
}


@door(READERS)
@require_safe
def year_ends(request: HttpRequest) -> HttpResponse:
    """What is left without a decision, then what was proposed and decided."""
    actor, on = actor_of(request), timezone.localdate()
    listed = LISTING.page(searchable(queries.visible_to(actor, on), "grant__"), request.GET)
    formats = [{"text": "CSV", "href": reverse("year-ends-csv") + "?" + listed.query, "type": "text/csv"}]
    return render(
        request,
        "assurance/year_ends.html",
        {
            "listed": listed,
            "rows": queries.shown(listed.rows),
            "left": queries.left_of(actor, on),
            "may_propose": bool(YEAR_END.may("propose", None, actor)),
            "formats": formats,
        },
    )


@door(READERS)
@require_safe
def year_ends_csv(request: HttpRequest) -> HttpResponse:
    """The same list to download."""
    rows = LISTING.narrow(
        searchable(queries.visible_to(actor_of(request), timezone.localdate()), "grant__"), request.GET.dict()
    )
    return csv_download(
        "year-end-decisions.csv",
        ("Grant", "Outcome", "Amount", "State", "Proposed"),
        (
            (each.grant, each.outcome, each.amount, each.state_words, each.proposed_at.date())
            for each in queries.shown(rows)
        ),
    )


@door(for_roles(*sorted(OFFICERS)))
@require_http_methods(FORMS)
def propose(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Propose what becomes of a part of a grant."""
    actor, on = actor_of(request), timezone.localdate()
    grant = agreements.visible_to(actor, on).filter(pk=grant_id).first()
    if grant is None:
        raise Http404("There is no such grant.")
    left = next((each for each in queries.left_of(actor, on) if each.grant_id == grant_id), None)
    return take_step(
        request,
        PROPOSE,
        verdict=YEAR_END.may("propose", None, actor),
        about=queries.named(grant),
        back=reverse("year-ends"),
        initial={"amount": str(left.undecided).removeprefix("£")} if left else None,
        grant_id=grant_id,
    )


@door(READERS)
@require_safe
def year_end(request: HttpRequest, year_end_id: UUID) -> HttpResponse:
    """One proposal: how much, why, and what was decided."""
    row, actor = _row(request, year_end_id), actor_of(request)
    return render(
        request,
        "assurance/year_end.html",
        {
            "row": row,
            "shown": queries.shown([row])[0],
            "names": queries.names(row),
            "may": {name: actions.may_take(actor, row, name) for name in STEPS},
        },
    )


@door(READERS)
@require_http_methods(FORMS)
def step(request: HttpRequest, year_end_id: UUID, name: str) -> HttpResponse:
    """Decide it, or give it back."""
    page, row = page_of(STEPS, name), _row(request, year_end_id)
    shown = queries.shown([row])[0]
    return take_step(
        request,
        page,
        verdict=actions.may_take(actor_of(request), row, name),
        about=f"{shown.outcome}: {shown.amount} of {shown.grant}",
        back=reverse("year-end", args=[year_end_id]),
        year_end_id=year_end_id,
    )


def _row(request: HttpRequest, year_end_id: UUID) -> Any:
    row = queries.visible_to(actor_of(request), timezone.localdate()).filter(pk=year_end_id).first()
    if row is None:
        raise Http404("There is no such proposal.")
    return row
