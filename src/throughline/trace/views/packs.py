"""The assurance pack: everything behind a grant, or behind a year, in one document."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.agreements.doors import READERS
from throughline.frame.doors import door
from throughline.frame.middleware import actor_of

from ..documents import pack_pdf
from ..queries import thread as queries


@door(READERS)
@require_safe
def grant_pack(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """One grant's pack."""
    found = queries.thread(actor_of(request), timezone.localdate(), grant_id)
    if found is None:
        raise Http404
    title = f"Assurance pack: {found.title}"
    return _document(request, title, [found], f"pack-{found.grant.place.name}-{found.grant.round.slug}")


@door(READERS)
@require_safe
def year_pack(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The pack of every grant of a round that the reader may see."""
    words = year.replace("-", "/")
    found = queries.of_round(actor_of(request), timezone.localdate(), code, words)
    if not found:
        raise Http404
    return _document(request, f"Assurance pack: {words}", found, f"pack-{code}-{year}")


def _document(request: HttpRequest, title: str, found: list[queries.Thread], name: str) -> HttpResponse:
    response = HttpResponse(pack_pdf(title, found, at=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name.lower().replace(" ", "-")}.pdf"'
    return response
