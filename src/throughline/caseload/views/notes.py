"""A person's contacts: appointments, and notes that are put right without being overwritten."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import notes as actions
from ..forms.cases import NoteForm
from ..queries.meetings import meetings_of
from ..queries.notes import shown
from ..sight import case_door
from .cases import SERVICE, case_or_404, case_page

FORMS = ["GET", "HEAD", "POST"]


@case_door(*SERVICE)
@require_http_methods(FORMS)
def contacts(request: HttpRequest, reference: str) -> HttpResponse:
    """Appointments and notes, newest first; a new note is written here."""
    case = case_or_404(request, reference, "contacts")
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                referral_id=case.referral.id, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The note is in the record.")
            return HttpResponseRedirect(case.href("case-contacts") + "#notes")
    notes = shown(case.notes)
    people = {n.by for n in notes} | {a.with_whom for a in case.appointments}
    return case_page(
        request,
        case,
        "caseload/case_contacts.html",
        "case-contacts",
        {
            "form": form,
            "notes": notes,
            "meetings": meetings_of(case),
            "names": names_of(people),
            "may_write": actions.may_write(case.state, case.actor),
        },
    )


@case_door(*SERVICE)
@require_http_methods(FORMS)
def correct(request: HttpRequest, reference: str, note_id: UUID) -> HttpResponse:
    """Put a note right by a later one; the earlier one stays readable."""
    case = case_or_404(request, reference, "contacts")
    note = next((each for each in case.notes if each.id == note_id), None)
    if note is None:
        raise Http404("There is no such note.")
    form = NoteForm(request.POST if request.method == "POST" else None, is_correction=True)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                referral_id=case.referral.id,
                corrects=note_id,
                actor=actor_of(request),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The note is put right; the earlier one stays readable.")
            return HttpResponseRedirect(case.href("case-contacts") + "#notes")
    return case_page(
        request,
        case,
        "caseload/note_correct.html",
        "case-contacts",
        {"form": form, "text": actions.text_of(note), "may_write": actions.may_write(case.state, case.actor)},
    )
