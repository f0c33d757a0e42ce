"""Local contracts: the list, one of them, planning, recording, and each step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.organisations.reach import EVERYWHERE

from ..actions import contracts as actions
from ..forms.contracts import (
    MOST_OPTIONS,
    AmendForm,
    ContractForm,
    IntegrationForm,
    MilestoneForm,
    OptionForm,
    ReasonForm,
    StartForm,
)
from ..forms.variations import NothingForm
from ..lifecycle import CONTRACT, FOR_THE_OTHER_SIDE, OFFICERS
from ..queries import calendar
from ..queries import contract_choices as choices
from ..queries import contracts as queries
from .steps_of_changes import StepPage, page_of, take_step

READERS = for_roles(*sorted((EVERYWHERE - {"supplier", "system"}) | FOR_THE_OTHER_SIDE))
KEEPING = for_roles(*sorted(OFFICERS | {"commissioner"}))
TONES = {"planned": "wait", "running": "good", "ended": "quiet", "dropped": "quiet"}
LISTING = Listing(
    sorts=(
        Sort("place", "By place", ("place__name", "begins_on", "id")),
        Sort("ends", "Ending first", ("ends_on", "id")),
    ),
    filters=(
        by("state", "State", CONTRACT.states),
        by("regime", "Law", queries.REGIMES),
        by("integration", "Specification in it", queries.INTEGRATION),
    ),
    search_field="search_text",
)
STEPS = {
    "start": StepPage(
        "start",
        "Was it let?",
        "It runs",
        StartForm,
        actions.start,
        "It runs. The calendar counts to its end now.",
    ),
    "amend": StepPage(
        "amend",
        "Change this contract",
        "Record the change",
        AmendForm,
        actions.amend,
        "Recorded, with what the check of the law says of it.",
        "What the check says is advice, unverified until procurement confirms it. It refuses nothing.",
    ),
    "integration": StepPage(
        "amend",
        "How far is the specification in it?",
        "Save",
        IntegrationForm,
        actions.set_integration,
        "Saved.",
    ),
    "end": StepPage(
        "end",
        "Did it run out?",
        "It has ended",
        NothingForm,
        actions.end,
        "Ended.",
        "Its last day has passed.",
    ),
    "drop": StepPage(
        "drop",
        "Will it not be let?",
        "It will not be let",
        ReasonForm,
        actions.drop,
        "It is off the calendar. It stays to be read, with the reason.",
        tone="warning",
    ),
}
MILESTONE = StepPage(
    "edit", "A step of this recommissioning", "Save", MilestoneForm, actions.mark_milestone, "Saved."
)
OPTION = StepPage("amend", "Does it go on?", "Save", OptionForm, actions.decide_option, "Saved.")


@door(READERS)
@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """Every local contract within reach."""
    actor, today = actor_of(request), timezone.localdate()
    listed = LISTING.page(queries.visible_to(actor, today), request.GET)
    return render(
        request,
        "agreements/contracts.html",
        {
            "listed": listed,
            "rows": queries.shown(listed.rows, today),
            "tones": TONES,
            "may_plan": bool(CONTRACT.may("plan", None, actor)),
        },
    )


@door(READERS)
@require_safe
def contracts_csv(request: HttpRequest) -> HttpResponse:
    """The contracts as they are searched and filtered."""
    today = timezone.localdate()
    rows = LISTING.narrow(queries.visible_to(actor_of(request), today), request.GET.dict())
    return csv_download("local-contracts.csv", calendar.HEADER, calendar.table(queries.shown(rows, today)))


@door(READERS)
@require_safe
def contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """One contract: its law, days, options, steps, changes, and how far the specification is in it."""
    row, shown = _contract(request, contract_id)
    actor = actor_of(request)
    own = queries.may_act(actor, row, timezone.localdate())
    may = {name: own and CONTRACT.may(page.step, row.state, actor) for name, page in STEPS.items()}
    if row.state == "planned":
        may["integration"] = own and CONTRACT.may("edit", row.state, actor)
    return render(
        request,
        "agreements/contract.html",
        {
            "contract": shown,
            "tone": TONES[row.state],
            "may": may,
            "may_edit": own and CONTRACT.may("edit", row.state, actor),
            "may_decide": own and CONTRACT.may("amend", row.state, actor),
            "today": timezone.localdate(),
        },
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Plan a recommissioning, or record a contract that runs already."""
    actor, today = actor_of(request), timezone.localdate()
    form = _form(request, {"place": request.GET.get("place", ""), "integration": "not_begun"})
    if form.is_valid():
        try:
            act = actions.plan if kind == "plan" else actions.record
            made = act(actor=actor, at=timezone.now(), said=form.said(choices.councils(today)))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is on the calendar.")
            return redirect("contract", made.id)
    heading = "Plan a recommissioning" if kind == "plan" else "Record a contract that runs"
    return render(
        request,
        "agreements/contract_form.html",
        {
            "form": form,
            "heading": heading,
            "button": "Put it on the calendar",
            "back_to": reverse("contracts"),
        },
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Change a planned contract; its steps move with its route and its first day."""
    row, shown = _contract(request, contract_id)
    initial: dict[str, Any] = {
        "place": str(row.place_id),
        "title": row.title,
        "provider": str(row.provider_id or ""),
        "route": row.route,
        "begins_on": row.begins_on,
        "ends_on": row.ends_on,
        "lifetime": str(shown.lifetime).removeprefix("£") if shown.lifetime else "",
        "follows": str(row.follows_contract_id or ""),
        "integration": row.integration,
        "capacity_words": row.capacity_words,
        "source": row.source,
    }
    for number, option in enumerate(shown.options[:MOST_OPTIONS], 1):
        initial |= {f"until_{number}": option.until, f"decide_{number}": option.decide_by}
    form = _form(request, initial)
    if form.is_valid():
        try:
            said = form.said(choices.councils(timezone.localdate()))
            actions.edit(actor=actor_of(request), at=timezone.now(), contract_id=contract_id, said=said)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Steps that are not done have moved with it.")
            return redirect("contract", contract_id)
    return render(
        request,
        "agreements/contract_form.html",
        {"form": form, "heading": "Change what is planned", "button": "Save", "back_to": shown.href},
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, contract_id: UUID, name: str) -> HttpResponse:
    """One step with a contract."""
    page = page_of(STEPS, name)
    row, shown = _contract(request, contract_id)
    verdict = CONTRACT.may(page.step, row.state, actor_of(request))
    if name == "integration" and row.state == "planned":
        verdict = CONTRACT.may("edit", row.state, actor_of(request))
    return take_step(
        request,
        page,
        verdict=verdict,
        about=f"{shown.place}: {shown.title}",
        back=shown.href,
        initial={
            "begins_on": row.begins_on,
            "ends_on": row.ends_on if name == "start" else None,
            "provider": str(row.provider_id or ""),
            "integration": row.integration,
        },
        offered={"providers": choices.providers()} if name == "start" else None,
        contract_id=contract_id,
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: HttpRequest, contract_id: UUID, code: str) -> HttpResponse:
    """Say when a step is planned, or that it was done."""
    row, shown = _contract(request, contract_id)
    found = next((each for each in shown.steps if each.code == code), None)
    if found is None:
        raise Http404("There is no such step.")
    return take_step(
        request,
        MILESTONE,
        verdict=CONTRACT.may("edit", row.state, actor_of(request)),
        about=f"{found.title}: {shown.place}",
        back=shown.href,
        initial={"planned_on": found.planned_on, "done_on": found.done_on, "note": found.note},
        contract_id=contract_id,
        code=code,
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def option(request: HttpRequest, contract_id: UUID, option_id: int) -> HttpResponse:
    """Take an option up, or not."""
    row, shown = _contract(request, contract_id)
    found = next((each for each in shown.options if each.id == option_id), None)
    if found is None:
        raise Http404("There is no such option.")
    return take_step(
        request,
        OPTION,
        verdict=CONTRACT.may("amend", row.state, actor_of(request)),
        about=f"{shown.place}: until {long_date(found.until)}",
        back=shown.href,
        contract_id=contract_id,
        option_id=option_id,
    )


def _contract(request: HttpRequest, contract_id: UUID) -> tuple[Any, queries.Shown]:
    found = queries.contract_whole(actor_of(request), contract_id, timezone.localdate())
    if found is None:
        raise Http404("There is no such contract.")
    return found


def _form(request: HttpRequest, initial: dict[str, Any]) -> ContractForm:
    actor, today = actor_of(request), timezone.localdate()
    return ContractForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        places=choices.places(actor, today),
        providers=choices.providers(),
        earlier=choices.earlier(actor, today),
    )
