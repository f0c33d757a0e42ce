"""The pages of recoveries: the list, one of them, and each step."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of

from ..actions import recoveries as actions
from ..forms.steps import BecauseForm, ProposeForm, ReceivedForm
from ..lifecycle import RECOVERY
from ..queries import recoveries as queries
from ..seeing import OFFICERS, READERS
from .steps import FORMS, act_at_once, sent, take_step

LISTING = Listing(
    sorts=(
        Sort("newest", "Newest first", ("-proposed_at", "pk")),
        Sort("amount", "Largest first", ("-amount_pence", "pk")),
    ),
    filters=(
        by("state", "How it stands", {state: words for state, (words, _) in queries.STATES.items()}),
        Filter(
            "how",
            "How",
            lambda _: list(actions.HOW.items()),
            lambda rows, how: rows.filter(how=how),
        ),
    ),
)
STEPS = ("approve", "ask", "receive", "drop")


@door(for_roles(*READERS))
@require_safe
def recoveries(request: HttpRequest) -> HttpResponse:
    """What must come back, and where it is on its way."""
    actor = actor_of(request)
    listed = LISTING.page(queries.visible_to(actor, timezone.localdate()), request.GET)
    return render(
        request,
        "payments/recoveries.html",
        {
            "title": "Recoveries",
            "listed": listed,
            "states": queries.STATES,
            "may_propose": RECOVERY.may("propose", None, actor),
        },
    )


@door(for_roles(*READERS))
@require_safe
def recoveries_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered."""
    rows = LISTING.narrow(queries.visible_to(actor_of(request), timezone.localdate()), request.GET.dict())
    header = ("Reference", "Place", "Recipient", "Year", "Pounds", "How", "Stands", "Came on")
    return csv_download(
        "recoveries.csv",
        header,
        (
            (
                each.reference,
                each.grant.place.name,
                each.grant.recipient.name,
                each.grant.round.year,
                f"{each.amount_pence.pence / 100:.2f}",
                actions.HOW[each.how],
                queries.STATES[each.state][0],
                each.recovered_on,
            )
            for each in rows
        ),
    )


@door(for_roles(*READERS))
@require_safe
def recovery(request: HttpRequest, recovery_id: UUID) -> HttpResponse:
    """One recovery: how much, why, its people, and the next step."""
    row, actor = _row(request, recovery_id), actor_of(request)
    words, tone = queries.STATES[row.state]
    return render(
        request,
        "payments/recovery.html",
        {
            "title": f"Recovery {row.reference}",
            "recovery": row,
            "words": words,
            "tone": tone,
            "steps": queries.steps_of(row),
            "how": actions.HOW[row.how],
            "may": {step: actions.may_take(row, step, actor) for step in STEPS},
        },
    )


@door(for_roles(*OFFICERS))
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Of which grant must money come back?"""
    found = queries.recoverable(actor_of(request), timezone.localdate())
    return render(request, "payments/recover_from.html", {"title": "Recover money", "grants": found})


@door(for_roles(*OFFICERS))
@require_http_methods(FORMS)
def propose(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Say what must come back of one grant, and how."""
    found = queries.recoverable(actor_of(request), timezone.localdate())
    grant = next((each for each in found if each.grant_id == grant_id), None)
    if grant is None:
        raise Http404("Nothing of this grant can come back.")
    return take_step(
        request,
        ProposeForm(*sent(request), payments=list(queries.payments_to(grant.recipient_id))),
        actions.propose,
        heading="What must come back?",
        about=f"{grant.name}: {grant.recipient}",
        button="Propose it",
        done="The recovery is proposed. A finance approver looks at it next.",
        back=reverse("recoveries"),
        lead=f"At most {grant.most}: that was paid and is not coming back already.",
        grant_id=grant_id,
    )


@door(for_roles("finance-approver"))
@require_POST
def approve(request: HttpRequest, recovery_id: UUID) -> HttpResponse:
    """The second person approves it."""
    return act_at_once(
        request,
        actions.approve,
        done="The recovery is approved. A third person asks finance.",
        back=_address(_row(request, recovery_id).pk),
        recovery_id=recovery_id,
    )


@door(for_roles("finance-releaser"))
@require_POST
def ask(request: HttpRequest, recovery_id: UUID) -> HttpResponse:
    """The third person asks finance."""
    return act_at_once(
        request,
        actions.ask,
        done="Finance is asked. By offset, the payment that bears it is smaller from now on.",
        back=_address(_row(request, recovery_id).pk),
        recovery_id=recovery_id,
    )


@door(for_roles("finance-preparer"))
@require_http_methods(FORMS)
def receive(request: HttpRequest, recovery_id: UUID) -> HttpResponse:
    """It came back."""
    row = _row(request, recovery_id)
    return take_step(
        request,
        ReceivedForm(*sent(request)),
        actions.receive,
        heading="Did the money come back?",
        about=_about(row),
        button="It came back",
        done="It is on record that the money came back.",
        back=_address(row.pk),
        verdict=actions.may_take(row, "receive", actor_of(request)),
        recovery_id=recovery_id,
    )


@door(for_roles("programme-lead"))
@require_http_methods(FORMS)
def drop(request: HttpRequest, recovery_id: UUID) -> HttpResponse:
    """It is not asked for after all."""
    row = _row(request, recovery_id)
    return take_step(
        request,
        BecauseForm(*sent(request)),
        actions.drop,
        heading="Drop this recovery?",
        about=_about(row),
        button="Drop it",
        done="The recovery is dropped.",
        back=_address(row.pk),
        verdict=actions.may_take(row, "drop", actor_of(request)),
        tone="warning",
        recovery_id=recovery_id,
    )


def _row(request: HttpRequest, recovery_id: UUID) -> Any:
    row = queries.visible_to(actor_of(request), timezone.localdate()).filter(pk=recovery_id).first()
    if row is None:
        raise Http404("There is no such recovery.")
    return row


def _about(row: Any) -> str:
    return f"{row.amount_pence} of {row.grant.place.name}, {row.grant.round.year}"


def _address(recovery_id: UUID) -> str:
    return reverse("recovery", args=[recovery_id])
