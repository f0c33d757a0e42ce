"""What became of a referral to specialist treatment, as the treatment service confirmed it? Authority: R34, W2."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from .. import codes
from ..care.courses import NOT_TAKEN, may_date
from ..care.lifecycle import TREATMENT
from ..care.local_time import day_of
from ..lifecycle import PROVIDER
from ..models import Pathway, Referral, Treatment
from ..sealed import Words, closed, opened, place_of
from . import pathways
from .referrals import locked
from .telling import tell

TABLE = "caseload_treatment"
ENDINGS = codes.PLANNED | codes.UNPLANNED


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the treatment service said: the day, the reason's code, and its monitoring's own numbers."""

    on: date
    reason: str = ""
    client_id: str = ""
    episode_id: str = ""


def refer(*, actor: Actor, at: datetime, referral_id: UUID, service: str, referred_on: date) -> Treatment:
    """The person is referred to that service and its 21 days run; sent twice, it counts once."""
    referral = locked(referral_id)
    TREATMENT.may("refer", None, actor).or_raise()
    if not service.strip():
        raise RefusedError("Say to which service.")
    may_date(referred_on, day_of(at), after=[], what="been asked for").or_raise()
    live = Treatment.objects.filter(referral=referral, state__in=("referred", "accepted", "started"))
    if there := live.first():
        if (there.service, there.referred_on) == (service.strip(), referred_on):
            return there
        raise RefusedError("A treatment is under way already. Record what became of it first.")
    step = TREATMENT.step("refer")
    made = Treatment(
        id=uuid4(), referral=referral, service=service.strip(), state=step.to, referred_on=referred_on
    )
    with act(actor=actor, at=at, verb=step.event, subject=("treatment", made.id)):
        if not _running(referral):
            pathways.start(
                actor=actor, at=at, referral_id=referral.id, kind="specialist", runs_from=referred_on
            )
        made.save(force_insert=True)
        tell(referral=referral, kind="treatment_referred", about_on=referred_on, actor=actor, at=at)
    return made


def accept(*, actor: Actor, at: datetime, treatment_id: UUID, confirmed: Confirmed) -> Treatment:
    """The service took the person on."""
    return _stepped(actor, at, treatment_id, "accept", confirmed)


def refuse(*, actor: Actor, at: datetime, treatment_id: UUID, confirmed: Confirmed) -> Treatment:
    """The service did not, for one of its reasons; the pathway ends."""
    return _stepped(actor, at, treatment_id, "refuse", confirmed)


def start(*, actor: Actor, at: datetime, treatment_id: UUID, confirmed: Confirmed) -> Treatment:
    """Treatment runs from that day; the link to its monitoring is kept once, sealed."""
    return _stepped(actor, at, treatment_id, "start", confirmed)


def not_start(*, actor: Actor, at: datetime, treatment_id: UUID, confirmed: Confirmed) -> Treatment:
    """It never began, for one of the reasons; the pathway ends."""
    return _stepped(actor, at, treatment_id, "not_start", confirmed)


def leave(*, actor: Actor, at: datetime, treatment_id: UUID, confirmed: Confirmed) -> Treatment:
    """It ended that day, planned or not; the pathway ends."""
    return _stepped(actor, at, treatment_id, "exit", confirmed)


def review(*, actor: Actor, at: datetime, treatment_id: UUID, confirmed: Confirmed) -> Treatment:
    """It was reviewed that day, and goes on."""
    treatment = _locked(treatment_id)
    if treatment.state != "started":
        raise RefusedError("A treatment is reviewed while it runs.")
    if not actor.roles & PROVIDER:
        Refused("Reviewing is not for your role.", "It is for the service's key workers.").or_raise()
    may_date(
        confirmed.on, day_of(at), after=[treatment.started_on, treatment.reviewed_on], what="been reviewed"
    ).or_raise()
    with act(actor=actor, at=at, verb="treatment.reviewed", subject=("treatment", treatment.id)):
        treatment.reviewed_on, treatment.confirmed_by = confirmed.on, actor.id
        treatment.save(update_fields=["reviewed_on", "confirmed_by"])
        tell(
            referral=treatment.referral, kind="treatment_reviewed", about_on=confirmed.on, actor=actor, at=at
        )
    return treatment


def link_of(treatment: Treatment) -> dict[str, str]:
    """CLIENTID and EPISODID as the treatment service's monitoring has them; empty when nobody said."""
    place = place_of(TABLE, treatment.id, "link")
    return opened(treatment.referral.person, treatment.link, Words, place).more


_DAYS = {"accept": "accepted_on", "start": "started_on", "exit": "ended_on"}
_DONE = {
    "accept": "been accepted", "refuse": "been refused", "start": "started",
    "not_start": "been called off", "exit": "ended",
}  # fmt: skip
_WHY = {"refuse": NOT_TAKEN, "not_start": NOT_TAKEN, "exit": ENDINGS}


def _stepped(actor: Actor, at: datetime, treatment_id: UUID, name: str, said: Confirmed) -> Treatment:
    treatment = _locked(treatment_id)
    referral, step = treatment.referral, TREATMENT.step(name)
    if treatment.state == step.to and _said_before(treatment, name, said):
        return treatment
    TREATMENT.may(name, treatment.state, actor).or_raise()
    after = [treatment.referred_on, treatment.accepted_on, treatment.started_on, treatment.reviewed_on]
    may_date(said.on, day_of(at), after=after, what=_DONE[name]).or_raise()
    if said.reason not in _WHY.get(name, {"": ""}):
        raise RefusedError("Choose why." if name in _WHY else "This needs no reason.")
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("treatment", treatment.id),
        facts={"reason": said.reason},
    ):
        treatment.state, treatment.confirmed_by = step.to, actor.id
        setattr(treatment, _DAYS.get(name, "ended_on"), said.on)
        treatment.ended_for = said.reason
        if said.client_id or said.episode_id:
            numbers = {"CLIENTID": said.client_id.strip(), "EPISODID": said.episode_id.strip()}
            treatment.link = closed(
                referral.person, Words(more=numbers), place_of(TABLE, treatment.id, "link")
            )
        treatment.save()
        tell(
            referral=referral,
            kind=f"treatment_{step.to}",
            about_on=said.on,
            code=said.reason,
            actor=actor,
            at=at,
        )
        if name in _WHY:
            _end(referral, said.on)
    return treatment


def _said_before(treatment: Treatment, name: str, said: Confirmed) -> bool:
    return (getattr(treatment, _DAYS.get(name, "ended_on")), treatment.ended_for) == (said.on, said.reason)


def _locked(treatment_id: UUID) -> Treatment:
    """The row with its referral, locked referral first; Treatment.DoesNotExist for whoever may not see it."""
    referral = locked(Treatment.objects.values_list("referral_id", flat=True).get(id=treatment_id))
    treatment = Treatment.objects.select_for_update(of=("self",)).get(id=treatment_id)
    treatment.referral = referral
    return treatment


def _running(referral: Referral) -> list[Pathway]:
    rows = Pathway.objects.select_for_update().filter(referral=referral, kind="specialist", runs_until=None)
    return list(rows)


def _end(referral: Referral, on: date) -> None:
    for each in _running(referral):
        each.runs_until = max(on, each.runs_from) + timedelta(days=1)
        each.save(update_fields=["runs_until"])
