"""The list of variations, one of them with everything that it changes, and each step with it."""

from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Refused, Verdict
from throughline.organisations.reach import EVERYWHERE

from ..actions import variations as actions
from ..actions import varied as after
from ..forms.variations import DecisionForm, NothingForm, ReasonForm
from ..lifecycle import FOR_THE_OTHER_SIDE, OFFICERS, VARIATION
from ..queries import variations as queries
from .steps_of_changes import StepPage, page_of, take_step

READERS = for_roles(*sorted((EVERYWHERE - {"supplier", "system"}) | FOR_THE_OTHER_SIDE))
TONES = {
    "asked": "wait",
    "prepared": "wait",
    "deciding": "wait",
    "amended": "wait",
    "agreed": "",
    "applied": "good",
    "refused": "stop",
    "declined": "stop",
    "withdrawn": "quiet",
}
LISTING = Listing(
    sorts=(
        Sort("newest", "Newest first", ("-begun_at", "id")),
        Sort("largest", "Largest change first", (F("change").desc(nulls_last=True), "id")),
    ),
    filters=(
        by("state", "State", VARIATION.states),
        Filter(
            "from",
            "Asked for by",
            lambda _: [("recipient", "The recipient"), ("authority", "The authority")],
            lambda rows, who: rows.filter(is_asked_for=who == "recipient"),
        ),
    ),
    search_field="search_text",
)
STEPS = {
    "take-up": StepPage(
        "take_up",
        "Take this request up?",
        "Take it up",
        NothingForm,
        actions.take_up,
        "It is yours to prepare. Whoever asked has been told.",
        "You can change what it names, then put it to a decision.",
    ),
    "decline": StepPage(
        "decline",
        "Answer no?",
        "Answer no",
        ReasonForm,
        actions.decline,
        "Answered. Whoever asked has been told where to read why.",
        "Whoever asked reads your reason.",
        "warning",
    ),
    "decision": StepPage(
        "put_to_decision",
        "Put it to a decision",
        "Draft the decision",
        DecisionForm,
        actions.put_to_decision,
        "The decision is drafted with exactly these figures. Complete its other sections, then submit it.",
        "A draft is begun with the figures of this variation. What it names stays as it is until it is decided.",
    ),
    "withdraw": StepPage(
        "withdraw",
        "Take this variation back?",
        "Take it back",
        ReasonForm,
        actions.withdraw,
        "Taken back. Nothing was changed.",
        "Nothing changes then. Its draft is given up with it.",
        "warning",
    ),
    "agreements": StepPage(
        "agreements",
        "Draft the varied agreements?",
        "Draft them",
        NothingForm,
        after.draft_agreements,
        "Each varied agreement is drafted. Issue them to be signed.",
        "Each says what the one in force says, save what this variation names.",
    ),
    "apply": StepPage(
        "apply",
        "Apply this variation?",
        "Apply it",
        NothingForm,
        after.apply,
        "Applied. Every grant that it names says so now.",
        "Awards change now to what was decided, and later instalments with them.",
    ),
}


@door(READERS)
@require_safe
def variations(request: HttpRequest) -> HttpResponse:
    """Every variation within reach."""
    actor = actor_of(request)
    listed = LISTING.page(queries.visible_to(actor, timezone.localdate()), request.GET)
    return render(
        request,
        "agreements/variations.html",
        {
            "listed": listed,
            "tones": TONES,
            "may_prepare": bool(VARIATION.may("prepare", None, actor)),
            "may_ask": bool(VARIATION.may("ask", None, actor)),
        },
    )


@door(READERS)
@require_safe
def variation(request: HttpRequest, variation_id: UUID) -> HttpResponse:
    """What it changes, before and after, what it comes to, who signs, and what it waits for."""
    page = _page(request, variation_id)
    may = {name: _may(request, name, page) for name in STEPS}
    return render(
        request,
        "agreements/variation.html",
        {
            "page": page,
            "variation": page.variation,
            "tone": TONES[page.variation.state],
            "may": may,
            "may_settle": VARIATION.may("settle", page.variation.state, actor_of(request)),
            "may_edit": VARIATION.may("edit", page.variation.state, actor_of(request)),
            "is_officer": bool(actor_of(request).roles & OFFICERS),
        },
    )


@door(READERS)
@require_safe
def variation_csv(request: HttpRequest, variation_id: UUID) -> HttpResponse:
    """Its lines, one row for each thing that changes."""
    page = _page(request, variation_id)
    header = ("Place", "Recipient", "Programme", "Year", "What", "Before", "After", "Change", "Done", "Basis")
    return csv_download(
        "variation.csv",
        header,
        (
            (
                each.place,
                each.recipient,
                each.programme,
                each.year,
                each.what,
                each.before,
                each.after,
                each.change,
                each.done,
                "Illustration" if each.is_illustration else "Decided",
            )
            for each in page.lines
        ),
    )


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, variation_id: UUID, name: str) -> HttpResponse:
    """One step with a variation."""
    page = page_of(STEPS, name)
    of = _page(request, variation_id)
    return take_step(
        request,
        page,
        verdict=_may(request, name, of),
        about=of.variation.title,
        back=reverse("variation", args=[variation_id]),
        initial={"decision_type": "deputy-mayor", "function": "police-and-crime"},
        variation_id=variation_id,
    )


def _page(request: HttpRequest, variation_id: UUID) -> queries.Page:
    page = queries.page_of(actor_of(request), variation_id, timezone.localdate())
    if page is None:
        raise Http404("There is no such variation.")
    return page


def _may(request: HttpRequest, name: str, page: queries.Page) -> Verdict:
    """Whether the step's button is there; the act asks again, and more."""
    actor, of = actor_of(request), page.variation
    if name == "apply":
        return after.may_apply(of, actor)
    if name == "agreements":
        return after.may_draft_agreements(of, actor)
    verdict = VARIATION.may(STEPS[name].step, of.state, actor)
    if verdict and name == "withdraw" and not of.is_asked_for and not actor.roles & OFFICERS:
        return Refused("The authority prepared this variation; its officers can take it back.")
    return verdict
