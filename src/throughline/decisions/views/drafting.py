"""The list of drafts, the page of a draft, a section of it, the whole of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download, state_in_words
from throughline.frame.middleware import actor_of
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of, programmes

from ..actions import drafting as actions
from ..drafting.content import exempt_sections, not_asked
from ..drafting.findings import LEANINGS
from ..drafting.rules import may_remark, may_submit
from ..drafting.sections import BY_SLUG, SECTIONS
from ..drafting.shown import said_or_found, sections_shown
from ..drafting.terms import DECISION_TYPES
from ..drafting.wording import further_words, in_words, said_in
from ..forms.drafting import AttachForm, BeginForm, LeanForm, RemarkForm, SectionForm
from ..lifecycle import DRAFT, LEAD, OFFICER
from ..queries import drafting as queries
from ..record import FUNCTIONS
from ..rules import parts_sentence

DRAFTERS = for_roles(OFFICER, LEAD)
READERS = for_roles(*sorted(queries.READERS))
_OF_THE_DAY = frozenset({"function", "when"})  # what is found there depends on the day

DRAFTS = Listing(
    sorts=(
        Sort("changed", "Last changed first", (F("touched_at").desc(), "id")),
        Sort("oldest", "Oldest first", ("drafted_at", "id")),
        Sort("largest", "Largest total first", (F("total_pence").desc(nulls_last=True), "id")),
        Sort("subject", "Subject", ("title", "id")),
    ),
    filters=(
        by("state", "State", DRAFT.states),
        Filter(
            "type",
            "Type of decision",
            lambda _: list(DECISION_TYPES.items()),
            lambda rows, kind: rows.filter(decision_type=kind),
        ),
        by("function", "Function exercised", FUNCTIONS),
    ),
    search_field="search_text",
)


@door(READERS)
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Every draft."""
    actor = actor_of(request)
    listed = DRAFTS.page(queries.visible_to(actor), request.GET)
    return render(
        request,
        "decisions/drafts.html",
        {"listed": listed, "may_begin": DRAFT.may("begin", None, actor)},
    )


@door(READERS)
@require_safe
def drafts_csv(request: HttpRequest) -> HttpResponse:
    """The list of drafts as it is searched and filtered."""
    rows = DRAFTS.narrow(queries.visible_to(actor_of(request)), request.GET.dict())
    header = (
        "Subject",
        "State",
        "Type of decision",
        "Function exercised",
        "Total",
        "Begun on",
        "Last changed on",
    )
    return csv_download(
        "drafts.csv",
        header,
        (
            (
                str(each),
                state_in_words(each.state),
                each.get_decision_type_display(),
                each.get_function_display(),
                f"{each.total_pence.pence // 100}.{each.total_pence.pence % 100:02}"
                if each.total_pence
                else None,
                timezone.localdate(each.drafted_at),
                timezone.localdate(each.touched_at),
            )
            for each in rows.iterator(chunk_size=1000)
        ),
    )


@door(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Say what it is about, or which decision it starts from, and begin."""
    asked = {"started_from": request.GET.get("from", "")}
    form = BeginForm(request.POST if request.method == "POST" else None, initial=asked)
    if form.is_valid():
        try:
            draft = actions.begin_draft(**form.cleaned_data, actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            form.add_error("started_from", str(refusal))
        else:
            return redirect("draft", draft.id)
    return render(
        request,
        "decisions/draft_begin.html",
        {"form": form, "earlier": queries.beginnings(actor_of(request))[:8]},
    )


@door(READERS)
@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft as a list of its sections: what is done, what to look at, who wrote last."""
    whole = draft_or_404(request, draft_id, on=timezone.localdate())
    actor = actor_of(request)
    saved = [each for each in whole.sections.values() if each.section in BY_SLUG]
    return render(
        request,
        "decisions/draft.html",
        {
            "whole": whole,
            "groups": sections_shown(whole.content, whole.findings, whole.remarked),
            "saved": {each.section: each for each in saved},
            "names": names_of({*(each.saved_by for each in saved), whole.draft.drafted_by}),
            "may_submit": may_submit(whole.draft.state, actor, whole.content),
            "may_withdraw": DRAFT.may("withdraw", whole.draft.state, actor),
            "may_take_up": DRAFT.may("take_up_again", whole.draft.state, actor),
            "may_edit": DRAFT.may("edit", whole.draft.state, actor),
        },
    )


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    """One section: what it asks, how to write it well, what to look at, and what others remark."""
    whole = draft_or_404(request, draft_id, on=timezone.localdate() if slug in _OF_THE_DAY else None)
    if slug not in BY_SLUG:
        raise Http404("There is no such section.")
    if slug == "attachments":
        return redirect("draft-attachments", draft_id)
    form = _form(request, whole, slug, bound=request.method == "POST")
    wants_json = request.headers.get("Accept") == "application/json"
    conflict: dict[str, Any] = {}
    if request.method == "POST":
        if form.is_valid():
            try:
                saved = actions.save_section(
                    draft_id=draft_id,
                    section=slug,
                    values=form.values,
                    revision=form.cleaned_data["revision"],
                    actor=actor_of(request),
                    at=timezone.now(),
                )
            except actions.ChangedMeanwhileError as changed:
                if wants_json:
                    return JsonResponse({"refused": str(changed), "both": True}, status=409)
                conflict = _conflict(form, changed)
                mine = request.POST.copy()
                mine["revision"] = str(changed.theirs.revision)
                form.data = mine
            except RefusedError as refusal:
                if wants_json:
                    return JsonResponse({"refused": str(refusal)}, status=409)
                form.add_error(None, str(refusal))
            else:
                if wants_json:
                    at = timezone.localtime(saved.saved_at)
                    return JsonResponse({"revision": saved.revision, "saved": f"{at:%H:%M}"})
                return _after(request, draft_id, slug)
        elif wants_json:
            return JsonResponse(
                {"errors": {name: " ".join(map(str, said)) for name, said in form.errors.items()}}, status=422
            )
    return render(request, "decisions/draft_section.html", section_page(request, whole, slug, form, conflict))


@door(READERS)
@require_safe
def draft_whole(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything that the draft says, on one page, to read and to print."""
    whole = draft_or_404(request, draft_id)
    return render(
        request,
        "decisions/draft_whole.html",
        {
            "whole": whole,
            "exempt": exempt_sections(whole.content),
            "awards": [{"text": a.place, "note": a.signs, "money": a.pence} for a in whole.content.awards],
            "sections": [
                (each, said_in(each, whole.content), further_words(each, whole.content)) for each in SECTIONS
            ],
        },
    )


def draft_or_404(request: HttpRequest, draft_id: UUID, on: date | None = None) -> queries.WholeDraft:
    """The draft that the address names, for whoever may see it; with what the law asks on that day, if one is given."""
    whole = queries.draft_whole(actor_of(request), draft_id, on)
    if whole is None:
        raise Http404("There is no such draft.")
    return whole


def section_page(
    request: HttpRequest,
    whole: queries.WholeDraft,
    slug: str,
    form: SectionForm,
    conflict: dict[str, Any],
    **more: Any,
) -> dict[str, Any]:
    """What the page of a section needs, whichever form of it is being filled in."""
    at = [each.slug for each in SECTIONS].index(slug)
    saved = whole.sections.get(slug)
    remarks = [each for each in whole.comments if each.section == slug]
    people = {*(each.said_by for each in remarks), *(each.settled_by for each in remarks if each.settled_by)}
    if saved:
        people.add(saved.saved_by)
    found = [each for each in whole.findings if each.section == slug and (saved or not each.is_blank)]
    asked = {field.name for field in form.asked} | {LEANINGS}
    return {
        "whole": whole,
        "whose": actor_of(request).id,
        "section": BY_SLUG[slug],
        "form": form,
        "found": found,
        "found_above": [each for each in found if each.field not in asked],
        "conflict": conflict,
        "saved": saved,
        "remarks": remarks,
        "remark_form": RemarkForm(),
        "attach_form": AttachForm(),
        "lean_form": LeanForm(),
        "may_remark": may_remark(whole.draft.state, actor_of(request)),
        "names": names_of(people | ({conflict["by"]} if conflict else set())),
        "may_edit": DRAFT.may("edit", whole.draft.state, actor_of(request)),
        "said": said_or_found(BY_SLUG[slug], whole.content, found),
        "sum_sentence": parts_sentence(
            whole.content.total, [Money(each.pence) for each in whole.content.awards]
        )
        if whole.content.awards
        else "",
        "previous": SECTIONS[at - 1] if at else None,
        "next": SECTIONS[at + 1] if at + 1 < len(SECTIONS) else None,
        "number": at + 1,
        "count": len(SECTIONS),
        **queries.for_section(slug, whole, actor_of(request), request.GET.get("q", "")),
        **more,
    }


def section_form(request: HttpRequest, whole: queries.WholeDraft, slug: str) -> SectionForm:
    """The form of a section as it stands, for pages that show it beside another form."""
    return _form(request, whole, slug, bound=False)


def _form(request: HttpRequest, whole: queries.WholeDraft, slug: str, *, bound: bool) -> SectionForm:
    saved = whole.sections.get(slug)
    values = saved.values if saved else {}
    offered: dict[str, Any] = {}
    if slug == "subject":
        offered["programme"] = [(each.code, each.name) for each in programmes()]
    if slug == "strategy":
        day = whole.content.planned_on or timezone.localdate()
        offered["priorities"] = queries.priorities(day, values.get("priorities") or [])
    return SectionForm(
        BY_SLUG[slug],
        request.POST if bound else None,
        values=values,
        revision=whole.revision(slug),
        offered=offered,
        without=not_asked(whole.content.split) if slug == "financial" else frozenset(),
        given={
            "receivers": [(each.place, f"{each.place}, {Money(each.pence)}") for each in whole.content.awards]
        },
        more=request.GET.get("more", ""),
    )


def _conflict(form: SectionForm, changed: actions.ChangedMeanwhileError) -> dict[str, Any]:
    theirs, mine = changed.theirs.values, form.values
    differ = {
        field.name: in_words(field, theirs.get(field.name))
        for field in form.asked
        if (theirs.get(field.name) or None) != (mine.get(field.name) or None)
    }
    return {
        "by": changed.theirs.saved_by,
        "at": changed.theirs.saved_at,
        "theirs": differ,
        "sentence": str(changed),
    }


def _after(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponseRedirect:
    address = reverse("draft-section", args=[draft_id, slug])
    if more := request.POST.get("more"):
        return HttpResponseRedirect(
            f"{address}?more={more}#{more}" if more in {f.name for f in BY_SLUG[slug].fields} else address
        )
    if request.POST.get("then") == "stay":
        messages.success(request, "Saved.")
        return HttpResponseRedirect(address)
    slugs = [each.slug for each in SECTIONS]
    at = slugs.index(slug) + 1
    if request.POST.get("then") == "next" and at < len(slugs):
        return redirect("draft-section", draft_id, slugs[at])
    return redirect("draft", draft_id)
