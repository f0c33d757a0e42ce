"""What does the worker do for people on probation, and how often?"""

from uuid import UUID

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


@app.periodic(cron="20 2 * * *")
@app.task(name="caseload.seal_reads", queueing_lock="caseload.seal_reads", pass_context=False)
def seal_reads(timestamp: int) -> int:
    """Each night the ledger takes one leaf over all looks of the day before, and of days that were missed."""
    from .actions.reads import seal_days

    return seal_days(at=timezone.now())


@app.periodic(cron="50 3 * * *")
@app.task(name="caseload.let_go", queueing_lock="caseload.let_go", pass_context=False)
def let_go(timestamp: int) -> int:
    """Each night goes what is kept no longer: records past their retention, voices of two years, asks of one."""
    from .actions import deleting, letting_go

    at = timezone.now()
    return letting_go.old_voices(at=at) + letting_go.old_asks(at=at) + deleting.delete_what_is_over(at=at)


@app.task(name="caseload.write_of_urgent", pass_context=False)
def write_of_urgent(unit: str) -> int:
    """Whoever in the unit has something urgent to read hears of it at once."""
    from .actions.asking_to_look import write_of_urgent

    with transaction.atomic():
        return write_of_urgent(UUID(unit), at=timezone.now())


@app.task(name="caseload.write_of_seeing", pass_context=False)
def write_of_seeing(unit: str) -> int:
    """Whoever answers for the unit hears at once of broken glass, and of who asks to see somebody."""
    from .actions.asking_to_look import write_of_seeing

    with transaction.atomic():
        return write_of_seeing(UUID(unit), at=timezone.now())


@app.task(name="caseload.write_of_alerts", pass_context=False)
def write_of_alerts(unit: str, body: str) -> int:
    """Whoever in the service has something urgent of probation's to read hears of it at once."""
    from .actions.asking_to_look import write_of_alerts

    with transaction.atomic():
        return write_of_alerts(UUID(unit), UUID(body), at=timezone.now())


@app.periodic(cron="15 7 * * *")
@app.task(name="caseload.write_digests", queueing_lock="caseload.digests", pass_context=False)
def write_digests(timestamp: int) -> int:
    """Each working morning probation hears how much feedback waits, not about whom."""
    from .actions.asking_to_look import write_digests

    with transaction.atomic():
        return write_digests(at=timezone.now())
