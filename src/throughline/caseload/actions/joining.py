"""How does a new referral of somebody known become one of theirs, so that nobody is two people to one unit?

A draft has a record of the person of its own, so that half a name typed into it changes nothing. Sent, it joins the
record that its sender sees in the same unit of the same service with the same CRN and day of birth. R32, R37

Who refers from prison or court sees what they sent and no more: what they send joins no record but that, or they would
read there what others wrote. The service is shown the record it has beside it, and the sender asks before sending.
"""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import connection

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..models import Person, Referral
from ..sealed import Asked, closed, place_of
from .people import change_identity, forget, identity_of
from .referrals import TABLE


def one_at_a_time(crn: str) -> None:
    """Until the transaction ends nobody else sends a referral with this CRN: whoever waits finds this one."""
    if crn:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"sent {keyed_hashes('crn', crn)[0]}"],
            )


def known(referral: Referral) -> Referral | None:
    """The last referral in sight of the same person in the same unit of the same service, under another record."""
    who = identity_of(referral.person)
    if not (who.crn and who.date_of_birth):
        return None
    rows = Referral.objects.filter(
        unit=referral.unit_id,
        provider=referral.provider_id,
        sent_at__isnull=False,
        person__body=referral.provider_id,
        person__deleted_at=None,
        person__hashes__kind="crn",
        person__hashes__hash__in=keyed_hashes("crn", who.crn),
    ).exclude(person=referral.person_id)
    for each in rows.select_related("person").order_by("-sent_at", "id"):
        theirs = identity_of(each.person)
        if (theirs.crn, theirs.date_of_birth) == (who.crn, who.date_of_birth):
            return each
    return None


def join(*, actor: Actor, at: datetime, referral: Referral, asked: Asked) -> None:
    """The referral is about the person whom the service knows, and follows their last one; inside the act of sending.

    What the draft says of them is true of them from now on; its own record of them is forgotten.
    """
    one_at_a_time(identity_of(referral.person).crn)
    before = known(referral)
    if before is None:
        return
    person = Person.objects.select_for_update().get(id=before.person_id)
    if person.died_on:
        raise RefusedError(
            "The service has on record that this person has died.", "Ask the service before you refer."
        )
    said = {
        name: part for name, part in asdict(identity_of(referral.person)).items() if part not in ("", False)
    }
    change_identity(person, replace(identity_of(person), **said))
    forget(referral.person_id, actor=actor, at=at)  # while the draft still shows it
    referral.person, referral.follows = person, before
    referral.asked = closed(person, asked, place_of(TABLE, referral.id, "asked"))
    referral.access, referral.access_good_until = person.access, person.access_good_until
    referral.save(update_fields=["person", "follows", "asked", "access", "access_good_until"])
