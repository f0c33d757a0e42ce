"""What in agreements waits for somebody? Each noun says it for itself; home asks here."""

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from . import agreement_tasks, change_tasks, grant_tasks, joint_tasks, post_tasks

_NOUNS = (grant_tasks, agreement_tasks, post_tasks, change_tasks, joint_tasks)


def waiting_for(actor: Actor) -> list[Task | Waiting]:
    """Everything in this room that waits for the actor."""
    return [task for noun in _NOUNS for task in noun.waiting_for(actor)]


def waiting_for_others(actor: Actor) -> list[Task | Waiting]:
    """Everything in this room that the actor drives and others have."""
    return [task for noun in _NOUNS for task in noun.waiting_for_others(actor)]
