"""Pages on which an organisation lets a machine speak for it, sees when it last did, and ends it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import RefusedError
from throughline.organisations.again import is_proved, prove_first
from throughline.organisations.working import sight_of

from ..actions import clients as actions
from ..forms.clients import ClientForm
from ..queries import clients as queries

MAKERS = tuple(sorted(actions.MAKERS.values()))


@door(for_roles(*MAKERS, actions.ADMINISTRATOR))
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """The machines that speak for the organisation, and those that did."""
    actor = actor_of(request)
    return render(
        request,
        "caseload/clients.html",
        {
            "rows": queries.clients(actor),
            "may_make": actions.may_make(actor),
            "is_everywhere": actions.ADMINISTRATOR in actor.roles,
            "openapi": reverse("api-specification"),
        },
    )


@door(for_roles(*MAKERS))
@never_cache
@require_http_methods(METHODS)
def make(request: HttpRequest) -> HttpResponse:
    """Let a machine in; its secret is shown once. Whoever does it proves first that it is them."""
    if not is_proved(request):
        return redirect(prove_first(request.path))
    actor, now = actor_of(request), timezone.now()
    sight = sight_of(actor, timezone.localdate(now))
    units = sorted(queries.unit_names(sight.units).items(), key=lambda each: each[1])
    form = ClientForm(
        request.POST or None,
        units=[(str(unit), name) for unit, name in units],
        scopes=actions.SCOPES_OF.get(sight.side, ()),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            client, secret = actions.make(
                actor=actor,
                at=now,
                name=said["name"],
                units=[UUID(each) for each in said["units"]],
                scopes=said["scopes"],
            )
        except RefusedError as refusal:
            form.add_error("name", str(refusal))
        else:
            address = request.build_absolute_uri("/").rstrip("/")
            shown = {"client": client, "secret": secret, "address": address}
            return render(request, "caseload/client_made.html", shown)
    return render(request, "caseload/client_make.html", {"form": form, "has_units": bool(units)})


@door(for_roles(*MAKERS, actions.ADMINISTRATOR))
@require_http_methods(METHODS)
def end(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """End it: from that moment it is told nothing."""
    actor = actor_of(request)
    row = queries.one(actor, client_id)
    if row is None or row.ended_at is not None:
        raise Http404("There is no such page.")
    if request.method == "POST":
        actions.end(actor=actor, at=timezone.now(), client_id=client_id)
        messages.success(request, f"{row.name} is ended. Whatever token it holds opens nothing any more.")
        return redirect("clients")
    return render(request, "caseload/client_end.html", {"row": row})
