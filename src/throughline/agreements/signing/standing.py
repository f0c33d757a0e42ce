"""How does an agreement stand: its newest text, who signed it, who may, and what keeps anybody from it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict
from throughline.ledger import queries as ledger
from throughline.organisations.delegation.queries import Someone, people_named

from ..lifecycle import AGREEMENT
from ..models import Agreement, AgreementSignature, AgreementText, Grant, SigningAuthority
from . import rules
from .composing import amount_now
from .content import Content, from_frozen

_DRAFTING = tuple(AGREEMENT.step(name).event for name in ("draft", "edit", "issue"))
_SIGNABLE = {False: ("offered", "accepted"), True: ("live", "suspended")}  # by whether it replaces another


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement with its newest text and the facts that the rules ask for; `text` is None before it went out."""

    agreement: Agreement
    case: rules.Case
    text: AgreementText | None
    said: Content | None
    signatures: tuple[AgreementSignature, ...]

    def may(self, step: str, actor: Actor, on: date, person: str = "") -> Verdict:
        """Whether the actor may sign, countersign or refuse it on that day."""
        return rules.may_answer(step, self.case, actor, person or actor.id, on)

    def signers(self, side: str) -> list[Someone]:
        """Everybody who may sign it for that side, to name and to write to."""
        return people_named(self.case.signers(side))

    def drafters(self) -> list[Someone]:
        """Everybody who put it together or issued it."""
        return people_named(self.case.drafters)


def standing_of(agreement: Agreement, on: date) -> Standing:
    """How the agreement stands on that day; the caller has locked it where it acts on the answer."""
    text = agreement.texts.order_by("-number").first()
    signatures = tuple(text.signatures.order_by("signed_at", "id")) if text else ()
    said = from_frozen(bytes(text.content)) if text else None
    other = next((each.signed_by for each in signatures if each.side == "other"), "")
    bodies = {"authority": agreement.programme.authority_id, "other": agreement.party_id}
    case = rules.Case(
        state=agreement.state,
        bodies={"authority": agreement.programme.authority.name, "other": agreement.party.name},
        amount=said.amount if said else amount_now(agreement),
        sign_by=agreement.sign_by,
        stops=_stops(agreement, said),
        drafters=drafters_of(agreement.id),
        others_signed=other if agreement.state == "signed" else "",
        authorities={side: _authorities(body, on) for side, body in bodies.items()},
    )
    return Standing(agreement, case, text, said, signatures)


def drafters_of(agreement_id: UUID) -> frozenset[str]:
    """Whoever drafted, edited or issued it, by the ledger."""
    return frozenset(
        each.actor for each in ledger.history_of("agreement", agreement_id) if each.verb in _DRAFTING
    )


def authorities_on(on: date) -> QuerySet[SigningAuthority]:
    """Whose authority to sign is in force on that day."""
    return SigningAuthority.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gt=on), held_from__lte=on, person__is_active=True
    ).order_by("body__name", "person__name", "id")


def _authorities(body: UUID, on: date) -> tuple[rules.Authority, ...]:
    rows: Iterable[SigningAuthority] = authorities_on(on).filter(body=body)
    return tuple(
        rules.Authority(str(each.id), f"person:{each.person_id}", each.capacity, each.up_to_pence)
        for each in rows
    )


def _stops(agreement: Agreement, said: Content | None) -> str:
    """Why the text cannot be signed as it is any more; nothing while it can."""
    if agreement.state not in ("issued", "signed") or said is None:
        return ""
    if agreement.grant_id is not None:
        grant = Grant.objects.get(pk=agreement.grant_id)
        if grant.state not in _SIGNABLE[agreement.replaces_id is not None]:
            return f"The grant is {grant.state} by now, so there is nothing to sign."
        now = amount_now(agreement)
        if now != said.amount:
            return f"The award is {now} by now, and this text says {said.amount}."
    if rival(agreement) is not None:
        return "Another agreement about the same is in force, and this one does not say that it stands in its place."
    return ""


def rival(agreement: Agreement) -> Agreement | None:
    """The agreement that is in force where this one would be, and that this one does not replace."""
    same = (
        Q(grant=agreement.grant_id)
        if agreement.kind == "grant"
        else Q(kind="partnership", programme=agreement.programme_id, place=agreement.place_id)
    )
    rows = Agreement.objects.filter(same, state="in_force").exclude(pk=agreement.pk)
    return rows.exclude(pk=agreement.replaces_id).first() if agreement.replaces_id else rows.first()
