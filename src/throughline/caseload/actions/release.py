"""Who chases what for somebody's release, and what is ready? Authority: R35, W2."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..care.release import BRIDGED, NALOXONE
from ..codes import RELEASE_UNKNOWN
from ..lifecycle import OPEN, PROBATION, PROVIDER
from ..models import Referral, ReleasePlan
from .referrals import locked


@dataclass(frozen=True, slots=True)
class Ready:
    """What the board says of one person; the two of health are None for whoever does not see them."""

    release_on: date | None
    release_unknown: str
    prison: str
    chased_by: str
    bridged: str | None = None
    naloxone: str | None = None


def may_plan(state: str, actor: Actor) -> Verdict:
    """Whether the actor says what is ready: the service and probation, while the referral is open."""
    if not actor.roles & (PROVIDER | PROBATION):
        return Refused("Planning a release is not for your role.", "The service and probation do it.")
    if state not in OPEN:
        return Refused("This referral is not open any more.")
    return Allowed()


def plan(*, actor: Actor, at: datetime, referral_id: UUID, ready: Ready) -> Referral:
    """The board says this now; prescription and naloxone are the service's to say."""
    referral = locked(referral_id)
    may_plan(referral.state, actor).or_raise()
    if not ready.release_on and ready.release_unknown not in RELEASE_UNKNOWN:
        raise RefusedError("Give the day of release, or say why it is not known.")
    if ready.bridged not in (None, *BRIDGED) or ready.naloxone not in (None, *NALOXONE):
        raise RefusedError("Choose one of the answers.")
    says_health = ready.bridged is not None or ready.naloxone is not None
    if says_health and not actor.roles & PROVIDER:
        raise RefusedError("Prescription and naloxone are for the service to say.")
    there = ReleasePlan.objects.select_for_update().filter(referral=referral).first()
    row = there or ReleasePlan(referral=referral)
    facts = {"release_on": ready.release_on.isoformat() if ready.release_on else ""}
    with act(actor=actor, at=at, verb="release.planned", subject=("referral", referral.id), facts=facts):
        referral.release_on = ready.release_on
        referral.release_unknown = "" if ready.release_on else ready.release_unknown
        referral.save(update_fields=["release_on", "release_unknown"])
        row.prison, row.chased_by = ready.prison.strip()[:120], ready.chased_by
        if ready.bridged is not None:
            row.is_prescription_bridged = ready.bridged
        if ready.naloxone is not None:
            row.has_naloxone = ready.naloxone
        row.save(force_insert=there is None)
    return referral
