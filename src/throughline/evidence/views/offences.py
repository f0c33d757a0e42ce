"""Page: take in what the ministry returned about the people of an extract."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.kernel.verdict import RefusedError

from ..actions import offences as acts
from ..forms.offences import ReturnedForm
from ..offences.checking import GROUPS, NotTakenError
from ..offences.reading import COLUMNS
from ..queries import offences as queries
from .extracts import found_or_404


@door(for_roles("analyst"))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """The form, and what is wrong with the file that was sent; nothing of it is taken then."""
    row = found_or_404(request, extract_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReturnedForm(*sent, evaluations=queries.evaluations_out())
    wrong: NotTakenError | None = None
    if form.is_valid():
        now = timezone.now()
        try:
            upload = take(form.cleaned_data["file"])
            held = acts.take(
                actor=actor_of(request),
                at=now,
                extract_id=row.id,
                name=upload.name,
                content=upload.content,
                known_until=form.cleaned_data["known_until"],
                evaluation=form.evaluation_sent(),
                without_strangers=form.cleaned_data["without_strangers"],
            )
        except NotTakenError as refusal:
            wrong = refusal
            form.add_error("file", refusal.summary)
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request,
                "The file is held. Now work out what is missing."
                if held.taken_at == now
                else "This file is held already, so nothing was changed.",
            )
            return redirect("extract", row.id)
    return render(
        request,
        "evidence/returned.html",
        {
            "title": "What the ministry returned",
            "row": row,
            "held": queries.returned_for(row.id),
            "form": form,
            "wrong": wrong,
            "columns": COLUMNS,
            "groups": GROUPS,
        },
    )
