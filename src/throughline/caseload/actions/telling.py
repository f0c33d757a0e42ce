"""What is probation told, and when has it read it? A typed minimum, as it happens. Authority: R36."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused
from throughline.ledger.actions import act

from ..lifecycle import PROBATION
from ..models import Referral, Told


def tell(
    *,
    referral: Referral,
    kind: str,
    about_on: date,
    actor: Actor,
    at: datetime,
    code: str = "",
    is_urgent: bool = False,
) -> None:
    """Probation is told this of the referral; inside the act of what is told. Urgent, a letter says at once to look."""
    Told(
        id=uuid4(),
        referral=referral,
        kind=kind,
        about_on=about_on,
        code=code,
        is_urgent=is_urgent,
        told_at=at,
        told_by=actor.id,
    ).save(force_insert=True)
    if is_urgent:
        from ..jobs import write_of_urgent  # a job begins in actions, and this one begins a job

        write_of_urgent.defer(unit=str(referral.unit_id))


def acknowledge(*, actor: Actor, at: datetime, told: Collection[UUID]) -> int:
    """Probation has read these; how many of them nobody had before."""
    if not actor.roles & PROBATION:
        Refused("Acknowledging is not for your role.", "Probation does it.").or_raise()
    rows = Told.objects.select_for_update().filter(id__in=list(told), acknowledged_at=None).order_by("id")
    unread = list(rows.values_list("id", flat=True))
    if not unread:
        return 0
    with act(
        actor=actor,
        at=at,
        verb="feedback.acknowledged",
        subject=("told", unread[0]),
        facts={"told": [str(each) for each in unread]},
    ):
        return Told.objects.filter(id__in=unread).update(acknowledged_at=at, acknowledged_by=actor.id)
