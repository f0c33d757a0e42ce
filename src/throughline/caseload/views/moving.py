"""Moving a person to another unit, and letting support rest during recall or remand and go on afterwards."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import pausing
from ..actions import transfers as actions
from ..codes import TO_CUSTODY
from ..forms.triage import PauseForm, ResumeForm, TakeForm, TransferForm, TurnDownForm
from ..lifecycle import PROBATION, REFERRAL, TRANSFER
from ..queries import moving as queries
from ..queries.triage import said
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, done, sent, step_page, who

SERVICE = ("key-worker", "provider-manager")
BOTH = ("key-worker", "provider-manager", "probation-practitioner", "head-of-unit")
ALSO_PRISON = (*BOTH, "prison-and-court-team")


@case_door(*BOTH)
@require_http_methods(FORMS)
def offer(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer the person to another unit, locality or provider."""
    case = case_or_404(request, reference, "transfer")
    form = TransferForm(*sent(request), units=queries.units_to_offer(case))

    def act(given: dict[str, Any]) -> str:
        unit, provider, place = (UUID(each) for each in given["to"].split(" "))
        made = actions.offer(
            referral_id=case.referral.id,
            to_unit=unit,
            to_provider=provider,
            to_place=place,
            because=given["because"],
            **who(request),
        )
        return reverse("transfer", args=[made.id])

    asked = Asking(
        "Where does this person move?",
        "Offer the person",
        f"{reference} is offered. Until it is taken, you stay responsible.",
        lead="The other unit sees the person from now on, and decides. Until they take the person on, nothing changes.",
    )
    verdict = TRANSFER.may("offer", None, actor_of(request))
    return step_page(request, case, form, act, asked, back=_home_of(request, reference), verdict=verdict)


@case_door(*BOTH)
@require_http_methods(FORMS)
def transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """One offer: take the person on, or wait for the answer. Once it is taken, the old unit reads that and no more."""
    offer = queries.offer_of(transfer_id, actor_of(request), timezone.now())
    if offer is None:
        raise Http404("There is no such offer.")
    if offer.case is None:
        return render(request, "caseload/transfer_over.html", {"title": "Transfer", "offer": offer})
    form = TakeForm(
        *sent(request),
        workers=offer.choice.offered,
        is_asked=offer.asks_for_worker,
        initial={"key_worker": offer.choice.suggestion.worker},
    )

    def act(given: dict[str, Any]) -> str:
        taken = actions.take(transfer_id=transfer_id, key_worker=given.get("key_worker", ""), **who(request))
        name = "case" if taken.key_worker else "triage" if taken.state == "sent" else "waiting-list"
        return reverse(name, args=[] if name == "waiting-list" else [taken.reference])

    asked = Asking(
        "A person is offered to your unit" if offer.is_to_us else "A person is offered",
        "Take the person on",
        "The person is with your unit now. Probation was told.",
        template="caseload/transfer.html",
    )
    return step_page(
        request,
        offer.case,
        form,
        act,
        asked,
        back=("Inbox", reverse("inbox"))
        if offer.is_to_us
        else _home_of(request, offer.case.referral.reference),
        verdict=TRANSFER.may("take", offer.transfer.state, actor_of(request)),
        offer=offer,
        said=said(offer.case),
        choice=offer.choice,
        may_take_back=TRANSFER.may("take_back", offer.transfer.state, actor_of(request)),
    )


@case_door(*SERVICE)
@require_http_methods(FORMS)
def turn_down(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Say that the unit does not take the person, and why."""
    offer = queries.offer_of(transfer_id, actor_of(request), timezone.now())
    if offer is None or offer.case is None:
        raise Http404("There is no such offer.")

    def act(given: dict[str, Any]) -> str:
        actions.turn_down(transfer_id=transfer_id, because=given["because"], **who(request))
        return reverse("inbox")

    asked = Asking(
        "Turn this person down?",
        "Turn down",
        "Turned down. Whoever offered the person was told why.",
        lead="The person stays where they are. You do not see them any more.",
        tone="warning",
    )
    back = ("The offer", reverse("transfer", args=[transfer_id]))
    verdict = TRANSFER.may("turn_down", offer.transfer.state, actor_of(request))
    return step_page(
        request, offer.case, TurnDownForm(*sent(request)), act, asked, back=back, verdict=verdict
    )


@case_door(*BOTH)
@require_POST
def take_back(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Offer the person no more."""
    try:
        actions.take_back(transfer_id=transfer_id, **who(request))
    except RefusedError as refusal:
        return done(request, str(refusal), "transfer", transfer_id)
    return done(request, "The offer is taken back. The other unit does not see the person any more.", "home")


@case_door(*ALSO_PRISON)
@require_http_methods(FORMS)
def pause(request: HttpRequest, reference: str) -> HttpResponse:
    """Let support rest during recall, remand or a hospital stay; after custody, prison healthcare is told next."""
    case = case_or_404(request, reference, "pause")
    form = PauseForm(
        *sent(request),
        initial={"reason": "recall", "since": case.today, "prison": case.asked.prison},
    )

    def act(given: dict[str, Any]) -> str:
        pausing.pause(referral_id=case.referral.id, **given, **who(request))
        if given["reason"] in TO_CUSTODY:
            return reverse("prison-healthcare", args=[reference])
        return _home_of(request, reference)[1]

    asked = Asking(
        "Pause support",
        "Pause support",
        f"{reference} is paused. Probation was told.",
        lead="Nothing is lost: support goes on exactly where it stopped.",
        template="caseload/pause.html",
    )
    verdict = REFERRAL.may("pause", case.state, actor_of(request))
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        back=_home_of(request, reference),
        verdict=verdict,
    )


@case_door(*SERVICE)
@require_http_methods(FORMS)
def resume(request: HttpRequest, reference: str) -> HttpResponse:
    """Let support go on as far as it had come."""
    case = case_or_404(request, reference, "resume")
    asked = Asking(
        "Does support go on?",
        "Go on",
        f"{reference} goes on. Probation was told.",
        template="caseload/resume.html",
    )
    step = REFERRAL.step(pausing.step_of(case.referral))
    expected = case.referral.release_on
    form = ResumeForm(
        *sent(request),
        was_in_custody=case.referral.pause in TO_CUSTODY,
        initial={"released_on": expected if expected and expected <= case.today else case.today},
    )

    def act(given: dict[str, Any]) -> str:
        back_with = pausing.resume(referral_id=case.referral.id, **given, **who(request))
        return reverse("case" if back_with.key_worker else "allocate", args=[reference])

    verdict = REFERRAL.may(step.name, case.state, actor_of(request))
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        back=_home_of(request, reference),
        verdict=verdict,
        goes_on=queries.GOES_ON[step.to],
        rested=queries.rested(case),
    )


def _home_of(request: HttpRequest, reference: str) -> tuple[str, str]:
    """The page of the person for whoever asks: probation's, or the service's."""
    is_probation = bool(actor_of(request).roles & PROBATION)
    return "The person", reverse("referral" if is_probation else "triage", args=[reference])
