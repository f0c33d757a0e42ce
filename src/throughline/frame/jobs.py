"""What does the worker do for the frame, and how often?

Letters leave with a job that was deferred in the transaction that owes them; each minute takes up what a dead worker
left, what waits for another try, and what was owed before a carrier was named.
"""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="frame.deliver_letter", pass_context=False)
def deliver_letter(key: str) -> bool:
    """Send one letter if it is still owed."""
    from .letters import deliver

    return deliver(key, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="frame.deliver_what_is_due", queueing_lock="frame.letters", pass_context=False)
def deliver_what_is_due(timestamp: int) -> int:
    """Nothing that is owed waits for longer than its wait and a minute."""
    from .letters import deliver_what_is_due

    return deliver_what_is_due(at=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(name="frame.purge", queueing_lock="frame.purge", pass_context=False)
def purge(timestamp: int) -> int:
    """Letters go after a year, and forms that nobody came back for."""
    from . import kept_forms, letters

    return letters.purge(at=timezone.now()) + kept_forms.purge(at=timezone.now())
