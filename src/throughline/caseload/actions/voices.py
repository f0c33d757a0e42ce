"""How does somebody say what they think of the service, without saying who they are?"""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import PUBLIC
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import Voice

SCORES = {5: "Very good", 4: "Good", 3: "Neither good nor bad", 2: "Bad", 1: "Very bad"}
MOST = 1000


def say(*, at: datetime, unit_id: UUID, score: int | None, text: str) -> None:
    """It is on record for the unit with its day, and with nothing about who said it."""
    if score is None and not text.strip():
        raise RefusedError("Choose how it was, or write something.")
    if score is not None and score not in SCORES:
        raise RefusedError("Choose how it was.")
    if len(text.strip()) > MOST:
        raise RefusedError(f"Please say it in {MOST:,} characters or fewer.")
    said = Voice(id=uuid4(), unit_id=unit_id, score=score, text=text.strip(), said_on=timezone.localdate(at))
    with act(actor=PUBLIC, at=at, verb="voice.said", subject=("unit", unit_id)):
        said.save(force_insert=True)
