"""Which agreements are there, who may see each, and what does each page show?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Lower, Replace
from django.utils.timezone import localdate

from throughline.frame.lists import state_in_words
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Verdict
from throughline.ledger import queries as ledger
from throughline.organisations import queries as organisations
from throughline.organisations.reach import EVERYWHERE, reach_of

from ..documents import Document, document_of
from ..lifecycle import AGREEMENT
from ..models import Agreement, AgreementText
from ..signing import rules
from ..signing.composing import composed
from ..signing.content import Block, Content, blocks, day
from ..signing.standing import Standing, Text, standing_of, texts_of, with_facts
from ..terms import KINDS

LOCAL = frozenset(
    {
        "commissioner",
        "director-of-public-health",
        "provider-manager",
        "csp-chair",
        "csp-officer",
        "csp-member",
    }
    | {"certifier"}
)
# Who looks on from outside: they read what was issued, never what is still being put together.
ON_LOOKERS = frozenset(
    {"hmpps-contract-manager", "hmpps-finance", "hmpps-analyst", "director-of-probation", "panel-member"}
)
INSIDE = EVERYWHERE - ON_LOOKERS
READERS = (EVERYWHERE | LOCAL) - {"system", "supplier"}
TONES = {"in_force": "good", "issued": "wait", "signed": "wait", "refused": "stop", "expired": "stop"}
_WAITING = ("draft", "issued", "signed", "refused", "expired")
_NEVER = ("refused", "expired", "discarded")
_BOTH_SIGNED = ("in_force", "varied", "ended", "terminated")
_APOSTROPHES = ("'", "’")
_IN_WORDS = {
    "agreement.drafted": "Put together",
    "agreement.edited": "Changed",
    "agreement.issued": "Issued to be signed",
    "agreement.signed": "Signed for the other side",
    "agreement.refused": "Refused",
    "agreement.in_force": "Countersigned: in force",
    "agreement.taken_back": "Taken back",
    "agreement.expired": "Not signed in time",
    "agreement.reopened": "Taken up again",
    "agreement.ended": "Ran its time",
    "agreement.varied": "A later agreement took its place",
    "agreement.terminated": "Ended early",
    "agreement.discarded": "Put away",
}


def visible_to(actor: Actor, on: date) -> QuerySet[Agreement]:
    """Agreements: all for those who run, sign, fund or audit; to others those of their place or body, once issued."""
    reach = reach_of(actor, on)
    rows = Agreement.objects.filter(reach.rows("place", "party"))
    if not actor.roles & INSIDE:
        rows = rows.filter(Exists(AgreementText.objects.filter(agreement=OuterRef("pk"))))
    return rows.select_related("programme__authority", "place", "party", "grant__round").order_by(
        "-drafted_at", "id"
    )


def searchable(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The same with `search_text`, as lists search it, and `waits`: 0 for what somebody has to do something about."""
    words: Any = Concat(
        F("place__name"),
        Value(" "),
        F("party__name"),
        Value(" "),
        F("programme__name"),
        Value(" "),
        Coalesce(F("grant__round__year"), Value("")),
        Value(" "),
        Case(
            *[When(kind=kind, then=Value(words.lower())) for kind, words in KINDS.items()], default=Value("")
        ),
        output_field=CharField(),
    )
    plain: Any = reduce(lambda said, mark: Replace(said, Value(mark), Value("")), _APOSTROPHES, words)
    waits = Case(When(state__in=_WAITING, then=Value(0)), default=Value(1))
    return rows.annotate(search_text=Lower(plain), waits=waits)


def heading(agreement: Agreement) -> str:
    """ "Grant agreement: Bolton, 2024/25"."""
    year = f", {agreement.grant.round.year}" if agreement.grant else ""
    return f"{KINDS[agreement.kind]}: {agreement.place.name}{year}"


@dataclass(frozen=True, slots=True)
class Happened:
    """One act on an agreement, in words."""

    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the way to be in force: done, waiting (stands out) or to come."""

    title: str
    state: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What an agreement's page shows; `blocks` are its newest frozen text, or for a draft what it would say today."""

    agreement: Agreement
    standing: Standing
    said: Content
    blocks: Sequence[Block]
    document: Document | None
    texts: Sequence[Text]
    way: Sequence[Point]
    happened: Sequence[Happened]
    verdicts: dict[str, Verdict]
    has_partnership: bool
    replaced_by: UUID | None
    on: date

    @property
    def heading(self) -> str:
        return heading(self.agreement)

    @property
    def tone(self) -> str:
        return TONES.get(self.agreement.state, "quiet")

    @property
    def days_left(self) -> str:
        """How long there is to sign; nothing where nobody signs."""
        sign_by = self.agreement.sign_by
        return rules.days_left(sign_by, self.on) if sign_by and self.agreement.state == "issued" else ""

    @property
    def is_preview(self) -> bool:
        """Whether the words shown are not frozen."""
        return self.said is not self.standing.said

    @property
    def lacks_partnership(self) -> bool:
        """Whether money waits for the locality's partnership agreement too, because a provider is paid. R17."""
        grant = self.agreement.grant
        return grant is not None and grant.recipient_kind == "provider" and not self.has_partnership


def agreement_page(actor: Actor, agreement_id: UUID, at: datetime) -> AgreementPage | None:
    """The agreement's page, or None when the actor may not see such an agreement."""
    today = localdate(at)
    agreement = (
        with_facts(visible_to(actor, today)).filter(pk=agreement_id).annotate(**_around(today)).first()
    )
    if agreement is None:
        return None
    standing = standing_of(agreement, today)
    inside = bool(actor.roles & INSIDE)
    if standing.said is None or (agreement.state == "draft" and inside):
        sign_by = agreement.sign_by or today
        said = composed(agreement, number=len(standing.texts) + 1, sign_by=sign_by, on=today)
    else:
        said = standing.said
    verdicts = {step.name: AGREEMENT.may(step.name, agreement.state, actor) for step in AGREEMENT.steps}
    verdicts |= {step: standing.may(step, actor, today) for step in rules.SIDE_OF}
    return AgreementPage(
        agreement,
        standing,
        said,
        blocks(said),
        document_of(standing.text, agreement.state, is_newest=True) if standing.text else None,
        standing.texts,
        _way(standing),
        _happened(standing.acts) if inside else (),
        verdicts,
        agreement.has_partnership,  # type: ignore[attr-defined]  # annotated
        agreement.by_which_replaced,  # type: ignore[attr-defined]  # annotated
        today,
    )


def _around(on: date) -> dict[str, Any]:
    """What stands around an agreement: whether its place has a partnership in force, and what took its place."""
    partnership = Agreement.objects.filter(
        kind="partnership",
        state="in_force",
        programme=OuterRef("programme"),
        place=OuterRef("place"),
        begins_on__lte=on,
        ends_on__gte=on,
    )
    after = Agreement.objects.filter(replaces=OuterRef("pk"), state__in=_BOTH_SIGNED).values("pk")
    return {"has_partnership": Exists(partnership), "by_which_replaced": Subquery(after[:1])}


def agreements_of_grants(actor: Actor, ids: Iterable[UUID], on: date) -> dict[UUID, list[Agreement]]:
    """The agreements of each grant that the actor may see, newest first."""
    found: dict[UUID, list[Agreement]] = {}
    for each in visible_to(actor, on).filter(grant__in=list(ids)):
        if each.grant_id is not None:
            found.setdefault(each.grant_id, []).append(each)
    return found


def document(actor: Actor, agreement_id: UUID, on: date, number: int | None = None) -> Document | None:
    """A frozen text of an agreement that the actor may see, as a document; the newest where no number is given."""
    agreement = visible_to(actor, on).filter(pk=agreement_id).first()
    texts = texts_of(AgreementText.objects.filter(agreement=agreement)) if agreement else ()
    for each in texts:
        if agreement and number in (None, each.number):
            return document_of(each, agreement.state, is_newest=each is texts[0])
    return None


def has_signed(actor: Actor, agreement_id: UUID, seen: str) -> bool:
    """Whether the actor's signature stands on that very text."""
    texts = AgreementText.objects.filter(agreement=agreement_id, sha256=seen)
    return texts.filter(signatures__signed_by=actor.id).exists()


def five_figures(page: AgreementPage) -> list[tuple[str, str, str]]:
    """What matters most before one signs, as (label, value, note)."""
    said = page.said
    first = said.instalments[0] if said.instalments else None
    found = [("The award", str(said.amount) if said.amount is not None else "No money moves", "")]
    if said.amount is not None:
        instalments = f"{len(said.instalments)} instalments" if len(said.instalments) != 1 else "1 instalment"
        note = f"the first, {Money(first.pence)}, on {day(first.due_on)}" if first else ""
        found.append(("Paid in", instalments if said.instalments else "As varied", note))
        held = sum(not each.set_aside_because for each in said.conditions)
        found.append(("Conditions", str(held), "that must be met before money moves"))
    else:
        into = day(said.into_contract_by) if said.into_contract_by else "Not stated"
        found.append(("In the local contract by", into, ""))
        found.append(("Requirements", str(len(said.requirements)), said.specification))
    found.append(("Runs from", day(said.begins_on), f"until {day(said.ends_on)}"))
    found.append(("Sign by", day(said.sign_by), page.days_left))
    return found


def _way(standing: Standing) -> list[Point]:
    """Issued, signed, countersigned: where it is and who has it."""
    agreement, case = standing.agreement, standing.case
    state = agreement.state
    out = standing.text if state != "draft" else None
    signed = {each.side: each for each in standing.signatures} if out else {}
    frozen_on = f"Frozen on {_day_of(out.frozen_at)}" if out else "Being put together"
    points = [Point("Issued", "done" if out else "waiting", "", frozen_on)]
    for side, waits in (("other", "issued"), ("authority", "signed")):
        body, row = case.bodies[side], signed.get(side)
        if row:
            points.append(Point(body, "done", f"{row.name}, {row.capacity}", f"Signed {_day_of(row.at)}"))
        elif state == waits:
            names = " or ".join(each.name for each in standing.signers(side))
            points.append(Point(body, "waiting", names or "Nobody has authority to sign", "Has it now"))
        elif state in _NEVER:
            points.append(Point(body, "stopped", "", "Not signed"))
        else:
            points.append(Point(body, "to-come", "", "Comes after"))
    is_done = state in _BOTH_SIGNED
    points.append(
        Point(state_in_words(state) if is_done else "In force", "done" if is_done else "to-come", "", "")
    )
    return points


def _day_of(at: datetime) -> str:
    return day(localdate(at).isoformat())


def _happened(acts: Sequence[ledger.Entry]) -> list[Happened]:
    names = organisations.names_of(each.actor for each in acts)
    return [
        Happened(_IN_WORDS.get(each.verb, each.verb), names[each.actor], each.at) for each in reversed(acts)
    ]
