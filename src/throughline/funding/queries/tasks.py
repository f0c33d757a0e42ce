"""What waits for somebody in funding: a split to choose, money to ask for, a funder's question to answer?"""

from django.utils import timezone

from throughline.frame.tasks import Waiting
from throughline.kernel.actor import Actor

from . import money_in, planning


def waiting_for(actor: Actor) -> list[Waiting]:
    """What the actor must do."""
    return [*planning.waiting_for(actor), *money_in.tasks(actor, timezone.localdate())]


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """What others must do, for those who answer for it."""
    return [*planning.waiting_for_others(actor), *money_in.tasks_of_others(actor, timezone.localdate())]
