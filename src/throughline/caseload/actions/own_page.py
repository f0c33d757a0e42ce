"""How does a person get a one-time code, open their own page with it, and ask there for another time? No account."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from throughline.frame.scope import Sight, enter_sight
from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..care.local_time import day_of
from ..lifecycle import PROVIDER
from ..models import Appointment, OwnCode
from ..queries.cases import STATES
from ..queries.record_modes import HERE, mode_of
from .people import note_read
from .referrals import locked

OWN = Actor("system:own-page")
GOOD_DAYS = 14
OPEN_MINUTES = 30
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # nothing that is misread on paper, and no word by chance
_LENGTH = 12


def make_code(*, actor: Actor, at: datetime, referral_id: UUID) -> str:
    """A new code for the person, said once and kept as a hash; codes made before open nothing any more."""
    referral = locked(referral_id)
    if not actor.roles & PROVIDER:
        Refused("A code is not for your role to make.", "The service’s key workers do.").or_raise()
    if referral.state not in STATES or referral.state == "sent":
        raise RefusedError("Accept the referral first.")
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    made = OwnCode(
        id=uuid4(),
        referral=referral,
        hash=_hashes(code)[0],
        good_until=at + timedelta(days=GOOD_DAYS),
        made_at=at,
        made_by=actor.id,
    )
    with act(actor=actor, at=at, verb="own_code.made", subject=("referral", referral.id)):
        for each in OwnCode.objects.select_for_update().filter(
            referral=referral, used_on=None, good_until__gt=at
        ):
            each.good_until = at
            each.save(update_fields=["good_until"])
        made.save(force_insert=True)
    return "-".join(code[part : part + 4] for part in range(0, _LENGTH, 4))


def open_with(*, at: datetime, code: str) -> UUID:
    """The referral whose page the code opens, once; RefusedError says the same of every other code."""
    hashes = _hashes(code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT caseload_open_own_page(%s, %s)", [list(hashes), at])
        [found] = cursor.fetchone()
    row = None
    if found is not None:
        look_at_own(found)
        rows = OwnCode.objects.select_for_update().filter(hash__in=hashes, used_on=None, good_until__gt=at)
        row = rows.filter(referral=found).first()
    if row is None:
        raise RefusedError("This code opens nothing. A code works once: ask your key worker for a new one.")
    with act(actor=OWN, at=at, verb="own_page.opened", subject=("referral", found)):
        row.used_on = timezone.localdate(at)
        row.save(update_fields=["used_on"])
        note_read(actor=OWN, at=at, people=[row.referral.person_id], what="own page")
    return row.referral_id


def ask_for_another_time(*, at: datetime, referral_id: UUID, begins_at: datetime) -> Appointment:
    """Whoever meets the person has it on today's list; asked twice it is once. The time stands until it is moved.

    `begins_at` is the time that the person read: where another one is next by now, they look first.
    """
    look_at_own(referral_id)
    referral = locked(referral_id)
    ahead = Appointment.objects.select_for_update().filter(
        referral=referral, state="scheduled", begins_at__gte=at
    )
    row = ahead.order_by("begins_at", "id").first()
    if row is None or row.begins_at != begins_at:
        raise RefusedError("Your next appointment has changed. Look at it here first.")
    may_ask_for_another_time(row, is_elsewhere=mode_of(referral.provider_id, day_of(at)) != HERE).or_raise()
    if row.asked_to_move_at is None:
        with act(actor=OWN, at=at, verb="appointment.another_time_asked", subject=("appointment", row.id)):
            row.asked_to_move_at = at
            row.save(update_fields=["asked_to_move_at"])
    return row


def may_ask_for_another_time(row: Appointment, *, is_elsewhere: bool) -> Verdict:
    """Whether a press does it: not for a group, which meets without them too, nor where no list here shows it."""
    if row.group_id or is_elsewhere:
        return Refused("Another time for this one is found by asking.", "Call us, or ask at the unit.")
    return Allowed()


def look_at_own(referral_id: UUID) -> None:
    """From here to the end of the transaction the one referral is seen, and nothing else."""
    enter_sight(OWN, Sight("own", own=referral_id))


def _hashes(code: str) -> tuple[str, ...]:
    plain = "".join(each for each in code.upper() if each.isalnum())[:40]
    return keyed_hashes("own code", plain)
