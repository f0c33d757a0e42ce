"""Pages of a provider with its own system: what came in, a file to bring in, reconciling, whose record counts."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
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
from ..actions import episodes, importing, monitoring
from ..actions.people import note_read
from ..actions.record_modes import say_whose_record
from ..elsewhere.comparing import SETS
from ..elsewhere.rules import CODES, COLUMNS, KINDS
from ..forms.elsewhere import EpisodeForm, ExtractsForm, FileForm, ModeForm
from ..queries import imports as queries
from ..queries import reconciling, record_modes
from ..sight import case_door, look
from .cases import SERVICE, case_or_404, case_page

LISTING = Listing(sorts=(Sort("newest", "Newest first", ("-brought_at", "id")),), size=10)
WHERE = {
    "both": "In both",
    "only_here": "Only here",
    "only_there": "Only in the extract",
    "one_set": "Not in this set",
}
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
    provider = provider_of(actor)
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
            say(form, refusal)
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
            "codes": CODES,
            "most": importing.MOST_ON_A_PAGE,
        },
    )


@case_door("provider-manager")
@require_safe
def import_(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What became of the rows of one file."""
    run = _run(import_id)
    rejects = queries.rejects_of(run).filter(is_passed_over=False)
    return render(
        request,
        "caseload/import.html",
        {
            "run": run,
            "brought_by": organisations.names_of([run.brought_by])[run.brought_by],
            "reasons": queries.reasons_of(run),
            "passed_over": queries.reasons_of(run, passed_over=True),
            "is_monitoring": run.kind == monitoring.KIND,
            "to_say_whose": monitoring.WHOSE,
            "rejects": rejects[: queries.SHOWN],
            "shown": queries.SHOWN,
        },
    )


@case_door("provider-manager")
@require_safe
def import_rejects(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The rows that were not taken as a file: row, column, why; of a monitoring file also those passed over."""
    rows = queries.rejects_of(_run(import_id)).values_list("row", "column", "why", "is_passed_over")
    lines = ((row, "passed over" if is_over else column, why) for row, column, why, is_over in rows)
    return csv_download("rejected-rows.csv", ("row", "column", "why"), lines)


@door(for_roles("provider-manager", "key-worker"))
@require_safe
def import_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet with its columns and three rows of example."""
    return csv_download("events.csv", COLUMNS, _EXAMPLES)


@case_door("provider-manager")
@require_http_methods(METHODS)
def reconcile(request: HttpRequest) -> HttpResponse:
    """Who is in the provider's treatment monitoring extracts, who is not, and why; the extracts are not kept."""
    form, found = ExtractsForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        files, name = {}, "adult"
        try:
            for name in (each for each in SETS if request.FILES.get(each)):
                upload = take(request.FILES.get(name))
                files[name] = upload.name, upload.content
            found = reconciling.compared(files)
        except RefusedError as refusal:
            say(form, refusal, name)
        else:
            actor = actor_of(request)
            note_read(actor=actor, at=timezone.now(), people=found.people, what="reconciled")
            if "download" in request.POST:
                return csv_download(
                    "reconciled.csv", ("where", "set", "row", "reference", "why"), _lines(found)
                )
    parts: list[tuple[str, Any]] = []
    if found is not None:
        parts = [
            ("In both, and differing", found.differing),
            ("In one set, and missing in the other", found.lacking),
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
            "sets": SETS,
            "shown": SHOWN,
            "is_demonstration": settings.DEMONSTRATION,
        },
    )


@case_door("provider-manager")
@require_safe
def reconcile_example(request: HttpRequest) -> HttpResponse:
    """In a demonstration, a made-up extract of whom the manager sees, to try the comparison with."""
    demonstration_elsewhere.only_in_a_demonstration()
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


def provider_of(actor: Actor) -> importing.Provider:
    """The provider for which this manager works."""
    body = organisations.person_of(actor).body
    return importing.Provider(body.id, body.code)


def say(form: forms.BaseForm, refusal: RefusedError, field: str = "file") -> None:
    """The refusal stands beside the file, unless the form says already what is wrong with it."""
    if form.is_valid():
        form.add_error(field, str(refusal))


def _run(import_id: UUID) -> Any:
    run = queries.one(import_id)
    if run is None:
        raise Http404("There is no such page.")
    return run


def _lines(found: reconciling.Compared) -> Iterator[tuple[object, ...]]:
    for each in (*found.both, *found.one_set, *found.only_here, *found.only_there):
        yield WHERE[each.where], SETS.get(each.in_set, ""), each.row or "", each.reference, each.why
    for in_set, row, why in found.unread:
        yield "Could not be read", SETS[in_set], row, "", why
