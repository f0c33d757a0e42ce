"""How does probation withdraw a referral, and who hears it? What is ahead is called off; the service reads of it."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..codes import WITHDRAWAL
from ..lifecycle import REFERRAL
from ..models import Referral
from .alerts import alert
from .leaving import stop
from .referrals import locked
from .telling import tell

DIED = "USE"


def withdraw(*, actor: Actor, at: datetime, referral_id: UUID, code: str) -> Referral:
    """The referral is withdrawn with one of the thirteen codes; withdrawn twice with the same code it is once.

    A death is notified with `deaths.notify`, which withdraws the referral with its code.
    """
    referral = locked(referral_id)
    if referral.state == "withdrawn" and referral.withdrawn_for == code:
        return referral
    REFERRAL.may("withdraw", referral.state, actor).or_raise()
    if code not in WITHDRAWAL:
        raise RefusedError("Choose why the referral is withdrawn.")
    if code == DIED:
        raise RefusedError("Notify the death instead: whoever must know is told, and it is reviewed.")
    withdrawn(actor, at, referral, code, timezone.localdate(at))
    return referral


def withdrawn(actor: Actor, at: datetime, referral: Referral, code: str, on: date) -> None:
    """The locked referral is withdrawn: nothing is ahead any more, pathways end, both sides read of it.

    A treatment that runs stays until its service says how it ended: the key worker is asked to tell them.
    """
    step, is_death = REFERRAL.step("withdraw"), code == DIED
    REFERRAL.may("withdraw", referral.state, actor).or_raise()
    with act(actor=actor, at=at, verb=step.event, subject=("referral", referral.id), facts={"code": code}):
        referral.state, referral.withdrawn_for, referral.exited_on = step.to, code, on
        referral.save(update_fields=["state", "withdrawn_for", "exited_on"])
        stop(actor, at, referral, on)
        alert(referral=referral, kind="died" if is_death else "withdrawn", is_urgent=True, actor=actor, at=at)
        tell(
            referral=referral,
            kind="withdrawn",
            about_on=on,
            code=code,
            actor=actor,
            at=at,
            is_urgent=is_death,
        )
