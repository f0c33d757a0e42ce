"""How may somebody be reminded of an appointment or asked for another, given what contact is safe and on record?"""

from datetime import date

from throughline.kernel.dates import add_working_days

HOW = {
    "phone": "by phone, leave no message",
    "text": "by text from the team’s phone",
    "letter": "by letter",
    "practitioner": "through the probation practitioner only",
    "any": "by phone",
}
BY_HAND = {**{way: f"Remind {how}" for way, how in HOW.items()}, "": "Ask how it is safe to remind them"}
FIND_A_TIME = {
    **{way: f"Find a time {how}" for way, how in HOW.items()},
    "": "Ask how it is safe to reach them",
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
