"""Which questions are put to recipients, and what is each answer used for?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import questions as actions
from ..forms.questions import QuestionForm
from ..queries import questions as queries
from .returns import READERS


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its use; a lead puts another one here."""
    actor = actor_of(request)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            put = form.put(timezone.localdate(), queries.next_position())
            if not actions.put_questions(actor=actor, at=timezone.now(), questions=[put]):
                raise RefusedError("A question with these words is there already.")
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "The question stands in every return of that kind that is open from now on."
            )
            return redirect("return-questions")
    return render(
        request,
        "assurance/questions.html",
        {
            "rows": queries.questions(),
            "form": form,
            "may_put": actions.may_put(actor),
            "today": timezone.localdate(),
        },
    )


@door(READERS)
@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """A question is not asked any more."""
    try:
        actions.retire_question(
            actor=actor_of(request), at=timezone.now(), code=code, last=timezone.localdate()
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Returns that open from today on do not ask it any more.")
    return redirect("return-questions")
