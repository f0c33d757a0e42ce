"""A person asks for everything that is held about them: when it is due, what is left out, the copy to hand over."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import copying
from ..documents.copy import copy_pdf
from ..exports.reasons import GROUNDS
from ..exports.subject_access import clock
from ..forms.exports import AskForm, CheckForm, LongerForm, RefuseForm
from ..queries import copies as queries
from ..queries.cases import Case
from ..sight import case_door
from .cases import SERVICE, case_or_404
from .steps import FORMS, Asking, sent, step_page, who


@case_door(*SERVICE)
@require_safe
def copies(request: HttpRequest) -> HttpResponse:
    """Which requests are open, nearest first."""
    rows = queries.open_requests(timezone.localdate())
    return render(request, "caseload/copies.html", {"rows": rows})


@case_door(*SERVICE)
@never_cache
@require_http_methods(FORMS)
def case_copies(request: HttpRequest, reference: str) -> HttpResponse:
    """What this person asked for, and a form to record that they ask."""
    case = case_or_404(request, reference, "requests for the record")
    form = AskForm(*sent(request), today=case.today)

    def act(given: dict[str, Any]) -> str:
        row = copying.ask(referral_id=case.referral.id, **given, **who(request))
        return case.href("subject-access", row.id)

    rows = list(queries.requests_of(case.referral.person))
    asked = Asking(
        "The person asks for their record",
        "Record the request",
        "The request is on record, with the day by which the person gets their copy.",
        lead="Anybody may ask for everything that is held about them, in any words, of anybody here. They get it "
        "within a month, free of charge.",
        template="caseload/case_copies.html",
    )
    return step_page(
        request, case, form, act, asked, back=("Access", case.href("case-access")), rows=rows, clock=clock
    )


@case_door(*SERVICE)
@never_cache
@require_safe
def subject_access(request: HttpRequest, reference: str, access_id: UUID) -> HttpResponse:
    """One request: its month, each text of the record to give or leave out, and the next step."""
    case = case_or_404(request, reference, "request for the record")
    return _page(request, case, access_id)


@case_door(*SERVICE)
@never_cache
@require_POST
def subject_access_check(request: HttpRequest, reference: str, access_id: UUID) -> HttpResponse:
    """The copy is frozen as it was checked."""
    case = case_or_404(request, reference, "request for the record")
    row = _row(case, access_id)
    form = CheckForm(request.POST, queries.held_about(row.person), {})
    if not form.is_valid():
        return _page(request, case, access_id, form)
    try:
        copying.check(access_id=row.id, grounds=form.cleaned_data, **who(request))
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, case, access_id, form)
    messages.success(request, "The copy is checked. A manager who did not check it releases it.")
    return redirect("subject-access", reference, access_id)


@case_door(*SERVICE)
@require_POST
def subject_access_step(request: HttpRequest, reference: str, access_id: UUID, step: str) -> HttpResponse:
    """Release it, send it back, take longer, refuse it."""
    case = case_or_404(request, reference, "request for the record")
    row = _row(case, access_id)
    given: dict[str, str] = {}
    if step in ("longer", "refuse"):
        form = LongerForm(request.POST) if step == "longer" else RefuseForm(request.POST)
        if not form.is_valid():
            return _page(request, case, access_id, wrong=form)
        given = form.cleaned_data
    acts: dict[str, Any] = {
        "release": (copying.release, "The copy is released: download it and hand it over."),
        "send-back": (copying.send_back, "It is to be checked again."),
        "longer": (copying.extend, "It is due two months later, and the reason is on record."),
        "refuse": (copying.refuse, "The request is refused. Tell the person why, and where to complain."),
    }
    if step not in acts:
        raise Http404("There is no such step.")
    act, words = acts[step]
    try:
        act(access_id=row.id, **given, **who(request))
        messages.success(request, words)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("subject-access", reference, access_id)


@case_door("provider-manager")
@never_cache
@require_POST
def subject_access_file(request: HttpRequest, reference: str, access_id: UUID, form: str) -> HttpResponse:
    """The released copy, to read (PDF/UA) or for machines (JSON)."""
    case = case_or_404(request, reference, "copy of the record")
    row = _row(case, access_id)
    try:
        copying.taken(access_id=row.id, form=form, **who(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("subject-access", reference, access_id)
    told = queries.copy_to_give(row, case.referral)
    if form == "json":
        answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    else:
        assert row.released_at is not None  # noqa: S101 - the action asked that it was released
        answer = HttpResponse(copy_pdf(told, at=row.released_at), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="my-record-{reference}.{form}"'
    return answer


def _page(
    request: HttpRequest, case: Case, access_id: UUID, form: CheckForm | None = None, wrong: Any = None
) -> HttpResponse:
    row = _row(case, access_id)
    sections = queries.held_about(row.person) if row.state == "asked" else []
    checking = form or (CheckForm(None, sections, copying.left_out_of(row)) if row.state == "asked" else None)
    said = copying.said_of(row)
    content = copying.content_of(row)
    names = names_of({row.asked_by, row.checked_by, row.released_by} - {""})
    shown = {
        "case": case,
        "bar": case.bar,
        "tabs": [],
        "row": row,
        "may": queries.may(row, case.actor),
        "said": said,
        "clock": clock(row.due_on, case.today),
        "names": names,
        "sections": sections,
        "checking": checking,
        "content": content,
        "held_on": date.fromisoformat(content["held_on"]) if content else None,
        "longer": wrong if isinstance(wrong, LongerForm) else LongerForm(),
        "refusing": wrong if isinstance(wrong, RefuseForm) else RefuseForm(),
        "wrong": wrong or form,
        "grounds": GROUNDS,
        "is_manager": "provider-manager" in case.actor.roles,
        "back": {"text": "Requests for the record", "href": case.href("case-copies")},
    }
    return render(request, "caseload/subject_access.html", shown)


def _row(case: Case, access_id: UUID) -> Any:
    row = queries.request_named(case.referral.person, access_id)
    if row is None:
        raise Http404("There is no such request.")
    return row
