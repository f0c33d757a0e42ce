"""Pages: which tables left through the gate, and what is hidden in them?"""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.organisations.queries import names_of

from ..queries import gate, releases

MAY_READ = for_roles(*sorted(releases.READERS))


@door(MAY_READ)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Every table that left, newest first, and how much is hidden in it."""
    rows = releases.visible_to(actor_of(request)).defer("cells", "figures", "dimensions")
    return render(
        request,
        "evidence/gate.html",
        {
            "title": "What leaves through the gate",
            "listed": gate.LISTING.page(rows, request.GET),
            "sums": gate.sums(rows),
            "in_words": gate.in_words,
            "name_of": gate.name_of,
            "days_of": _days_of,
        },
    )


@door(MAY_READ)
@require_safe
def table(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One table as it left, its hidden cells marked."""
    release = _release(request, release_id)
    return render(
        request,
        "evidence/gate_table.html",
        {
            "title": gate.name_of(release),
            "release": release,
            "grid": gate.grid(release),
            "names": names_of([release.released_by]),
            "in_words": gate.in_words,
            "name_of": gate.name_of,
            "days": _days_of(release.period),
        },
    )


@door(MAY_READ)
@require_safe
def table_csv(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The same table as a file; hidden cells say so."""
    release = _release(request, release_id)
    return csv_download(
        f"{release.measure}-by-{release.by}.csv".replace("+", "-and-"), *gate.file_rows(release)
    )


def _release(request: HttpRequest, release_id: UUID) -> releases.Left:
    release = releases.held(actor_of(request), release_id)
    if release is None:
        raise Http404("There is no such table.")
    return release


def _days_of(period: str) -> tuple[date, date] | None:
    """First and last day of a period."""
    first, mark, after = period.partition("/")
    return (date.fromisoformat(first), date.fromisoformat(after) - timedelta(days=1)) if mark else None
