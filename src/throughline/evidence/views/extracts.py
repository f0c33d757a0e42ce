"""Pages: which extracts are held, what is known of one without opening it, and who opened it?"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, by
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import extracts as acts
from ..actions import measuring
from ..queries import extracts as queries
from ..queries import offences

MAY_READ = for_roles(*sorted(queries.READERS))
LISTING = Listing(
    sorts=(Sort("newest", "Newest first", ("-taken_at", "id")),),
    filters=(by("state", "State", ("held", "destroyed")), by("made_from", "From", dict(queries.FROM))),
    size=25,
)


@door(MAY_READ)
@require_safe
def extracts(request: HttpRequest) -> HttpResponse:
    """Every extract that is or was held, newest first."""
    listed = LISTING.page(queries.visible_to(actor_of(request)).defer("wrapped_key"), request.GET)
    return render(request, "evidence/extracts.html", {"title": "Extracts", "listed": listed})


@door(MAY_READ)
@never_cache
@require_safe
def extract(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """One extract: what is in it, what was turned away and why, who opened it, and how far its measures are."""
    actor = actor_of(request)
    row = found_or_404(request, extract_id)
    return render(
        request,
        "evidence/extract.html",
        {
            "title": row.name,
            "row": row,
            "taken_by": names_of([row.taken_by])[row.taken_by],
            "run": queries.measuring_of(row.id),
            "returned": offences.returned_for(row.id),
            "looked": queries.looked(row.id),
            "is_analyst": "analyst" in actor.roles,
            "protects": "data-protection" in actor.roles,
            "may_destroy": acts.may_destroy(row, actor),
            "because": acts.BECAUSE,
            "holds": dict(queries.HOLDS),
            "rejected": sum(row.manifest.get("rejected", {}).values()),
            "left_out": queries.left_out,
        },
    )


@door(for_roles("analyst"))
@require_POST
def measure(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """Have the measures worked out, or stop that."""
    from ..jobs import measure_when_asked

    found_or_404(request, extract_id)
    actor, at = actor_of(request), timezone.now()
    try:
        if request.POST.get("stop"):
            measuring.stop(actor=actor, extract_id=extract_id)
            messages.success(request, "It stops after the table that is under way. What left already stays.")
        else:
            measuring.ask(actor=actor, at=at, extract_id=extract_id)
            measure_when_asked(extract_id)
            messages.success(request, "The measures are being worked out. This page says how far they are.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("extract", extract_id)


@door(for_roles("data-protection"))
@require_POST
def destroy(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """Destroy the rows and their key."""
    found_or_404(request, extract_id)
    try:
        acts.destroy(actor=actor_of(request), at=timezone.now(), extract_id=extract_id)
        messages.success(request, "The key and the rows are destroyed. Tables that left stay.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("extract", extract_id)


@door(for_roles("data-protection"))
@require_POST
def hold(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """Set a legal hold, or end it."""
    found_or_404(request, extract_id)
    because = "" if request.POST.get("end") else request.POST.get("because") or "none"
    try:
        acts.hold(actor=actor_of(request), at=timezone.now(), extract_id=extract_id, because=because)
        said = "It is held, and nobody can destroy it." if because else "The hold is ended."
        messages.success(request, said)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("extract", extract_id)


def found_or_404(request: HttpRequest, extract_id: UUID) -> queries.Extract:
    """The extract, for whoever may read its manifest."""
    row = queries.visible_to(actor_of(request)).filter(id=extract_id).defer("wrapped_key").first()
    if row is None:
        raise Http404("There is no such extract.")
    return row
