"""Which drafts does nobody come back to, and how do they go, names and all?"""

from datetime import datetime, timedelta

from django.db import transaction

from throughline.frame.scope import NO_SIGHT, enter_sight
from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from ..models import Referral
from ..rules import DRAFT_DAYS
from .referring import discard

MACHINE = Actor("system:caseload", frozenset({"system"}))
_EVERYBODY = Actor("system:caseload", frozenset({"administrator"}))


def throw_away(*, at: datetime) -> int:
    """Every draft begun ninety days ago or earlier is thrown away; how many. Whoever left is not forgotten."""
    before, count = at - timedelta(days=DRAFT_DAYS), 0
    for person in organisations.visible_to(_EVERYBODY).values_list("id", flat=True):
        with transaction.atomic():
            enter_sight(Actor(f"person:{person}"), NO_SIGHT)  # a draft is in sight of nobody but who began it
            old = Referral.objects.filter(state="draft", begun_at__lte=before).values_list("id", flat=True)
            for referral in list(old):
                discard(actor=MACHINE, at=at, referral_id=referral)
                count += 1
    return count
