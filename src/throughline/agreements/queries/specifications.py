"""What must the service be, what changed, whom does each version reach, and what became of what people said?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from throughline.governance.queries import items as governance
from throughline.governance.queries.seeing import items_visible_to
from throughline.kernel.actor import Actor

from ..lifecycle import OFFICERS
from ..models import Agreement, Requirement, SpecificationVersion
from ..specifications import Difference, Said, differences
from ..terms import ORIGINS
from . import agreements

STATES = {
    "draft": ("Draft", "wait"),
    "current": ("Current", "good"),
    "earlier": ("Earlier", "quiet"),
    "discarded": ("Discarded", "quiet"),
}
BINDING = ("in_force", "signed", "issued")
_MOST = 200


def visible_to(actor: Actor) -> QuerySet[SpecificationVersion]:
    """Every version that was settled, and for officers the drafts too; newest first."""
    rows = SpecificationVersion.objects.select_related("programme").annotate(
        asks=Count("requirements", distinct=True),
        bound=Count("agreements", filter=Q(agreements__state="in_force"), distinct=True),
        search_text=Lower("title"),
    )
    if not actor.roles & OFFICERS:
        rows = rows.filter(state__in=["current", "earlier"])
    return rows.order_by("programme__name", "-number")


def current_of(programme_id: UUID) -> SpecificationVersion | None:
    """The version that new agreements of a programme name."""
    return SpecificationVersion.objects.filter(programme=programme_id, state="current").first()


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version: what it asks for, what changed since the one before, and the agreements that name it."""

    version: SpecificationVersion
    requirements: Sequence["Asked"]
    before: SpecificationVersion | None
    differences: Sequence[Difference]
    agreements: Sequence[Agreement]


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement as a page shows it, with a link to where it was said, if that is kept here."""

    requirement: Requirement
    origin: str
    said_in: governance.Linked | None


def version_page(actor: Actor, version_id: UUID, on: date) -> VersionPage | None:
    """Everything on a version's page; None when the actor may see no such version. Authority: R18."""
    version = visible_to(actor).filter(pk=version_id).first()
    if version is None:
        return None
    before = (
        SpecificationVersion.objects.filter(
            programme=version.programme_id, number__lt=version.number, state__in=["current", "earlier"]
        )
        .order_by("-number")
        .first()
    )
    rows = list(version.requirements.order_by("code"))
    earlier = list(before.requirements.order_by("code")) if before else []
    reached = (
        agreements.visible_to(actor, on)
        .filter(specification=version)
        .exclude(state="discarded")
        .order_by("place__name", "kind", "begins_on", "pk")
    )
    if not actor.roles & agreements.READERS:  # who works to the specification and has no part in its papers
        reached = reached.none()
    return VersionPage(
        version,
        _asked(actor, rows),
        before,
        differences(_said(earlier), _said(rows)) if before else (),
        list(reached[:_MOST]),
    )


def requirement_of(version_id: UUID, code: str) -> Requirement | None:
    """One requirement of a version."""
    return Requirement.objects.filter(version=version_id, code=code).first()


@dataclass(frozen=True, slots=True)
class YouSaid:
    """What somebody said, what the specification asks for since, and in how many agreements that stands now."""

    asked: Asked
    since: SpecificationVersion
    is_current: bool
    agreements: int


def you_said(actor: Actor, programme_id: UUID) -> Sequence[YouSaid]:
    """What people said and what was done: each requirement that came of somebody's words, newest first."""
    versions = {
        each.pk: each
        for each in SpecificationVersion.objects.filter(
            programme=programme_id, state__in=["current", "earlier"]
        )
    }
    rows = list(
        Requirement.objects.filter(version__in=versions)
        .exclude(origin_words="")
        .order_by("version__number", "code")
    )
    bound = dict(
        Agreement.objects.filter(specification__in=versions, state="in_force")
        .order_by()
        .values_list("specification")
        .annotate(Count("pk"))
    )
    first: dict[tuple[str, str], Requirement] = {}
    held: dict[tuple[str, str], list[UUID]] = {}
    for each in rows:
        key = (each.code, each.origin_words)
        first.setdefault(key, each)
        held.setdefault(key, []).append(each.version_id)
    asked = _asked(actor, list(first.values()))
    found = [
        YouSaid(
            each,
            versions[each.requirement.version_id],
            any(versions[one].state == "current" for one in held[key]),
            sum(bound.get(one, 0) for one in held[key]),
        )
        for key, each in zip(first, asked, strict=True)
    ]
    return sorted(found, key=lambda each: (-each.since.number, each.asked.requirement.code))


def _asked(actor: Actor, rows: Sequence[Requirement]) -> list[Asked]:
    """Each with where it was said, if the actor may see that."""
    said_in = {each.origin_item for each in rows if each.origin_item}
    seen = items_visible_to(actor).filter(pk__in=said_in).values_list("pk", flat=True) if said_in else ()
    known = governance.items(seen) if said_in else {}
    return [
        Asked(each, ORIGINS[each.origin], known.get(each.origin_item) if each.origin_item else None)
        for each in rows
    ]


def _said(rows: Iterable[Requirement]) -> list[Said]:
    return [Said(each.code, each.text, ORIGINS[each.origin], each.serves) for each in rows]
