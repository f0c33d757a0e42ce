"""Where did this grant's money come from, and what became of it, step by step?"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.agreements.doors import READERS
from throughline.frame.doors import door
from throughline.frame.middleware import actor_of

from ..queries import thread as queries


@door(READERS)
@require_safe
def thread(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The thread of a grant: every step with the paper, the day and the people behind it."""
    found = queries.thread(actor_of(request), timezone.localdate(), grant_id)
    if found is None:
        raise Http404
    return render(request, "trace/thread.html", {"title": f"Thread of the money: {found.title}", "it": found})
