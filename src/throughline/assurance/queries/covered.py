"""Which returns cover these grants, and what was stated about each?"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughline.frame.written import AsJson, Given, Written, rows_in

from ..models import Response, Return, Scrutiny, Statement


class Scrutinised(NamedTuple):
    """One scrutiny of a return: the newest statement in it, or what the authority's sample showed, if anything."""

    id: UUID
    state: str
    begun_at: str
    outcome: str | None
    stated_at: str | None
    sampled: str | None


class Paper(NamedTuple):
    """A return that was not dropped, with its scrutinies, oldest first; moments as text that sorts like they do."""

    id: UUID
    kind: str
    opens_on: date
    due_on: date
    state: str
    scrutinies: tuple[Scrutinised, ...]
    stated: str | None = None  # what its newest statement says, where the authority has not challenged it


def covering(grant_ids: Collection[UUID]) -> dict[UUID, list[Paper]]:
    """The returns of each of these grants by due day, none for a grant without any; one query."""
    found: dict[UUID, list[Paper]] = {}
    for grants, of, kind, opens_on, due_on, state, scrutinised in _COVERING(ids=grant_ids):
        judged = _scrutinies(scrutinised)
        paper = Paper(of, kind, opens_on, due_on, state, judged, _stated(judged))
        for grant in grants:
            found.setdefault(grant, []).append(paper)
    return found


def _scrutinies(said: str) -> tuple[Scrutinised, ...]:
    return tuple([Scrutinised(**{**each, "id": UUID(each["id"])}) for each in rows_in(said)])


def _stated(scrutinies: tuple[Scrutinised, ...]) -> str | None:
    said = [
        (each.stated_at, each.outcome) for each in scrutinies if each.stated_at and each.state != "challenged"
    ]
    return max(said)[1] if said else None


def _returns() -> QuerySet[Return, Any]:
    last = Statement.objects.filter(scrutiny=OuterRef("pk")).order_by("-stated_at", "-id")
    sample = Response.objects.filter(scrutiny=OuterRef("pk"), step="sample").order_by("-answered_at", "-id")
    judged = Scrutiny.objects.filter(version__of=OuterRef("pk")).order_by("begun_at", "id")
    said = JSONObject(
        id="pk",
        state="state",
        begun_at="begun_at",
        outcome=Subquery(last.values("outcome")[:1]),
        stated_at=Subquery(last.values("stated_at")[:1]),
        sampled=Subquery(sample.values("found")[:1]),
    )
    return (
        Return.objects.filter(covers__grant__id__among=Given("ids"))
        .exclude(state="dropped")
        .annotate(grants=ArrayAgg("covers__grant"))
        .order_by("due_on", "id")
        .values_list(
            *("grants", "id", "kind", "opens_on", "due_on", "state"),
            AsJson(ArraySubquery(judged.values(said=said))),
        )
    )


_COVERING = Written(_returns)
