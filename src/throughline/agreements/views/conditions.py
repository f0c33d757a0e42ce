"""The pages of a grant's conditions: one condition, each answer to it, and the file that shows it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.governance.forms.watching import ReasonForm
from throughline.governance.views.steps import StepPage, page_of, take_step
from throughline.organisations.queries import names_of

from ..actions.grants import answer_condition, may_answer
from ..doors import READERS, RUN_BY
from ..forms.grants import AnswerForm
from ..queries import shown

STEPS = {
    "meet": StepPage(
        "meet",
        "How is this condition met?",
        "It is met",
        AnswerForm,
        partial(answer_condition, step="meet"),
        "The condition is met.",
    ),
    "not-met": StepPage(
        "find_unmet",
        "Why is this condition not met?",
        "It is not met",
        AnswerForm,
        partial(answer_condition, step="find_unmet"),
        "The condition is not met. It holds back what depends on it, and says why.",
    ),
    "waive": StepPage(
        "waive",
        "Let the grant go on without this?",
        "Waive the condition",
        AnswerForm,
        partial(answer_condition, step="waive"),
        "The condition is waived, in your name and with your reason.",
        "Your name and your reason stand on the grant and in its pack.",
        tone="warning",
    ),
    "set-aside": StepPage(
        "set_aside",
        "Why can this condition not apply here?",
        "It does not apply",
        AnswerForm,
        partial(answer_condition, step="set_aside"),
        "The condition does not apply, and says why.",
        "For example: a first grant has no earlier report, so nobody can be asked for one.",
    ),
    "reopen": StepPage(
        "reopen",
        "Ask for this again?",
        "Ask for it again",
        ReasonForm,
        partial(answer_condition, step="reopen"),
        "The condition is open again.",
        "What was answered before stays in its history.",
    ),
}


@door(READERS)
@require_safe
def condition(request: HttpRequest, grant_id: UUID, condition_id: UUID) -> HttpResponse:
    """One condition: what must be so, by when, how it was answered, and what can be said now."""
    row, actor = _condition(request, grant_id, condition_id), actor_of(request)
    return render(
        request,
        "agreements/condition.html",
        {
            "row": shown.condition_row(row, names_of([row.answered_by] if row.answered_by else [])),
            "condition": row,
            "about": _about(row),
            "may": {name: may_answer(page.step, row, actor) for name, page in STEPS.items()},
            "watched": may_answer("meet", row, actor),
            "history": shown.history_of(row),
        },
    )


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, grant_id: UUID, condition_id: UUID, name: str) -> HttpResponse:
    """One answer to a condition."""
    page, row = page_of(STEPS, name), _condition(request, grant_id, condition_id)
    return take_step(
        request,
        page,
        verdict=may_answer(page.step, row, actor_of(request)),
        about=row.text,
        back=reverse("grant", args=[grant_id]) + "#conditions",
        condition_id=condition_id,
    )


@door(READERS)
@require_safe
def evidence(request: HttpRequest, grant_id: UUID, condition_id: UUID) -> HttpResponse:
    """The file that shows how a condition was answered, as a download."""
    row = _condition(request, grant_id, condition_id)
    if not row.evidence_id:
        raise Http404("There is no such file.")
    return download(row.evidence_id, row.evidence_name)


def _condition(request: HttpRequest, grant_id: UUID, condition_id: UUID) -> Any:
    row = shown.condition_of(actor_of(request), grant_id, condition_id, timezone.localdate())
    if row is None:
        raise Http404("There is no such condition.")
    return row


def _about(row: Any) -> str:
    grant = row.grant
    return f"{grant.place.name}, {grant.round.programme.name}, {grant.round.year}"
