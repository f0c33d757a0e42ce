"""The public register, its formats, and how to check us."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import resources
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from throughline.frame.doors import OPEN, door
from throughline.frame.lists import Listing, Rows, csv_download
from throughline.ledger import queries as ledger
from throughline.publication import formats, queries

MOST_IN_A_FEED = 50
MOST_IN_A_DOWNLOAD = 50_000


def _address(name: str, *words: str) -> str:
    return reverse(name, args=words)


def _open(response: HttpResponse) -> HttpResponse:
    """Let programs on other sites read it, and caches keep it for a minute."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60"
    return response


def _download(
    request: HttpRequest,
    kind: str,
    name: str,
    listing: Listing,
    rows: Rows,
    columns: Sequence[str],
    told: Callable[[Iterable[Any], Any], Iterable[Sequence[object]]],
) -> HttpResponse:
    """A list as it is searched and filtered, as CSV or JSON."""
    found = told(listing.narrow(rows, request.GET.dict())[:MOST_IN_A_DOWNLOAD], _address)
    if kind == "csv":
        return _open(csv_download(f"{name}.csv", columns, found))
    return _open(JsonResponse(formats.as_json(columns, found, name)))


@door(OPEN)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every published decision: search first."""
    listed = queries.DECISIONS.page(queries.register(), request.GET)
    return render(request, "publication/register.html", {"title": "Public register", "listed": listed})


@door(OPEN)
@require_safe
def register_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The register as CSV, JSON or Atom."""
    rows = queries.register()
    if kind == "atom":
        newest = rows.order_by("-made_public_at", "-number")[:MOST_IN_A_FEED]
        feed = formats.atom(newest, _address, settings.PUBLIC_ADDRESS)
        return _open(HttpResponse(feed, content_type="application/atom+xml; charset=utf-8"))
    return _download(
        request, kind, "decisions", queries.DECISIONS, rows, formats.DECISION_COLUMNS, formats.decision_rows
    )


@door(OPEN)
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """A published decision, as a resident wants to read it and as a journalist wants to check it."""
    found = queries.published(number)
    if found is None:
        raise Http404
    context = {
        "title": found.shown.heading,
        "published": found,
        "shown": found.shown,
    }
    return render(request, "publication/decision.html", context)


@door(OPEN)
@require_safe
def decision_format(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The frozen bytes of a published decision, or its proof."""
    if kind == "proof.json":
        bundle = queries.proof_bundle(number)
        if bundle is None:
            raise Http404
        return _open(
            _as_file(json.dumps(bundle, indent=1).encode(), "application/json", f"{number}-proof.json")
        )
    file = queries.frozen(number, kind)
    if file is None:
        raise Http404
    response = _as_file(file.content, f"application/{kind}", f"{number}.{kind}")
    response["ETag"] = f'"{file.sha256}"'
    response["Last-Modified"] = http_date(file.made_at.timestamp())
    return _open(response)


def _as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@door(OPEN)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every year of every programme, with gaps shown as gaps."""
    return render(request, "publication/rounds.html", {"title": "Rounds", "rounds": list(queries.rounds())})


@door(OPEN)
@require_safe
def rounds_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The rounds as CSV or JSON."""
    found = formats.round_rows(queries.rounds(), _address)
    if kind == "csv":
        return _open(csv_download("rounds.csv", formats.ROUND_COLUMNS, found))
    return _open(JsonResponse(formats.as_json(formats.ROUND_COLUMNS, found, "rounds")))


@door(OPEN)
@require_safe
def allocations(request: HttpRequest) -> HttpResponse:
    """Every published allocation."""
    listed = queries.ALLOCATIONS.page(queries.allocations(), request.GET)
    return render(request, "publication/allocations.html", {"title": "Allocations", "listed": listed})


@door(OPEN)
@require_safe
def allocations_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The allocations as CSV or JSON."""
    return _download(
        request,
        kind,
        "allocations",
        queries.ALLOCATIONS,
        queries.allocations(),
        formats.ALLOCATION_COLUMNS,
        formats.allocation_rows,
    )


@door(OPEN)
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """Every part by place of a published decision."""
    listed = queries.GRANTS.page(queries.grants(), request.GET)
    return render(request, "publication/grants.html", {"title": "Grants", "listed": listed})


@door(OPEN)
@require_safe
def grants_format(request: HttpRequest, kind: str) -> HttpResponse:
    """The grants as CSV or JSON."""
    return _download(
        request, kind, "grants", queries.GRANTS, queries.grants(), formats.GRANT_COLUMNS, formats.grant_rows
    )


@door(OPEN)
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """The months that have a police and crime decision."""
    context = {"title": "Monthly register", "months": queries.months()}
    return render(request, "publication/months.html", context)


@door(OPEN)
@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Every crime and disorder reduction grant of a month, and what its record lacks."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    found = queries.decisions_of_month(first)
    if not found:
        raise Http404
    context = {"title": f"Grants decided in {first:%B %Y}", "month": first, "decisions": found}
    return render(request, "publication/month.html", context)


@door(OPEN)
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """How to check us."""
    context = {"title": "How to check us", "key": ledger.public_key(), "checkpoint": ledger.last_checkpoint()}
    return render(request, "publication/verify.html", context)


@door(OPEN)
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks a download, as one file."""
    response = HttpResponse(ledger.verifier_source(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verifier.py"'
    return _open(response)


@door(OPEN)
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint, so that anyone can keep it."""
    note = ledger.last_checkpoint()
    if note is None:
        raise Http404
    return _open(HttpResponse(note, content_type="text/plain; charset=utf-8"))


@door(OPEN)
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a published decision."""
    text = resources.files("throughline.decisions").joinpath("data/decision.schema.json").read_bytes()
    return _open(HttpResponse(text, content_type="application/schema+json"))


@door(OPEN)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The map of the public pages."""
    found = formats.sitemap(queries.addresses()[:MOST_IN_A_DOWNLOAD], settings.PUBLIC_ADDRESS)
    return _open(HttpResponse(found, content_type="application/xml; charset=utf-8"))


@door(OPEN)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Programs may read the public pages and are told where their map is."""
    lines = ["User-agent: *", "Disallow: /search/", f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml", ""]
    return _open(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))
