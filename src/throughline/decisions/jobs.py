"""What does the worker do for decisions, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="0 8 * * 1-5")
@app.task(name="decisions.remind_signers", queueing_lock="decisions.remind", pass_context=False)
def remind_signers(timestamp: int) -> int:
    """Whoever keeps a draft waiting is reminded; a run that was missed is made good by the next."""
    from .signing.reminding import remind

    return remind(at=timezone.now())
