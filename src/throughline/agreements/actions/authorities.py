"""Who may sign agreements for a body, on whose word?"""

from datetime import date, datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import OFFICERS, SUPPLIER
from ..models import SigningAuthority

RECORDERS = OFFICERS | SUPPLIER | {"legal", "monitoring-officer"}


def may_record(actor: Actor) -> Verdict:
    """Whether the actor may say who signs for a body."""
    if actor.roles & RECORDERS:
        return Allowed()
    return Refused("Who may sign for an organisation is recorded by programme officers and advisers.")


def record_authority(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID,
    body_id: UUID,
    capacity: str,
    source: str,
    held_from: date,
    held_until: date | None = None,
    up_to: Money | None = None,
) -> SigningAuthority:
    """This person may sign for the body from that day, up to that sum; nobody records it for themselves."""
    may_record(actor).or_raise()
    if actor.id == f"person:{person_id}":
        raise RefusedError("Nobody records their own authority to sign; somebody else can.")
    if not capacity.strip() or not source.strip():
        raise RefusedError("Say in which capacity they sign, and which paper says so.")
    if held_until is not None and held_until <= held_from:
        raise RefusedError("An authority ends after it begins.")
    if up_to is not None and up_to <= Money(0):
        raise RefusedError("An authority up to nothing is none; leave the sum empty where no sum limits it.")
    with act(
        actor=actor, at=at, verb="signing_authority.recorded", subject=("signing authority", None)
    ) as doing:
        kept = SigningAuthority.objects.create(
            person_id=person_id,
            body_id=body_id,
            capacity=capacity.strip(),
            up_to_pence=up_to,
            held_from=held_from,
            held_until=held_until,
            source=source.strip(),
            recorded_at=at,
            recorded_by=actor.id,
        )
        doing.subject = ("signing authority", str(kept.id))
        doing.facts |= {"body": str(body_id), "up_to_pence": up_to.pence if up_to else None}
    return kept


def end_authority(*, actor: Actor, at: datetime, authority_id: UUID, until: date) -> SigningAuthority:
    """From that day this person signs no more for the body; what they signed stands."""
    may_record(actor).or_raise()
    with act(
        actor=actor,
        at=at,
        verb="signing_authority.ended",
        subject=("signing authority", str(authority_id)),
        facts={"until": until.isoformat()},
    ):
        kept = SigningAuthority.objects.select_for_update().get(pk=authority_id)
        if kept.held_until is not None and kept.held_until <= until:
            raise RefusedError("This authority has ended already.")
        kept.held_until = max(until, kept.held_from)
        kept.save(update_fields=["held_until"])
    return kept
