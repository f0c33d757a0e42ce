"""The report on assurance for the Police, Fire and Crime Panel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from ..documents import panel_pdf
from ..queries.panel import report as of_year
from ..queries.scrutiny_pages import SEE

READERS = for_roles(*sorted(SEE))


@door(READERS)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """How the grants of a year were assured: statements, interests, samples, findings, what became of the money."""
    found = of_year(actor_of(request), request.GET.get("year", ""), timezone.localdate())
    formats = [
        {"text": text, "href": f"{reverse(name)}?year={found.year}", "type": type_}
        for text, name, type_ in (
            ("PDF", "panel-report-pdf", "application/pdf"),
            ("CSV", "panel-report-csv", "text/csv"),
        )
    ]
    return render(request, "assurance/panel_report.html", {"report": found, "formats": formats})


@door(READERS)
@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The same report as a document that everybody can read, also by ear."""
    found = of_year(actor_of(request), request.GET.get("year", ""), timezone.localdate())
    response = HttpResponse(panel_pdf(found, at=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="assurance-{found.year.replace("/", "-")}.pdf"'
    return response


@door(READERS)
@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    """The same report to download."""
    found = of_year(actor_of(request), request.GET.get("year", ""), timezone.localdate())
    header = (
        "Year", "Area", "Programme", "Recipient", "Illustration", "Award", "Spent", "Unallocated", "Assurance model",
        "Statement", "Why", "Interests", "Authority’s answer", "Findings", "Put right", "Year-end decisions",
    )  # fmt: skip
    return csv_download(
        f"assurance-{found.year.replace('/', '-')}.csv",
        header,
        (
            (
                found.year,
                each.area,
                each.programme,
                each.recipient,
                "yes" if each.is_illustration else "no",
                each.award,
                each.figures.spent or "",
                each.figures.unallocated or "",
                each.model,
                each.statement,
                each.words,
                each.interests,
                each.answer,
                each.findings,
                each.put_right,
                "; ".join(each.became),
            )
            for each in found.lines
        ),
    )
