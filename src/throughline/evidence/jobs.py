"""What does the worker do for the evidence?"""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

BLOCKS_AT_ONCE = 4


@app.task(name="evidence.draw_estimate", pass_context=False)
def draw_estimate(estimate_id: str) -> bool:
    """Draw some blocks that are missing and come again for the rest; True when all are there or somebody stopped it."""
    from .actions.estimating import draw_more, is_wanted

    done = draw_more(UUID(estimate_id), most=BLOCKS_AT_ONCE)
    if not done and is_wanted(UUID(estimate_id)):
        draw_estimate.defer(estimate_id=estimate_id)
    return done


@app.task(name="evidence.measure", pass_context=False)
def measure(extract_id: str) -> str:
    """Work out every measure of an extract that was asked for and is not done; a dead worker's is begun again."""
    from .actions.measuring import measure, waits

    return measure(at=timezone.now(), extract_id=UUID(extract_id)).state if waits(UUID(extract_id)) else ""


@app.periodic(cron="*/5 * * * *")
@app.task(name="evidence.measure_what_waits", queueing_lock="evidence.measure_what_waits", pass_context=False)
def measure_what_waits(timestamp: int) -> int:
    """What was asked for and lost its worker is taken up again."""
    from .actions.measuring import waiting

    found = waiting(at=timezone.now())
    for extract_id in found:
        measure_when_asked(extract_id)
    return len(found)


def measure_when_asked(extract_id: UUID) -> None:
    """The worker measures this extract soon; two workers never do so at once."""
    measure.configure(lock=f"evidence.measure {extract_id}").defer(extract_id=str(extract_id))


@app.periodic(cron="10 3 * * *")
@app.task(name="evidence.let_go", queueing_lock="evidence.let_go", pass_context=False)
def let_extracts_go(timestamp: int) -> int:
    """Each night extracts past their day are destroyed, and what a taking left that was cut off goes."""
    from .actions.extracts import let_go

    return let_go(at=timezone.now())


@app.periodic(cron="20 3 * * *")
@app.task(name="evidence.let_linkages_go", queueing_lock="evidence.let_linkages_go", pass_context=False)
def let_linkages_go(timestamp: int) -> int:
    """Each night linkages past their last day are closed: their pairs and keys are destroyed."""
    from .actions.linkages import let_go

    return let_go(at=timezone.now())
