"""What was found wrong with grants, whose turn is it, and what shows that it is put right?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughline.frame.lists import state_in_words
from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from ..actions.findings import OWNERS
from ..lifecycle import CORRECTIVE_ACTION
from ..models import CorrectiveAction
from .returns import name_of

STATES = {each: state_in_words(each) for each in CORRECTIVE_ACTION.states}
OPEN = ("open", "answered")
TONES = {"open": "wait", "answered": "", "verified": "good", "withdrawn": "quiet"}
SOONEST = ("due_on", "made_at", "id")


def visible_to(actor: Actor, on: date) -> QuerySet[CorrectiveAction]:
    """The findings about grants that the actor may see, soonest first."""
    rows = CorrectiveAction.objects.filter(reach_of(actor, on).rows("grant__place", "grant__recipient"))
    return rows.select_related(
        "grant__place", "grant__recipient", "grant__round__programme", "about", "visit"
    ).order_by(*SOONEST)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a list prints it."""

    id: UUID
    words: str
    to_do: str
    area: str
    grant_id: UUID
    grant: str
    owner: str
    due_on: date
    is_late: bool
    state: str
    state_words: str
    tone: str


def shown(rows: Iterable[CorrectiveAction], on: date) -> list[Shown]:
    """The findings as lists and pages print them."""
    return [
        Shown(
            each.pk,
            each.words,
            each.to_do,
            each.grant.place.name,
            each.grant_id,
            f"{each.grant.place.name}, {each.grant.round.programme.name} {each.grant.round.year}",
            OWNERS.get(each.owner_role, each.owner_role),
            each.due_on,
            each.due_on < on and each.state == "open",
            each.state,
            STATES[each.state],
            TONES[each.state],
        )
        for each in rows
    ]


def about(row: CorrectiveAction) -> str:
    """On what the finding rests: a return, a visit, or neither."""
    if row.about is not None:
        return name_of(row.about)
    return f"A visit to {row.visit.site}" if row.visit else "Neither a return nor a visit"


def names(row: CorrectiveAction) -> dict[str, str]:
    """Who found, answered and verified it."""
    return organisations.names_of({row.made_by, row.answered_by, row.verified_by} - {""})


def of_area(rows: Any, code: str) -> Any:
    """The findings of a locality."""
    return rows.filter(grant__place__gss_code=code)
