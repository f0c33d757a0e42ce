"""The public register, its formats, and how to check us."""

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.views.decorators.http import conditional_page, require_safe

from throughline.decisions.record import LICENCE, for_all
from throughline.decisions.shown import ACTS
from throughline.frame.attachments import download
from throughline.frame.doors import OPEN, door
from throughline.frame.lists import Listing, Rows, csv_download
from throughline.frame.open_data import open_data
from throughline.ledger import queries as ledger
from throughline.publication import formats, queries
from throughline.publication.monthly import REASONS, lacking, reasons_of

MOST_IN_A_FEED = 50
MOST_IN_A_MAP = 50_000  # addresses; sitemaps.org
AT_ONCE = 2_000  # rows that a download takes from the database


def _addresses() -> formats.Addresses:
    return formats.Addresses(settings.PUBLIC_ADDRESS)


def _file(content: bytes | str, kind: str, name: str = "") -> HttpResponse:
    """A file that programs on other sites may read, and that caches keep for a minute."""
    response = open_data(HttpResponse(content, content_type=kind))
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _list(kind: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A list as CSV or JSON; the whole of it."""
    if kind == "json":
        return _file(formats.as_json(columns, rows, name), "application/json")
    return open_data(csv_download(f"{name}.csv", columns, rows))


def _narrowed(request: HttpRequest, listing: Listing, rows: Rows) -> Iterable[Any]:
    """The rows that the list shows on all its pages when it is searched and filtered like this."""
    return listing.narrow(rows, request.GET.dict()).iterator(chunk_size=AT_ONCE)


@door(OPEN)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every published decision: search first."""
    listed = queries.DECISIONS.page(queries.register(), request.GET)
    context = {"title": "Public register", "listed": listed, "public": for_all}
    return render(request, "publication/register.html", context)


@door(OPEN)
@require_safe
@conditional_page
def register_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The register as CSV, JSON or Atom."""
    rows = queries.register()
    if kind == "atom":
        newest = queries.with_last_change(rows).order_by("-changed_at", "-number")[:MOST_IN_A_FEED]
        return _file(formats.atom(newest, _addresses()), "application/atom+xml; charset=utf-8")
    tabled = queries.tabled(queries.DECISIONS.narrow(rows, request.GET.dict()))
    found = formats.decision_rows(tabled.iterator(chunk_size=AT_ONCE), _addresses())
    return _list(kind, "decisions", formats.DECISION_COLUMNS, found)


@door(OPEN)
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """A published decision, as a resident wants to read it and as a journalist wants to check it."""
    found = queries.published(number, today=localdate())
    if found is None:
        raise Http404
    context = {
        "title": found.shown.heading,
        "published": found,
        "shown": found.shown,
        "acts": ACTS,
    }
    return render(request, "publication/decision.html", context)


@door(OPEN)
@require_safe
@conditional_page
def decision_format(request: HttpRequest, number: str, kind: str, version: str = "") -> HttpResponse:
    """The frozen bytes of a published decision, or their proof: of its newest version or of the one asked for."""
    which, name = (int(version), f"{number}-v{version}") if version else (None, number)
    if kind == "proof.json":
        bundle = queries.proof_bundle(number, which)
        if bundle is None:
            raise Http404
        return _file(json.dumps(bundle, indent=1), "application/json", f"{name}-proof.json")
    frozen = queries.frozen(number, kind, which)
    if frozen is None:
        raise Http404
    response = _file(frozen.content, f"application/{kind}", f"{name}.{kind}")
    response["ETag"] = f'"{frozen.sha256}"'
    response["Last-Modified"] = http_date(frozen.made_at.timestamp())
    return response


@door(OPEN)
@require_safe
def attachment(request: HttpRequest, number: str, sha256: str) -> HttpResponse:
    """A file that was before those who signed, as a download; exempt files are not there."""
    found = queries.attachment(number, sha256)
    if found is None:
        raise Http404
    return download(found.sha256, found.name)


@door(OPEN)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every year of every programme, with gaps shown as gaps."""
    return render(request, "publication/rounds.html", {"title": "Rounds", "rounds": list(queries.rounds())})


@door(OPEN)
@require_safe
@conditional_page
def rounds_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The rounds as CSV or JSON."""
    found = formats.round_rows(queries.rounds(), _addresses())
    return _list(kind, "rounds", formats.ROUND_COLUMNS, found)


@door(OPEN)
@require_safe
def allocations(request: HttpRequest) -> HttpResponse:
    """Every published allocation."""
    listed = queries.ALLOCATIONS.page(queries.allocations(), request.GET)
    return render(request, "publication/allocations.html", {"title": "Allocations", "listed": listed})


@door(OPEN)
@require_safe
@conditional_page
def allocations_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The allocations as CSV or JSON."""
    rows = _narrowed(request, queries.ALLOCATIONS, queries.allocations())
    return _list(kind, "allocations", formats.ALLOCATION_COLUMNS, formats.allocation_rows(rows, _addresses()))


@door(OPEN)
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """Every part by place of a published decision."""
    listed = queries.GRANTS.page(queries.grants(), request.GET)
    context = {"title": "Grants", "listed": listed, "public": for_all}
    return render(request, "publication/grants.html", context)


@door(OPEN)
@require_safe
@conditional_page
def grants_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The grants as CSV or JSON."""
    rows = _narrowed(request, queries.GRANTS, queries.grants())
    return _list(kind, "grants", formats.GRANT_COLUMNS, formats.grant_rows(rows, _addresses()))


@door(OPEN)
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """Every month since the first police and crime decision on record."""
    context = {
        "title": "Monthly register",
        "months": queries.months(localdate()),
        "unplaced": queries.without_function(),
    }
    return render(request, "publication/months.html", context)


@door(OPEN)
@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Every police and crime decision of a month, what its record lacks, and the months beside it."""
    known = queries.months(localdate())
    at = next((n for n, each in enumerate(known) if each.slug == month), None)
    if at is None:
        raise Http404
    context = {
        "title": f"Decided in {known[at].name}",
        "month": known[at],
        "later": known[at - 1] if at else None,
        "earlier": known[at + 1] if at + 1 < len(known) else None,
        "decisions": queries.decisions_of_month(known[at].first),
        "unplaced": queries.without_function(known[at].first),
        "lacking": lacking,
        "reasons_of": reasons_of,
        "reasons": REASONS,
    }
    return render(request, "publication/month.html", context)


@door(OPEN)
@require_safe
@conditional_page
def month_format(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """A month of the monthly register as CSV or JSON."""
    known = next((each for each in queries.months(localdate()) if each.slug == month), None)
    if known is None:
        raise Http404
    found = formats.month_rows(queries.decisions_of_month(known.first), _addresses())
    return _list(kind, f"monthly-{month}", formats.MONTH_COLUMNS, found)


@door(OPEN)
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """How to check us."""
    context = {"title": "How to check us", "key": ledger.public_key(), "checkpoint": ledger.last_checkpoint()}
    return render(request, "publication/verify.html", context)


@door(OPEN)
@require_safe
@conditional_page
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks a download, as one file."""
    response = _file(ledger.verifier_source(), "text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verifier.py"'
    return response


@door(OPEN)
@require_safe
@conditional_page
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint, so that anyone can keep it."""
    note = ledger.last_checkpoint()
    if note is None:
        raise Http404
    return _file(note, "text/plain; charset=utf-8")


@door(OPEN)
@require_safe
@conditional_page
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a published decision, under its own address."""
    text = resources.files("throughline.decisions").joinpath("data/decision.schema.json").read_text("utf-8")
    told = {"$id": settings.PUBLIC_ADDRESS + reverse("decision-schema"), "$comment": LICENCE}
    return _file(json.dumps(told | json.loads(text), indent=2), "application/schema+json")


@door(OPEN)
@require_safe
@conditional_page
def sitemap(request: HttpRequest, part: str = "") -> HttpResponse:
    """The map of the public pages; a map of maps where one would be too long."""
    base, found = settings.PUBLIC_ADDRESS, queries.addresses()
    parts = -(-len(found) // MOST_IN_A_MAP)
    if part or parts == 1:
        first = (int(part or 1) - 1) * MOST_IN_A_MAP
        shown = found[max(first, 0) : first + MOST_IN_A_MAP]
        if first < 0 or not shown:
            raise Http404
        written = formats.sitemap((base + path, changed) for path, changed in shown)
    else:
        written = formats.sitemap_index(
            base + reverse("sitemap-part", args=[number]) for number in range(1, parts + 1)
        )
    return _file(written, "application/xml; charset=utf-8")


@door(OPEN)
@require_safe
@conditional_page
def robots(request: HttpRequest) -> HttpResponse:
    """Programs may read the public pages and are told where their map is."""
    lines = ["User-agent: *", "Disallow: /search/", f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml", ""]
    return _file("\n".join(lines), "text/plain; charset=utf-8")
