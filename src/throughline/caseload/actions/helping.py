"""What else is done for the person: naloxone, a test, an overdose on record, help with the other needs? R33"""

from datetime import date, datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from .. import codes
from ..care.courses import may_date
from ..care.local_time import day_of
from ..lifecycle import PROVIDER
from ..models import HarmReduction, Onward, Referral
from .referrals import locked
from .telling import tell

OTHER_NEEDS = {code: words for code, words in codes.NEEDS.items() if code != "DNR"}
HARM = {
    "naloxone": "Naloxone given",
    "naloxone_no": "Naloxone offered, not wanted",
    "bbv_offered": "Blood-borne virus test offered",
    "bbv_taken": "Blood-borne virus test taken",
    "overdose": "Overdose, not fatal",
}
OUTCOMES = {"taken_up": "Taken up", "not_taken_up": "Not taken up", "met": "Need met"}


def note_harm(*, actor: Actor, at: datetime, referral_id: UUID, kind: str, on: date) -> HarmReduction:
    """It happened that day; the same again gives what is on record. Probation does not see it: it is health."""
    referral = _ours(referral_id, actor)
    if kind not in HARM:
        raise RefusedError("Choose what happened.")
    may_date(on, day_of(at), after=[], what="happened").or_raise()
    if there := HarmReduction.objects.filter(referral=referral, kind=kind, on=on).first():
        return there
    made = HarmReduction(id=uuid4(), referral=referral, kind=kind, on=on, recorded_by=actor.id)
    with act(
        actor=actor,
        at=at,
        verb="harm_reduction.noted",
        subject=("referral", referral.id),
        facts={"kind": kind},
    ):
        made.save(force_insert=True)
    return made


def send_onward(
    *, actor: Actor, at: datetime, referral_id: UUID, need: str, service: str, sent_on: date
) -> Onward:
    """The person is sent to that service for one of the other seven needs, and probation is told. Sent twice: once."""
    referral = _ours(referral_id, actor)
    if need not in OTHER_NEEDS:
        raise RefusedError("Choose one of the other seven needs.")
    if not service.strip():
        raise RefusedError("Say to which service.")
    may_date(sent_on, day_of(at), after=[], what="been sent onward").or_raise()
    same = {"need": need, "service": service.strip(), "sent_on": sent_on}
    if there := Onward.objects.filter(referral=referral, **same).first():
        return there
    made = Onward(id=uuid4(), referral=referral, sent_by=actor.id, **same)
    with act(actor=actor, at=at, verb="onward.sent", subject=("referral", referral.id), facts={"need": need}):
        made.save(force_insert=True)
        tell(referral=referral, kind="onward", about_on=sent_on, code=need, actor=actor, at=at)
    return made


def say_outcome(*, actor: Actor, at: datetime, onward_id: UUID, outcome: str, on: date) -> Onward:
    """What came of the help elsewhere; a later answer replaces an earlier one, which stays in the history."""
    referral = _ours(Onward.objects.values_list("referral_id", flat=True).get(id=onward_id), actor)
    if outcome not in OUTCOMES:
        raise RefusedError("Choose what came of it.")
    onward = Onward.objects.select_for_update().get(id=onward_id)
    may_date(on, day_of(at), after=[onward.sent_on], what="an outcome").or_raise()
    if (onward.outcome, onward.outcome_on) != (outcome, on):
        facts = {"need": onward.need, "outcome": outcome}
        with act(actor=actor, at=at, verb="onward.answered", subject=("referral", referral.id), facts=facts):
            onward.outcome, onward.outcome_on = outcome, on
            onward.save(update_fields=["outcome", "outcome_on"])
    return onward


def _ours(referral_id: UUID, actor: Actor) -> Referral:
    referral = locked(referral_id)
    if not actor.roles & PROVIDER:
        Refused("Recording this is not for your role.", "It is for the service's key workers.").or_raise()
    if referral.state == "sent":
        raise RefusedError("Accept the referral first.")
    return referral
