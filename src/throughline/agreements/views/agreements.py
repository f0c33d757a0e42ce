"""The list of agreements, an agreement's page, and its text as files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, by, csv_download, state_in_words
from throughline.frame.middleware import actor_of

from ..documents import as_pdf
from ..documents.word import as_word
from ..lifecycle import AGREEMENT, OFFICERS
from ..queries import agreements as queries
from ..terms import KINDS

READING = for_roles(*sorted(queries.READERS))
AGREEMENTS = Listing(
    sorts=(
        Sort("waiting", "Waiting first", ("waits", "-drafted_at", "id")),
        Sort("newest", "Newest first", ("-drafted_at", "id")),
        Sort("sign-by", "Sign by", ("sign_by", "id")),
        Sort("place", "Place", ("place__name", "-drafted_at", "id")),
    ),
    filters=(by("state", "State", AGREEMENT.states), by("kind", "Kind", KINDS)),
    search_field="search_text",
)
_FILES = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_word),
    "json": ("application/json", lambda document: document.content),
}


@door(READING)
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement that this person may see."""
    actor, today = actor_of(request), timezone.localdate()
    listed = AGREEMENTS.page(queries.searchable(queries.visible_to(actor, today)), request.GET)
    rows = [(each, queries.heading(each), queries.TONES.get(each.state, "quiet")) for each in listed.rows]
    shown = {"listed": listed, "rows": rows, "is_officer": bool(actor.roles & OFFICERS), "today": today}
    return render(request, "agreements/agreements.html", shown)


@door(READING)
@require_safe
def agreements_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file, as it is searched and filtered."""
    rows = queries.searchable(queries.visible_to(actor_of(request), timezone.localdate()))
    header = ("Agreement", "Other side", "Programme", "State", "From", "Until", "Sign by", "Illustration")
    return csv_download(
        "agreements.csv",
        header,
        (
            (
                queries.heading(each),
                each.party.name,
                each.programme.name,
                state_in_words(each.state),
                each.begins_on,
                each.ends_on,
                each.sign_by,
                "yes" if each.is_illustration else "no",
            )
            for each in AGREEMENTS.narrow(rows, request.GET.dict())
        ),
    )


@door(READING)
@require_safe
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement: where it is, what it says, who signed what, and what can be done next."""
    page = queries.agreement_page(actor_of(request), agreement_id, timezone.now())
    if page is None:
        raise Http404("There is no such agreement to see.")
    roles = actor_of(request).roles
    shown = {"page": page, "is_officer": bool(roles & OFFICERS), "is_inside": bool(roles & queries.INSIDE)}
    return render(request, "agreements/agreement.html", shown)


@door(READING)
@require_safe
def agreement_file(request: HttpRequest, agreement_id: UUID, form: str) -> HttpResponse:
    """Its text as PDF/UA, in Word, or the frozen bytes themselves; `?text=` names an earlier one."""
    number = request.GET.get("text", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None
    document = queries.document(actor_of(request), agreement_id, timezone.localdate(), wanted)
    if document is None or form not in _FILES:
        raise Http404("There is no such text to see.")
    kind, render_as = _FILES[form]
    answer = HttpResponse(render_as(document), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="agreement-{document.sha256[:12]}.{form}"'
    return answer
