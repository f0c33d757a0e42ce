"""How is a decided round offered, and what becomes of its grants?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from throughline.frame.attachments import attach
from throughline.frame.events import tell
from throughline.frame.upload import Upload
from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from ..events import AwardChanged, GrantLive, GrantStopped
from ..grant_letters import tell_recipient
from ..lifecycle import CONDITION, GRANT
from ..models import Condition, Grant, GrantAmount, Terms, Variation
from ..ports import unsettled
from ..queries.grants import awards, terms_of
from ..rules import recipient_kind
from ..terms import WATCHED_CONDITIONS

NOTHING = Money(0)
STOPS = ("suspend", "resume", "withdraw", "terminate")
OVER = ("closed", "withdrawn", "terminated")


@transaction.atomic
def offer_round(
    *, actor: Actor, at: datetime, round_id: UUID, recipients: Mapping[UUID, UUID]
) -> list[Grant]:
    """Every decided part of the round is offered as a grant: to the body that `recipients` names for its place.

    Parts that are granted already are left as they are, so that offering twice offers nothing twice. Only money that
    a decision confirmed is offered. Authority: R13.
    """
    GRANT.may("offer", None, actor).or_raise()
    round_ = funding.round_locked(round_id)
    parts = funding.current_allocations(round_id)
    if round_.decision is None or not parts:
        raise RefusedError("This round has no decided parts to offer; its decision comes first.")
    ended = Grant.objects.filter(round_id=round_id, state="terminated").values_list("allocation", flat=True)
    granted, places = set(ended), _places_offered(round_id)
    open_parts = [each for each in parts if each.place_id not in places and each.id not in granted]
    offers = [_Offer(each.place_id, each.amount_pence, each.id) for each in open_parts]
    return _offer_all(
        actor, at, round_id, offers, recipients, is_illustration=round_.decision.is_illustration
    )


@transaction.atomic
def offer_illustration(
    *,
    actor: Actor,
    at: datetime,
    round_id: UUID,
    amounts: Mapping[UUID, Money],
    recipients: Mapping[UUID, UUID],
) -> list[Grant]:
    """Grants whose amounts no record gives: marked as illustration wherever they stand (R46)."""
    GRANT.may("offer", None, actor).or_raise()
    funding.round_locked(round_id)
    if funding.current_allocations(round_id):
        raise RefusedError("This round has decided parts: offer those, not an illustration.")
    offered = _places_offered(round_id)
    offers = [_Offer(place, amount, None) for place, amount in amounts.items() if place not in offered]
    return _offer_all(actor, at, round_id, offers, recipients, is_illustration=True)


@dataclass(frozen=True, slots=True)
class _Offer:
    place_id: UUID
    amount: Money
    allocation_id: UUID | None


def _places_offered(round_id: UUID) -> set[UUID]:
    gone = ("withdrawn", "terminated")
    return set(
        Grant.objects.filter(round_id=round_id).exclude(state__in=gone).values_list("place", flat=True)
    )


def _offer_all(
    actor: Actor,
    at: datetime,
    round_id: UUID,
    offers: list[_Offer],
    recipients: Mapping[UUID, UUID],
    *,
    is_illustration: bool,
) -> list[Grant]:
    """One act for the round, and one within it for each grant."""
    terms = terms_of([round_id]).get(round_id)
    if terms is None:
        raise RefusedError(
            "This round has no terms yet: say how it is paid and on which papers, then offer it."
        )
    if not offers:
        return []
    names = {each.id: each.name for each in organisations.places()}
    kinds = {each.id: each.kind for each in organisations.bodies().filter(id__in=recipients.values())}
    for each in offers:
        if recipients.get(each.place_id) not in kinds:
            raise RefusedError(f"Say who receives the grant of {names[each.place_id]}.")
        if each.amount <= NOTHING:
            raise RefusedError(f"{names[each.place_id]} has no money to offer.")
    facts = {"grants": len(offers), "pence": sum(each.amount.pence for each in offers)}
    with act(actor=actor, at=at, verb="round.offered", subject=("round", str(round_id)), facts=facts):
        grants = []
        for each in offers:
            recipient = recipients[each.place_id]
            kind = recipient_kind(kinds[recipient], terms.recipient_kind)
            grants.append(_offer(actor, at, terms, each, recipient, kind, is_illustration=is_illustration))
    return grants


def _offer(
    actor: Actor,
    at: datetime,
    terms: Terms,
    offer: _Offer,
    recipient: UUID,
    kind: str,
    *,
    is_illustration: bool,
) -> Grant:
    step = GRANT.step("offer")
    with act(actor=actor, at=at, verb=step.event, subject=("grant", None)) as doing:
        grant = Grant.objects.create(
            round_id=terms.round_id,
            place_id=offer.place_id,
            recipient_id=recipient,
            recipient_kind=kind,
            allocation_id=offer.allocation_id,
            is_illustration=is_illustration,
            state=step.to,
            offered_at=at,
            offered_by=actor.id,
        )
        because = (
            "Awarded by the decision" if offer.allocation_id else "Illustration: no record gives this amount"
        )
        GrantAmount.objects.create(
            grant=grant, pence=offer.amount, because=because, added_at=at, added_by=actor.id
        )
        _set_conditions(grant, terms, actor, at)
        doing.subject = ("grant", str(grant.id))
        doing.facts |= {
            "round": str(terms.round_id),
            "pence": offer.amount.pence,
            "recipient": str(recipient),
        }
    return grant


def _set_conditions(grant: Grant, terms: Terms, actor: Actor, at: datetime) -> None:
    """The terms' conditions; one that cannot apply to a first grant is set aside at once, with its reason. R23."""
    due = {each.number: each.due_on for each in terms.instalments.all()}
    Condition.objects.bulk_create(
        Condition(
            grant=grant,
            code=each.code,
            text=each.text,
            owner=each.owner,
            from_instalment=each.from_instalment,
            due_on=_due(due, each.from_instalment, each.due_days_before),
            state=CONDITION.step("set").to,
        )
        for each in terms.conditions.all()
    )
    for each in terms.conditions.all():
        if each.set_aside_because:
            condition = grant.conditions.get(code=each.code)
            answer_condition(
                actor=actor,
                at=at,
                condition_id=condition.id,
                step="set_aside",
                because=each.set_aside_because,
            )


def _due(due: Mapping[int, date], number: int | None, days_before: int) -> date | None:
    day = due.get(number or min(due)) if due else None
    return None if day is None else day - timedelta(days=days_before)


def answer_condition(
    *,
    actor: Actor,
    at: datetime,
    condition_id: UUID,
    step: str,
    because: str,
    file: Upload | None = None,
) -> Condition:
    """A condition is met, found unmet, waived, set aside or asked for again, with words and a file that shows it.

    What payments look up in the papers nobody says by hand; it can only be waived, set aside or asked for again (R23).
    """
    row = CONDITION.step(step)
    if not row.from_states:
        raise ValueError("A condition is set with its grant.")
    if not because.strip():
        raise RefusedError("Say how it is met, or why it is waived or cannot apply.")
    with act(actor=actor, at=at, verb=row.event, subject=("condition", str(condition_id))) as doing:
        condition = (
            Condition.objects.select_for_update(of=("self",)).select_related("grant").get(pk=condition_id)
        )
        may_answer(step, condition, actor).or_raise()
        condition.state = row.to
        condition.because = "" if row.to == "open" else because.strip()
        condition.evidence = attach(file, at=at) if file else None
        condition.evidence_name = file.name[:255] if file else ""
        condition.answered_at, condition.answered_by = at, actor.id
        condition.save()
        doing.facts |= {"grant": str(condition.grant_id), "condition": condition.code}
        if file:
            doing.facts["evidence"] = file.sha256
        doing.personal["because"] = because.strip()
    return condition


def may_answer(step: str, condition: Condition, actor: Actor) -> Verdict:
    """Whether a condition can be answered so now, by this actor; for the act and for its button."""
    verdict = CONDITION.may(step, condition.state, actor)
    if verdict and condition.grant.state in OVER:
        return Refused(f"This grant is {condition.grant.state}; its conditions stay as they are.")
    if verdict and step in ("meet", "find_unmet") and condition.code in WATCHED_CONDITIONS:
        return Refused(
            "Whether this is met shows in the papers themselves, and follows by itself.",
            "The programme lead can waive it, with a reason.",
        )
    return verdict


@transaction.atomic
def stop_or_resume(*, actor: Actor, at: datetime, grant_id: UUID, step: str, because: str) -> Grant:
    """A grant is suspended, goes on, is withdrawn or terminated, with a reason that everybody on it sees."""
    if step not in STOPS:
        raise ValueError(f"{step} is none of {STOPS}.")
    if not because.strip():
        raise RefusedError("Say why.")
    grant = _take(actor, at, grant_id, step, because.strip())
    tell(GrantStopped(grant.id, grant.state, grant.because, actor, at))
    tell_recipient(grant, at)
    return grant


def accept(*, actor: Actor, at: datetime, grant_id: UUID) -> Grant:
    """The recipient takes the offer; called by the signing of its agreement."""
    return _take(actor, at, grant_id, "accept")


@transaction.atomic
def go_live(*, actor: Actor, at: datetime, grant_id: UUID) -> Grant:
    """The grant is live; called by the countersigning of its agreement."""
    grant = _take(actor, at, grant_id, "go_live")
    tell(GrantLive(grant.id, actor, at))
    return grant


def close(*, actor: Actor, at: datetime, grant_id: UUID, step: str) -> Grant:
    """The last papers are asked for (`begin_closing`), or the grant is closed (`close`)."""
    if step not in ("begin_closing", "close"):
        raise ValueError(f"{step} closes nothing.")
    return _take(actor, at, grant_id, step)


def may_take(step: str, grant: Grant, actor: Actor) -> Verdict:
    """Whether a grant can take the step now; it is closed when every pound is settled. Authority: R29."""
    verdict = GRANT.may(step, grant.state, actor)
    if verdict and step == "close" and (left := unsettled([grant.pk]).get(grant.pk)):
        return Refused(" ".join(left), "The year-end decision and finance settle it.")
    return verdict


def change_award(
    *, actor: Actor, at: datetime, grant: Grant, variation: Variation, before: Money, after: Money
) -> None:
    """A variation changes a grant's award from exactly `before` to `after`; RefusedError when it is not `before`."""
    now = Grant.objects.select_for_update().get(pk=grant.pk)
    if now.state in OVER:
        raise RefusedError(f"This grant is {now.state}; its award stays as it is.")
    standing = awards([grant.id])[grant.id]
    if standing != before:
        raise RefusedError(f"The award is {standing}, not {before} as the variation says. Prepare it again.")
    if after == before:
        return
    because = f"Varied: {variation.title}"[:300]
    GrantAmount.objects.create(
        grant=grant,
        pence=after - before,
        variation=variation,
        because=because,
        added_at=at,
        added_by=actor.id,
    )
    tell(AwardChanged(grant.id, before, after, because, actor, at))


def _take(actor: Actor, at: datetime, grant_id: UUID, step: str, because: str = "") -> Grant:
    row = GRANT.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("grant", str(grant_id))) as doing:
        grant = Grant.objects.select_for_update().get(pk=grant_id)
        may_take(step, grant, actor).or_raise()
        grant.state, grant.because = row.to, because
        grant.save(update_fields=["state", "because"])
        if because:
            doing.personal["because"] = because
    return grant
