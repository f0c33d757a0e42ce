"""The pages of instalments: the list, one with its reasons, and each step with it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.choices import offer
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Verdict

from ..actions import answers, holds, planning
from ..forms.steps import AnswerForm, AskForm, BecauseForm, HoldForm, ProfileForm, ReferenceForm
from ..lifecycle import INSTALMENT
from ..queries import grants
from ..queries import instalments as queries
from ..queries.standing import visible_to
from ..rules import NEVER_OVERRIDDEN
from ..seeing import OFFICERS, READERS, RUN_READERS, SIGNERS
from .steps import FORMS, sent, take_step

STATES = [
    ("open", "Not asked for yet"),
    ("held", "Held"),
    ("due", "Due"),
    ("planned", "Planned"),
    ("requested", "Asked for"),
    ("paid", "Paid"),
]
_OF_STATE = {
    "open": ["planned", "due", "held"],
    "paid": ["paid", "reconciled"],
}
LISTING = Listing(
    sorts=(
        Sort("next", "What comes next", ("turn", "due_on", "grant__place__name", "grant", "number", "pk")),
        Sort("due", "Due first", ("due_on", "grant__place__name", "grant", "number", "pk")),
        Sort("last", "Due last", ("-due_on", "grant__place__name", "grant", "number", "pk")),
        Sort("place", "By place", ("grant__place__name", "due_on", "grant", "number", "pk")),
        Sort("amount", "Largest first", ("-amount_pence", "due_on", "pk")),
    ),
    filters=(
        Filter(
            "state",
            "How it stands",
            lambda _: STATES,
            lambda rows, state: rows.filter(state__in=_OF_STATE.get(state, [state])),
        ),
        Filter(
            "year",
            "Year",
            lambda rows: [(each, each) for each in queries.years(rows)],
            lambda rows, year: rows.filter(grant__round__year=year),
        ),
    ),
    search_field="search_text",
)


@door(for_roles(*READERS))
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """Every instalment within reach: when, how much, whether it may be paid, and why not."""
    actor, today = actor_of(request), timezone.localdate()
    rows = queries.searchable(visible_to(actor, today))
    count, totals = queries.totals(LISTING.narrow(rows, request.GET.dict()))
    listed = LISTING.page(rows, request.GET, count)
    return render(
        request,
        "payments/instalments.html",
        {
            "title": "Payments",
            "listed": listed,
            "rows": queries.shown(listed.rows, today),
            "totals": totals,
            "today": today,
            "sees_runs": bool(actor.roles & set(RUN_READERS)),
        },
    )


@door(for_roles(*READERS))
@require_safe
def payments_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, each with all that is in its way."""
    actor, today = actor_of(request), timezone.localdate()
    rows = LISTING.narrow(queries.searchable(visible_to(actor, today)), request.GET.dict())
    header = ("Place", "Recipient", "Year", "Instalment", "Due", "Pounds", "Stands", "In the way", "Who")
    return csv_download(
        "instalments.csv",
        header,
        (
            (
                each.standing.locality,
                each.instalment.grant.recipient.name,
                each.instalment.grant.round.year,
                each.standing.number,
                each.standing.due_on,
                f"{each.standing.amount.pence / 100:.2f}",
                each.words,
                " ".join(one.text for one in each.standing.in_the_way),
                ", ".join(dict.fromkeys(one.who for one in each.standing.in_the_way)),
            )
            for each in queries.shown(rows, today)
        ),
    )


@door(for_roles(*READERS))
@require_safe
def instalment(request: HttpRequest, instalment_id: UUID) -> HttpResponse:
    """One instalment: how it stands with every reason, what people did, what can be done now."""
    page, actor = _page(request, instalment_id), actor_of(request)
    state = page.instalment.state
    may: dict[str, Verdict] = {
        "hold": INSTALMENT.may("hold", state, actor),
        "cancel": INSTALMENT.may("cancel", state, actor),
        "reconcile": INSTALMENT.may("reconcile", state, actor),
        "plan": INSTALMENT.may("plan", None, actor),
        "ask": holds.may_ask(actor),
    }
    return render(
        request,
        "payments/instalment.html",
        {
            "title": page.name,
            "page": page,
            "may": may,
            "may_lift": {each.pk: holds.may_lift(each, state, actor) for each in page.open_holds},
            "may_answer": holds.may_answer(page.asked, actor) if page.asked else None,
            "can_be_passed_over": _can_be_passed_over(page),
            "sees_runs": bool(actor.roles & set(RUN_READERS)),
        },
    )


def _can_be_passed_over(page: queries.Page) -> list[tuple[str, str]]:
    return [
        (each.condition, each.text)
        for each in page.standing.in_the_way
        if each.condition not in NEVER_OVERRIDDEN
    ]


@door(for_roles(*OFFICERS))
@require_http_methods(FORMS)
def hold(request: HttpRequest, instalment_id: UUID) -> HttpResponse:
    """Hold it back."""
    page = _page(request, instalment_id)
    return take_step(
        request,
        HoldForm(*sent(request)),
        holds.hold,
        heading="Hold this instalment?",
        about=page.name,
        button="Hold it",
        done="The instalment is held. It says why, and who can lift that.",
        back=_address(page),
        verdict=INSTALMENT.may("hold", page.instalment.state, actor_of(request)),
        lead="While it is held, no run can ask for it; a run that has it already cannot be released.",
        tone="warning",
        instalment_id=instalment_id,
    )


@door(for_roles(*OFFICERS))
@require_http_methods(FORMS)
def lift(request: HttpRequest, instalment_id: UUID, hold_id: UUID) -> HttpResponse:
    """Lift one hold."""
    page = _page(request, instalment_id)
    held = next((each for each in page.open_holds if each.pk == hold_id), None)
    if held is None:
        raise Http404("There is no such hold.")
    return take_step(
        request,
        BecauseForm(*sent(request)),
        holds.lift,
        heading="Lift this hold?",
        about=f"{page.name}. {held.reason}",
        button="Lift the hold",
        done="The hold is lifted. Once nothing else is in the way, the instalment can be asked for.",
        back=_address(page),
        verdict=holds.may_lift(held, page.instalment.state, actor_of(request)),
        hold_id=hold_id,
    )


@door(for_roles("programme-lead", *SIGNERS))
@require_http_methods(FORMS)
def ask_override(request: HttpRequest, instalment_id: UUID) -> HttpResponse:
    """Ask that a condition be passed over."""
    page = _page(request, instalment_id)
    form = AskForm(*sent(request))
    offer(form, "conditions", _can_be_passed_over(page))
    return take_step(
        request,
        form,
        holds.ask_override,
        heading="Pay although something is not met?",
        about=page.name,
        button="Ask a second senior person",
        done="It is asked for. An assistant director, the director or the treasurer now says yes or no.",
        back=_address(page),
        verdict=holds.may_ask(actor_of(request)),
        lead="Nothing moves until a second senior person agrees. Both names and your reasons stand in the pack.",
        instalment_id=instalment_id,
    )


@door(for_roles(*SIGNERS))
@require_http_methods(FORMS)
def answer_override(request: HttpRequest, instalment_id: UUID) -> HttpResponse:
    """Say yes or no as the second senior person."""
    page = _page(request, instalment_id)
    if page.asked is None:
        raise Http404("Nothing is asked for here.")
    wanted = {code: text for code, text in _can_be_passed_over(page) if code in page.asked.conditions}
    return take_step(
        request,
        AnswerForm(*sent(request)),
        holds.answer_override,
        heading="Do you agree to pay although something is not met?",
        about=page.name,
        button="Answer",
        done="Your answer is on record.",
        back=_address(page),
        verdict=holds.may_answer(page.asked, actor_of(request)),
        lead=f"{page.names.get(page.asked.asked_by, '')} asks to pass over: {' '.join(wanted.values())} "
        f"The reason given: {page.asked.reason}",
        override_id=page.asked.pk,
    )


@door(for_roles(*OFFICERS))
@require_http_methods(FORMS)
def cancel(request: HttpRequest, instalment_id: UUID) -> HttpResponse:
    """It will not be paid."""
    page = _page(request, instalment_id)
    return take_step(
        request,
        BecauseForm(*sent(request)),
        planning.cancel,
        heading="Cancel this instalment?",
        about=page.name,
        button="Cancel it",
        done="The instalment is cancelled. Its part of the award has no instalment now.",
        back=reverse("payments"),
        verdict=INSTALMENT.may("cancel", page.instalment.state, actor_of(request)),
        tone="warning",
        instalment_id=instalment_id,
    )


@door(for_roles("finance-preparer"))
@require_http_methods(FORMS)
def reconcile(request: HttpRequest, instalment_id: UUID) -> HttpResponse:
    """Finance's reference is known."""
    page = _page(request, instalment_id)
    return take_step(
        request,
        ReferenceForm(*sent(request)),
        answers.reconcile,
        heading="Under which reference did finance pay it?",
        about=page.name,
        button="Reconcile",
        done="Our record and finance’s agree.",
        back=_address(page),
        verdict=INSTALMENT.may("reconcile", page.instalment.state, actor_of(request)),
        instalment_id=instalment_id,
    )


@door(for_roles(*OFFICERS))
@require_http_methods(FORMS)
def profile(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """On which days the open part of an award is paid, from now on."""
    found = grants.open_part(actor_of(request), grant_id, timezone.localdate())
    if found is None:
        raise Http404("There is no such grant.")
    now = [(each.due_on, f"{each.amount_pence.pence / 100:,.2f}") for each in found.rows]
    return take_step(
        request,
        ProfileForm(*sent(request), now=now),
        planning.reprofile,
        heading="When is the open part of the award paid?",
        about=found.name,
        button="Keep this profile",
        done="The instalments are planned like this now.",
        back=reverse("payments"),
        lead=f"{found.rest} of the award of {found.award} is not asked for yet. The sums below must come to exactly "
        "that; leave a line empty to have one instalment fewer.",
        grant_id=grant_id,
    )


def _page(request: HttpRequest, instalment_id: UUID) -> queries.Page:
    found = queries.page(actor_of(request), instalment_id, timezone.localdate())
    if found is None:
        raise Http404("There is no such instalment.")
    return found


def _address(page: queries.Page) -> str:
    address: Any = reverse("instalment", args=[page.instalment.pk])
    return str(address)
