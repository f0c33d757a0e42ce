"""Pages about what the house owes and keeps for people: letters, and forms whose session had ended."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from throughline.frame import carriers, kept_forms, letters
from throughline.frame.doors import SIGNED_IN, Rule, door, for_roles
from throughline.frame.lists import Filter, Listing, Sort
from throughline.frame.middleware import actor_of
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Verdict

ADMINISTRATORS = for_roles("administrator")
LISTING = Listing(
    sorts=(
        Sort("newest", "Newest", ("-owed_at", "key")),
        Sort("next", "Next try", ("not_before", "key")),
    ),
    filters=(
        Filter(
            "state",
            "State",
            lambda _: [("owed", "Waiting to leave"), ("sent", "Sent"), ("given-up", "Given up")],
            letters.in_state,
        ),
    ),
)


def _admit_to_outbox(actor: Actor) -> Verdict:
    return Allowed() if settings.DEMONSTRATION else ADMINISTRATORS.admits(actor)


OUTBOX = Rule("outbox", "In a demonstration anyone; elsewhere administrators.", _admit_to_outbox)


@door(OUTBOX)
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The letters and what became of each; in a demonstration they can be read here, since nothing leaves.

    Who is signed in follows the links of their own letters only; another's leads to pages that may be closed to them.
    """
    shown = {
        "listed": LISTING.page(letters.every_letter(), request.GET),
        "carrier": carriers.carrier(),
        "most_tries": len(letters.WAITS) + 1,
        "reader": getattr(request.user, "email", ""),
    }
    return render(request, "frame/outbox.html", shown)


@door(ADMINISTRATORS)
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Owe a letter again that was given up."""
    if letters.try_again(request.POST.get("key", ""), at=timezone.now()):
        messages.success(request, "The letter is tried again within a minute.")
    else:
        messages.error(request, "This letter was not given up, or is no longer kept.")
    return redirect("outbox")


@door(SIGNED_IN)
@never_cache
def kept_form(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """What you typed before your session ended, and one button that sends it on, once."""
    actor, now = actor_of(request), timezone.now()
    if request.method == "POST" and (typed := kept_forms.take(actor, form_id, at=now)):
        response = redirect(typed.path)
        response.status_code = (
            307  # the browser sends the same form, with its fresh key, to where it was meant to go
        )
        return response
    kept = kept_forms.kept_for(actor, form_id, at=now)
    return render(request, "frame/kept_form.html", {"typed": kept}, status=200 if kept else 404)
