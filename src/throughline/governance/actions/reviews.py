"""Entering what a review recommends, answering it, showing that it was carried out."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import ANSWERS, Recommendation, Review
from ..queries.owners import chosen, owner_in_words
from ..watching.lifecycle import RECOMMENDATION, REVIEW
from .entries import Evidence, enter, enter_evidence, give_owner, known_decision, reason, step_of
from .items import keep as keep_item
from .items import stand_under


def enter_review(
    *,
    title: str,
    recommendations: Iterable[str] = (),
    reviewer: str = "",
    about: str = "",
    dated_on: date | None = None,
    decisions: Iterable[str] = (),
    programmes: Iterable[str] = (),
    owner: str = "",
    source: str = "",
    actor: Actor,
    at: datetime,
) -> UUID:
    """The review is kept with what it recommends; the decisions of these numbers stand on it. Authority: R10."""
    REVIEW.may("enter", None, actor).or_raise()
    programmes = tuple(programmes)
    decisions = [known_decision(number) for number in decisions]
    verb = REVIEW.step("enter").event
    with act(actor=actor, at=at, verb=verb, subject=("review", None)) as doing:
        item = keep_item(
            "review",
            title,
            dated_on=dated_on,
            programmes=programmes,
            decisions=decisions,
            words=f"{reviewer} {about}",
            source=source,
        )
        review = Review(item=item, reviewer=reviewer.strip(), about=about.strip())
        review.save(force_insert=True)
        doing.subject = ("review", str(review.pk))
        for position, text in enumerate(recommendations):
            _recommend(review, position, text, owner, programmes, source, actor, at)
    return item.pk


def add_recommendation(*, review_id: UUID, text: str, owner: str = "", actor: Actor, at: datetime) -> UUID:
    """The review recommends one thing more."""
    verb = REVIEW.step("recommend").event
    with act(actor=actor, at=at, verb=verb, subject=("review", str(review_id))):
        review = Review.objects.select_for_update().filter(pk=review_id).first()
        if review is None:
            raise RefusedError("There is no such review.")
        REVIEW.may("recommend", review.state, actor).or_raise()
        programmes = review.item.programme_links.values_list("programme_id", flat=True)
        position = review.recommendations.count()
        return _recommend(review, position, text, owner, tuple(programmes), "", actor, at)


def answer_recommendation(
    *,
    recommendation_id: UUID,
    answer: str,
    because: str,
    decision_number: str = "",
    owner: str | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """The recommendation is accepted, wholly or in part, or not; by which decision, if any, and who carries it out.

    Without an owner it stays whose it was.
    """
    if answer not in ANSWERS:
        raise RefusedError("Choose whether it is accepted, accepted in part, or not.")
    with step_of(Recommendation, RECOMMENDATION, "answer", recommendation_id, actor=actor, at=at) as (
        recommendation,
        doing,
    ):
        recommendation.answer, recommendation.reason = answer, reason(because)
        recommendation.answered_at, recommendation.answered_by = at, actor.id
        what = f"{ANSWERS[answer]}."
        if owner is not None and owner != chosen(recommendation):
            before = owner_in_words(recommendation)
            give_owner(recommendation, owner)
            what += f" Owner: {before} became {owner_in_words(recommendation)}."
        if decision_number:
            stand_under(recommendation.item, [known_decision(decision_number)])
        enter(
            recommendation,
            "answer",
            because,
            what=what,
            decision=decision_number,
            actor=actor,
            at=at,
        )
        doing.facts |= {"answer": answer, "decision": decision_number}


def show_carried_out(*, recommendation_id: UUID, evidence: Evidence, actor: Actor, at: datetime) -> None:
    """The recommendation was carried out, as its evidence shows."""
    with step_of(Recommendation, RECOMMENDATION, "show", recommendation_id, actor=actor, at=at) as (
        recommendation,
        doing,
    ):
        if recommendation.answer == "not":
            raise RefusedError("This recommendation was not accepted, so there is nothing to carry out.")
        entry = enter_evidence(recommendation, "show", evidence, actor=actor, at=at)
        if entry.file_id:
            doing.facts["file_sha256"] = entry.file_id


def reopen_recommendation(*, recommendation_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The recommendation is to be carried out after all, and the history says why."""
    with step_of(Recommendation, RECOMMENDATION, "reopen", recommendation_id, actor=actor, at=at) as (
        recommendation,
        _,
    ):
        enter(recommendation, "reopen", reason(because), actor=actor, at=at)


def _recommend(
    review: Review,
    position: int,
    text: str,
    owner: str,
    programmes: tuple[str, ...],
    source: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    RECOMMENDATION.may("recommend", None, actor).or_raise()
    verb = RECOMMENDATION.step("recommend").event
    with act(actor=actor, at=at, verb=verb, subject=("recommendation", None)) as doing:
        item = keep_item(
            "recommendation", text, dated_on=review.item.dated_on, programmes=programmes, source=source
        )
        recommendation = Recommendation(item=item, review=review, position=position)
        give_owner(recommendation, owner)
        recommendation.save(force_insert=True)
        doing.subject = ("recommendation", str(recommendation.pk))
    return item.pk
