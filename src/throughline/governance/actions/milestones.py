"""Planning what is to be reached by when, saying when it is expected now, and that it was reached."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act

from ..models import Milestone, Promise
from ..queries.owners import chosen, owner_in_words
from ..watching.lifecycle import MILESTONE
from .entries import enter, give_owner, reason, step_of
from .items import keep as keep_item
from .items import reword


def plan_milestone(
    *,
    title: str,
    planned_on: date,
    owner: str = "",
    promise_id: UUID | None = None,
    programmes: Iterable[str] = (),
    source: str = "",
    actor: Actor,
    at: datetime,
) -> UUID:
    """The milestone stands in the plan; the day planned first never changes, the forecast may. Authority: R10."""
    MILESTONE.may("plan", None, actor).or_raise()
    verb = MILESTONE.step("plan").event
    with act(actor=actor, at=at, verb=verb, subject=("milestone", None)) as doing:
        promise = _promise(promise_id)
        item = keep_item("milestone", title, dated_on=planned_on, programmes=programmes, source=source)
        milestone = Milestone(item=item, planned_on=planned_on, forecast_on=planned_on, promise=promise)
        give_owner(milestone, owner)
        milestone.save(force_insert=True)
        doing.subject = ("milestone", str(milestone.pk))
        doing.facts["planned_on"] = planned_on.isoformat()
    return item.pk


def change_milestone(
    *,
    milestone_id: UUID,
    title: str,
    owner: str,
    promise_id: UUID | None,
    because: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The milestone has another wording, owner or promise; what was before, and why, stays in its history."""
    with step_of(Milestone, MILESTONE, "change", milestone_id, actor=actor, at=at) as (milestone, _):
        words, changed = reason(because), []
        before = milestone.item.title
        if title != before:
            reword(milestone.item, title=title, dated_on=milestone.item.dated_on)
            changed.append(f"Wording: “{before}” became “{milestone.item.title}”.")
        if owner != chosen(milestone):
            before = owner_in_words(milestone)
            give_owner(milestone, owner)
            changed.append(f"Owner: {before} became {owner_in_words(milestone)}.")
        if promise_id != milestone.promise_id:
            before = milestone.promise.item.title if milestone.promise else "no promise"
            milestone.promise = _promise(promise_id)
            now = milestone.promise.item.title if milestone.promise else "no promise"
            changed.append(f"Helps to keep: {before} became {now}.")
        if not changed:
            raise RefusedError("Nothing was changed: wording, owner and promise are as they were.")
        enter(milestone, "change", words, what=" ".join(changed), actor=actor, at=at)


def forecast_milestone(
    *, milestone_id: UUID, forecast_on: date, because: str, actor: Actor, at: datetime
) -> None:
    """The milestone is expected on another day, and the history says why."""
    with step_of(Milestone, MILESTONE, "forecast", milestone_id, actor=actor, at=at) as (milestone, doing):
        if forecast_on == milestone.forecast_on:
            raise RefusedError("This is the day that is expected already.")
        if forecast_on < timezone.localdate(at):
            raise RefusedError(
                "This day has gone. Say on which day it is expected now, or that it was reached."
            )
        what = f"Expected: {long_date(milestone.forecast_on)} became {long_date(forecast_on)}."
        enter(milestone, "forecast", reason(because), what=what, actor=actor, at=at)
        milestone.forecast_on = forecast_on
        doing.facts["forecast_on"] = forecast_on.isoformat()


def reach_milestone(
    *, milestone_id: UUID, reached_on: date, words: str = "", actor: Actor, at: datetime
) -> None:
    """The milestone was reached on that day, which has come."""
    with step_of(Milestone, MILESTONE, "reach", milestone_id, actor=actor, at=at) as (milestone, doing):
        if reached_on > timezone.localdate(at):
            raise RefusedError("This day has not come yet. Say on which day it was reached.")
        milestone.reached_on = reached_on
        what = f"Reached on {long_date(reached_on)}."
        enter(milestone, "reach", words, what=what, actor=actor, at=at)
        doing.facts["reached_on"] = reached_on.isoformat()


def drop_milestone(*, milestone_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The milestone is out of the plan and says why."""
    with step_of(Milestone, MILESTONE, "drop", milestone_id, actor=actor, at=at) as (milestone, _):
        enter(milestone, "drop", reason(because), actor=actor, at=at)


def reopen_milestone(*, milestone_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The milestone is in the plan again and says why."""
    with step_of(Milestone, MILESTONE, "reopen", milestone_id, actor=actor, at=at) as (milestone, _):
        milestone.reached_on = None
        enter(milestone, "reopen", reason(because), actor=actor, at=at)


def _promise(promise_id: UUID | None) -> Promise | None:
    if promise_id is None:
        return None
    promise = Promise.objects.select_related("item").filter(pk=promise_id).first()
    if promise is None:
        raise RefusedError("There is no such promise.")
    return promise
