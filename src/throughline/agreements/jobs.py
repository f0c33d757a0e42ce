"""What does the worker do for agreements, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="20 6 * * *")
@app.task(name="agreements.remind", queueing_lock="agreements.remind", pass_context=False)
def remind_of_agreements(timestamp: int) -> int:
    """Each morning what is overdue expires, what ran out ends, and whoever keeps one waiting is reminded."""
    from .signing.reminding import end_what_ran_out, expire_overdue, remind

    at = timezone.now()
    return expire_overdue(at=at) + end_what_ran_out(at=at) + remind(at=at)


@app.periodic(cron="15 6 * * *")
@app.task(name="agreements.end_contracts", queueing_lock="agreements.end_contracts", pass_context=False)
def end_local_contracts(timestamp: int) -> int:
    """Each morning local contracts whose last day has passed, options counted, are ended."""
    from .actions.contracts import end_what_ran_out

    return end_what_ran_out(at=timezone.now())
