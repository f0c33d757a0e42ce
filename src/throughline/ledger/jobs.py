"""What does the worker do for the ledger, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app

from .sealer import seal


@app.periodic(cron="* * * * * */5")
@app.task(name="ledger.seal", queueing_lock="ledger.seal", pass_context=False)
def seal_what_waits(timestamp: int) -> int:
    """Acts are sealed within seconds; a run that died is made good by the next."""
    return seal(at=timezone.now())
