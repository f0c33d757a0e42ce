"""The pages of reviews: what was recommended, what was answered, what came of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Verdict

from ..actions import reviews as actions
from ..forms.reviews import AnswerForm, RecommendationForm, ReviewForm
from ..forms.watching import EvidenceForm, ReasonForm
from ..lifecycle import LEAD, OFFICER
from ..ports import superseding
from ..queries import reviews as queries
from ..queries.history import entry_with_file, history_of
from ..queries.owners import chosen, is_owner
from ..watching.lifecycle import RECOMMENDATION, REVIEW
from ..watching.rules import may_take
from .steps import StepPage, page_of, take_step

LISTING = Listing(
    sorts=(
        Sort("newest", "Newest first", ("-item__dated_on", "item__title", "pk")),
        Sort("title", "Title", ("item__title", "pk")),
    ),
    filters=(
        Filter(
            "has",
            "Recommendations",
            lambda _: [("open", "Waiting for an answer"), ("answered", "Not carried out yet")],
            lambda rows, state: rows.filter(recommendations__state=state).distinct(),
        ),
    ),
    search_field="item__search_text",
)
STEPS = {
    "answer": StepPage(
        "answer",
        "Answer this recommendation",
        "Save the answer",
        AnswerForm,
        actions.answer_recommendation,
        "The answer is on record.",
    ),
    "evidence": StepPage(
        "show",
        "Show that it was carried out",
        "Show the evidence",
        EvidenceForm,
        actions.show_carried_out,
        "The recommendation is carried out.",
        "One of these is enough.",
    ),
    "open-again": StepPage(
        "reopen",
        "Open this recommendation again?",
        "Open it again",
        ReasonForm,
        actions.reopen_recommendation,
        "The recommendation is open again.",
    ),
}
NEW = StepPage(
    "enter", "Add a review", "Add the review", ReviewForm, actions.enter_review, "The review is on record."
)
MORE = StepPage(
    "recommend",
    "Add a recommendation",
    "Add it",
    RecommendationForm,
    actions.add_recommendation,
    "The recommendation is added. It waits for an answer.",
)


@door(SIGNED_IN)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review, with how many of its recommendations wait for an answer."""
    actor = actor_of(request)
    listed = LISTING.page(queries.with_recommendations(queries.visible_to(actor)), request.GET)
    return render(
        request,
        "governance/reviews.html",
        {
            "listed": listed,
            "rows": queries.shown(listed.rows),
            "may_enter": bool(REVIEW.may("enter", None, actor)),
        },
    )


@door(SIGNED_IN)
@require_safe
def reviews_csv(request: HttpRequest) -> HttpResponse:
    """A line for each recommendation of the reviews as they are searched and filtered."""
    rows = LISTING.narrow(
        queries.with_recommendations(queries.visible_to(actor_of(request))), request.GET.dict()
    )
    header = ("Review", "Date", "Recommendation", "Owner", "State", "Answer", "Reason", "Decisions")
    return csv_download(
        "reviews.csv",
        header,
        (
            (
                review.title,
                review.dated_on,
                each.text,
                each.owner,
                each.state_words,
                each.answer,
                each.reason,
                " ".join(each.decisions),
            )
            for review in queries.shown(rows)
            for each in review.recommendations
        ),
    )


@door(SIGNED_IN)
@require_safe
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One review: what it recommends and what became of each."""
    row = _review(request, review_id)
    return render(
        request,
        "governance/review.html",
        {
            "review": queries.shown([row])[0],
            "may_recommend": REVIEW.may("recommend", row.state, actor_of(request)),
        },
    )


@door(SIGNED_IN)
@require_safe
def recommendation(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """One recommendation: the answer, the decision, the evidence."""
    row = _recommendation(request, recommendation_id)
    history, recommended = history_of(row.pk, actor_of(request)), queries.recommended(row)
    named = {*recommended.decisions, *(each.decision_number for each in history)} - {""}
    return render(
        request,
        "governance/recommendation.html",
        {
            "recommendation": recommended,
            "superseded": superseding(named),
            "review": (row.review.item.title, reverse("governance-review", args=[row.review_id])),
            "history": history,
            "may": {name: _may(request, page.step, row) for name, page in STEPS.items()},
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, recommendation_id: UUID, name: str) -> HttpResponse:
    """One step with a recommendation."""
    page = page_of(STEPS, name)
    row = _recommendation(request, recommendation_id)
    return take_step(
        request,
        page,
        verdict=_may(request, page.step, row),
        about=row.item.title,
        back=reverse("governance-recommendation", args=[recommendation_id]),
        initial={"answer": row.answer, "because": row.reason, "owner": chosen(row)}
        if name == "answer"
        else None,
        recommendation_id=recommendation_id,
    )


@door(for_roles(OFFICER, LEAD))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a review."""
    verdict = REVIEW.may("enter", None, actor_of(request))
    return take_step(request, NEW, verdict=verdict, about="Reviews", back=reverse("reviews"))


@door(for_roles(OFFICER, LEAD))
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Add a recommendation to a review."""
    row = _review(request, review_id)
    return take_step(
        request,
        MORE,
        verdict=REVIEW.may("recommend", row.state, actor_of(request)),
        about=row.item.title,
        back=reverse("governance-review", args=[review_id]),
        review_id=review_id,
    )


@door(SIGNED_IN)
@require_safe
def evidence_file(request: HttpRequest, recommendation_id: UUID, entry_id: int) -> HttpResponse:
    """A file that was shown, as a download."""
    entry = entry_with_file(_recommendation(request, recommendation_id).pk, entry_id)
    if entry is None:
        raise Http404("There is no such file.")
    return download(str(entry.file_id), entry.file_name)


def _review(request: HttpRequest, review_id: UUID) -> Any:
    rows = queries.with_recommendations(queries.visible_to(actor_of(request)))
    row = rows.filter(pk=review_id).first()
    if row is None:
        raise Http404("There is no such review.")
    return row


def _recommendation(request: HttpRequest, recommendation_id: UUID) -> Any:
    row = queries.recommendation_whole(actor_of(request), recommendation_id)
    if row is None:
        raise Http404("There is no such recommendation.")
    return row


def _may(request: HttpRequest, step: str, row: Any) -> Verdict:
    actor = actor_of(request)
    return may_take(RECOMMENDATION, step, row.state, actor, is_owner=is_owner(actor, row))
