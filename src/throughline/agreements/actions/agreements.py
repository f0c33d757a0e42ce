"""How does an agreement come about, go out to be signed, come back, and end?

Every step locks the grant, then the agreement, so that of two people who act at once the second sees what the first
did. Signing itself is in `agreement_signing`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations.delegation.queries import Someone, people_named

from ..events import GrantStopped
from ..lifecycle import AGREEMENT, SUPPLIER
from ..models import Agreement, AgreementText, Grant, SpecificationVersion, Terms
from ..signing import letters, rules
from ..signing.composing import composed
from ..signing.content import frozen
from ..signing.standing import Standing, has_rival, standing_of
from ..terms import KINDS
from .agreement_signing import countersign, refuse, sign
from .taking import ByTheClock, locked, move

SIGN_BY_DAYS = 28
_UNDER_WAY = ("draft", "issued", "signed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft says that is not in the clauses; a draft is edited by saying all of it again."""

    begins_on: date
    ends_on: date
    specification_id: UUID | None = None
    into_contract_by: date | None = None
    contract_id: UUID | None = None
    own_words: str = ""


def draft_agreement(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    place_id: UUID,
    party_id: UUID,
    programme_id: UUID,
    begins_on: date,
    ends_on: date,
    grant_id: UUID | None = None,
    specification_id: UUID | None = None,
    into_contract_by: date | None = None,
    contract_id: UUID | None = None,
    own_words: str = "",
    is_illustration: bool = False,
    replaces_id: UUID | None = None,
    variation_id: UUID | None = None,
) -> Agreement:
    """An agreement is put together; without a specification it names the programme's current one. Authority: R18.

    A grant agreement takes place, party and programme from its grant and refuses others; one that `replaces_id` names
    stays in force until this one is. RefusedError while another about the same is on its way.
    """
    step = AGREEMENT.step("draft")
    AGREEMENT.may("draft", None, actor).or_raise()
    if specification_id is None:
        specification_id = _current_specification(programme_id)
    _runs_forward(begins_on, ends_on)
    with act(actor=actor, at=at, verb=step.event, subject=("agreement", None)) as doing:
        if kind == "grant":
            is_illustration |= _grant_agrees(grant_id, place_id, party_id, programme_id)
        _none_on_its_way(kind, grant_id, programme_id, place_id)
        _can_be_replaced(replaces_id, kind, grant_id, programme_id, place_id)
        agreement = Agreement.objects.create(
            kind=kind,
            place_id=place_id,
            party_id=party_id,
            programme_id=programme_id,
            grant_id=grant_id if kind == "grant" else None,
            begins_on=begins_on,
            ends_on=ends_on,
            specification_id=specification_id,
            into_contract_by=into_contract_by,
            contract_id=contract_id,
            own_words=own_words.strip(),
            is_illustration=is_illustration,
            replaces_id=replaces_id,
            variation_id=variation_id,
            state=step.to,
            drafted_at=at,
            drafted_by=actor.id,
        )
        doing.subject = ("agreement", str(agreement.id))
        doing.facts |= {"kind": kind, "grant": str(grant_id) if grant_id else None}
    return agreement


def edit(*, actor: Actor, at: datetime, agreement_id: UUID, wanted: Wanted) -> Agreement:
    """A draft says this from now on."""
    _runs_forward(wanted.begins_on, wanted.ends_on)
    return _step(
        actor,
        at,
        agreement_id,
        "edit",
        begins_on=wanted.begins_on,
        ends_on=wanted.ends_on,
        specification_id=wanted.specification_id,
        into_contract_by=wanted.into_contract_by,
        contract_id=wanted.contract_id,
        own_words=wanted.own_words.strip(),
        first=_is_its_own,
    )


def issue(*, actor: Actor, at: datetime, agreement_id: UUID, sign_by: date | None = None) -> AgreementText:
    """Its text is frozen from today's clauses, and whoever may sign for the other side is asked to. Authority: R16."""
    today = localdate(at)
    with transaction.atomic():
        agreement = locked(agreement_id)
        AGREEMENT.may("issue", agreement.state, actor).or_raise()
        sign_by = sign_by or today + timedelta(days=days_to_sign(agreement))
        if sign_by < today:
            raise RefusedError("The day by which it has to be signed has passed; give a later one.")
        _ready(agreement, actor)
        number = agreement.texts.count() + 1
        said = composed(agreement, number=number, sign_by=sign_by, on=today)
        if not said.clauses:
            raise RefusedError(f"There are no clauses for a {KINDS[agreement.kind].lower()} yet.")
        content = frozen(said)
        digest = hashlib.sha256(content).hexdigest()
        facts: dict[str, Json] = {
            "text": number,
            "sha256": digest,
            "pence": said.pence,
            "sign_by": sign_by.isoformat(),
        }
        with act(
            actor=actor,
            at=at,
            verb=AGREEMENT.step("issue").event,
            subject=("agreement", str(agreement.id)),
            facts=facts,
        ):
            text = AgreementText.objects.create(
                agreement=agreement,
                number=number,
                content=content,
                sha256=digest,
                frozen_at=at,
                frozen_by=actor.id,
            )
            move(agreement, "issue", sign_by=sign_by, because="")
        standing = standing_of(agreement, today)
        letters.ask(agreement, standing.signers("other"), at, text=number)
    return text


def take_back(*, actor: Actor, at: datetime, agreement_id: UUID, because: str = "") -> Agreement:
    """It is a draft again; signatures on the old text fall, and whoever was asked or had signed is told."""

    def told(standing: Standing) -> None:
        letters.tell(
            standing.agreement,
            asked_or_signed(standing),
            at,
            cause="taken-back",
            subject="An agreement that you were asked to sign was taken back",
        )

    return _step(actor, at, agreement_id, "take_back", then=told, sign_by=None, because=because.strip())


def reissue(*, actor: Actor, at: datetime, agreement_id: UUID) -> Agreement:
    """One that was refused or expired is a draft again."""
    return _step(actor, at, agreement_id, "reissue", sign_by=None)


def discard(*, actor: Actor, at: datetime, agreement_id: UUID) -> Agreement:
    """It is put away; it was never in force."""
    return _step(actor, at, agreement_id, "discard")


def expire(*, actor: Actor, at: datetime, agreement_id: UUID) -> Agreement:
    """The last day to sign is over; both sides are told. RefusedError until then."""
    today = localdate(at)

    def over(agreement: Agreement) -> None:
        if not rules.has_expired(agreement.sign_by, today):
            raise RefusedError("It can still be signed.")

    def told(standing: Standing) -> None:
        people = [*asked_or_signed(standing), *standing.drafters()]
        letters.tell(
            standing.agreement, people, at, cause="expired", subject="An agreement was not signed in time"
        )

    return _step(actor, at, agreement_id, "expire", first=over, then=told)


def end(*, actor: Actor, at: datetime, agreement_id: UUID) -> Agreement:
    """It ran its time. RefusedError while its last day has not passed: ending early is `terminate`."""
    today = localdate(at)

    def over(agreement: Agreement) -> None:
        if today <= agreement.ends_on:
            raise RefusedError(
                f"It runs until {long_date(agreement.ends_on)}. End it early with reasons instead."
            )

    return _step(actor, at, agreement_id, "end", first=over)


def terminate(*, actor: Actor, at: datetime, agreement_id: UUID, because: str) -> Agreement:
    """It ends early, with reasons that both sides read."""
    rules.may_say(because).or_raise()

    def told(standing: Standing) -> None:
        letters.tell(
            standing.agreement,
            asked_or_signed(standing),
            at,
            cause="terminated",
            subject="An agreement was ended early",
        )

    return _step(actor, at, agreement_id, "terminate", then=told, because=because.strip())


def hear_grant_stopped(event: GrantStopped) -> None:
    """Agreements on a grant that was withdrawn or terminated go with it: those on their way, and the one in force."""
    if event.state not in ("withdrawn", "terminated"):
        return
    said: dict[str, Any] = {"actor": event.actor, "at": event.at}
    for each in Agreement.objects.filter(grant=event.grant_id).order_by("drafted_at", "id"):
        said["agreement_id"] = each.id
        if each.state in ("issued", "signed"):
            take_back(**said, because=event.because)
        if each.state in ("draft", "issued", "signed", "refused", "expired"):
            discard(**said)
        elif each.state == "in_force":
            terminate(
                **said, because=event.because if rules.may_say(event.because) else f"Grant: {event.because}"
            )


def asked_or_signed(standing: Standing) -> list[Someone]:
    """Whoever was asked to sign or has signed the newest text, on either side."""
    signed = people_named([each.by for each in standing.signatures])
    return list(dict.fromkeys([*signed, *standing.signers("other")]))


def _step(
    actor: Actor,
    at: datetime,
    agreement_id: UUID,
    step: str,
    *,
    first: Callable[[Agreement], None] | None = None,
    then: Callable[[Standing], None] | None = None,
    **changes: Any,
) -> Agreement:
    """One step of the lifecycle: `first` may refuse it, `then` owes letters about how it stood before."""
    row = AGREEMENT.step(step)
    with transaction.atomic():
        agreement = locked(agreement_id)
        AGREEMENT.may(step, agreement.state, actor).or_raise()
        if first:
            first(agreement)
        before = standing_of(agreement, localdate(at)) if then else None
        said = {"because": changes["because"]} if changes.get("because") else {}
        with act(actor=actor, at=at, verb=row.event, subject=("agreement", str(agreement_id)), personal=said):
            move(agreement, step, **changes)
        if then and before:
            then(before)
    return agreement


def _is_its_own(agreement: Agreement) -> None:
    if agreement.variation_id is not None:
        raise RefusedError("What a varied agreement says follows from its variation, and from nothing else.")


def _grant_agrees(grant_id: UUID | None, place_id: UUID, party_id: UUID, programme_id: UUID) -> bool:
    """Whether the grant is an illustration; RefusedError when the agreement names another place, body or programme."""
    if grant_id is None:
        raise RefusedError("A grant agreement is about a grant: say which.")
    grant = Grant.objects.select_for_update(of=("self",)).select_related("round").get(pk=grant_id)
    if (grant.place_id, grant.recipient_id, grant.round.programme_id) != (place_id, party_id, programme_id):
        raise RefusedError("The agreement names another place, recipient or programme than its grant.")
    return grant.is_illustration


def _none_on_its_way(kind: str, grant_id: UUID | None, programme_id: UUID, place_id: UUID) -> None:
    rows = Agreement.objects.filter(kind=kind, state__in=_UNDER_WAY)
    same = {"grant": grant_id} if kind == "grant" else {"programme": programme_id, "place": place_id}
    if rows.filter(**same).exists():
        raise RefusedError(f"A {KINDS[kind].lower()} about the same is on its way already.")


def _can_be_replaced(
    replaces_id: UUID | None, kind: str, grant_id: UUID | None, programme_id: UUID, place_id: UUID
) -> None:
    """RefusedError unless what is to be replaced is about the same, and in force."""
    if replaces_id is None:
        return
    same = {"grant": grant_id} if kind == "grant" else {"programme": programme_id, "place": place_id}
    if not Agreement.objects.filter(pk=replaces_id, kind=kind, state="in_force", **same).exists():
        raise RefusedError("It can take the place only of an agreement about the same that is in force.")


def _ready(agreement: Agreement, actor: Actor) -> None:
    """What a text lacks before it can go out. Authority: R16, R18."""
    is_named = agreement.specification_id is not None or agreement.replaces_id is not None
    if not is_named and not actor.roles & SUPPLIER:
        raise RefusedError("Name the version of the specification that binds it.")
    if agreement.grant_id is not None:
        state = Grant.objects.values_list("state", flat=True).get(pk=agreement.grant_id)
        if state not in ("offered", "accepted", "live", "suspended"):
            raise RefusedError(f"The grant is {state}, so there is nothing to agree.")
    if has_rival(agreement):
        raise RefusedError(
            "An agreement about the same is in force; one that takes its place is made by a variation, or once it has "
            "ended."
        )


def days_to_sign(agreement: Agreement) -> int:
    """How many days the other side has, by the terms of the round."""
    if agreement.grant_id is None:
        return SIGN_BY_DAYS
    days = Terms.objects.filter(round__in=Grant.objects.filter(pk=agreement.grant_id).values("round"))
    return next(iter(days.values_list("sign_by_days", flat=True)), SIGN_BY_DAYS)


def _current_specification(programme_id: UUID) -> UUID | None:
    rows = SpecificationVersion.objects.filter(programme=programme_id, state="current")
    return rows.values_list("id", flat=True).first()


def _runs_forward(begins_on: date, ends_on: date) -> None:
    if ends_on <= begins_on:
        raise RefusedError("An agreement ends after it begins.")


__all__ = [
    "ByTheClock",
    "Wanted",
    "countersign",
    "days_to_sign",
    "discard",
    "draft_agreement",
    "edit",
    "end",
    "expire",
    "hear_grant_stopped",
    "issue",
    "refuse",
    "reissue",
    "sign",
    "take_back",
    "terminate",
]
