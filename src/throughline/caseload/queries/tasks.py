"""What waits for somebody who works with people on probation? Counts and references, no names: a home page is no list.

Each noun says which rows wait; whoever asks has them come in one statement. docs/adr/0032.md
"""

from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import PROBATION, PROVIDER
from ..sight import look
from . import (
    alerts,
    care_tasks,
    confirming,
    copies,
    evaluation_files,
    person_tasks,
    referring_tasks,
    seeing_tasks,
    triage_tasks,
    watching_tasks,
)

PRACTISING = PROBATION | PROVIDER


def waiting_for(actor: Actor) -> list[Task | Waiting]:
    """What they are asked to do; nothing, and no question, for those who work with nobody. They look from here on."""
    if not actor.roles & PRACTISING:
        return evaluation_files.waiting_for(actor)
    now, today = timezone.now(), timezone.localdate()
    sight = look(actor, today)
    return [
        *alerts.waiting_for(actor, today),
        *seeing_tasks.waiting_for(actor),
        *watching_tasks.waiting_for(actor, today, now),
        *confirming.waiting_for(actor, today),
        *care_tasks.waiting_for(actor, today, now),
        *referring_tasks.waiting_for(actor, sight, today, now),
        *triage_tasks.waiting_for(actor, today),
        *person_tasks.waiting_for(actor, today),
        *copies.waiting_for(actor),
    ]


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """What they wait for others to do, as far as they see since `waiting_for`."""
    return triage_tasks.waiting_for_others(actor)
