"""What happens when somebody has died? Whoever must know is told, nothing more is booked, and it is reviewed. R39"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..care import leaving as rules
from ..care.local_time import day_of
from ..lifecycle import MANAGER, PROBATION, PROVIDER
from ..models import DeathReview, Referral, Treatment
from ..sealed import Words, closed, opened, place_of
from . import treatment
from .alerts import alert
from .leaving import ENDED, call_off, ended, treatment_ends
from .referrals import locked
from .telling import tell
from .withdrawing import DIED, withdrawn

TABLE = "caseload_deathreview"
MACHINE_ACTOR = Actor(
    "system:deaths", frozenset({"system"})
)  # closes what a treatment service confirms otherwise
RELATED = {"yes": "Yes", "no": "No", "unknown": "Not known"}


@dataclass(frozen=True, slots=True)
class Death:
    """What is known of it, and in words who was notified; no `died_on` where nobody knows the day."""

    died_on: date | None
    learned_on: date
    is_drug_related: str
    notified: str


def notify(*, actor: Actor, at: datetime, referral_id: UUID, death: Death) -> DeathReview:
    """The death is on record: support ends, times ahead are called off, both sides are told at once, a review is due.

    Said by probation, the referral is withdrawn with the code of a death. Without its day, whoever has died has died by
    the day on which that was learned.
    """
    referral = locked(referral_id)
    if there := DeathReview.objects.filter(referral=referral).first():
        return there
    if not actor.roles & (PROVIDER | PROBATION):
        Refused(
            "Notifying a death is not for your role here.", "Tell the service, which records it."
        ).or_raise()
    if death.is_drug_related not in RELATED:
        raise RefusedError("Say whether drugs or alcohol had a part in it, or that it is not known.")
    by = death.died_on or death.learned_on
    if by > death.learned_on or death.learned_on > day_of(at):
        raise RefusedError("A death is learned of on or after its day, and not in the future.")
    if not death.notified.strip():
        raise RefusedError("Say who was notified, or that nobody was yet.")
    row = DeathReview(
        id=uuid4(),
        referral=referral,
        died_on=death.died_on,
        learned_on=death.learned_on,
        is_drug_related=death.is_drug_related,
        review_due_on=death.learned_on + timedelta(days=rules.REVIEW_DAYS),
        recorded_at=at,
        recorded_by=actor.id,
    )
    row.said = _sealed(row, {"notified": death.notified.strip()})
    with act(
        actor=actor,
        at=at,
        verb="death.notified",
        subject=("referral", referral.id),
        facts={"drug_related": death.is_drug_related},
    ):
        _ended(actor, at, referral, by)
        row.save(force_insert=True)
        referral.person.died_on = by
        referral.person.save(update_fields=["died_on"])
    return row


def review(*, actor: Actor, at: datetime, referral_id: UUID, learned: str) -> DeathReview:
    """The death is reviewed: what was learned stands with it, for the service."""
    referral = locked(referral_id)
    row = DeathReview.objects.select_for_update().get(referral=referral)
    if not actor.roles & MANAGER:
        Refused("Reviewing a death is not for your role.", "It is for the service’s manager.").or_raise()
    if row.reviewed_at is not None:
        raise RefusedError("This death was reviewed already.")
    if not learned.strip():
        raise RefusedError("Say what was learned, or that nothing was.")
    row.referral = referral
    with act(actor=actor, at=at, verb="death.reviewed", subject=("referral", referral.id)):
        row.said = _sealed(row, {**said_of(row), "learned": learned.strip()})
        row.reviewed_at, row.reviewed_by = at, actor.id
        row.save(update_fields=["said", "reviewed_at", "reviewed_by"])
    return row


def said_of(row: DeathReview) -> dict[str, str]:
    """Who was notified, and what was learned."""
    return opened(row.referral.person, row.said, Words, place_of(TABLE, row.id, "said")).more


def _ended(actor: Actor, at: datetime, referral: Referral, died_by: date) -> None:
    """Support ends with it, and treatment; after the end both sides are told all the same."""
    sent_on = day_of(referral.sent_at) if referral.sent_at else died_by
    on = max(died_by, sent_on)
    if referral.state in ENDED:
        call_off(actor, at, referral)
        tell(referral=referral, kind="died", about_on=died_by, actor=actor, at=at, is_urgent=True)
        if not actor.roles & PROVIDER:
            alert(referral=referral, kind="died", is_urgent=True, actor=actor, at=at)
    elif actor.roles & PROVIDER:
        ended(actor, at, referral, rules.DIED, on, {})
    else:
        withdrawn(actor, at, referral, DIED, on)
    treatment_ends(MACHINE_ACTOR, at, referral, rules.DIED, on)
    for state, call_it_off in (("referred", treatment.refuse), ("accepted", treatment.not_start)):
        for each in Treatment.objects.filter(referral=referral, state=state):
            confirmed = treatment.Confirmed(max(on, each.accepted_on or each.referred_on), reason="other")
            call_it_off(actor=MACHINE_ACTOR, at=at, treatment_id=each.id, confirmed=confirmed)


def _sealed(row: DeathReview, more: dict[str, str]) -> bytes:
    return closed(row.referral.person, Words(more=more), place_of(TABLE, row.id, "said"))
