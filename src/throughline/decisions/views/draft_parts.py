"""Remarks, attached files, what a draft leans on, and the split it is linked to."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.attachments import download as as_download
from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.kernel.verdict import RefusedError

from ..actions import draft_parts as actions
from ..drafting.sections import BY_SLUG
from ..forms.drafting import AttachForm, LeanForm, RemarkForm
from ..queries import drafting as queries
from .drafting import DRAFTERS, READERS, draft_or_404, section_form, section_page


@door(READERS)
@require_POST
def remark(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    """Say something at a section."""
    whole = draft_or_404(request, draft_id)
    if slug not in BY_SLUG:
        raise Http404("There is no such section.")
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            actions.comment_on(
                draft_id=draft_id,
                section=slug,
                **form.cleaned_data,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(draft_id, slug, "remarks")
    page = section_page(request, whole, slug, section_form(request, whole, slug), {}, remark_form=form)
    return render(request, "decisions/draft_section.html", page)


@door(READERS)
@require_POST
def settle(request: HttpRequest, draft_id: UUID, comment_id: UUID) -> HttpResponse:
    """Say that a remark is dealt with, or that it is not."""
    whole = draft_or_404(request, draft_id)
    found = next((each for each in whole.comments if each.id == comment_id), None)
    if found is None:
        raise Http404("There is no such remark.")
    step = actions.reopen_comment if request.POST.get("choice") == "reopen" else actions.settle_comment
    _try(request, lambda: step(comment_id=comment_id, actor=actor_of(request), at=timezone.now()))
    return _to(draft_id, found.section, "remarks")


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The files that go with a draft, and the form that adds one."""
    whole = draft_or_404(request, draft_id)
    form = AttachForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.attach(
                draft_id=draft_id,
                upload=take(said["file"]),
                title=said["title"],
                exempt_ground=said["exempt_ground"],
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "The file is attached.")
            return _to(draft_id, "attachments")
    page = section_page(
        request, whole, "attachments", section_form(request, whole, "attachments"), {}, attach_form=form
    )
    return render(request, "decisions/draft_section.html", page)


@door(READERS)
@require_safe
def download(request: HttpRequest, draft_id: UUID, attachment_id: UUID) -> HttpResponse:
    """The attached file, as a download only."""
    held = queries.attachment(actor_of(request), draft_id, attachment_id)
    if held is None:
        raise Http404("There is no such file.")
    return as_download(held.file_id, held.name)


@door(DRAFTERS)
@require_POST
def remove(request: HttpRequest, draft_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take a file away."""
    draft_or_404(request, draft_id)
    _try(
        request,
        lambda: actions.remove_attachment(
            draft_id=draft_id, attachment_id=attachment_id, actor=actor_of(request), at=timezone.now()
        ),
        "The file is removed. If that was wrong, attach it again.",
    )
    return _to(draft_id, "attachments")


@door(DRAFTERS)
@require_POST
def lean(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Link what the draft leans on, or name in words what is not held here."""
    whole = draft_or_404(request, draft_id)
    form = LeanForm(request.POST)
    if form.is_valid():
        try:
            actions.lean_on(draft_id=draft_id, **form.said, actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            form.add_error("text", str(refusal))
        else:
            return _to(draft_id, "leans", "leanings")
    page = section_page(request, whole, "leans", section_form(request, whole, "leans"), {}, lean_form=form)
    return render(request, "decisions/draft_section.html", page)


@door(DRAFTERS)
@require_POST
def unlean(request: HttpRequest, draft_id: UUID, leaning_id: UUID) -> HttpResponse:
    """The draft no longer leans on that."""
    draft_or_404(request, draft_id)
    _try(
        request,
        lambda: actions.no_longer_lean_on(
            draft_id=draft_id, leaning_id=leaning_id, actor=actor_of(request), at=timezone.now()
        ),
    )
    return _to(draft_id, "leans", "leanings")


@door(DRAFTERS)
@require_POST
def link(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Read the figures from a split that the workbench has chosen, or type them again."""
    draft_or_404(request, draft_id)
    at, actor = timezone.now(), actor_of(request)
    try:
        run_id = UUID(request.POST.get("run", ""))
    except ValueError:
        _try(request, lambda: actions.unlink_run(draft_id=draft_id, actor=actor, at=at))
    else:
        _try(request, lambda: actions.link_run(draft_id=draft_id, run_id=run_id, actor=actor, at=at))
    return _to(draft_id, "financial")


def _try(request: HttpRequest, step: Callable[[], object], done: str = "") -> None:
    try:
        step()
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)


def _to(draft_id: UUID, slug: str, anchor: str = "") -> HttpResponseRedirect:
    if slug == "attachments":
        return HttpResponseRedirect(reverse("draft-attachments", args=[draft_id]))
    address = reverse("draft-section", args=[draft_id, slug])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)
