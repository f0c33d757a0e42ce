"""What is probation told, and when has it read it? A typed minimum, as it happens. Authority: R36."""

from datetime import date, datetime
from uuid import uuid4

from throughline.kernel.actor import Actor

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
    """Probation is told this of the referral; inside the act of what is told."""
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
