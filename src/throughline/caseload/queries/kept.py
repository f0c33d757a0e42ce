"""Which booked times does anybody still keep: of the living, whose support goes on, or from their release on?

Whoever ends or rests support calls off what is ahead; whoever lists or reminds asks this besides. R35, R39
"""

from datetime import datetime

from django.db.models import F, Q

from ..codes import TO_CUSTODY
from ..lifecycle import UNDER_WAY

_GOES_ON = Q(referral__state__in=[each for each in UNDER_WAY if each != "paused"])
_IS_CHECKED = Q(referral__state="exited", kind="check")
_BACK_BY_THEN = Q(
    referral__state="paused",
    referral__pause__in=TO_CUSTODY,
    referral__release_on__gte=F("referral__paused_on"),
    begins_at__date__gte=F("referral__release_on"),
)
KEPT = Q(referral__person__died_on=None) & (_GOES_ON | _IS_CHECKED | _BACK_BY_THEN)


def shown(now: datetime) -> Q:
    """What a list of meetings shows: all that has been or was recorded, and of what is ahead what is kept."""
    return KEPT | Q(begins_at__lt=now) | ~Q(state="scheduled")
