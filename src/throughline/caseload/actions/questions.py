"""What does the service ask whoever referred, before it decides? The clock goes on."""

from datetime import datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import MACHINE, OPEN, PROVIDER
from ..models import Question
from ..sealed import Words, closed, place_of
from .referrals import locked

TABLE = "caseload_question"


def may_ask(referral_state: str, actor: Actor) -> Verdict:
    """Whether the service may ask: while the referral is with it."""
    if referral_state not in (*OPEN, "already_in_treatment"):
        return Refused("This referral is not with the service any more.")
    if actor.roles & (PROVIDER | MACHINE):
        return Allowed()
    return Refused(
        "“Asks whoever referred” is not for your role.", "It is for: key worker or provider manager."
    )


def ask(*, actor: Actor, at: datetime, referral_id: UUID, question: str) -> Question:
    """The question stands on the referral for probation to answer."""
    if not question.strip():
        raise RefusedError("Write what you need to know.")
    referral = locked(referral_id)
    may_ask(referral.state, actor).or_raise()
    asked = Question(id=uuid4(), referral=referral, asked_at=at, asked_by=actor.id)
    asked.question = closed(
        referral.person, Words(text=question.strip()), place_of(TABLE, asked.id, "question")
    )
    with act(actor=actor, at=at, verb="referral.asked", subject=("referral", referral.id)):
        asked.save(force_insert=True)
    return asked
