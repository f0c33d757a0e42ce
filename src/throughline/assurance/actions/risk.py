"""How risky is a grant, as its signs say and as a person confirms, and who has been to see it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import LEAD, OFFICERS, SUPPLIER
from ..models import RiskReading, RiskThreshold, Visit
from ..models.watching import READINGS
from ..queries.risk import signs_of, thresholds_on
from ..rules import risk


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A reading as a person confirms it; `off_course` is how many measures they found off course, None: not looked."""

    confirmed_as: str
    because: str = ""
    off_course: int | None = None


def may_watch(actor: Actor) -> Verdict:
    """Whether the actor reads risks and makes visits."""
    if actor.roles & (OFFICERS | SUPPLIER):
        return Allowed()
    return Refused("Risks are read and visits made by the programme team.", "Ask a programme officer.")


def confirm_reading(*, actor: Actor, at: datetime, grant_id: UUID, confirmed: Confirmed) -> RiskReading:
    """The grant's risk is read from its signs today, and as this person confirms it; another reading needs a reason."""
    may_watch(actor).or_raise()
    on = timezone.localdate(at)
    signs: Mapping[str, int] = signs_of(grant_id, on)
    if confirmed.off_course is not None:
        signs = {**signs, "measures": confirmed.off_course}
    read_as, why = risk(signs, thresholds_on(on))
    if confirmed.confirmed_as not in READINGS:
        raise RefusedError("Say whether the risk is low, medium or high.")
    if confirmed.confirmed_as != read_as and not confirmed.because.strip():
        raise RefusedError(f"The signs read as {read_as}. Say why you take it as {confirmed.confirmed_as}.")
    with act(actor=actor, at=at, verb="risk.read", subject=("grant", str(grant_id))) as doing:
        reading = RiskReading.objects.create(
            grant_id=grant_id,
            read_on=on,
            signs={**signs, "why": list(why)},
            read_as=read_as,
            confirmed_as=confirmed.confirmed_as,
            because=confirmed.because.strip(),
            confirmed_at=at,
            confirmed_by=actor.id,
        )
        doing.facts |= {"read_as": read_as, "confirmed_as": confirmed.confirmed_as}
        if reading.because:
            doing.personal["because"] = reading.because
    return reading


def reads_as(grant_id: UUID, on: date) -> str:
    """What the grant's papers alone say of its risk on that day."""
    return risk(signs_of(grant_id, on), thresholds_on(on))[0]


def set_threshold(
    *, actor: Actor, at: datetime, sign: str, used_from: date, medium_from: int, high_from: int, source: str
) -> RiskThreshold:
    """From that day on the sign is medium and high from these values; earlier readings keep theirs."""
    if not actor.roles & (LEAD | SUPPLIER):
        raise RefusedError("Thresholds are set by the programme lead.")
    if not 0 < medium_from <= high_from:
        raise RefusedError("High begins where medium begins, or above; both above 0.")
    if not source.strip():
        raise RefusedError("Say on what these values rest.")
    if RiskThreshold.objects.filter(sign=sign, used_from=used_from).exists():
        raise RefusedError("This sign has values from that day already. Choose a later day.")
    with act(actor=actor, at=at, verb="risk.threshold_set", subject=("risk_threshold", sign)) as doing:
        doing.facts |= {"medium_from": medium_from, "high_from": high_from, "from": used_from.isoformat()}
        return RiskThreshold.objects.create(
            sign=sign,
            used_from=used_from,
            medium_from=medium_from,
            high_from=high_from,
            source=source.strip(),
        )


def plan_visit(
    *, actor: Actor, at: datetime, grant_id: UUID, planned_on: date, site: str, purpose: str
) -> Visit:
    """Somebody goes to see the grant on that day."""
    may_watch(actor).or_raise()
    if not site.strip() or not purpose.strip():
        raise RefusedError("Say where the visit goes, and what it is to look at.")
    with act(actor=actor, at=at, verb="visit.planned", subject=("grant", str(grant_id))):
        return Visit.objects.create(
            grant_id=grant_id,
            site=site.strip(),
            purpose=purpose.strip(),
            planned_on=planned_on,
            planned_by=actor.id,
        )


def note_visit(*, actor: Actor, at: datetime, visit_id: UUID, made_on: date, words: str) -> Visit:
    """The visit was made, and this was seen."""
    may_watch(actor).or_raise()
    if not words.strip():
        raise RefusedError("Say what was seen.")
    if made_on > timezone.localdate(at):
        raise RefusedError("This day is still to come.")
    with act(actor=actor, at=at, verb="visit.made", subject=("visit", str(visit_id))) as doing:
        visit = Visit.objects.select_for_update().get(pk=visit_id)
        if visit.made_on is not None:
            raise RefusedError("This visit is on record already.")
        visit.made_on, visit.words, visit.made_by = made_on, words.strip(), actor.id
        visit.save()
        doing.facts["grant"] = str(visit.grant_id)
        doing.personal["words"] = visit.words
    return visit
