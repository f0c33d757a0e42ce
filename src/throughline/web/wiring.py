"""What do the rooms below ask of the whole house?"""

from throughline.frame.tasks import Task, told_apart
from throughline.kernel.actor import Actor
from throughline.organisations.access.leaving import WHAT_NEEDS


def connect() -> None:
    """Answer from now on."""
    WHAT_NEEDS.provide(what_needs)


def what_needs(actor: Actor) -> list[Task]:
    """Everything that waits for this person, in every room."""
    from throughline.web.views import TASKS

    return [task for part in told_apart(room.waiting_for(actor) for room in TASKS) for task in part]
