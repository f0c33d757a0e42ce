"""Who is told that a payment was made? The people who look after the grant where it was received."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from throughline.frame.letters import Message, owe
from throughline.organisations import queries as organisations

from ..models import PaymentRequest

TOLD = ("commissioner", "provider-manager", "csp-officer", "certifier")


def owe_remittance(request: PaymentRequest, *, at: datetime) -> int:
    """A letter to each of them, once for each payment; the link leads to the notice, which says what was paid."""
    people = organisations.people_who_sign_in().filter(body=request.instalment.grant.recipient_id)
    told = {
        person.pk: person
        for role in TOLD
        for person in organisations.having_role(people, role, timezone.localdate(at))
    }
    return sum(
        owe(
            Message(
                key=f"remittance:{request.reference}:{person.pk}",
                to=person.email,
                name=person.name,
                subject="A payment was made to your organisation",
                text="A remittance notice waits for you. It says what was paid, when, for what and under which "
                "reference.",
                path=reverse("remittance", args=[request.pk]),
            ),
            at=at,
        )
        is not None
        for person in told.values()
    )
