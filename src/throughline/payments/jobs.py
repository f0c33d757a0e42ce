"""What does the worker do for payments, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app

from .actions.keeping import keep_up


@app.periodic(cron="40 5 * * *")
@app.task(name="payments.keep_up", queueing_lock="payments.keep_up", pass_context=False)
def keep_instalments_up(timestamp: int) -> int:
    """Each morning what has come due is due, held or free again; a missed morning is made up by the next one."""
    return keep_up(at=timezone.now())
