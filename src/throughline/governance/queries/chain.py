"""On what does a decision stand, grouped as a reader asks, each with its own short answer? Authority: R10."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.frame.trees import trees
from throughline.kernel.actor import Actor

from ..models import POSITIONS, Consulted, Endorsement, Priority, Recommendation
from .items import Linked, leant_on_by, link_to
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
    """What the decision stands on, under headings in their order; one query however much that is."""
    leant = leant_on_by(number)
    ids = leant.order_by().values("pk")
    items, seen, consulted, recommended, endorsed, planned = trees(
        leant,
        items_visible_to(actor).filter(pk__in=ids),
        Consulted.objects.filter(consultation__in=ids).order_by("who", "id"),
        Recommendation.objects.filter(review__in=ids).select_related("item").order_by("position"),
        Endorsement.objects.filter(pk__in=ids),
        Priority.objects.filter(pk__in=ids).select_related("plan"),
    )
    says = _positions(consulted) | _recommended(recommended) | _endorsed(endorsed) | _planned(planned)
    visible = {each.pk for each in seen}
    courses: dict[str, list[Stone]] = {heading: [] for heading in (*_HEADINGS.values(), _FURTHER)}
    for each in map(link_to, items):
        courses[_HEADINGS.get(each.kind, _FURTHER)].append(_stone(each, says, visible))
    return [Course(heading, stones) for heading, stones in courses.items() if stones]


def _stone(link: Linked, says: dict[UUID, list[str]], visible: set[UUID]) -> Stone:
    return Stone(link.title, says.get(link.id, []), link.href if link.id in visible else "", link.dated_on)


def _positions(rows: Iterable[Consulted]) -> dict[UUID, list[str]]:
    said: dict[UUID, list[str]] = {}
    for each in rows:
        said.setdefault(each.consultation_id, []).append(
            f"{each.who}: {POSITIONS.get(each.position, 'not answered yet').lower()}"
        )
    return said


def _recommended(rows: Iterable[Recommendation]) -> dict[UUID, list[str]]:
    said: dict[UUID, list[str]] = {}
    for each in rows:
        said.setdefault(each.review_id, []).append(each.item.title)
    return said


def _endorsed(rows: Iterable[Endorsement]) -> dict[UUID, list[str]]:
    return {each.pk: [f"{each.by}: {each.words}"] for each in rows}


def _planned(rows: Iterable[Priority]) -> dict[UUID, list[str]]:
    return {each.pk: [", ".join(filter(None, (each.plan.title, each.label)))] for each in rows}
