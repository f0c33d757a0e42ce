"""Which extracts are held, who opened them, and how far are their measures?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger import queries as ledger
from throughline.organisations import queries as organisations

from ..models import Extract, Measuring
from ..models.extracts import FROM, HOLDS

__all__ = ["FROM", "HOLDS", "Extract", "left_out", "looked", "measuring_of", "named", "visible_to"]
READERS = frozenset({"analyst", "data-protection", "auditor", "programme-lead"})
LEFT_OUT = {
    "deleted": "of people whose data were deleted",
    "other_kind": "of the other kind, made up or real",
    "no_papers": "of organisations without papers for evaluation",
}
VERBS = {
    "extract.taken": "Took it in",
    "extract.opened": "Opened it",
    "extract.destroyed": "Destroyed it",
    "extract.measuring_asked": "Asked for its measures",
    "extract.hold_set": "Set a legal hold on it",
    "extract.hold_ended": "Ended the legal hold",
    "extract.recomputed": "Worked its tables out again",
    "extract.offences_taken": "Took in what the ministry returned",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """Who did what with an extract, when, and for what."""

    at: datetime
    who: str
    what: str
    why: str


def visible_to(actor: Actor) -> QuerySet[Extract]:
    """The extracts whose manifest this actor may read, newest first; their rows are on no page."""
    rows = Extract.objects.order_by("-taken_at", "id")
    return rows if actor.is_system or actor.roles & READERS else rows.none()


def named(text: str) -> Extract:
    """The one extract with this identifier, or held with these words in its name; RefusedError otherwise."""
    try:
        rows = Extract.objects.filter(id=UUID(text))
    except ValueError:
        rows = Extract.objects.filter(name__icontains=text, state="held")
    found = list(rows.order_by("-taken_at")[:2])
    if len(found) != 1:
        raise RefusedError(
            f"{'No' if not found else 'More than one'} extract that is held is called “{text}”."
        )
    return found[0]


def measuring_of(extract_id: UUID) -> Measuring | None:
    """How far the measures of this extract are."""
    return Measuring.objects.filter(extract_id=extract_id).first()


def left_out(reasons: Mapping[str, object]) -> str:
    """Why the caseload left referrals out, in words, and never how many. R43"""
    said = [words for reason, words in LEFT_OUT.items() if reasons.get(reason)]
    return "; ".join([*said, "people whose record is limited are not in sight and not counted"])


def looked(extract_id: UUID, newest: int = 50) -> list[Looked]:
    """Who took it, opened it and why, newest first."""
    found = [each for each in ledger.history_of("extract", extract_id) if each.verb in VERBS][-newest:][::-1]
    names = organisations.names_of(each.actor for each in found)
    return [
        Looked(
            each.at, names.get(each.actor, each.actor), VERBS[each.verb], str(each.facts.get("because", ""))
        )
        for each in found
    ]
