"""What is done for the person from now on, and from which day? R34"""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import MACHINE, PROVIDER, REFERRAL
from ..models import Pathway, Referral
from .referrals import locked
from .telling import tell


def may_start(referral_state: str, actor: Actor) -> Verdict:
    """Whether a pathway may begin: the first one takes the referral onto it, a further one runs beside it."""
    if referral_state != "on_pathway":
        return REFERRAL.may("start", referral_state, actor)
    if not actor.roles & (PROVIDER | MACHINE):
        return Refused("Starting a pathway is not for your role.", "It is for the service’s key workers.")
    return Allowed()


def start(*, actor: Actor, at: datetime, referral_id: UUID, kind: str, runs_from: date) -> Pathway:
    """The pathway runs from that day, and probation is told; the same kind twice at once is refused."""
    referral = locked(referral_id)
    may_start(referral.state, actor).or_raise()
    if runs_from > timezone.localdate(at):
        raise RefusedError("A pathway begins today or before: plan a later one as an appointment.")
    if Pathway.objects.filter(referral=referral, kind=kind, runs_until__isnull=True).exists():
        raise RefusedError("This pathway runs already.")
    pathway = Pathway(id=uuid4(), referral=referral, kind=kind, runs_from=runs_from, begun_by=actor.id)
    verb = REFERRAL.step("start").event if referral.state != "on_pathway" else "referral.pathway_added"
    with act(actor=actor, at=at, verb=verb, subject=("referral", referral.id), facts={"kind": kind}):
        pathway.save(force_insert=True)
        _onto_it(referral)
        tell(referral=referral, kind="pathway", about_on=runs_from, code=kind, actor=actor, at=at)
    return pathway


def _onto_it(referral: Referral) -> None:
    if referral.state != "on_pathway":
        referral.state = REFERRAL.step("start").to
        referral.save(update_fields=["state"])
