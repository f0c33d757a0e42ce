"""Pages: which evidence packs may I read, and what stands in one, here, as a document and as a workbook?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import found

from ..documents.report import report_pdf, report_xlsx
from ..queries import reports as queries
from ..reporting import READERS

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(SIGNED_IN)
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Every pack that one may read; who may read none learns whose they are."""
    rows = queries.offered(actor_of(request), timezone.localdate())
    return render(request, "trace/reports.html", {"title": "Evidence packs", "rows": rows})


@door(for_roles(*sorted(READERS)))
@require_safe
def pack(request: HttpRequest, which: str) -> HttpResponse:
    """One pack: aims first, then the figures, what changed, need, how far people get, what it cannot show."""
    it = found(queries.pack(actor_of(request), which, timezone.localdate()), "pack")
    formats = [
        {"text": text, "href": reverse("pack-file", args=[which, kind]), "type": type_}
        for kind, text, type_ in (("pdf", "PDF", PDF), ("xlsx", "Spreadsheet", XLSX))
    ]
    return render(request, "trace/report.html", {"title": it.title, "it": it, "formats": formats})


@door(for_roles(*sorted(READERS)))
@require_safe
def pack_file(request: HttpRequest, which: str, kind: str) -> HttpResponse:
    """The same pack as PDF/UA, or as a workbook with a sheet for each question."""
    it = found(queries.pack(actor_of(request), which, timezone.localdate()), "pack")
    made = report_pdf(it, at=timezone.now()) if kind == "pdf" else report_xlsx(it, on=timezone.localdate())
    response = HttpResponse(made, content_type=PDF if kind == "pdf" else XLSX)
    disposition = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="evidence-pack-{which}.{kind}"'
    return response
