"""Who endorsed and answered what, which options were compared, which priorities may be served?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from throughline.kernel.actor import Actor

from ..models import (
    Appraisal,
    Consultation,
    Consulted,
    Criterion,
    Endorsement,
    Option,
    Plan,
    Priority,
    Score,
)
from .items import Linked, items
from .seeing import seen_by

NEWEST = (F("item__dated_on").desc(nulls_last=True), "item__title", "pk")


def endorsements_visible_to(actor: Actor) -> QuerySet[Endorsement]:
    """The endorsements that the actor may see, newest first."""
    rows = Endorsement.objects.filter(seen_by(actor)).select_related("item", "body", "meeting__item")
    return rows.order_by(*NEWEST)


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """The consultations that the actor may see, newest first, with how many were asked and have `answered`."""
    rows = Consultation.objects.filter(seen_by(actor)).select_related("item")
    answered = Count("asked", filter=~Q(asked__position__in=["", "none"]))
    return rows.annotate(people=Count("asked"), answered=answered).order_by(*NEWEST)


def asked_in(consultation: Consultation) -> list[Consulted]:
    """Everybody who was asked, by name."""
    return list(Consulted.objects.filter(consultation=consultation).order_by("who", "id"))


def consulted(actor: Actor, consulted_id: UUID) -> Consulted | None:
    """One who was asked, in a consultation that the actor may see."""
    rows = Consulted.objects.filter(consultation__in=Consultation.objects.filter(seen_by(actor)))
    return rows.select_related("consultation__item").filter(pk=consulted_id).first()


def appraisals_visible_to(actor: Actor) -> QuerySet[Appraisal]:
    """The appraisals that the actor may see, newest first, with what was chosen."""
    rows = Appraisal.objects.filter(seen_by(actor)).select_related("item", "chosen")
    return rows.order_by(*NEWEST)


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion across all options, in the options' order; None where an option is not scored."""

    criterion: Criterion
    scores: Sequence[Score | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """An appraisal as a table: options across, criteria down, and what each option comes to."""

    appraisal: Appraisal
    options: Sequence[Option]
    rows: Sequence[Row]
    totals: Sequence[int | None]
    is_weighted: bool


def compared(actor: Actor, appraisal_id: UUID) -> Compared | None:
    """The appraisal side by side, if there is one that the actor may see; four queries.

    A total counts points times weight (1 without weights), and is None while a criterion is not scored in points.
    """
    appraisal = appraisals_visible_to(actor).filter(pk=appraisal_id).first()
    if appraisal is None:
        return None
    scores = Prefetch("scores", Score.objects.order_by("id"))
    options = list(Option.objects.filter(appraisal=appraisal).order_by("position").prefetch_related(scores))
    criteria = list(Criterion.objects.filter(appraisal=appraisal).order_by("position"))
    found = {(each.pk, score.criterion_id): score for each in options for score in each.scores.all()}
    rows = [Row(each, [found.get((option.pk, each.pk)) for option in options]) for each in criteria]
    is_weighted = any(each.weight is not None for each in criteria)
    return Compared(
        appraisal,
        options,
        rows,
        [_total(rows, place, is_weighted) for place in range(len(options))],
        is_weighted,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One priority that a draft may say it serves, with the plan that it stands in."""

    link: Linked
    label: str
    plan: str
    is_confirmed: bool


def priorities_on(day: date) -> list[Choice]:
    """The priorities in force on that day, by plan and place; a plan without days is always offered. Two queries."""
    in_force = (Q(plan__in_force_from__isnull=True) | Q(plan__in_force_from__lte=day)) & (
        Q(plan__in_force_until__isnull=True) | Q(plan__in_force_until__gt=day)
    )
    rows = Priority.objects.filter(in_force).filter(Q(dropped_on__isnull=True) | Q(dropped_on__gt=day))
    found = list(rows.select_related("plan").order_by("plan__title", "plan_id", "position"))
    links = items(each.pk for each in found)
    return [
        Choice(links[each.pk], each.label, each.plan.title, each.plan.confirmed_at is not None)
        for each in found
    ]


def plans() -> QuerySet[Plan]:
    """Every plan with its priorities, newest first; lists to choose from are open to all staff."""
    listed = Prefetch("priorities", Priority.objects.select_related("item").order_by("position"))
    newest = F("in_force_from").desc(nulls_last=True)
    return Plan.objects.order_by(newest, "title", "id").prefetch_related(listed)


def _total(rows: Sequence[Row], place: int, is_weighted: bool) -> int | None:
    total = 0
    for row in rows:
        score = row.scores[place]
        if score is None or score.points is None:
            return None
        total += score.points * ((row.criterion.weight or 0) if is_weighted else 1)
    return total if rows else None
