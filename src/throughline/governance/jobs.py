"""What does the worker do for governance, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app

from .reminding import remind


@app.periodic(cron="10 6 * * *")
@app.task(name="governance.remind", queueing_lock="governance.remind", pass_context=False)
def remind_of_promises(timestamp: int) -> int:
    """Each morning the owners of promises that are due or late are reminded; a missed morning loses no letter."""
    return remind(at=timezone.now())
