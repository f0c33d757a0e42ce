"""Pages: which evidence packs were issued that I may read, and what stands in one, here and in its files?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.evidence.tables import Quarter
from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import found

from ..queries import issued, reports
from ..reporting import ISSUERS, READERS

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = (("pdf", "PDF", PDF), ("xlsx", "Spreadsheet", XLSX))
MAY_READ = for_roles(*sorted(READERS))


@door(SIGNED_IN)
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Every issued pack that one may read, newest quarter first; who may read none learns whose they are."""
    actor, on = actor_of(request), timezone.localdate()
    offered = reports.offered(actor, on)
    rows = issued.listed(issued.visible_to(actor, on))
    return render(
        request,
        "trace/reports.html",
        {
            "title": "Evidence packs",
            "offered": {each.slug: each for each in offered},
            "listed": issued.listing(offered).page(rows, request.GET),
            "quarter_named": Quarter.named,
            "may_draft": bool(actor.roles & ISSUERS),
        },
    )


@door(MAY_READ)
@require_safe
def pack(request: HttpRequest, which: str) -> HttpResponse:
    """The way to the newest issued pack of a place, of HMPPS or the Panel; before one is, to the list."""
    actor, on = actor_of(request), timezone.localdate()
    if which not in {each.slug for each in reports.offered(actor, on)}:
        raise Http404
    last = issued.newest(which)
    quarter = Quarter.named(last.quarter) if last else None
    if last and quarter:
        return redirect("pack-edition", which, quarter.slug, last.number)
    return redirect(f"{reverse('packs')}?pack={which}")


@door(MAY_READ)
@require_safe
def edition(request: HttpRequest, which: str, quarter: str, number: str) -> HttpResponse:
    """One edition of a pack as it was issued: aims first, and what it cannot show."""
    it = found(
        issued.edition(actor_of(request), which, asked(quarter), int(number), timezone.localdate()), "pack"
    )
    formats = [
        {"text": text, "href": reverse("pack-file", args=[which, quarter, number, kind]), "type": type_}
        for kind, text, type_ in KINDS
    ]
    later = reverse("pack-edition", args=[which, quarter, it.replaced_by]) if it.replaced_by else ""
    return render(
        request,
        "trace/report.html",
        {
            "title": it.pack.title,
            "it": it.pack,
            "issued": it,
            "later": later,
            "form": None,
            "formats": formats,
        },
    )


@door(MAY_READ)
@require_safe
def edition_file(request: HttpRequest, which: str, quarter: str, number: str, kind: str) -> HttpResponse:
    """Its PDF/UA or its workbook: the bytes that were issued."""
    content = issued.file_of(
        actor_of(request), which, asked(quarter), int(number), kind, timezone.localdate()
    )
    return document(found(content, "pack"), kind, f"evidence-pack-{which}-{quarter}-{number}")


def asked(quarter: str) -> Quarter:
    """The quarter of an address."""
    named = Quarter.named(quarter)
    if named is None:
        raise Http404
    return named


def document(content: bytes, kind: str, name: str) -> HttpResponse:
    """A PDF to read in the browser, or a workbook to save."""
    response = HttpResponse(content, content_type=PDF if kind == "pdf" else XLSX)
    disposition = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{kind}"'
    return response
