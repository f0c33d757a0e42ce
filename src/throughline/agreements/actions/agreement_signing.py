"""How do both sides sign the same bytes, and what comes of it?

Signing a grant agreement accepts the grant, countersigning makes it live. Authority: R16.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from throughline.frame.events import tell
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from ..events import AgreementInForce
from ..lifecycle import AGREEMENT, SUPPLIER
from ..models import Agreement, AgreementSignature, Grant
from ..signing import letters, rules
from ..signing.standing import Standing, standing_of
from . import grants
from .taking import locked, move


def sign(
    *, actor: Actor, at: datetime, agreement_id: UUID, seen: str, as_person: UUID | None = None
) -> Agreement:
    """The other side signs the text whose hash is `seen`; its grant is accepted, and who countersigns is asked.

    `as_person`: what is supplied stands in the name of somebody with authority; nobody else signs for another.
    """
    with transaction.atomic():
        standing, person = _may("sign", actor, at, agreement_id, as_person)
        agreement = standing.agreement
        _signed(standing, "sign", person, seen, actor, at)
        if agreement.grant_id and _grant(agreement.grant_id).state == "offered":
            grants.accept(actor=actor, at=at, grant_id=agreement.grant_id)
        after = standing_of(agreement, localdate(at))
        if after.text:
            letters.ask(agreement, after.signers("authority"), at, text=after.text.number)
    return agreement


def countersign(
    *, actor: Actor, at: datetime, agreement_id: UUID, seen: str, as_person: UUID | None = None
) -> Agreement:
    """The authority signs the same bytes: the agreement is in force, and its grant live. Authority: R16.

    One that it replaces is varied in the same act.
    """
    with transaction.atomic():
        standing, person = _may("countersign", actor, at, agreement_id, as_person)
        agreement = standing.agreement
        if agreement.replaces_id:
            _replace(agreement.replaces_id, actor, at)
        _signed(standing, "countersign", person, seen, actor, at)
        if agreement.grant_id and _grant(agreement.grant_id).state == "accepted":
            grants.go_live(actor=actor, at=at, grant_id=agreement.grant_id)
        tell(AgreementInForce(agreement.id, agreement.grant_id, agreement.variation_id, actor, at))
        letters.tell(
            agreement,
            [*standing.signers("other"), *standing.drafters()],
            at,
            cause="in-force",
            subject="An agreement is in force: both sides have signed",
        )
    return agreement


def refuse(*, actor: Actor, at: datetime, agreement_id: UUID, seen: str, because: str) -> Agreement:
    """The other side says no to the text whose hash is `seen`, with reasons that its drafters read."""
    with transaction.atomic():
        standing, _ = _may("refuse", actor, at, agreement_id, None)
        rules.may_say(because).or_raise()
        rules.still_as_seen(seen, _sha256(standing)).or_raise()
        agreement = standing.agreement
        with act(
            actor=actor,
            at=at,
            verb=AGREEMENT.step("refuse").event,
            subject=("agreement", str(agreement.id)),
            facts={"sha256": _sha256(standing)},
            personal={"because": because.strip()},
        ):
            move(agreement, "refuse", because=because.strip())
        letters.tell(
            agreement,
            standing.drafters(),
            at,
            cause="refused",
            subject="An agreement was refused with reasons",
        )
    return agreement


def _may(
    step: str, actor: Actor, at: datetime, agreement_id: UUID, as_person: UUID | None
) -> tuple[Standing, str]:
    """How the locked agreement stands and in whose name the step is taken; RefusedError when it may not be."""
    if as_person is not None and not actor.roles & SUPPLIER:
        raise RefusedError("Nobody signs in somebody else’s name.")
    person = f"person:{as_person}" if as_person else actor.id
    agreement, today = locked(agreement_id), localdate(at)
    AGREEMENT.may(step, agreement.state, actor).or_raise()
    standing = standing_of(agreement, today)
    standing.may(step, actor, today, person).or_raise()
    return standing, person


def _signed(standing: Standing, step: str, person: str, seen: str, actor: Actor, at: datetime) -> None:
    """The person's signature on the newest text, and the agreement a state further."""
    side, text = rules.SIDE_OF[step], standing.text
    authority = standing.case.authority_of(person, side)
    if text is None or authority is None:
        raise RefusedError("There is no text to sign.")
    rules.still_as_seen(seen, text.sha256).or_raise()
    name = organisations.names_of([person])[person]
    with act(
        actor=actor,
        at=at,
        verb=AGREEMENT.step(step).event,
        subject=("agreement", str(standing.agreement.id)),
        facts={"text": text.number, "sha256": text.sha256, "side": side, "authority": authority.id},
        personal={"name": name, "capacity": authority.capacity},
    ):
        AgreementSignature.objects.create(
            text=standing.agreement.texts.get(number=text.number),
            side=side,
            name=name,
            capacity=authority.capacity,
            authority_id=authority.id,
            sha256=text.sha256,
            signed_at=at,
            signed_by=person,
        )
        move(standing.agreement, step)


def _replace(agreement_id: UUID, actor: Actor, at: datetime) -> None:
    """The agreement that another one takes the place of is varied."""
    row = AGREEMENT.step("replace")
    earlier = Agreement.objects.select_for_update().get(pk=agreement_id)
    AGREEMENT.may("replace", earlier.state, actor).or_raise()
    with act(actor=actor, at=at, verb=row.event, subject=("agreement", str(agreement_id))):
        move(earlier, "replace")


def _grant(grant_id: UUID) -> Grant:
    return Grant.objects.get(pk=grant_id)


def _sha256(standing: Standing) -> str:
    return standing.text.sha256 if standing.text else ""
