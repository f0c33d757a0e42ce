"""How does a new referral of somebody known become one of theirs, so that nobody is two people to one unit?

A draft has a record of the person of its own, so that half a name typed into it changes nothing. Sent, it joins the
record that its sender sees in the same unit of the same service with the same CRN and day of birth. R32, R37

Who refers from prison or court sees what they sent and no more: what they send joins no record but that, or they would
read there what others wrote. The service is shown the record it has beside it, and the sender asks before sending.
"""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from throughline.frame.sealing import keyed_hashes
from throughline.frame.written import Given, WrittenRows
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..models import Person, Referral
from ..sealed import Asked, Identity, closed, place_of
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


def known(referral: Referral, who: Identity) -> Referral | None:
    """The last referral in sight of the same person in the same unit of the same service, under another record."""
    if not (who.crn and who.date_of_birth):
        return None
    hashes = keyed_hashes("crn", who.crn)
    for each in _WITH_THAT_CRN(unit=[referral.unit_id], provider=[referral.provider_id], hashes=hashes):
        theirs = identity_of(each.person)
        is_same = (theirs.crn, theirs.date_of_birth) == (who.crn, who.date_of_birth)
        if is_same and each.person_id != referral.person_id:
            return each
    return None


def _with_that_crn() -> QuerySet[Referral]:
    among: dict[str, Any] = {
        "unit__id__among": Given("unit"),
        "provider__id__among": Given("provider"),
        "person__body__id__among": Given("provider"),
        "person__hashes__hash__among": Given("hashes"),
    }
    rows = Referral.objects.filter(
        **among, sent_at__isnull=False, person__deleted_at=None, person__hashes__kind="crn"
    )
    return rows.select_related("person").order_by("-sent_at", "id")


_WITH_THAT_CRN = WrittenRows(_with_that_crn)


def join(*, actor: Actor, at: datetime, referral: Referral, who: Identity, asked: Asked) -> None:
    """The referral is about the person whom the service knows, and follows their last one; inside the act of sending.

    What the draft says of them is true of them from now on; its own record of them is forgotten.
    """
    one_at_a_time(who.crn)
    before = known(referral, who)
    if before is None:
        return
    person = Person.objects.select_for_update().get(id=before.person_id)
    if person.died_on:
        raise RefusedError(
            "The service has on record that this person has died.", "Ask the service before you refer."
        )
    said = {name: part for name, part in asdict(who).items() if part not in ("", False)}
    change_identity(person, replace(identity_of(person), **said))
    forget(referral.person_id, actor=actor, at=at)  # while the draft still shows it
    referral.person, referral.follows = person, before
    referral.asked = closed(person, asked, place_of(TABLE, referral.id, "asked"))
    referral.access, referral.access_good_until = person.access, person.access_good_until
    referral.save(update_fields=["person", "follows", "asked", "access", "access_good_until"])
