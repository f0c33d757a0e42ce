"""Who is reminded that a draft waits for them, and when?"""

from datetime import datetime

from django.utils.timezone import localdate

from throughline.kernel.dates import is_working_day, working_days_between
from throughline.organisations.delegation.queries import staffed

from . import letters, rules
from .standing import able, asked_of_posts


def remind(*, at: datetime) -> int:
    """Owe the reminders that are due after 3, 5, then each fifth working day; one letter a step, however often run."""
    today = localdate(at)
    if not is_working_day(today):
        return 0
    asked = list(asked_of_posts().order_by("asked_at", "id"))
    posts = staffed(today, {row.post_id for row in asked}) if asked else {}
    owed = 0
    for row in asked:
        if row.asked_at and (
            step := rules.reminder_due(working_days_between(localdate(row.asked_at), today))
        ):
            owed += letters.ask(row, able(posts[row.post_id], row.kept), at, because=f"reminder-{step}")
    return owed
