"""Pages of a provider with its own system: what came in, a file to bring in, reconciling, whose record counts."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations
from throughline.organisations import working

from .. import demonstration_elsewhere
from ..actions import episodes, importing
from ..actions.people import note_read
from ..actions.record_modes import say_whose_record
from ..elsewhere.rules import COLUMNS, KINDS
from ..forms.elsewhere import EpisodeForm, FileForm, ModeForm
from ..queries import imports as queries
from ..queries import reconciling, record_modes
from ..sight import case_door, look
from .cases import SERVICE, case_or_404, case_page

LISTING = Listing(sorts=(Sort("newest", "Newest first", ("-brought_at", "id")),), size=10)
WHERE = {"both": "In both", "only_here": "Only here", "only_there": "Only in the extract"}
SHOWN = 50
_EXAMPLES = (
    ("A1001", "DR-BCD-FGH", "", "77001", "1", "accepted", "2026-03-03", "", ""),
    ("A1002", "DR-BCD-FGH", "", "", "", "first_contact", "2026-03-09", "14:30", ""),
    ("A1003", "", "", "77001", "", "attendance", "2026-03-16", "14:30", "missed"),
)


@case_door("provider-manager")
@require_http_methods(METHODS)
def imports(request: HttpRequest) -> HttpResponse:
    """What came in from the provider's own system, and a form to bring a file in."""
    actor, now = actor_of(request), timezone.now()
    provider = _provider(actor)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            upload = take(request.FILES.get("file"))
            run = importing.bring_in(
                actor=actor,
                at=now,
                provider=provider,
                name=upload.name,
                content=upload.content,
                most=importing.MOST_ON_A_PAGE,
            )
        except RefusedError as refusal:
            _say(form, refusal)
            look(actor, timezone.localdate(now))
        else:
            if run.brought_at != now:
                messages.info(request, "This file came in before. Nothing was changed.")
            return redirect("import", run.id)
    listed = LISTING.page(queries.imports_in_sight(), request.GET)
    mode = record_modes.mode_of(provider.id, timezone.localdate(now))
    names = organisations.names_of({each.brought_by for each in listed.rows})
    return render(
        request,
        "caseload/imports.html",
        {
            "form": form,
            "listed": listed,
            "names": names,
            "mode": mode,
            "kinds": KINDS,
            "most": importing.MOST_ON_A_PAGE,
        },
    )


@case_door("provider-manager")
@require_safe
def import_(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What became of the rows of one file."""
    run = _run(import_id)
    rejects = queries.rejects_of(run)
    return render(
        request,
        "caseload/import.html",
        {
            "run": run,
            "brought_by": organisations.names_of([run.brought_by])[run.brought_by],
            "reasons": queries.reasons_of(run),
            "rejects": rejects[: queries.SHOWN],
            "shown": queries.SHOWN,
        },
    )


@case_door("provider-manager")
@require_safe
def import_rejects(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The rejected rows as a file: row, column, why."""
    rows = queries.rejects_of(_run(import_id)).values_list("row", "column", "why")
    return csv_download("rejected-rows.csv", ("row", "column", "why"), rows)


@door(for_roles("provider-manager", "key-worker"))
@require_safe
def import_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet with its columns and three rows of example."""
    return csv_download("events.csv", COLUMNS, _EXAMPLES)


@case_door("provider-manager")
@require_http_methods(METHODS)
def reconcile(request: HttpRequest) -> HttpResponse:
    """Who is in the provider's treatment monitoring extract, who is not, and why; the extract is not kept."""
    form, found = FileForm(request.POST or None, request.FILES or None), None
    if request.method == "POST":
        try:
            upload = take(request.FILES.get("file"))
            found = reconciling.compared(upload.name, upload.content)
        except RefusedError as refusal:
            _say(form, refusal)
        else:
            actor = actor_of(request)
            note_read(actor=actor, at=timezone.now(), people=found.people, what="reconciled")
            if "download" in request.POST:
                return csv_download("reconciled.csv", ("where", "row", "reference", "why"), _lines(found))
    parts: list[tuple[str, Any]] = []
    if found is not None:
        parts = [
            ("In both, and differing", found.differing),
            ("Only here", found.only_here),
            ("Only in the extract", found.only_there),
        ]
    return render(
        request,
        "caseload/reconcile.html",
        {
            "form": form,
            "found": found,
            "parts": parts,
            "shown": SHOWN,
            "is_demonstration": settings.DEMONSTRATION,
        },
    )


@case_door("provider-manager")
@require_safe
def reconcile_example(request: HttpRequest) -> HttpResponse:
    """In a demonstration, a made-up extract of whom the manager sees, to try the comparison with."""
    if not settings.DEMONSTRATION:
        raise Http404("There is no such page.")
    people = [person for _, person in reconciling.ours()]
    note_read(actor=actor_of(request), at=timezone.now(), people=people, what="made-up extract")
    return csv_download(
        "made-up-extract.csv", demonstration_elsewhere.EXTRACT, demonstration_elsewhere.extract()
    )


@door(for_roles("provider-manager", "programme-officer", "programme-lead"))
@require_http_methods(METHODS)
def record_modes_page(request: HttpRequest) -> HttpResponse:
    """Whose case record counts at each provider, and a form to say otherwise from a day on."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    own = working.body_of(actor.id) if "provider-manager" in actor.roles else None
    rows = record_modes.modes(today, own)
    form = ModeForm(request.POST or None, today, [(str(each.body_id), each.body) for each in rows])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            say_whose_record(
                actor=actor, at=now, body_id=UUID(said["provider"]), mode=said["mode"], since=said["since"]
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Whose record counts is on record.")
            return redirect("record-modes")
    return render(request, "caseload/record_modes.html", {"rows": rows, "form": form})


@case_door(*SERVICE)
@require_http_methods(METHODS)
def episode(request: HttpRequest, reference: str) -> HttpResponse:
    """Link a person's number in treatment monitoring, once."""
    found = case_or_404(request, reference, "monitoring number")
    form = EpisodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            episodes.link(
                actor=actor_of(request), at=timezone.now(), referral_id=found.referral.id, **form.cleaned_data
            )
        except RefusedError as refusal:
            form.add_error("client_id", str(refusal))
        else:
            messages.success(
                request, "The number is linked. Events with this CLIENTID find the person from now on."
            )
            return redirect("case-episode", reference)
    linked = [episodes.numbers_of(each) for each in episodes.of_person(found.referral)]
    return case_page(request, found, "caseload/episode.html", "", {"form": form, "linked": linked})


def _provider(actor: Actor) -> importing.Provider:
    body = organisations.person_of(actor).body
    return importing.Provider(body.id, body.code)


def _say(form: FileForm, refusal: RefusedError) -> None:
    if form.is_valid():
        form.add_error("file", str(refusal))


def _run(import_id: UUID) -> Any:
    run = queries.one(import_id)
    if run is None:
        raise Http404("There is no such page.")
    return run


def _lines(found: reconciling.Compared) -> Iterator[tuple[object, ...]]:
    for each in (*found.both, *found.only_here, *found.only_there):
        yield WHERE[each.where], each.row or "", each.reference, each.why
    for row, why in found.unread:
        yield "Could not be read", row, "", why
