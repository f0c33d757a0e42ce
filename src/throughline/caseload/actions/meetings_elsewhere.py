"""How do the meetings of a whole batch of a provider's events come on record at once?

By the rules that a single one asks, row by row; but the rows are locked, written and proved together, in one act.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import Subject, act

from ..care.attendance import may_book, may_record, telling_of
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import day_of
from ..models import Appointment, Referral, Told
from .attendance import stop_the_clock
from .events_elsewhere import Brought, begins_of, given, sent_before, step_of
from .referrals import locked_each

KIND = "one_to_one"
Booked = tuple[Brought, Appointment]


def record(*, actor: Actor, at: datetime, brought: Sequence[Brought], brought_by: Subject) -> list[str]:
    """Each is on record and probation told, but where its reason stands beside it; RefusedError refuses them all."""
    referrals = locked_each({each.referral_id for each in brought})
    refusals: list[str] = []
    found: list[Booked] = []
    for each in brought:
        try:
            found.append((each, _booked(actor, at, referrals, each)))
            refusals.append("")
        except RefusedError as refusal:
            refusals.append(str(refusal))
    if found:
        facts = {"appointments": len(found)}
        with act(actor=actor, at=at, verb="appointments.brought_in", subject=brought_by, facts=facts):
            keep(actor=actor, at=at, booked=found)
    return refusals


def booked(*, actor: Actor, at: datetime, referral: Referral, brought: Brought, kind: str) -> Appointment:
    """The appointment as it is booked; RefusedError where any rule of a single one refuses."""
    name, _ = step_of(brought.event.code)
    begins = begins_of(brought.event, at)
    APPOINTMENT.may("book", None, actor).or_raise()
    may_book(referral.state, kind).or_raise()
    APPOINTMENT.may(name, APPOINTMENT.step("book").to, actor).or_raise()
    may_record(name, begins, at).or_raise()
    return Appointment(
        id=uuid4(),
        referral=referral,
        kind=kind,
        state=APPOINTMENT.step("book").to,
        mode="IN_PERSON_OTHER",
        begins_at=begins,
        with_whom=referral.key_worker,
        booked_at=at,
        booked_by=actor.id,
    )


def keep(*, actor: Actor, at: datetime, booked: Sequence[Booked]) -> None:
    """They are booked and recorded, and probation told; inside the act of what brought them."""
    met = [row for _, row in booked]
    Appointment.objects.bulk_create(met)
    for step in sorted({step_of(each.event.code) for each, _ in booked}):
        name, no_session = step
        rows = [row for each, row in booked if step_of(each.event.code) == step]
        Appointment.objects.filter(id__in=[row.id for row in rows]).update(
            state=APPOINTMENT.step(name).to, no_session=no_session, recorded_at=at, recorded_by=actor.id
        )
        told = telling_of(name, no_session)
        Told.objects.bulk_create(
            Told(
                id=uuid4(),
                referral_id=row.referral_id,
                kind=told.kind,
                about_on=day_of(row.begins_at),
                code=told.code,
                told_at=at,
                told_by=actor.id,
            )
            for row in rows
        )
    stop_the_clock(*{row.referral_id: row.referral for row in met}.values())


def _booked(actor: Actor, at: datetime, referrals: dict[UUID, Referral], brought: Brought) -> Appointment:
    referral = referrals[brought.referral_id]
    sent_before(referral, brought.event)
    referral = given(actor, at, referral)
    return booked(actor=actor, at=at, referral=referral, brought=brought, kind=KIND)
