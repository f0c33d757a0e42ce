"""Which checks on recipients, and which legal records, are there in a demonstration? All of it is made up."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .actions import diligence as actions
from .demonstration import MIDLIFE, grant_ids
from .models import RegisterFile
from .queries.diligence import recipients

ADVISED = datetime(2024, 5, 30, 10, tzinfo=UTC)
REASON = (
    "Illustration: the councils carry out a public task of their own, and nothing is bought from them. "
    "Legal and procurement were asked before the offers went out."
)
LIST = b"Name\r\nA Made-up Company of the Demonstration\r\nAnother Made-up Name\r\n"


def load(*, actor: Actor, at: datetime) -> bool:
    """A sanctions list with every recipient looked up, and what legal said of 2024/25; False if it is there."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up checks are for demonstrations; this installation is not one.")
    if RegisterFile.objects.exists():
        return False
    with transaction.atomic():
        actions.import_register(
            actor=actor,
            at=at,
            register="sanctions",
            as_of=(at - timedelta(days=7)).date(),
            upload=Upload("illustration-of-a-sanctions-list.csv", LIST),
            bodies=recipients(),
        )
        for grant in grant_ids(MIDLIFE).values():
            actions.record_legal(
                actor=actor,
                at=ADVISED,
                grant_id=grant,
                kind="grant_or_contract",
                answer="grant",
                reason=REASON,
                recorded_on=date(2024, 5, 30),
            )
    return True
