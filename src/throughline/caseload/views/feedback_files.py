"""What probation was told, as a file: whose, from when, why, CSV or XLSX."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from throughline.frame.middleware import actor_of
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations
from throughline.organisations import working

from ..actions.feedback_files import feedback_file
from ..exports.feedback import COLUMNS
from ..forms.exports import FeedbackForm
from ..queries import feedback_files as queries
from ..sight import case_door
from .steps import FORMS
from .told import PROBATION


@case_door(*PROBATION)
@never_cache
@require_http_methods(FORMS)
def feedback(request: HttpRequest) -> HttpResponse:
    """Take what probation was told of one's own people, or of a unit, as a file."""
    actor, now = actor_of(request), timezone.now()
    whose = _whose(actor, now)
    form = FeedbackForm(
        request.POST or None, whose, initial={"whose": queries.MINE, "last": timezone.localdate(now)}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = feedback_file(
                actor=actor,
                at=now,
                asked=_asked(actor, said, now),
                because=said["because"],
                kind=said["format"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            answer = HttpResponse(made.content, content_type=made.type)
            answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
            return answer
    last = [(words, queries.last_file(actor, each)) for each, words in whose]
    return render(
        request,
        "caseload/feedback_file.html",
        {"form": form, "last": [(words, at) for words, at in last if at], "columns": COLUMNS},
    )


def _asked(actor: Actor, said: dict[str, Any], now: datetime) -> queries.Asked:
    if said["when"] == "since":
        return queries.since_last(actor, said["whose"], now)
    return queries.of_days(said["whose"], said["first"], said["last"], now)


def _whose(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """One's own people, and each unit that one sees."""
    seen = working.sight_of(actor, timezone.localdate(now)).units
    units = [
        (str(each.id), f"Everybody I see in {each.name}") for each in organisations.units() if each.id in seen
    ]
    return [(queries.MINE, "People I supervise or referred"), *units]
