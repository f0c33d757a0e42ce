"""The pages of finance's answers: load one, and what became of each row."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.kernel.verdict import Allowed, Refused, RefusedError

from ..actions import answers as actions
from ..forms.steps import AnswerFileForm
from ..lifecycle import PREPARER
from ..queries import runs as queries
from ..seeing import RUN_READERS
from .steps import FORMS, sent

LISTING = Listing(sorts=(Sort("newest", "Newest first", ("-loaded_at", "pk")),))


@door(for_roles(*RUN_READERS))
@require_http_methods(FORMS)
def answers(request: HttpRequest) -> HttpResponse:
    """Load finance's answer; below it those that were loaded."""
    form = AnswerFileForm(*sent(request))
    actor, now = actor_of(request), timezone.now()
    if form.is_valid():
        try:
            answer = actions.load(actor=actor, at=now, upload=take(form.cleaned_data["file"]))
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            if answer.loaded_at == now:
                messages.success(request, "The answer is loaded. What did not fit stands first.")
            else:
                messages.success(request, "This file was loaded before, so nothing was changed.")
            return redirect("payment-answer", answer_id=answer.pk)
    return render(
        request,
        "payments/answers.html",
        {
            "title": "Finance’s answers",
            "form": form,
            "listed": LISTING.page(queries.answers(), request.GET),
            "verdict": Allowed()
            if actor.roles & PREPARER
            else Refused("Finance's answers are loaded by a finance preparer."),
        },
    )


@door(for_roles(*RUN_READERS))
@require_safe
def answer(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """What became of each row of one answer."""
    found = queries.answer(answer_id)
    if found is None:
        raise Http404("There is no such answer.")
    rows = list(found.rows.all())
    return render(
        request,
        "payments/answer.html",
        {
            "title": f"Answer {found.file_name}",
            "answer": found,
            "unmatched": [each for each in rows if each.problem],
            "matched": [each for each in rows if not each.problem],
        },
    )
