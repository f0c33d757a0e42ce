"""Is each aim and each means measured, by what, from where, and what is the figure now?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.evidence import tables as evidence
from throughline.kernel.actor import Actor
from throughline.organisations.roles import title_of

from ..models import Objective, ObjectiveMeasure, Programme


@dataclass(frozen=True, slots=True)
class MeasuredBy:
    """A measure of an aim in words; `figure` is None while there is none, or where the asker reads no evidence."""

    row: ObjectiveMeasure
    measure: evidence.MeasureName
    owner: str
    figure: evidence.Headline | None

    @property
    def target(self) -> str:
        return self.row.target or "direction only"


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim or a means with its measures; none of them is shown red as not measured."""

    objective: Objective
    measures: Sequence[MeasuredBy]

    @property
    def is_measured(self) -> bool:
        """Whether somebody said by what."""
        return bool(self.measures)

    @property
    def has_figure(self) -> bool:
        """Whether at least one of its measures has a figure."""
        return any(each.figure for each in self.measures)


def reads_figures(actor: Actor) -> bool:
    """Whether the asker is shown figures at all."""
    return evidence.may_read(actor)


def of_programme(
    actor: Actor, programme: Programme, *, quarter: evidence.Quarter | None = None
) -> Sequence[Aim]:
    """Each aim, then each means, with its measures in the catalogue's order. Three statements.

    Figures are the newest, or of extracts in which that quarter lies whole.
    """
    objectives = programme.objectives.prefetch_related("measures").order_by("kind", "code")
    known = evidence.measures()
    order = list(known)
    rows = {
        each.pk: sorted(
            (one for one in each.measures.all() if one.measure in known),
            key=lambda one: order.index(one.measure),
        )
        for each in objectives
    }
    figures: Mapping[str, evidence.Headline] = evidence.headlines(
        sorted({one.measure for found in rows.values() for one in found}), actor=actor, quarter=quarter
    )
    return [
        Aim(
            each,
            [
                MeasuredBy(one, known[one.measure], title_of(one.owner), figures.get(one.measure))
                for one in rows[each.pk]
            ],
        )
        for each in objectives
    ]


def objective(programme: Programme, code: str) -> Objective | None:
    """The aim of that programme."""
    return Objective.objects.select_related("programme").filter(programme=programme, code=code).first()


def measured_by(objective: Objective, measure: str) -> ObjectiveMeasure | None:
    """What is said of that measure of the aim."""
    rows = ObjectiveMeasure.objects.select_related("objective")
    return rows.filter(objective=objective, measure=measure).first()


def baseline_of(measure: str) -> tuple[date, str, str] | None:
    """The newest baseline that a programme names for this measure: its day, what it was, by whom said; one query."""
    rows = ObjectiveMeasure.objects.filter(measure=measure, baseline_on__isnull=False).exclude(baseline="")
    row = rows.order_by("-baseline_on", "id").first()
    return (row.baseline_on, row.baseline, row.baseline_source) if row and row.baseline_on else None
