"""What happens to the support of somebody who is recalled, remanded or in hospital, and how does it go on? R35"""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import codes
from ..lifecycle import REFERRAL
from ..models import Assessment, Pathway, Referral, ReleasePlan
from ..rules import step_to_resume
from .handing_over import bring_back, open_one
from .leaving import call_off
from .reasons import say
from .referrals import locked
from .telling import tell


def pause(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    reason: str,
    since: date,
    prison: str = "",
    release_on: date | None = None,
    release_unknown: str = "",
) -> Referral:
    """Support rests since that day; times after it are called off: nobody is reminded, nobody misses one from prison.

    Whoever goes into custody stands on the release board, so that they come back; prison healthcare is told next.
    """
    referral = locked(referral_id)
    REFERRAL.may("pause", referral.state, actor).or_raise()
    if reason not in codes.PAUSES:
        raise RefusedError("Choose why the support rests.")
    if since > timezone.localdate(at):
        raise RefusedError("Support rests since today or a day before.")
    if reason in codes.TO_CUSTODY and not prison.strip():
        raise RefusedError(
            "Say which prison, or “not known yet”: somebody has to ask after the person there."
        )
    if release_unknown not in ("", *codes.RELEASE_UNKNOWN):
        raise RefusedError("Choose why the day of release is not known.")
    if release_on and release_on < since:
        raise RefusedError("The release comes after the day on which support rests.")
    step = REFERRAL.step("pause")
    with act(
        actor=actor, at=at, verb=step.event, subject=("referral", referral.id), facts={"reason": reason}
    ):
        referral.state, referral.pause, referral.paused_on = step.to, reason, since
        if reason in codes.TO_CUSTODY:
            referral.release_on, referral.release_unknown = (
                release_on,
                "" if release_on else release_unknown or "not_told",
            )
            _chased(referral, prison.strip())
        referral.save(update_fields=["state", "pause", "paused_on", "release_on", "release_unknown"])
        call_off(actor, at, referral, away_since=since)
        tell(referral=referral, kind="paused", about_on=since, code=reason, actor=actor, at=at)
    return referral


def resume(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    released_on: date | None = None,
    handed_back: str = "",
) -> Referral:
    """Support goes on exactly as far as it had come: to be given to somebody, assessed, or on its pathway.

    After custody the 21 days to treatment run from that day of release, today where none is said. `handed_back` is what
    prison healthcare told, and ends the handover to it; it is health, so the service alone reads it.
    """
    referral, today = locked(referral_id), timezone.localdate(at)
    step = REFERRAL.step(step_of(referral))
    REFERRAL.may(step.name, referral.state, actor).or_raise()
    was_in_custody, back_on = referral.pause in codes.TO_CUSTODY, released_on or today
    if was_in_custody and back_on > today:
        raise RefusedError("Support goes on once the person is released: this day is still to come.")
    if was_in_custody and referral.paused_on and back_on < referral.paused_on:
        raise RefusedError("The person was released after they went into custody: check the day.")
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("referral", referral.id),
        facts={"after": referral.pause},
    ):
        referral.state, referral.pause, referral.paused_on = step.to, "", None
        if was_in_custody:
            referral.release_on, referral.release_unknown = back_on, ""
        referral.save(update_fields=["state", "pause", "paused_on", "release_on", "release_unknown"])
        if handed_back.strip() and (handed := open_one(referral)):
            bring_back(actor=actor, at=at, handover_id=handed.id, came_back=handed_back)
        else:
            say(referral=referral, text=handed_back, actor=actor, at=at, for_whom="provider")
        tell(referral=referral, kind="resumed", about_on=today, actor=actor, at=at)
    return referral


def step_of(referral: Referral) -> str:
    """By which step this person would go on; two queries."""
    return step_to_resume(
        has_key_worker=bool(referral.key_worker),
        is_assessed=Assessment.objects.filter(referral=referral, completed_at__isnull=False).exists(),
        is_on_pathway=Pathway.objects.filter(referral=referral, runs_until=None).exists(),
    )


def _chased(referral: Referral, prison: str) -> None:
    """The person stands on the release board, chased by their key worker; what was ready once is asked anew."""
    plan = ReleasePlan.objects.filter(referral=referral).first() or ReleasePlan(referral=referral)
    plan.prison, plan.chased_by = prison[:120], plan.chased_by or referral.key_worker
    plan.is_prescription_bridged = plan.has_naloxone = ""
    plan.save()
