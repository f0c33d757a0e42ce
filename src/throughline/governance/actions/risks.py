"""Adding a risk, looking at it again, saying what is done against it, closing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import Risk, RiskControl, RiskReview
from ..queries.owners import chosen, owner_in_words
from ..watching.lifecycle import RISK
from ..watching.rules import in_words, may_score, score
from .entries import enter, give_owner, reason, step_of
from .items import keep as keep_item


@dataclass(frozen=True, slots=True)
class Feared:
    """A risk as it is added: what it is, why it may come, what would follow, and how it scores (1–5 each)."""

    title: str
    cause: str
    effect: str
    inherent: tuple[int, int]
    residual: tuple[int, int]
    review_on: date
    owner: str = ""
    response: str = "reduce"


def add_risk(
    *,
    feared: Feared,
    controls: Iterable[str] = (),
    programmes: Iterable[str] = (),
    source: str = "",
    actor: Actor,
    at: datetime,
) -> UUID:
    """The risk stands in the log with its first scores and what is done against it. Authority: R10."""
    RISK.may("add", None, actor).or_raise()
    today = timezone.localdate(at)
    _look_ahead(feared.review_on, today)
    may_score(feared.inherent, feared.residual).or_raise()
    with act(actor=actor, at=at, verb=RISK.step("add").event, subject=("risk", None)) as doing:
        item = keep_item(
            "risk",
            feared.title,
            dated_on=today,
            programmes=programmes,
            words=f"{feared.cause} {feared.effect}",
            source=source,
        )
        risk = Risk(
            item=item,
            cause=feared.cause.strip(),
            effect=feared.effect.strip(),
            response=feared.response,
            inherent_likelihood=feared.inherent[0],
            inherent_impact=feared.inherent[1],
            residual_likelihood=feared.residual[0],
            residual_impact=feared.residual[1],
            reviewed_on=today,
            review_on=feared.review_on,
        )
        give_owner(risk, feared.owner)
        risk.save(force_insert=True)
        for text in controls:
            _control(risk, text, actor, at)
        _reviewed(risk, "First score.", actor, at)
        doing.subject = ("risk", str(risk.pk))
        doing.facts["score"] = score(*feared.residual)
    return item.pk


def review_risk(
    *,
    risk_id: UUID,
    likelihood: int,
    impact: int,
    words: str,
    review_on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """The risk was looked at: its score of now, why, and when it is looked at next; the score before stays."""
    with step_of(Risk, RISK, "review", risk_id, actor=actor, at=at) as (risk, doing):
        today = timezone.localdate(at)
        _look_ahead(review_on, today)
        may_score((risk.inherent_likelihood, risk.inherent_impact), (likelihood, impact)).or_raise()
        last = risk.reviews.order_by("-id").values_list("likelihood", "impact", "words", "next_on").first()
        if last == (likelihood, impact, words.strip(), review_on):
            raise RefusedError("This review is on record already; it was not entered a second time.")
        risk.score_before = score(risk.residual_likelihood, risk.residual_impact)
        risk.residual_likelihood, risk.residual_impact = likelihood, impact
        risk.reviewed_on, risk.review_on = today, review_on
        _reviewed(risk, reason(words), actor, at)
        doing.facts["score"] = score(likelihood, impact)


def add_control(*, risk_id: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Something more is meant to be done against the risk."""
    with step_of(Risk, RISK, "control", risk_id, actor=actor, at=at) as (risk, _):
        _control(risk, text, actor, at)
        enter(risk, "control", "", what=f"To be done: {text.strip()}", actor=actor, at=at)


def put_in_place(*, risk_id: UUID, control_id: UUID, actor: Actor, at: datetime) -> None:
    """What was meant to be done against the risk is in place since today."""
    with step_of(Risk, RISK, "control", risk_id, actor=actor, at=at) as (risk, _):
        control = risk.controls.filter(pk=control_id, in_place_on__isnull=True).first()
        if control is None:
            raise RefusedError("This is in place already.")
        control.in_place_on = timezone.localdate(at)
        control.save(update_fields=["in_place_on"])
        enter(risk, "control", "", what=f"In place: {control.text}", actor=actor, at=at)


def change_risk(
    *,
    risk_id: UUID,
    owner: str,
    response: str,
    because: str,
    inherent: tuple[int, int] | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """The risk has another owner, answer or score without controls, and the history says why."""
    with step_of(Risk, RISK, "change", risk_id, actor=actor, at=at) as (risk, doing):
        words, changed = reason(because), []
        if owner != chosen(risk):
            before = owner_in_words(risk)
            give_owner(risk, owner)
            changed.append(f"Owner: {before} became {owner_in_words(risk)}.")
        if response != risk.response:
            before = risk.get_response_display()
            risk.response = response
            changed.append(f"Answer: {before} became {risk.get_response_display()}.")
        was = risk.inherent_likelihood, risk.inherent_impact
        if inherent is not None and inherent != was:
            may_score(inherent, (risk.residual_likelihood, risk.residual_impact)).or_raise()
            risk.inherent_likelihood, risk.inherent_impact = inherent
            changed.append(f"If nothing were done: {in_words(*was)} became {in_words(*inherent)}.")
            doing.facts["inherent_score"] = score(*inherent)
        if not changed:
            raise RefusedError("Nothing was changed: owner, answer and score are as they were.")
        enter(risk, "change", words, what=" ".join(changed), actor=actor, at=at)


def say_it_happened(*, risk_id: UUID, words: str, actor: Actor, at: datetime) -> None:
    """The risk has come true, and the history says what is being done."""
    with step_of(Risk, RISK, "happen", risk_id, actor=actor, at=at) as (risk, _):
        enter(risk, "happen", reason(words), actor=actor, at=at)


def close_risk(*, risk_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The risk is closed and says why; it leaves the matrix and stays in the log."""
    with step_of(Risk, RISK, "close", risk_id, actor=actor, at=at) as (risk, _):
        enter(risk, "close", reason(because), actor=actor, at=at)


def reopen_risk(*, risk_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The risk is open again and says why."""
    with step_of(Risk, RISK, "reopen", risk_id, actor=actor, at=at) as (risk, _):
        enter(risk, "reopen", reason(because), actor=actor, at=at)


def _control(risk: Risk, text: str, actor: Actor, at: datetime) -> None:
    if not text.strip():
        raise RefusedError("Say what is done against it.")
    RiskControl.objects.create(risk=risk, text=text.strip()[:500], added_at=at, added_by=actor.id)


def _reviewed(risk: Risk, words: str, actor: Actor, at: datetime) -> None:
    RiskReview.objects.create(
        risk=risk,
        likelihood=risk.residual_likelihood,
        impact=risk.residual_impact,
        words=words,
        next_on=risk.review_on,
        reviewed_at=at,
        reviewed_by=actor.id,
    )


def _look_ahead(review_on: date, today: date) -> None:
    if review_on <= today:
        raise RefusedError("Choose a day after today for the next look at the risk.")
