"""The support plan to print and as a document, and the start of a pathway after the assessment."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from .. import codes
from ..actions import pathways as actions
from ..documents import plan_pdf as typeset_plan
from ..forms.cases import PathwayForm
from ..queries.assessing import complete_of
from ..queries.case_parts import assessing_steps
from ..sight import case_door
from .cases import SERVICE, case_or_404, case_page


@case_door(*SERVICE)
@require_safe
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """What was agreed with the person, to read together and to print."""
    case = case_or_404(request, reference, "plan")
    done = complete_of(case)
    on = done[-1].said.review_on if done else ""
    return case_page(
        request,
        case,
        "caseload/case_plan.html",
        "case-plan",
        {
            "latest": done[-1] if done else None,
            "steps": list(assessing_steps(case)),
            "names": names_of({case.referral.key_worker} - {""}),
            "review_on": date.fromisoformat(on) if on else None,
            "pathways": [(codes.PATHWAYS[p.kind], p) for p in case.pathways],
        },
    )


@case_door(*SERVICE)
@require_safe
def plan_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The plan as PDF/UA for the person to keep."""
    case = case_or_404(request, reference, "plan document")
    done = complete_of(case)
    if not done:
        raise Http404("There is no plan yet.")
    names = names_of({case.referral.key_worker} - {""})
    content = typeset_plan(case, done[-1], names.get(case.referral.key_worker, ""), at=case.now)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="plan-{case.referral.reference}.pdf"'
    return answer


@case_door(*SERVICE)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is done for the person from now on, and from which day."""
    case = case_or_404(request, reference, "pathway")
    running = {each.kind for each in case.pathways if each.runs_until is None}
    form = PathwayForm(request.POST if request.method == "POST" else None, case.today, running)
    if request.method == "POST" and form.is_valid():
        try:
            actions.start(
                referral_id=case.referral.id, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            words = codes.PATHWAYS[form.cleaned_data["kind"]]
            messages.success(request, f"Pathway started: {words.lower()}. Probation is told.")
            return HttpResponseRedirect(case.href("case" if case.next_appointment else "appointment-book"))
    done = complete_of(case)
    return case_page(
        request,
        case,
        "caseload/pathway_start.html",
        "case",
        {
            "form": form,
            "latest": done[-1] if done else None,
            "levels": codes.LEVELS,
            "may_start": actions.may_start(case.state, case.actor),
        },
    )
