"""Pages of the national monitoring file: bring it in, an example of it, and say once whose a CLIENTID is."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import RefusedError

from .. import demonstration_elsewhere
from ..actions import episodes
from ..actions import monitoring as actions
from ..actions.people import note_read
from ..elsewhere.monitoring import COLUMN, DISCHARGES, MODALITIES, SOURCES
from ..forms.elsewhere import FileForm, WhoseForm
from ..queries import imports, reconciling, record_modes
from ..queries import unlinked as queries
from ..sight import case_door, look
from .elsewhere import provider_of, say

# Which of our words each column is, as the page explains them.
SAYS = {
    "client_id": "Whose row it is, once the number was said here",
    "episode_id": "Which episode of theirs",
    "source": "Who sent the person: a row of probation, courts or prison whose CLIENTID nobody knows waits for you",
    "triaged": "The person was met for the first time",
    "modality": "What was done; only treatment starts treatment",
    "modality_start": "Specialist treatment began",
    "discharged": "The support ended",
    "discharge": "Why: one of our reasons",
}
_ORDER = (
    "client_id", "episode_id", "source", "triaged", "modality", "modality_start", "discharged", "discharge",
)  # fmt: skip
_EXAMPLES = (
    ("77001", "1", "8", "2026-03-04", "2", "2026-03-10", "", ""),
    ("77002", "1", "6", "2026-03-05", "4", "2026-03-12", "2026-05-20", "80"),
    ("77003", "2", "4", "2026-03-06", "9", "2026-03-06", "", ""),
)


@case_door("provider-manager")
@require_http_methods(METHODS)
def monitoring(request: HttpRequest) -> HttpResponse:
    """Bring in the national monitoring file that the provider makes anyway: what it says happened, once."""
    actor, now = actor_of(request), timezone.now()
    provider = provider_of(actor)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            upload = take(request.FILES.get("file"))
            run = actions.bring_in(
                actor=actor,
                at=now,
                provider=provider,
                name=upload.name,
                content=upload.content,
                most=actions.MOST_ON_A_PAGE,
            )
        except RefusedError as refusal:
            say(form, refusal)
            look(actor, timezone.localdate(now))
        else:
            if run.brought_at != now:
                messages.info(request, "This file came in before. Nothing was changed.")
            return redirect("import", run.id)
    return render(
        request,
        "caseload/monitoring.html",
        {
            "form": form,
            "mode": record_modes.mode_of(provider.id, timezone.localdate(now)),
            "last": imports.imports_in_sight().filter(kind=actions.KIND).first(),
            "columns": [(COLUMN[ours], words) for ours, words in SAYS.items()],
            "lists": [("DISRSN", DISCHARGES), ("MODAL", MODALITIES), ("RFLS", SOURCES)],
            "most": actions.MOST_ON_A_PAGE,
            "is_demonstration": settings.DEMONSTRATION,
        },
    )


@door(for_roles("provider-manager", "key-worker"))
@require_safe
def monitoring_example(request: HttpRequest) -> HttpResponse:
    """The columns that are read, and three rows of example."""
    return csv_download("monitoring-example.csv", [COLUMN[ours] for ours in _ORDER], _EXAMPLES)


@case_door("provider-manager")
@require_safe
def monitoring_made_up(request: HttpRequest) -> HttpResponse:
    """In a demonstration, a made-up monitoring file of whom the manager sees, to try it with."""
    demonstration_elsewhere.only_in_a_demonstration()
    people = [person for _, person in reconciling.ours()]
    note_read(actor=actor_of(request), at=timezone.now(), people=people, what="made-up extract")
    return csv_download(
        "made-up-monitoring.csv",
        demonstration_elsewhere.MONITORING,
        demonstration_elsewhere.monitoring_file(),
    )


@case_door("provider-manager")
@never_cache
@require_http_methods(METHODS)
def whose(request: HttpRequest) -> HttpResponse:
    """Everybody with the service whose CLIENTID nobody has said, to say it once; many at a time."""
    actor, now = actor_of(request), timezone.now()
    everybody = queries.unlinked(provider_of(actor).id)
    listed = queries.LISTING.page(everybody, request.GET)
    rows = list(listed.rows)
    if request.method == "POST":  # the page may have moved meanwhile: those who were written about
        rows = list(everybody.filter(id__in=WhoseForm.asked_about(request.POST)).order_by("sent_at", "id"))
    form = WhoseForm(request.POST or None, rows)
    if request.method == "POST" and form.is_valid():
        many = 0
        for row in rows:
            client, episode = form.said_of(row.id)
            try:
                if client:
                    episodes.link(
                        actor=actor, at=now, referral_id=row.id, client_id=client, episode_id=episode
                    )
                    many += 1
            except RefusedError as refusal:
                form.add_error(form.name_of(row.id), str(refusal))
        if not form.errors:
            words = f"{many} numbers are" if many != 1 else "1 number is"
            messages.success(
                request, f"{words} linked. Bring the monitoring file in again: its rows find them now."
            )
            return redirect("monitoring-whose")
        if many:
            messages.success(request, f"{many} linked. What could not be is marked below.")
    note_read(actor=actor, at=now, people=[each.person_id for each in rows], what="monitoring numbers")
    return render(
        request,
        "caseload/monitoring_whose.html",
        {"form": form, "listed": listed, "rows": queries.named(rows), "fields_of": _fields_of(form)},
    )


def _fields_of(form: WhoseForm) -> Any:
    """Both fields of a row, for the page."""

    def both(referral_id: UUID) -> tuple[Any, Any]:
        name = form.name_of(referral_id)
        return form[name], form[f"{name}_episode"]

    return both
