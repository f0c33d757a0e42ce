"""What waits for somebody who works with people on probation?"""

from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import PROBATION, PROVIDER
from ..sight import look
from . import care_tasks, confirming, person_tasks, referring_tasks, triage_tasks, watching_tasks

PRACTISING = PROBATION | PROVIDER


def waiting_for(actor: Actor) -> list[Task]:
    """What they are asked to do, most pressing first; nothing, and no question, for those who work with nobody."""
    if not actor.roles & PRACTISING:
        return []
    now, today = timezone.now(), timezone.localdate()
    look(actor, today)
    return [
        *watching_tasks.waiting_for(actor, today, now),
        *confirming.waiting_for(actor, today),
        *care_tasks.waiting_for(actor, today),
        *referring_tasks.waiting_for(actor),
        *triage_tasks.waiting_for(actor, today),
        *person_tasks.waiting_for(actor),
    ]


def waiting_for_others(actor: Actor) -> list[Task]:
    """What they wait for others to do."""
    if not actor.roles & PRACTISING:
        return []
    look(actor, timezone.localdate())
    return [*triage_tasks.waiting_for_others(actor)]
