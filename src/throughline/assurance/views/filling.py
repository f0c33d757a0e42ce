"""One section of a return with saving at each field, checking the answers, submitting, answering questions about it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict

from ..actions import filling
from ..queries.returns import ReturnPage
from ..returning.content import POSTS, Asked, Content, Found, GrantPart, Line
from .returns import READERS, page_or_404

_LONGEST = 20_000


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, return_id: UUID, slug: str) -> HttpResponse:
    """One page of the return; with scripts each field is saved when it is left, without them all of them together."""
    page = page_or_404(request, return_id)
    content = page.content
    slugs = [each.slug for each in content.sections]
    if slug not in slugs:
        raise Http404("There is no such section.")
    if request.method != "POST":
        return _section_page(request, page, content, slug, {}, ())
    if request.headers.get("Accept") == "application/json":
        return _one_field(request, page, slug)
    typed = _typed(request, content, slug)
    try:
        filling.save(actor=actor_of(request), at=timezone.now(), return_id=return_id, typed=typed)
    except filling.NotKeptError as refused:
        values = {f"{each.ref}.{name}": text for each in typed for name, text in each.values.items()}
        return _section_page(request, page, content, slug, values, refused.wrong)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("return", return_id)
    after = slugs.index(slug) + 1
    if request.POST.get("then") == "next" and after < len(slugs):
        return redirect("return-section", return_id, slugs[after])
    if request.POST.get("then") == "next":
        return redirect("return-check", return_id)
    return redirect("return", return_id)


def _one_field(request: HttpRequest, page: ReturnPage, slug: str) -> HttpResponse:
    ref, column = request.POST.get("ref", ""), request.POST.get("column", "")
    text = request.POST.get("value", "").replace("\0", "")[:_LONGEST]
    typed = filling.Typed(ref, {column: text}, _revision(request.POST.get("revision", "")))
    try:
        kept = filling.save(
            actor=actor_of(request), at=timezone.now(), return_id=page.asked.id, typed=[typed]
        )
    except filling.NotKeptError as refused:
        said = {"refused": str(refused), "both": refused.meanwhile}
        return JsonResponse(said, status=409 if refused.meanwhile else 422)
    except RefusedError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    again = page_or_404(request, page.asked.id).content
    here = [each for each in again.faults() if each.section == slug]
    grant = next((each for each in again.grants if each.section == slug), None)
    return JsonResponse(
        {
            "revision": kept.revisions[ref],
            "saved": f"{timezone.localtime():%H:%M}",
            "check": running_check(again, grant) if grant else "",
            "faults": [each.text for each in here if each.ref.startswith("sum-") or each.ref == ref],
        }
    )


def running_check(content: Content, grant: GrantPart) -> str:
    """The sums of a grant against its award, as the page shows them while somebody types."""
    sums = grant.sums
    if content.kind == "plan":
        return f"{sums.plan} planned of {grant.award}."
    if content.kind == "year_end":
        return f"{sums.actual} spent of {grant.award}; {sums.unallocated} was not spent."
    return sums.in_words + "."


def _typed(request: HttpRequest, content: Content, slug: str) -> list[filling.Typed]:
    found = []
    for place in filling.places_of(content):
        ref = place.ref
        values = {
            name: request.POST[f"{ref}.{name}"].replace("\0", "")[:_LONGEST]
            for name in ("plan", "actual", "projected", "words", "answer")
            if f"{ref}.{name}" in request.POST
        }
        if values:
            revision = _revision(request.POST.get(f"{ref}.revision", ""))
            found.append(filling.Typed(ref, values, revision))
    return found


def _revision(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _section_page(
    request: HttpRequest,
    page: ReturnPage,
    content: Content,
    slug: str,
    typed: Mapping[str, str],
    wrong: tuple[filling.Wrong, ...],
) -> HttpResponse:
    sections = content.sections
    at = [each.slug for each in sections].index(slug)
    grant = next((each for each in content.with_money if each.section == slug), None)
    asked: list[Asked] = [each for each in content.questions if each.section == slug]
    started = [each for each in _places_here(content, slug) if each.revision]
    faults: list[Found] = [each for each in content.faults() if each.section == slug]
    shown: dict[str, Any] = {
        "page": page,
        "content": content,
        "section": sections[at],
        "number": at + 1,
        "count": len(sections),
        "previous": sections[at - 1] if at else None,
        "next": sections[at + 1] if at + 1 < len(sections) else None,
        "grant": grant,
        "posts": content.posts if slug == POSTS else (),
        "questions": asked,
        "typed": typed,
        "wrong": {f"{each.ref}.{each.column}": each for each in wrong},
        "wrong_list": wrong,
        "faults": [each for each in faults if started or not each.stops],
        "by_ref": {each.ref: each.text for each in faults if started},
        "check": running_check(content, grant) if grant else "",
        "may_save": page.may("save"),
        "asked_about": {each.line_key: each for each in page.open_queries if each.line_key},
        "columns": COLUMNS,
    }
    return render(request, "assurance/return_section.html", shown)


COLUMNS = {"plan": "Planned", "actual": "Spent so far", "projected": "Still expected"}


def _places_here(content: Content, slug: str) -> list[filling.Place]:
    grants = {each.id: each.section for each in content.grants}
    return [
        each
        for each in filling.places_of(content)
        if slug
        == (
            grants[each.grant_id]
            if isinstance(each, Line)
            else each.section
            if isinstance(each, Asked)
            else POSTS
        )
    ]


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Everything that the return says, what stands in its way, and the button that submits it."""
    page = page_or_404(request, return_id)
    refused = ""
    if request.method == "POST":
        try:
            filling.submit(actor=actor_of(request), at=timezone.now(), return_id=return_id)
        except RefusedError as refusal:
            refused = str(refusal)
        else:
            messages.success(
                request, "Submitted. The certifier hears of it by letter, and nothing more is asked of you."
            )
            return redirect("return", return_id)
    content = page.content
    faults = content.faults()
    return render(
        request,
        "assurance/return_check.html",
        {
            "page": page,
            "content": content,
            "faults": faults,
            "checks": {each.section: running_check(content, each) for each in content.with_money},
            "stops": [each for each in faults if each.stops],
            "may_submit": page.may("submit") and _nothing_stops(faults),
            "refused": refused,
            "has_errors": bool(refused),
        },
    )


def _nothing_stops(faults: Sequence[Found]) -> Verdict:
    """Whether the return holds together; the act refuses it otherwise, and the button says so before."""
    stops = sum(each.stops for each in faults)
    if not stops:
        return Allowed()
    things = "1 thing is" if stops == 1 else f"{stops} things are"
    return Refused(f"{things} to be put right first; the list on this page leads there.")


@door(READERS)
@require_POST
def answer(request: HttpRequest, return_id: UUID, query_id: int) -> HttpResponse:
    """Answer a question about the last version."""
    page = page_or_404(request, return_id)
    if query_id not in [each.pk for each in page.open_queries]:
        raise Http404("There is no such question.")
    try:
        filling.answer_query(
            actor=actor_of(request),
            at=timezone.now(),
            query_id=query_id,
            answer=request.POST.get("answer", "").replace("\0", "")[:_LONGEST],
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your answer is kept; it goes with the next version.")
    return redirect("return", return_id)
