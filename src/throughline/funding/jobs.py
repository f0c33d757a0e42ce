"""What does the worker do for funding, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app

from .reminding import remind


@app.periodic(cron="20 6 * * *")
@app.task(name="funding.remind", queueing_lock="funding.remind", pass_context=False)
def remind_of_money_in(timestamp: int) -> int:
    """Each morning those whose duty is near or late are reminded; a missed morning loses no letter."""
    return remind(at=timezone.now())
