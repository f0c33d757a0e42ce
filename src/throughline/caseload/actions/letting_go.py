"""What is kept for a while only, and goes by itself: what people said of the service, and who asked to see whom? R39"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from throughline.frame.scope import Sight, enter_sight
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from ..models import AskedToSee, Voice

MACHINE = Actor("system:caseload", frozenset({"system"}))
VOICE_DAYS, ASK_DAYS = 2 * 366, 365


def old_voices(*, at: datetime) -> int:
    """What was said more than two years ago is deleted, names that people wrote all the same with it; how many."""
    with transaction.atomic():
        _see_every_unit()
        before = timezone.localdate(at) - timedelta(days=VOICE_DAYS)
        many, _ = Voice.objects.filter(said_on__lt=before).delete()
        if many:
            with act(
                actor=MACHINE, at=at, verb="voices.deleted", subject=("voices", "old"), facts={"voices": many}
            ):
                pass
    return many


def old_asks(*, at: datetime) -> int:
    """About whom somebody asked a unit more than a year ago is forgotten; that they asked stays. How many."""
    with transaction.atomic():
        _see_every_unit()
        old = AskedToSee.objects.filter(asked_at__lt=at - timedelta(days=ASK_DAYS)).exclude(sealed=b"")
        return old.update(sealed=b"")


def _see_every_unit() -> None:
    """What lies at units and is about nobody; people are seen through referrals of one provider, and this is none."""
    enter_sight(MACHINE, Sight("provider", None, frozenset(each.id for each in organisations.units())))
