"""How does an agreement stand: its texts, who signed, who may, what was done, and what keeps anybody from signing?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict
from throughline.ledger import queries as ledger
from throughline.organisations.delegation.queries import Someone, people_named, someone

from ..lifecycle import AGREEMENT
from ..models import Agreement, AgreementSignature, AgreementText, SigningAuthority
from . import rules
from .composing import amount_now
from .content import Content, from_frozen

_DRAFTING = tuple(AGREEMENT.step(name).event for name in ("draft", "edit", "issue"))
_SIGNABLE = {False: ("offered", "accepted"), True: ("live", "suspended")}  # by whether it replaces another


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement with the facts that the rules ask for; `texts` are newest first, `said` is what the newest says."""

    agreement: Agreement
    case: rules.Case
    texts: tuple[AgreementText, ...]
    said: Content | None
    acts: tuple[ledger.Entry, ...]
    able: dict[str, Someone]

    @property
    def text(self) -> AgreementText | None:
        """What was issued last; None before it ever went out."""
        return self.texts[0] if self.texts else None

    @property
    def signatures(self) -> tuple[AgreementSignature, ...]:
        """Those on the newest text, in the order in which they were given."""
        return tuple(self.texts[0].signatures.all()) if self.texts else ()

    def may(self, step: str, actor: Actor, on: date, person: str = "") -> Verdict:
        """Whether the actor may sign, countersign or refuse it on that day."""
        return rules.may_answer(step, self.case, actor, person or actor.id, on)

    def signers(self, side: str) -> list[Someone]:
        """Everybody who may sign it for that side, to name and to write to."""
        return [self.able[person] for person in self.case.signers(side)]

    def drafters(self) -> list[Someone]:
        """Everybody who put it together or issued it."""
        return people_named(self.case.drafters)


def standing_of(agreement: Agreement, on: date) -> Standing:
    """How the agreement stands on that day; the caller has locked it where it acts on the answer."""
    signatures = Prefetch("signatures", AgreementSignature.objects.select_related("authority").order_by("id"))
    texts = tuple(agreement.texts.prefetch_related(signatures).order_by("-number"))
    said = from_frozen(bytes(texts[0].content)) if texts else None
    acts = tuple(ledger.history_of("agreement", agreement.id))
    bodies = {"authority": agreement.programme.authority_id, "other": agreement.party_id}
    rows = list(authorities_on(on).filter(body__in=bodies.values()))
    signed = texts[0].signatures.all() if texts else ()
    case = rules.Case(
        state=agreement.state,
        bodies={"authority": agreement.programme.authority.name, "other": agreement.party.name},
        amount=said.amount if said else None,
        sign_by=agreement.sign_by,
        stops=_stops(agreement, said),
        drafters=frozenset(each.actor for each in acts if each.verb in _DRAFTING),
        others_signed=next((each.signed_by for each in signed if each.side == "other"), ""),
        authorities={side: _authorities(rows, body) for side, body in bodies.items()},
    )
    able = {f"person:{each.person_id}": someone(each.person) for each in rows}
    return Standing(agreement, case, texts, said, acts, able)


def authorities_on(on: date) -> QuerySet[SigningAuthority]:
    """Whose authority to sign is in force on that day."""
    return (
        SigningAuthority.objects.filter(
            Q(held_until__isnull=True) | Q(held_until__gt=on), held_from__lte=on, person__is_active=True
        )
        .select_related("person")
        .order_by("body__name", "person__name", "id")
    )


def _authorities(rows: list[SigningAuthority], body: UUID) -> tuple[rules.Authority, ...]:
    return tuple(
        rules.Authority(str(each.id), f"person:{each.person_id}", each.capacity, each.up_to_pence)
        for each in rows
        if each.body_id == body
    )


def _stops(agreement: Agreement, said: Content | None) -> str:
    """Why the text cannot be signed as it is any more; nothing while it can."""
    if agreement.state not in ("issued", "signed") or said is None:
        return ""
    if agreement.grant is not None:
        if agreement.grant.state not in _SIGNABLE[agreement.replaces_id is not None]:
            return f"The grant is {agreement.grant.state} by now, so there is nothing to sign."
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
