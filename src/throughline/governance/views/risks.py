"""The pages of the risk log: the matrix and the table, one risk, and each step with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError, Verdict

from ..actions import risks as actions
from ..forms.risks import ChangeRiskForm, ControlForm, HappenedForm, ReviewRiskForm, RiskForm
from ..forms.watching import ReasonForm
from ..lifecycle import LEAD, OFFICER
from ..queries import risks as queries
from ..queries.history import history_of_risk
from ..queries.owners import chosen, is_owner
from ..watching.lifecycle import RISK
from ..watching.rules import IMPACT, may_take
from .steps import StepPage, page_of, take_step

LISTING = Listing(
    sorts=(
        Sort("worst", "Worst first", queries.WORST),
        Sort(
            "moved",
            "Risen most",
            (
                queries.CLOSED_LAST,
                (queries.RESIDUAL - F("score_before")).desc(nulls_last=True),
                "review_on",
                "pk",
            ),
        ),
        Sort("review", "To be looked at first", (queries.CLOSED_LAST, "review_on", "pk")),
    ),
    filters=(
        by("state", "State", {state: words for state, (words, _tone) in queries.STATES.items()}),
        Filter(
            "at",
            "Place in the matrix",
            lambda _: queries.PLACES,
            lambda rows, at: (
                rows.filter(residual_likelihood=int(at[0]), residual_impact=int(at[2]))
                if len(at) == 3 and at[0] in "12345" and at[2] in "12345"
                else rows
            ),
        ),
        Filter(
            "when",
            "Review",
            lambda _: [("late", "Review is late")],
            lambda rows, _when: rows.filter(state="open", review_on__lt=timezone.localdate()),
        ),
    ),
    search_field="item__search_text",
)
STEPS = {
    "review": StepPage(
        "review",
        "Look at this risk again",
        "Save the review",
        ReviewRiskForm,
        actions.review_risk,
        "The review is saved.",
        "The score before stays in the history.",
    ),
    "control": StepPage(
        "control",
        "What more is done against it?",
        "Add it",
        ControlForm,
        actions.add_control,
        "It is added. Say so when it is in place.",
    ),
    "change": StepPage(
        "change",
        "Change owner, answer or first score",
        "Save the change",
        ChangeRiskForm,
        actions.change_risk,
        "The risk is changed.",
    ),
    "happened": StepPage(
        "happen",
        "Has it happened?",
        "Say that it happened",
        HappenedForm,
        actions.say_it_happened,
        "It is on record that the risk has come true.",
        "The risk leaves the matrix and stays in the log, with what is being done.",
        tone="warning",
    ),
    "close": StepPage(
        "close",
        "Close this risk?",
        "Close it",
        ReasonForm,
        actions.close_risk,
        "The risk is closed. It stays in the log.",
    ),
    "open-again": StepPage(
        "reopen",
        "Open this risk again?",
        "Open it again",
        ReasonForm,
        actions.reopen_risk,
        "The risk is open again. Look at its score now.",
    ),
}
NEW = StepPage("add", "Add a risk", "Add the risk", RiskForm, actions.add_risk, "The risk stands in the log.")


@door(SIGNED_IN)
@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    """The risk log: how many stand where, then each with what has changed."""
    actor = actor_of(request)
    rows = queries.visible_to(actor)
    listed = LISTING.page(rows, request.GET)
    return render(
        request,
        "governance/risks.html",
        {
            "listed": listed,
            "rows": queries.shown(listed.rows, timezone.localdate()),
            "matrix": queries.matrix(rows),
            "impact": IMPACT,
            "may_add": bool(RISK.may("add", None, actor)),
        },
    )


@door(SIGNED_IN)
@require_safe
def risks_csv(request: HttpRequest) -> HttpResponse:
    """The log as it is searched and filtered."""
    rows = LISTING.narrow(queries.visible_to(actor_of(request)), request.GET.dict())
    header = (
        "Risk", "Owner", "Answer", "Inherent score", "Residual score", "Likelihood", "Impact", "Since last review",
        "Reviewed on", "Next review", "State", "Source",
    )  # fmt: skip
    return csv_download(
        "risks.csv",
        header,
        (
            (
                each.title,
                each.owner,
                each.response,
                each.inherent.points,
                each.residual.points,
                each.residual.likelihood,
                each.residual.impact,
                each.moved,
                each.reviewed_on,
                each.review_on,
                each.state_words,
                each.source,
            )
            for each in queries.shown(rows, timezone.localdate())
        ),
    )


@door(SIGNED_IN)
@require_safe
def risk(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    """One risk: what it is, how it scores before and after, what is done against it, how it moved."""
    row = _risk(request, risk_id)
    return render(
        request,
        "governance/risk.html",
        {
            "risk": queries.shown([row], timezone.localdate())[0],
            "cause": row.cause,
            "effect": row.effect,
            "controls": row.controls.all(),
            "history": history_of_risk(row.pk, actor_of(request)),
            "may": {name: _may(request, page.step, row) for name, page in STEPS.items()},
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, risk_id: UUID, name: str) -> HttpResponse:
    """One step with a risk."""
    page = page_of(STEPS, name)
    row = _risk(request, risk_id)
    return take_step(
        request,
        page,
        verdict=_may(request, page.step, row),
        about=row.item.title,
        back=reverse("governance-risk", args=[risk_id]),
        initial={
            "owner": chosen(row),
            "response": row.response,
            "likelihood": row.residual_likelihood,
            "impact": row.residual_impact,
            "inherent_likelihood": row.inherent_likelihood,
            "inherent_impact": row.inherent_impact,
        },
        risk_id=risk_id,
    )


@door(SIGNED_IN)
@require_POST
def in_place(request: HttpRequest, risk_id: UUID, control_id: UUID) -> HttpResponse:
    """Say that a control is in place since today."""
    _risk(request, risk_id)
    try:
        actions.put_in_place(
            risk_id=risk_id, control_id=control_id, actor=actor_of(request), at=timezone.now()
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("governance-risk", risk_id)


@door(for_roles(OFFICER, LEAD))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a risk to the log."""
    verdict = RISK.may("add", None, actor_of(request))
    return take_step(request, NEW, verdict=verdict, about="Risk log", back=reverse("risks"))


def _risk(request: HttpRequest, risk_id: UUID) -> Any:
    row = queries.risk_whole(actor_of(request), risk_id)
    if row is None:
        raise Http404("There is no such risk.")
    return row


def _may(request: HttpRequest, step: str, row: Any) -> Verdict:
    actor = actor_of(request)
    return may_take(RISK, step, row.state, actor, is_owner=is_owner(actor, row))
