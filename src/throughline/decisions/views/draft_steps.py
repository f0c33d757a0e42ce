"""Submitting a draft, giving it up, taking it up again; its versions and what differs between them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import drafting as actions
from ..drafting.content import Content
from ..drafting.differences import differences
from ..drafting.rules import may_submit
from ..drafting.sections import BY_SLUG
from ..forms.drafting import VersionForm
from ..lifecycle import DRAFT
from ..queries import drafting as queries
from .drafting import DRAFTERS, READERS, draft_or_404

NOW = "now"


@door(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show every finding once more, then freeze the draft and hand it on."""
    whole = draft_or_404(request, draft_id, on=timezone.localdate())
    if request.method == "POST":
        try:
            actions.submit_draft(draft_id=draft_id, actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Submitted. The programme lead asks for the signatures.")
            return redirect("draft", draft_id)
    found = [(BY_SLUG.get(each.section), each.finding) for each in whole.findings]
    verdict = may_submit(whole.draft.state, actor_of(request), whole.content)
    return render(
        request, "decisions/draft_submit.html", {"whole": whole, "found": found, "verdict": verdict}
    )


@door(DRAFTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask once more, then give the draft up."""
    whole = draft_or_404(request, draft_id)
    if request.method == "POST":
        try:
            actions.withdraw_draft(draft_id=draft_id, actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The draft is withdrawn. It is kept, and a new one may be begun.")
        return redirect("draft", draft_id)
    verdict = DRAFT.may("withdraw", whole.draft.state, actor_of(request))
    return render(request, "decisions/draft_withdraw.html", {"whole": whole, "verdict": verdict})


@door(DRAFTERS)
@require_POST
def take_up(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on with a decision that was put off."""
    draft_or_404(request, draft_id)
    try:
        actions.take_up_again(draft_id=draft_id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("draft", draft_id)


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What differs between two versions, or between one and what stands now; and keeping another one."""
    whole = draft_or_404(request, draft_id)
    actor = actor_of(request)
    form = VersionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.save_version(draft_id=draft_id, **form.cleaned_data, actor=actor, at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "This version is kept.")
            return redirect("draft-versions", draft_id)
    numbers = [str(each.number) for each in whole.versions]
    before = _asked(request, "from", numbers, numbers[0] if numbers else "")
    now = _asked(request, "to", [*numbers, NOW], NOW)
    changed = None
    if before:
        changed = differences(_content(request, whole, before), _content(request, whole, now))
    page: dict[str, Any] = {
        "whole": whole,
        "form": form,
        "before": before,
        "now": now,
        "changed": changed,
        "names": names_of(each.made_by for each in whole.versions),
        "may_edit": DRAFT.may("edit", whole.draft.state, actor),
    }
    return render(request, "decisions/draft_versions.html", page)


@door(DRAFTERS)
@require_POST
def restore(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    """A section says again what it said in a version."""
    whole = draft_or_404(request, draft_id)
    version = request.POST.get("version", "")
    if slug not in BY_SLUG or version not in {str(each.number) for each in whole.versions}:
        raise Http404("There is no such section or version.")
    try:
        actions.restore_section(
            draft_id=draft_id, section=slug, version=int(version), actor=actor_of(request), at=timezone.now()
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{BY_SLUG[slug].heading}” says again what it said in version {version}.")
    return redirect("draft-section", draft_id, slug)


def _asked(request: HttpRequest, name: str, known: list[str], otherwise: str) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else otherwise


def _content(request: HttpRequest, whole: queries.WholeDraft, which: str) -> Content:
    if which == NOW:
        return whole.content
    found = queries.version_of(actor_of(request), whole.draft.id, int(which))
    if found is None:
        raise Http404("There is no such version.")
    return found[1]
