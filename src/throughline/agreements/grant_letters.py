"""Who hears that a grant was stopped or goes on? Links, never contents."""

from datetime import datetime

from django.utils.timezone import localdate

from throughline.frame.letters import Message, owe
from throughline.organisations.delegation.queries import people_named

from .models import Grant
from .signing.standing import authorities_on

_SUBJECTS = {
    "suspended": "Payments of a grant were stopped",
    "live": "A grant goes on",
    "withdrawn": "An offer of a grant was withdrawn",
    "terminated": "A grant was ended early",
}


def tell_recipient(grant: Grant, at: datetime) -> int:
    """Whoever may sign for the recipient hears what became of the grant; how many letters are owed."""
    rows = authorities_on(localdate(at)).filter(body=grant.recipient_id)
    people = people_named([f"person:{person}" for person in rows.values_list("person", flat=True)])
    return sum(
        owe(
            Message(
                f"grant:{grant.pk}:{grant.state}:{at.isoformat()}:{one.actor}",
                one.email,
                one.name,
                _SUBJECTS[grant.state],
                "Why, by whom and what comes next stands here:",
                f"/grants/{grant.pk}/",
            ),
            at=at,
        )
        is not None
        for one in people
    )
