"""What does the worker do for people on probation, and how often?"""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="30 8 * * *")
@app.task(name="caseload.remind", queueing_lock="caseload.remind", pass_context=False)
def remind_of_appointments(timestamp: int) -> int:
    """Each morning whoever has an appointment until the next working day's end is reminded, where a mail is safe."""
    from .actions.reminding import providers, remind_of_provider

    at, count = timezone.now(), 0
    for body in sorted(providers(at)):
        with transaction.atomic():
            count += remind_of_provider(body, at=at)
    return count


@app.periodic(cron="40 3 * * *")
@app.task(name="caseload.old_drafts", queueing_lock="caseload.old_drafts", pass_context=False)
def throw_old_drafts_away(timestamp: int) -> int:
    """Each night the drafts that nobody came back to for ninety days go, names and all."""
    from .actions.old_drafts import throw_away

    return throw_away(at=timezone.now())
