"""Options are set side by side, scored by criteria, and one is chosen with reasons."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act

from ..lifecycle import APPRAISAL
from ..models import MOST_POINTS, Appraisal, Criterion, Option, Score
from .items import keep
from .writing import said, written

MOST_COMPARED = 8  # more columns than anybody can compare


def begin_appraisal(
    *,
    title: str,
    question: str,
    dated_on: date | None = None,
    programmes: Iterable[str] = (),
    source: str = "",
    actor: Actor,
    at: datetime,
) -> Appraisal:
    """A question to which options are then added."""
    APPRAISAL.may("begin", None, actor).or_raise()
    same = Appraisal.objects.filter(state="open", question=question.strip(), options__isnull=True)
    if same.filter(item__title=" ".join(title.split())).exists():
        raise RefusedError("This appraisal has begun already, and has no options yet.")
    with act(actor=actor, at=at, verb=APPRAISAL.step("begin").event, subject=("appraisal", None)) as doing:
        item = keep(
            "appraisal", title, dated_on=dated_on, programmes=programmes, words=question, source=source
        )
        doing.subject = ("appraisal", item.pk)
        return written(Appraisal(item=item, question=said(question, "Write what is to be decided.")))


@transaction.atomic
def add_option(*, appraisal_id: UUID, name: str, description: str = "", actor: Actor, at: datetime) -> Option:
    """One option more, in the next column."""
    appraisal = _stepping("compare", appraisal_id, actor)
    position = _next(appraisal.options.aggregate(last=Max("position"))["last"], "options")
    with _comparing(appraisal, actor, at):
        return written(
            Option(
                appraisal=appraisal,
                position=position,
                name=said(name, "Give the option a name.")[:200],
                description=description.strip(),
            )
        )


@transaction.atomic
def add_criterion(
    *, appraisal_id: UUID, name: str, weight: int | None = None, actor: Actor, at: datetime
) -> Criterion:
    """One criterion more, in the next row."""
    appraisal = _stepping("compare", appraisal_id, actor)
    position = _next(appraisal.criteria.aggregate(last=Max("position"))["last"], "criteria")
    with _comparing(appraisal, actor, at):
        return written(
            Criterion(
                appraisal=appraisal,
                position=position,
                name=said(name, "Give the criterion a name.")[:200],
                weight=weight,
            )
        )


@transaction.atomic
def score_option(
    *, option_id: UUID, scores: Mapping[UUID, tuple[int | None, str]], actor: Actor, at: datetime
) -> None:
    """The option has these points and notes by criterion; a criterion without either is not scored."""
    option = Option.objects.get(pk=option_id)
    appraisal = _stepping("compare", option.appraisal_id, actor)
    criteria = set(appraisal.criteria.values_list("pk", flat=True))
    if set(scores) - criteria:
        raise RefusedError("This is not a criterion of this appraisal.")
    with _comparing(appraisal, actor, at):
        had = {score.criterion_id: score for score in option.scores.all()}
        for criterion, (points, note) in scores.items():
            if points is not None and not 0 <= points <= MOST_POINTS:
                raise RefusedError(f"Give 0 to {MOST_POINTS} points.")
            row = had.get(criterion)
            if points is None and not note.strip():
                if row is not None:
                    row.delete()
                continue
            row = row or Score(option=option, criterion_id=criterion)
            row.points, row.note = points, note.strip()
            written(row)


@transaction.atomic
def choose_option(
    *, option_id: UUID, because: str, why_not: Mapping[UUID, str], actor: Actor, at: datetime
) -> None:
    """This option is chosen; each other one says why not, and becomes an alternative that was rejected."""
    option = Option.objects.get(pk=option_id)
    appraisal = _stepping("choose", option.appraisal_id, actor)
    step = APPRAISAL.step("choose")
    others = list(appraisal.options.exclude(pk=option_id))
    if not others:
        raise RefusedError("There is only one option. Add at least one other to compare it with.")
    with act(actor=actor, at=at, verb=step.event, subject=("appraisal", appraisal.pk)):
        option.why_not = ""
        written(option)
        for other in others:
            other.why_not = said(why_not.get(other.pk, ""), f"Say why “{other.name}” is not chosen.")
            written(other)
        appraisal.state, appraisal.chosen = step.to, option
        appraisal.chosen_because = said(because, "Say why this option is chosen.")
        written(appraisal)


@transaction.atomic
def take_up_again(*, appraisal_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The appraisal is open again; the former choice stays in its history."""
    appraisal = _stepping("take_up_again", appraisal_id, actor)
    step = APPRAISAL.step("take_up_again")
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("appraisal", appraisal_id),
        personal={"because": said(because, "Say what has changed.")},
    ):
        appraisal.state, appraisal.chosen, appraisal.chosen_because = step.to, None, ""
        written(appraisal)


def _stepping(step: str, appraisal_id: UUID, actor: Actor) -> Appraisal:
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal_id)
    APPRAISAL.may(step, appraisal.state, actor).or_raise()
    return appraisal


def _comparing(appraisal: Appraisal, actor: Actor, at: datetime) -> AbstractContextManager[OpenAct]:
    step = APPRAISAL.step("compare")
    return act(actor=actor, at=at, verb=step.event, subject=("appraisal", appraisal.pk))


def _next(last: int | None, what: str) -> int:
    if (last or 0) >= MOST_COMPARED:
        raise RefusedError(f"More than {MOST_COMPARED} {what} cannot be compared side by side.")
    return (last or 0) + 1
