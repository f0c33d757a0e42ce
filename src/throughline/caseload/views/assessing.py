"""A person's needs: the picture, an assessment section by section, saved as one goes, and its completion."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.charts import picture as drawn
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.organisations.queries import names_of

from ..actions import assessing as actions
from ..care import rules
from ..care.lifecycle import ASSESSMENT
from ..care.questions import profile_groups
from ..forms.assessing import FORMS, Section
from ..needs_chart import draw, facts_of, in_words
from ..queries import assessing as queries
from ..queries.case_parts import KINDS, assessing_steps
from ..queries.cases import Case
from ..sight import case_door
from .cases import SERVICE, case_or_404, case_page

GOES_ON = {"first": "pathway-start", "review": "case-needs", "exit": "case-leave"}


@case_door(*SERVICE)
@require_safe
def needs(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person needs: first against latest, as a picture and as its table."""
    case = case_or_404(request, reference, "needs")
    done = queries.complete_of(case)
    more: dict[str, Any] = {
        "done": done,
        "kinds": KINDS,
        "names": names_of({each.row.completed_by for each in done}),
        "steps": list(assessing_steps(case)),
    }
    if done:
        first, latest = done[0], done[-1]
        profiled = [each for each in done if each.outcomes]
        more |= {
            "first": first,
            "latest": latest,
            "changes": rules.need_changes(first.needs, latest.needs),
            "profile": rules.profile_changes(profiled[0].outcomes, profiled[-1].outcomes) if profiled else [],
            "profiled": profiled,
            "says": in_words(facts_of(first, latest)),
        }
    return case_page(request, case, "caseload/case_needs.html", "case-needs", more)


@case_door(*SERVICE)
@require_safe
def picture(request: HttpRequest, reference: str) -> HttpResponse:
    """The picture of needs: eight rows, first against latest."""
    done = queries.complete_of(case_or_404(request, reference, "picture of needs"))
    if not done:
        raise Http404("There is no picture yet.")
    return cast(HttpResponse, drawn(request, draw, facts_of(done[0], done[-1])))


@case_door(*SERVICE)
@require_POST
def begin(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Begin an assessment, or go on with the one under way."""
    case = case_or_404(request, reference, "assessment")
    if kind not in KINDS:
        raise Http404("There is no such assessment.")
    try:
        draft = actions.begin(
            referral_id=case.referral.id, kind=kind, actor=actor_of(request), at=timezone.now()
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(case.href())
    return HttpResponseRedirect(case.href("assessment-section", draft.id, "needs"))


@case_door(*SERVICE)
@require_safe
def assessment(request: HttpRequest, reference: str, assessment_id: UUID) -> HttpResponse:
    """One assessment: a draft as a list of its sections, a complete one as what it says."""
    case, content = _content(request, reference, assessment_id)
    before = [each for each in queries.complete_of(case) if each.row.id != assessment_id]
    earlier = [each for each in before if each.row.begun_at < content.row.begun_at]
    return case_page(
        request,
        case,
        "caseload/assessment.html",
        "case-needs",
        {
            "content": content,
            "kind": KINDS[content.row.kind],
            "sections": queries.sections_of(content),
            "may_complete": _may_complete(case, content),
            "may_discard": ASSESSMENT.may("discard", content.row.state, case.actor),
            "changes": rules.need_changes(earlier[-1].needs if earlier else {}, content.needs),
            "has_earlier": bool(earlier),
            "profile": rules.profile_changes(earlier[-1].outcomes if earlier else {}, content.outcomes),
            "names": names_of({content.row.begun_by, content.row.completed_by} - {""}),
        },
    )


@case_door(*SERVICE)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, reference: str, assessment_id: UUID, section: str) -> HttpResponse:
    """One section, saved as it is written; a script asks for JSON, everybody else goes on to the next section."""
    wants_json = request.method == "POST" and "json" in request.headers.get("Accept", "")
    case, content = _content(request, reference, assessment_id, "" if wants_json else "assessment")
    if section not in FORMS:
        raise Http404("There is no such section.")
    verdict = ASSESSMENT.may("complete", content.row.state, case.actor)
    if not verdict and request.method != "POST":
        return HttpResponseRedirect(case.href("assessment", assessment_id))
    form = FORMS[section](request.POST if request.method == "POST" else None, content.said)
    if request.method == "POST" and form.is_valid():
        try:
            revision = _save(request, form, assessment_id)
        except actions.ChangedMeanwhileError as changed:
            if wants_json:
                return JsonResponse({"refused": str(changed), "both": True}, status=409)
            return _both(request, case, content, form, changed)
        except RefusedError as refusal:
            if wants_json:
                return JsonResponse({"refused": str(refusal)}, status=409)
            form.add_error(None, str(refusal))
        else:
            if wants_json:
                return JsonResponse({"revision": revision, "saved": f"{timezone.localtime():%H:%M}"})
            if request.POST.get("then") == "complete":
                return _completed(request, case, content.row.kind, assessment_id)
            return HttpResponseRedirect(_after(request, case.referral.reference, assessment_id, section))
    elif wants_json:
        said = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
        return JsonResponse({"errors": said}, status=422)
    return _section_page(request, case, content, form, None)


@case_door(*SERVICE)
@require_POST
def complete(request: HttpRequest, reference: str, assessment_id: UUID) -> HttpResponse:
    """Complete it: nothing of it is changed afterwards."""
    case, content = _content(request, reference, assessment_id)
    return _completed(request, case, content.row.kind, assessment_id)


@case_door(*SERVICE)
@require_POST
def discard(request: HttpRequest, reference: str, assessment_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    case, _ = _content(request, reference, assessment_id)
    try:
        actions.discard(assessment_id=assessment_id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(case.href("assessment", assessment_id))
    messages.success(request, "The draft is thrown away.")
    return HttpResponseRedirect(case.href("case-needs"))


def _completed(request: HttpRequest, case: Case, kind: str, assessment_id: UUID) -> HttpResponse:
    try:
        actions.complete(assessment_id=assessment_id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(case.href("assessment", assessment_id))
    messages.success(request, f"{KINDS[kind]} complete. Probation is told that it is done.")
    return HttpResponseRedirect(case.href(GOES_ON[kind]))


def _content(
    request: HttpRequest, reference: str, assessment_id: UUID, what: str = "assessment"
) -> tuple[Case, queries.Content]:
    case = case_or_404(request, reference, what)
    content = queries.content_of(case, assessment_id)
    if content is None:
        raise Http404("There is no such assessment.")
    return case, content


def _may_complete(case: Case, content: queries.Content) -> Verdict:
    """The same questions as the act asks, in its order."""
    asked = (
        ASSESSMENT.may("complete", content.row.state, case.actor),
        rules.may_complete(content.needs, content.said.alcohol),
        rules.may_assess(content.row.kind, case.state),
    )
    return next((verdict for verdict in asked if not verdict), asked[0])


def _save(request: HttpRequest, form: Section, assessment_id: UUID) -> int:
    return actions.save_section(
        assessment_id=assessment_id,
        section=form.slug,
        values=form.values,
        revision=form.cleaned_data["revision"],
        actor=actor_of(request),
        at=timezone.now(),
    )


def _after(request: HttpRequest, reference: str, assessment_id: UUID, section: str) -> str:
    """Where one goes on: the next section as it now is, or the list."""
    case, content = _content(request, reference, assessment_id, "")
    following = queries.next_section(content, section) if request.POST.get("then") != "list" else ""
    if following:
        return case.href("assessment-section", assessment_id, following)
    return case.href("assessment", assessment_id)


def _both(
    request: HttpRequest,
    case: Case,
    content: queries.Content,
    form: Section,
    changed: actions.ChangedMeanwhileError,
) -> HttpResponse:
    """Both texts: what one typed stays in the form, what the other window saved is shown beside it."""
    theirs = FORMS[form.slug](None, changed.theirs)
    mine = request.POST.copy()
    mine["revision"] = str(changed.revision)
    form = FORMS[form.slug](mine, content.said)
    form.is_valid()
    shown = [
        (theirs.fields[name].label, _in_words(theirs, name))
        for name in theirs.fields
        if name != "revision" and str(theirs[name].value() or "") != str(form[name].value() or "")
    ]
    return _section_page(request, case, content, form, {"sentence": str(changed), "theirs": shown})


def _in_words(form: Section, name: str) -> str:
    value = form[name].value()
    words = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(words.get(str(value), value) or "nothing")


def _section_page(
    request: HttpRequest, case: Case, content: queries.Content, form: Section, conflict: Any
) -> HttpResponse:
    order = queries.sections_of(content)
    slugs = [each.slug for each in order]
    at = slugs.index(form.slug) if form.slug in slugs else 0
    return case_page(
        request,
        case,
        "caseload/assessment_section.html",
        "case-needs",
        {
            "content": content,
            "form": form,
            "kind": KINDS[content.row.kind],
            "number": at + 1,
            "sections": order,
            "previous": order[at - 1] if at else None,
            "groups": profile_groups(),
            "conflict": conflict,
            "whose": case.actor.id,
        },
    )
