"""How may somebody be reminded of an appointment, given what contact is safe and what is on record?"""

from datetime import date

from throughline.kernel.dates import add_working_days

BY_HAND = {
    "phone": "Remind by phone, leave no message",
    "text": "Remind by text from the team’s phone",
    "letter": "Remind by letter",
    "practitioner": "Remind through the probation practitioner only",
    "any": "Remind by phone",
    "": "Ask how it is safe to remind them",
}
MAIL = "mail"


def way_of(safe_contact: str, *, has_mail: bool) -> str:
    """`mail` only where any contact is safe and an address is kept; else the kind of contact a worker uses."""
    if safe_contact == "any" and has_mail:
        return MAIL
    return safe_contact if safe_contact in BY_HAND else ""


def last_day_to_remind_of(today: date) -> date:
    """The next working day: on a Friday, reminders go out for the weekend and Monday."""
    return add_working_days(today, 1)
