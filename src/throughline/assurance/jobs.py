"""What does the worker do for assurance, and how often?"""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="20 6 * * *")
@app.task(name="assurance.open_returns", queueing_lock="assurance.open_returns", pass_context=False)
def open_returns(timestamp: int) -> int:
    """Each morning returns whose day has come open, and whose turn it is is reminded; nothing missed is lost."""
    from .actions.calendar import open_what_is_due
    from .returning.letters import remind

    at = timezone.now()
    return open_what_is_due(at=at) + remind(at=at)
