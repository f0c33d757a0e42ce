"""What does the worker do for organisations, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="organisations.end_broken_glass", queueing_lock="organisations.glass", pass_context=False)
def end_broken_glass(timestamp: int) -> int:
    """The end of broken glass is an act of its own, within a minute; the role itself ended to the second."""
    from .access.glass import end_what_ran_out

    return end_what_ran_out(at=timezone.now())


@app.periodic(cron="30 7 * * *")
@app.task(name="organisations.remind", queueing_lock="organisations.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Whoever may confirm roles is reminded of due reviews once a week; entries older than a year go."""
    from .access import log, reviews

    log.purge(at=timezone.now())
    return reviews.remind(at=timezone.now())
