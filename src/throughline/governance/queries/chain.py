"""On what does a decision stand, grouped as a reader asks, each with its own short answer? Authority: R10."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.kernel.actor import Actor

from ..models import POSITIONS, Consulted, Endorsement, Priority, Recommendation
from .items import Linked, leant_on_by
from .seeing import items_visible_to

_HEADINGS = {
    "Review": "What it answers",
    "Recommendation": "What it answers",
    "Group": "Where it was discussed",
    "Meeting": "Where it was discussed",
    "Consultation": "Who was consulted, and what they said",
    "Options appraisal": "Which options were compared",
    "Endorsement": "Who endorsed it without signing",
    "Strategy or plan priority": "Which priorities it serves",
}
_FURTHER = "What else it stands on"


@dataclass(frozen=True, slots=True)
class Stone:
    """One thing that the decision stands on; `href` is empty for a reader who may not open it."""

    title: str
    says: Sequence[str]
    href: str
    dated_on: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """The things of one heading."""

    heading: str
    stones: Sequence[Stone]


def chain_of(actor: Actor, number: str) -> list[Course]:
    """What the decision stands on, under headings in their order; six queries however much that is."""
    linked = leant_on_by(number)
    if not linked:
        return []
    ids = [each.id for each in linked]
    visible = set(items_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    says = _positions(ids) | _recommended(ids) | _endorsed(ids) | _planned(ids)
    courses: dict[str, list[Stone]] = {heading: [] for heading in (*_HEADINGS.values(), _FURTHER)}
    for each in linked:
        courses[_HEADINGS.get(each.kind, _FURTHER)].append(_stone(each, says, visible))
    return [Course(heading, stones) for heading, stones in courses.items() if stones]


def _stone(link: Linked, says: dict[UUID, list[str]], visible: set[UUID]) -> Stone:
    return Stone(link.title, says.get(link.id, []), link.href if link.id in visible else "", link.dated_on)


def _positions(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = Consulted.objects.filter(consultation__in=ids).order_by("who", "id")
    said: dict[UUID, list[str]] = {}
    for each in rows:
        said.setdefault(each.consultation_id, []).append(
            f"{each.who}: {POSITIONS.get(each.position, 'not answered yet').lower()}"
        )
    return said


def _recommended(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = Recommendation.objects.filter(review__in=ids).select_related("item").order_by("position")
    said: dict[UUID, list[str]] = {}
    for each in rows:
        said.setdefault(each.review_id, []).append(each.item.title)
    return said


def _endorsed(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    return {each.pk: [f"{each.by}: {each.words}"] for each in Endorsement.objects.filter(pk__in=ids)}


def _planned(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = Priority.objects.filter(pk__in=ids).select_related("plan")
    return {each.pk: [", ".join(filter(None, (each.plan.title, each.label)))] for each in rows}
