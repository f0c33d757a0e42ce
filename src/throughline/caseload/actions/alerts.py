"""How does the service hear at once what probation did after sending, and when has it read it? Authority: R36."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused
from throughline.ledger.actions import act

from ..lifecycle import PROVIDER
from ..models import Alert, Referral
from .referrals import locked


def alert(
    *,
    referral: Referral,
    kind: str,
    actor: Actor,
    at: datetime,
    fields: Iterable[str] = (),
    is_urgent: bool = False,
) -> None:
    """The service must read this of the referral; inside the act of what is told. Urgent, a letter says so at once."""
    if referral.sent_at is None:
        return
    Alert(
        id=uuid4(),
        referral=referral,
        kind=kind,
        fields=" ".join(sorted(fields)),
        is_urgent=is_urgent,
        raised_at=at,
        raised_by=actor.id,
    ).save(force_insert=True)
    if is_urgent:
        from ..jobs import write_of_alerts  # a job begins in actions, and this one begins a job

        write_of_alerts.defer(unit=str(referral.unit_id), body=str(referral.provider_id))


def read(*, actor: Actor, at: datetime, referral_id: UUID) -> int:
    """Somebody of the service has read all that waits about this referral; how much of it nobody had before."""
    if not actor.roles & PROVIDER:
        Refused("Reading this is not for your role.", "The service does it.").or_raise()
    referral = locked(referral_id)
    unread = Alert.objects.select_for_update().filter(referral=referral, read_at=None)
    if not unread.exists():
        return 0
    with act(actor=actor, at=at, verb="referral.alert_read", subject=("referral", referral.id)):
        return unread.update(read_at=at, read_by=actor.id)
