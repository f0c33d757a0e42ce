"""The notice of one payment, for those who received it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of

from ..queries import instalments as queries
from ..seeing import READERS


@door(for_roles(*READERS))
@require_safe
def remittance(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What was paid, when, for what and under which reference."""
    found = queries.payment(actor_of(request), request_id, timezone.localdate())
    if found is None:
        raise Http404
    return render(
        request,
        "payments/remittance.html",
        {"title": f"Remittance notice {found.request.reference}", "payment": found},
    )
