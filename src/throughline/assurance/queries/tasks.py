"""What does assurance want of somebody, and of whom are they waiting?"""

from throughline.frame.tasks import Waiting
from throughline.kernel.actor import Actor

from . import return_tasks, scrutiny_tasks


def waiting_for(actor: Actor) -> list[Waiting]:
    """What this actor can do next about returns, scrutiny, findings, visits and year-end decisions."""
    return [*return_tasks.waiting_for(actor), *scrutiny_tasks.waiting_for(actor)]


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """What the programme team waits for from others here."""
    return [*return_tasks.waiting_for_others(actor), *scrutiny_tasks.waiting_for_others(actor)]
