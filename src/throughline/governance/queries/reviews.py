"""Which reviews are there, what does each recommend, and what became of it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse

from throughline.kernel.actor import Actor

from ..models import ANSWERS, ItemDecision, Recommendation, Review
from .owners import owned_by, owner_in_words
from .seeing import seen_by

STATES = {
    "open": ("Waits for an answer", "wait"),
    "answered": ("Answered", "wait"),
    "done": ("Carried out", "good"),
}


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation with what became of it."""

    id: UUID
    text: str
    owner: str
    answer: str
    reason: str
    state: str
    state_words: str
    tone: str
    decisions: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as lists and pages show it; `decisions` are those that stand on it."""

    id: UUID
    title: str
    reviewer: str
    about: str
    dated_on: date | None
    source: str
    decisions: tuple[str, ...]
    recommendations: tuple[Recommended, ...]
    href: str

    @property
    def unanswered(self) -> int:
        return sum(each.state == "open" for each in self.recommendations)


def visible_to(actor: Actor) -> QuerySet[Review]:
    """The reviews that the actor may see, and those of which they own a recommendation; newest first."""
    rows = Review.objects.select_related("item")
    if seen := seen_by(actor):
        own = Recommendation.objects.filter(owned_by(actor)).values("review_id")
        rows = rows.filter(seen | Q(pk__in=own))
    return rows.order_by(F("item__dated_on").desc(nulls_last=True), "item__title", "pk")


def with_recommendations(rows: QuerySet[Review]) -> QuerySet[Review]:
    """The same reviews with all that they are shown with, in four queries more however many they are."""
    recommended = Recommendation.objects.select_related("item", "owner_body").order_by("review", "position")
    return rows.prefetch_related(
        Prefetch("recommendations", recommended.prefetch_related(_decisions())), _decisions()
    )


def recommendation_whole(actor: Actor, recommendation_id: UUID) -> Recommendation | None:
    """The recommendation with its review, if there is one that the actor may see."""
    rows = Recommendation.objects.select_related("item", "owner_body", "review__item")
    return rows.filter(pk=recommendation_id, review__in=visible_to(actor).order_by()).first()


def shown(rows: Iterable[Review]) -> list[Reviewed]:
    """The same reviews in words; asks nothing more when they came `with_recommendations`."""
    return [_shown(each) for each in rows]


def recommended(row: Recommendation) -> Recommended:
    """One recommendation in words."""
    words, tone = STATES[row.state]
    if row.state == "answered":
        words, tone = (ANSWERS[row.answer], "quiet" if row.answer == "not" else "wait")
    return Recommended(
        id=row.pk,
        text=row.item.title,
        owner=owner_in_words(row),
        answer=ANSWERS.get(row.answer, ""),
        reason=row.reason,
        state=row.state,
        state_words=words,
        tone=tone,
        decisions=_numbers(row.item.decision_links.all()),
        href=reverse("governance-recommendation", args=[row.pk]),
    )


def _shown(row: Review) -> Reviewed:
    return Reviewed(
        id=row.pk,
        title=row.item.title,
        reviewer=row.reviewer,
        about=row.about,
        dated_on=row.item.dated_on,
        source=row.item.source,
        decisions=_numbers(row.item.decision_links.all()),
        recommendations=tuple(recommended(each) for each in row.recommendations.all()),
        href=reverse("governance-review", args=[row.pk]),
    )


def _decisions() -> "Prefetch[str]":
    return Prefetch("item__decision_links", ItemDecision.objects.order_by("number"))


def _numbers(links: Iterable[ItemDecision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.number for each in links))
