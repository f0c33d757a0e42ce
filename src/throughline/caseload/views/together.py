"""Meetings of several services about a person, and the review report that the responsible officer sends to court."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from throughline.kernel.verdict import Allowed

from ..actions import together as actions
from ..documents import court
from ..forms.watching import MeetingForm, ReportForm
from ..queries import together as queries
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, sent, step_page, who

SERVICE = ("key-worker", "provider-manager")
BOTH = (*SERVICE, "probation-practitioner", "head-of-unit")
PERIOD_DAYS = 28


@case_door(*BOTH)
@require_http_methods(FORMS)
def meetings(request: HttpRequest, reference: str) -> HttpResponse:
    """The meetings that were held about the person, and another one to record."""
    case = case_or_404(request, reference, "case meetings")
    form = MeetingForm(*sent(request), initial={"held_on": case.today})

    def act(given: dict[str, Any]) -> str:
        actions.record_meeting(
            referral_id=case.referral.id,
            held_on=given["held_on"],
            gateway=given["gateway"],
            held=actions.Held(given["attended"], given["shared"], given["decided"]),
            **who(request),
        )
        return case.href("case-meetings")

    asked = Asking(
        "Case meetings",
        "Record the meeting",
        "The meeting is on record for the service and probation.",
        template="caseload/case_meetings.html",
    )
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        held=queries.meetings(case),
    )


@case_door(*BOTH)
@require_http_methods(FORMS)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a review report for a requirement, and find those that were made."""
    case = case_or_404(request, reference, "court report")
    service = bool(case.actor.roles & set(SERVICE))
    form = ReportForm(
        *sent(request),
        initial={"period_from": case.today - timedelta(days=PERIOD_DAYS), "period_until": case.today},
    )

    def act(given: dict[str, Any]) -> str:
        facts = queries.attendance(case, given["period_from"], given["period_until"])
        actions.make_report(
            referral_id=case.referral.id,
            period_from=given["period_from"],
            period_until=given["period_until"],
            view=actions.View(given["tests"], given["view"], facts.kept()),
            **who(request),
        )
        return case.href("court-report")

    asked = Asking(
        "Review report",
        "Make the report",
        "The report is made. The responsible officer can read, print and send it.",
        lead="One page: attendance as it stands on record, test results as supplied, your view. "
        "The service says what happened; what is acceptable the responsible officer decides.",
        template="caseload/report.html",
    )
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        verdict=Allowed(),
        reports=queries.reports(case),
        writes=service,
    )


@case_door(*BOTH)
@require_safe
def report_pdf(request: HttpRequest, reference: str, report_id: UUID) -> HttpResponse:
    """The report as PDF/UA on one page, as it was made."""
    case = case_or_404(request, reference, "court report document")
    row = queries.report_of(case, report_id)
    if row is None:
        raise Http404("There is no such report.")
    answer = HttpResponse(court.report_pdf(case, row), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="review-report-{reference}.pdf"'
    return answer
