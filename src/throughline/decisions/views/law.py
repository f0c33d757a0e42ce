"""The scheme of delegation: what is in force, its test cases, a version in the making, and a case to try."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import law as actions
from ..forms.law import CaseForm, PostChoice, SchemeForm, TryForm, scheme_initial
from ..law.cases import may_confirm_scheme, run
from ..law.lifecycle import IN_FORCE, SCHEME
from ..law.rules import TYPES
from ..queries import law
from .law_versions import KEEPING, confirm_page, discarded


@door(SIGNED_IN)
@require_safe
def scheme(request: HttpRequest) -> HttpResponse:
    """The scheme that is in force today."""
    today = timezone.localdate()
    found = law.scheme_on(today)
    if found is None:
        versions = list(law.schemes())
        return render(request, "decisions/scheme_none.html", {"versions": versions})
    return render(request, "decisions/scheme.html", _shown(request, found))


@door(SIGNED_IN)
@require_safe
def version(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """One version of the scheme: past, in force, to come or in the making."""
    return render(request, "decisions/scheme.html", _shown(request, _scheme(scheme_id)))


@door(KEEPING)
@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """Begin a new version from the one in force."""
    made = actions.prepare_scheme(actor=actor_of(request), at=timezone.now())
    return redirect("scheme-edit", made.id)


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Change the version that is in the making."""
    found = _scheme(scheme_id)
    verdict = SCHEME.may("edit", found.state, actor_of(request))
    if not verdict:
        messages.error(request, f"{verdict.reason} {verdict.lifted_by}".strip())
        return redirect("scheme-version", scheme_id)
    form = SchemeForm(
        request.POST if request.method == "POST" else None,
        posts=_posts(),
        initial=scheme_initial(found, law.lines_of(found)),
    )
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "source", "in_force_from", "note")}
        try:
            actions.edit_scheme(
                scheme_id=scheme_id, **said, lines=form.lines, actor=actor_of(request), at=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. The test cases below show what it asks for now.")
            return redirect("scheme-version", scheme_id)
    return render(request, "decisions/scheme_edit.html", {"form": form, "scheme": found})


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def add_case(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Add a test case to the version that is in the making."""
    found = _scheme(scheme_id)
    form = CaseForm(request.POST if request.method == "POST" else None, posts=_posts())
    if form.is_valid():
        try:
            actions.add_case(
                scheme_id=scheme_id,
                title=form.cleaned_data["title"],
                decision_type=form.cleaned_data["decision_type"],
                facts=form.said,
                expected=form.cleaned_data["expected"],
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{form.cleaned_data['title']}” is a test case of this version.")
            return redirect("scheme-version", scheme_id)
    return render(request, "decisions/scheme_case.html", {"form": form, "scheme": found})


@door(KEEPING)
@require_POST
def remove_case(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Take a test case out of the version that is in the making."""
    try:
        actions.remove_case(
            scheme_id=_scheme(scheme_id).id,
            case_id=UUID(request.POST.get("case", "")),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    except ValueError as wrong:
        raise Http404("There is no such case.") from wrong
    return redirect("scheme-version", scheme_id)


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Look once more, then confirm the scheme with name and date."""
    shown = _shown(request, _scheme(scheme_id))
    return confirm_page(
        request,
        "decisions/scheme_confirm.html",
        shown,
        partial(actions.confirm_scheme, scheme_id=scheme_id),
        seen=law.seen_of(shown["scheme"]),
        done="The scheme is confirmed, with your name and today's date.",
        back=reverse("scheme-version", args=[scheme_id]),
    )


@door(KEEPING)
@require_POST
def discard(request: HttpRequest, scheme_id: UUID) -> HttpResponse:
    """Throw the version in the making away."""
    return discarded(
        request,
        partial(actions.discard_scheme, scheme_id=_scheme(scheme_id).id),
        done="That version is thrown away. The scheme in force goes on.",
        back=reverse("scheme-version", args=[scheme_id]),
        home=reverse("scheme"),
    )


@door(SIGNED_IN)
@require_safe
def try_case(request: HttpRequest) -> HttpResponse:
    """Enter figures and see who must sign, and why."""
    wanted = request.GET.get("scheme", "")
    found = _scheme(_uuid(wanted)) if wanted else law.scheme_on(timezone.localdate())
    if found is None:
        return redirect("scheme")
    asked = "decision_type" in request.GET
    form = TryForm(request.GET if asked else None, initial={"decision_type": "deputy-mayor"})
    ran = None
    if asked and form.is_valid():
        ran = run(
            law.lines_of(found),
            title="",
            decision_type=form.cleaned_data["decision_type"],
            said=form.said,
            expected=(),
        )
    return render(
        request,
        "decisions/scheme_try.html",
        {"form": form, "ran": ran, "scheme": found, "titles": _titles(), "chosen": wanted},
    )


def _shown(request: HttpRequest, found: Any) -> dict[str, Any]:
    today, actor = timezone.localdate(), actor_of(request)
    lines, ran, versions = law.lines_of(found), law.cases_of(found), list(law.schemes())
    others = [each for each in versions if each.state in IN_FORCE and each.id != found.id]
    names = names_of(
        [each.made_by for each in versions] + [each.confirmed_by for each in versions if each.confirmed_by]
    )
    return {
        "scheme": found,
        "blocks": [
            (words, [line for line in lines if line.decision_type == kind]) for kind, words in TYPES.items()
        ],
        "ran": ran,
        "failing": [each for each in ran if not each.passes],
        "versions": versions,
        "names": names,
        "titles": _titles(),
        "today": today,
        "current": next(
            (each for each in versions if each.state in IN_FORCE and each.in_force_from <= today), None
        ),
        "preparing": next((each for each in versions if each.state == "prepared"), None),
        "may_prepare": SCHEME.may("prepare", None, actor),
        "may_edit": SCHEME.may("edit", found.state, actor),
        "may_discard": SCHEME.may("discard", found.state, actor),
        "may_confirm": may_confirm_scheme(
            found.state,
            actor,
            lines=lines,
            ran=ran,
            begins=found.in_force_from,
            today=today,
            latest=max((each.in_force_from for each in others), default=None),
        ),
    }


def _posts() -> list[PostChoice]:
    return [PostChoice(post.id, post.code, post.title) for post in law.signing_posts(timezone.localdate())]


def _titles() -> dict[str, str]:
    return {post.code: post.title for post in _posts()}


def _scheme(scheme_id: UUID | None) -> Any:
    found = law.scheme(scheme_id) if scheme_id else None
    if found is None:
        raise Http404("There is no such scheme.")
    return found


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
