"""How does an agreement stand: its texts, who signed, who may, what was done, and what keeps anybody from signing?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from throughline.frame.fields import MoneyField
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Verdict
from throughline.ledger import queries as ledger
from throughline.organisations.delegation.queries import Someone, people_named, someone

from ..lifecycle import AGREEMENT
from ..models import (
    Agreement,
    AgreementSignature,
    AgreementText,
    GrantAmount,
    SigningAuthority,
    VariationLine,
)
from . import rules
from .composing import amount_now
from .content import Content, from_frozen

_DRAFTING = tuple(AGREEMENT.step(name).event for name in ("draft", "edit", "issue"))
_SIGNABLE = {False: ("offered", "accepted"), True: ("live", "suspended")}  # by whether it replaces another


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature on a text, and the authority that it was given under; `by` is an actor's id."""

    side: str
    name: str
    capacity: str
    by: str
    at: datetime
    source: str
    up_to: Money | None


@dataclass(frozen=True, slots=True)
class Text:
    """A frozen text with the signatures on it, in the order in which they were given."""

    number: int
    sha256: str
    content: bytes
    frozen_at: datetime
    signed: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement with the facts that the rules ask for; `texts` are newest first, `said` is what the newest says."""

    agreement: Agreement
    case: rules.Case
    texts: tuple[Text, ...]
    said: Content | None
    acts: tuple[ledger.Entry, ...]
    able: dict[str, Someone]

    @property
    def text(self) -> Text | None:
        """What was issued last; None before it ever went out."""
        return self.texts[0] if self.texts else None

    @property
    def signatures(self) -> tuple[Signed, ...]:
        """Those on the newest text, in the order in which they were given."""
        return self.texts[0].signed if self.texts else ()

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
    """How an agreement `with_facts` stands on that day, in three queries; who acts on the answer has locked it."""
    texts = texts_of(AgreementText.objects.filter(agreement=agreement.id))
    said = from_frozen(texts[0].content) if texts else None
    acts = tuple(ledger.history_of("agreement", agreement.id))
    bodies = {"authority": agreement.programme.authority_id, "other": agreement.party_id}
    rows = list(authorities_on(on).filter(body__in=bodies.values()))
    case = rules.Case(
        state=agreement.state,
        bodies={"authority": agreement.programme.authority.name, "other": agreement.party.name},
        amount=said.amount if said and agreement.state != "draft" else amount_now(agreement),
        sign_by=agreement.sign_by,
        stops=_stops(agreement, said),
        drafters=frozenset(each.actor for each in acts if each.verb in _DRAFTING),
        others_signed=next((each.by for each in texts[0].signed if each.side == "other"), "")
        if texts
        else "",
        authorities={side: _authorities(rows, body) for side, body in bodies.items()},
    )
    able = {f"person:{each.person_id}": someone(each.person) for each in rows}
    return Standing(agreement, case, texts, said, acts, able)


def with_facts(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The agreements with everything they name, and as annotations what the rules ask of other rows, in one query.

    `award_now` and `varied_to` are what their grant's award is and is to become; `has_rival` says whether another one
    about the same is in force.
    """
    amounts = GrantAmount.objects.filter(grant=OuterRef("grant")).order_by().values("grant")
    line = VariationLine.objects.filter(
        variation=OuterRef("variation"), grant=OuterRef("grant"), what="amount"
    )
    same = Q(kind="grant", grant=OuterRef("grant")) | Q(
        kind="partnership", programme=OuterRef("programme"), place=OuterRef("place")
    )
    rivals = Agreement.objects.filter(same, kind=OuterRef("kind"), state="in_force")
    rivals = rivals.exclude(pk=OuterRef("pk")).exclude(replaced_by=OuterRef("pk"))
    return rows.select_related(
        "programme__authority", "place", "party", "grant__round", "specification", "contract"
    ).annotate(
        award_now=Subquery(amounts.annotate(sum=Sum("pence")).values("sum"), output_field=MoneyField()),
        varied_to=Subquery(line.values("after_pence")[:1], output_field=MoneyField()),
        has_rival=Exists(rivals),
    )


def texts_of(rows: QuerySet[AgreementText]) -> tuple[Text, ...]:
    """These texts of an agreement with their signatures, newest first; one query."""
    said = JSONObject(
        side="side",
        name="name",
        capacity="capacity",
        by="signed_by",
        at="signed_at",
        source="authority__source",
        up_to="authority__up_to_pence",
    )
    signed = (
        AgreementSignature.objects.filter(text=OuterRef("pk")).order_by("signed_at", "id").values(json=said)
    )
    return tuple(
        Text(
            each.number,
            each.sha256,
            bytes(each.content),
            each.frozen_at,
            tuple(map(_signed, each.signed_as)),
        )
        for each in rows.annotate(signed_as=ArraySubquery(signed)).order_by("-number")
    )


def _signed(said: dict[str, Any]) -> Signed:
    up_to = None if said["up_to"] is None else Money(said["up_to"])
    at = datetime.fromisoformat(said["at"])
    return Signed(said["side"], said["name"], said["capacity"], said["by"], at, said["source"] or "", up_to)


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
    if has_rival(agreement):
        return "Another agreement about the same is in force, and this one does not say that it stands in its place."
    return ""


def has_rival(agreement: Agreement) -> bool:
    """Whether one is in force where this one would be, that this one does not replace; asked `with_facts`."""
    found: bool = agreement.has_rival  # type: ignore[attr-defined]  # annotated
    return found
