"""The page of a decision, and what becomes of it: published, corrected, superseded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.queries.chain import chain_of
from throughline.governance.queries.promises import promises_of
from throughline.kernel.verdict import RefusedError
from throughline.ledger import queries as ledger
from throughline.organisations.queries import names_of

from .. import rules
from ..actions.notices import publish_decision
from ..actions.revisions import correct_decision, preview, supersede_decision
from ..correcting import correctable
from ..forms.revisions import CorrectionForm, SupersessionForm
from ..lifecycle import LEAD, NOTICE, OFFICER
from ..queries import notices as queries
from ..queries.call_in import standing_of
from ..shown import ACTS, shown

TEAM = for_roles(OFFICER, LEAD)


@door(SIGNED_IN)
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: what a resident wants to know first, then everything that the record says."""
    return render(request, "decisions/decision.html", _page(request, number))


@door(SIGNED_IN)
@require_safe
def attachment(request: HttpRequest, number: str, sha256: str) -> HttpResponse:
    """A file that was before those who signed, as a download."""
    made = _notice(request, number).facts().made
    found = next((each for each in made.attachments if each.sha256 == sha256), None) if made else None
    if found is None:
        raise Http404("There is no such file.")
    return download(found.sha256, found.name)


@door(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """Ask once more, then put the decision on the public register."""
    if request.method != "POST":
        return render(request, "decisions/publish.html", _page(request, number))
    _notice(request, number)
    try:
        published = publish_decision(number=number, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        where = (
            "published, but on no public page: it is made up"
            if published.is_illustration
            else "on the public register"
        )
        messages.success(request, f"Decision {number} is {where}.")
    return redirect("decision", number)


@door(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Choose what is wrong, say how it should be and why, look once more, publish the next version."""
    notice = _notice(request, number)
    page: dict[str, Any] = {
        "notice": notice,
        "verdict": NOTICE.may("correct", notice.state, actor_of(request)),
        "values": correctable(notice.facts()),
    }
    chosen = [value for value in page["values"] if value.path in request.GET.getlist("v")]
    if not chosen:
        return render(request, "decisions/correct_what.html", page)
    form = CorrectionForm(chosen, notice.version, request.POST if request.method == "POST" else None)
    if form.is_valid():
        _, changes = preview(notice, form.values)
        reason = form.cleaned_data["reason"]
        verdict = rules.may_change(changes, reason)
        if verdict and "confirmed" not in request.POST:
            return render(request, "decisions/correct_check.html", {**page, "form": form, "changes": changes})
        try:
            verdict.or_raise()
            correct_decision(
                number=number,
                version=form.cleaned_data["version"],
                values=form.values,
                reason=reason,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version {notice.version + 1} of decision {number} is published.")
            return redirect("decision", number)
    return render(request, "decisions/correct.html", {**page, "form": form})


@door(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def supersede(request: HttpRequest, number: str) -> HttpResponse:
    """Name the later decision and why, look at both once more, and say so in public."""
    notice = _notice(request, number)
    form = SupersessionForm(request.POST if request.method == "POST" else None)
    page = {
        "notice": notice,
        "form": form,
        "verdict": NOTICE.may("supersede", notice.state, actor_of(request)),
    }
    if form.is_valid():
        by, reason = form.cleaned_data["by"].strip(), form.cleaned_data["reason"]
        later = queries.decision_numbered(actor_of(request), by)
        try:
            if "confirmed" in request.POST:
                supersede_decision(
                    number=number, by=by, reason=reason, actor=actor_of(request), at=timezone.now()
                )
                messages.success(request, f"Decision {by} stands in the place of {number}.")
                return redirect("decision", number)
            queries.may_supersede(notice, later, by, reason, actor_of(request)).or_raise()
        except RefusedError as refusal:
            form.add_error("by", str(refusal))
        else:
            return render(request, "decisions/supersede_check.html", {**page, "later": later, "by": by})
    return render(request, "decisions/supersede.html", page)


def _notice(request: HttpRequest, number: str) -> Any:
    notice = queries.decision_numbered(actor_of(request), number)
    if notice is None:
        raise Http404("There is no such decision.")
    return notice


def _page(request: HttpRequest, number: str) -> dict[str, Any]:
    notice, actor, today = _notice(request, number), actor_of(request), timezone.localdate()
    history = ledger.history_of("decision", number)
    call_in = standing_of(actor, number, today) if notice.made and notice.subject_to_call_in else None
    return {
        "shown": shown(notice, promises_of(number, today=today, reader=actor), call_in),
        "stands_on": chain_of(actor, number),
        "may_publish": rules.may_publish(notice.state, actor),
        "may_correct": NOTICE.may("correct", notice.state, actor),
        "reading_id": getattr(getattr(notice, "reading", None), "id", None),
        "history": history,
        "acts": ACTS,
        "names": names_of(entry.actor for entry in history),
        "is_sealed": all(entry.number is not None for entry in history),
    }
