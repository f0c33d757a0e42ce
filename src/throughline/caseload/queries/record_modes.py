"""Whose case record is the record at a provider: its own system's, or this one? Authority: R32."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable

from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.organisations import working

from ..models import RecordMode

ELSEWHERE, HERE = "elsewhere", "here"


@dataclass(frozen=True, slots=True)
class Mode:
    """A provider, whose record counts today, since when, and what is to come; no day where nobody has said so."""

    body_id: UUID
    body: str
    mode: str
    since: date | None
    next_mode: str = ""
    next_from: date | None = None


def mode_of(body: UUID, on: date) -> str:
    """The mode on that day; elsewhere where nobody has said so."""
    rows = RecordMode.objects.filter(body=body, runs_from__lte=on).order_by("-runs_from")
    return rows.values_list("mode", flat=True).first() or ELSEWHERE


def may_come_in(body: UUID, on: date) -> Verdict:
    """Whether events of the provider's own system may come in: while its record is elsewhere."""
    if mode_of(body, on) == HERE:
        return Refused(
            "This provider’s record is here, so nothing comes in from elsewhere.",
            "Its manager says “Record elsewhere” first.",
        )
    return Allowed()


def mode_of_row(on: date | Combinable, of: str = "") -> Subquery:
    """The mode of a referral's provider on that day, beside the row itself; None where nobody has said so.

    `of` leads from a row to its referral.
    """
    rows = RecordMode.objects.filter(body=OuterRef(f"{of}provider"), runs_from__lte=on).order_by("-runs_from")
    return Subquery(rows.values("mode")[:1])


def modes(on: date, only: UUID | None = None) -> Sequence[Mode]:
    """Each provider that serves a unit today, by name; two queries."""
    rows: dict[UUID, list[RecordMode]] = {}
    for each in RecordMode.objects.order_by("runs_from"):
        rows.setdefault(each.body_id, []).append(each)
    found = []
    for body in working.providers(on):
        if only is not None and body.id != only:
            continue
        past = [each for each in rows.get(body.id, []) if each.runs_from <= on]
        ahead = [each for each in rows.get(body.id, []) if each.runs_from > on]
        found.append(
            Mode(
                body.id,
                body.name,
                past[-1].mode if past else ELSEWHERE,
                past[-1].runs_from if past else None,
                ahead[0].mode if ahead else "",
                ahead[0].runs_from if ahead else None,
            )
        )
    return found
