"""How does money of a grant come back: proposed, approved and asked for by three people, then received?

By an invoice that finance sends, or by offset: a later payment to the same recipient is smaller by the sum. Never more
is asked back than was paid and has not come back yet. Authority: R29.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.agreements.queries import grants as agreements
from throughline.assurance.events import YearEndDecided
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from .. import rules
from ..lifecycle import RECOVERY, as_clock
from ..models import Instalment, PaymentRequest, Recovery
from ..queries import money
from ..references import recovery_reference
from ..rules import NOTHING

WHY = {
    "recover": "Decided at the end of the year: what was not spent is recovered.",
    "return_to_funder": "Decided at the end of the year: what was not spent goes back to its funder.",
}
HOW = {"invoice": "By invoice", "offset": "By offset against a later payment"}


def hear_year_end(event: YearEndDecided) -> None:
    """A year-end decision to recover, or to return to the funder, proposes a recovery, once; three people carry it out.

    What goes back to a funder comes back from the recipient first, as far as it was paid; the rest never left. R29.
    """
    if event.outcome not in WHY or Recovery.objects.filter(year_end=event.year_end_id).exists():
        return
    amount = event.amount
    if event.outcome == "return_to_funder":
        amount = min(amount, money.held_unspent(event.grant_id))
        if amount <= NOTHING:
            return
    propose(
        actor=as_clock(event.actor),
        at=event.at,
        grant_id=event.grant_id,
        amount=amount,
        how="invoice",
        reason=WHY[event.outcome],
        year_end_id=event.year_end_id,
    )


@transaction.atomic
def propose(
    *,
    actor: Actor,
    at: datetime,
    grant_id: UUID,
    amount: Money,
    how: str,
    reason: str,
    offset_against: UUID | None = None,
    year_end_id: UUID | None = None,
) -> Recovery:
    """It is said what must come back, and how; at most what was paid and is not coming back already."""
    step = RECOVERY.step("propose")
    RECOVERY.may("propose", None, actor).or_raise()
    list(Instalment.objects.select_for_update().filter(grant=grant_id).order_by("pk"))
    if not reason.strip():
        raise RefusedError("Say why it must come back; the recipient reads it.")
    if amount <= NOTHING:
        raise RefusedError("What comes back is more than nothing.")
    standing = money.of_grants([grant_id])[grant_id]
    most = standing.paid - standing.recovered - standing.to_recover
    if amount > most:
        raise RefusedError(f"{most} was paid and is not coming back already; no more can be recovered.")
    if how not in HOW:
        raise RefusedError("Choose how it comes back.")
    if how == "offset":
        may_bear(grant_id, offset_against, amount).or_raise()
    with act(actor=actor, at=at, verb=step.event, subject=("recovery", None)) as doing:
        row = Recovery.objects.create(
            grant_id=grant_id,
            year_end_id=year_end_id,
            amount_pence=amount,
            how=how,
            offset_against_id=offset_against if how == "offset" else None,
            reason=reason.strip(),
            state=step.to,
            reference=recovery_reference(grant_id, Recovery.objects.filter(grant=grant_id).count() + 1),
            proposed_at=at,
            proposed_by=actor.id,
        )
        doing.subject = ("recovery", str(row.pk))
        doing.facts |= {"grant": str(grant_id), "pence": amount.pence, "how": how}
        doing.personal["reason"] = row.reason
    return row


def may_bear(
    grant_id: UUID, instalment_id: UUID | None, amount: Money, *, but: UUID | None = None
) -> Verdict:
    """Whether an instalment can be smaller by this sum: one of the same recipient, open, in no run, and larger."""
    rows = Instalment.objects.filter(pk__in=[instalment_id] if instalment_id else [])
    row = rows.select_related("grant").first()
    recipient = agreements.with_ids([grant_id]).get().recipient_id
    if row is None or row.grant.recipient_id != recipient:
        return Refused("Choose an instalment that is to be paid to the same recipient.")
    if row.state not in ("planned", "due", "held"):
        return Refused("That instalment was asked for already; choose a later one, or an invoice.")
    if PaymentRequest.objects.filter(instalment=row, is_live=True).exists():
        return Refused("That instalment is in a run already; choose a later one, or an invoice.")
    others = Recovery.objects.filter(offset_against=row, state__in=money.COMING_BACK)
    others = others.exclude(pk__in=[but] if but else [])
    left = row.amount_pence - sum((each.amount_pence for each in others), NOTHING)
    if amount >= left:
        return Refused(f"{left} of that instalment is left, and something must remain to be paid.")
    return Allowed()


def may_take(row: Recovery, step: str, actor: Actor) -> Verdict:
    """Whether the actor may take the step: by the table, and never twice in one chain. Authority: R27."""
    verdict = RECOVERY.may(step, row.state, actor)
    before = {row.proposed_by, row.approved_by, row.asked_by} - {""}
    if row.year_end:  # the decision that it comes of is the same chain
        before |= {row.year_end.proposed_by, row.year_end.decided_by} - {""}
    if verdict and step in ("approve", "ask", "receive") and actor.id in before:
        return Refused("You have acted on this recovery already; somebody else takes this step.")
    return verdict


@transaction.atomic
def approve(*, actor: Actor, at: datetime, recovery_id: UUID) -> Recovery:
    """A second person approves what somebody else proposed."""
    row = _locked(recovery_id)
    may_take(row, "approve", actor).or_raise()
    return _move(actor, at, row, "approve", approved_at=at, approved_by=actor.id)


@transaction.atomic
def ask(*, actor: Actor, at: datetime, recovery_id: UUID) -> Recovery:
    """A third person asks finance to invoice it, or lets a later payment be smaller by it."""
    row = _locked(recovery_id)
    may_take(row, "ask", actor).or_raise()
    if row.how == "offset":
        may_bear(row.grant_id, row.offset_against_id, row.amount_pence, but=row.pk).or_raise()
    return _move(actor, at, row, "ask", asked_at=at, asked_by=actor.id)


@transaction.atomic
def receive(
    *, actor: Actor, at: datetime, recovery_id: UUID, recovered_on: date, ledger_reference: str
) -> Recovery:
    """It came back, on that day and under finance's reference. What is offset comes back with finance's answer."""
    row = _locked(recovery_id)
    may_take(row, "receive", actor).or_raise()
    if row.how == "offset":
        raise RefusedError(
            "This comes back by a smaller payment: it is received when finance answers for that."
        )
    if not ledger_reference.strip():
        raise RefusedError("Give finance's reference for the money.")
    return _move(
        actor, at, row, "receive", recovered_on=recovered_on, ledger_reference=ledger_reference.strip()
    )


def receive_offsets(
    *, actor: Actor, at: datetime, instalment_id: UUID, paid_on: date, ledger_reference: str
) -> None:
    """What was offset against an instalment came back with its payment; called when finance's answer is loaded."""
    for row in offsets_of([instalment_id]):
        _move(actor, at, row, "receive", recovered_on=paid_on, ledger_reference=ledger_reference)


def offsets_of(instalments: list[UUID]) -> list[Recovery]:
    """What is taken off these instalments, locked."""
    rows = Recovery.objects.select_for_update().filter(
        offset_against__in=instalments, how="offset", state="asked"
    )
    return list(rows.order_by("pk"))


@transaction.atomic
def drop(*, actor: Actor, at: datetime, recovery_id: UUID, because: str) -> Recovery:
    """It is not asked for after all, and why; refused where more than the award would then stay out."""
    row = _locked(recovery_id)
    may_take(row, "drop", actor).or_raise()
    if not because.strip():
        raise RefusedError("Say why it is not asked for after all.")
    if (
        row.offset_against_id
        and PaymentRequest.objects.filter(instalment=row.offset_against_id, is_live=True).exists()
    ):
        raise RefusedError("The payment that is smaller by it is in a run already.")
    standing = money.of_grants([row.grant_id])[row.grant_id]
    award = agreements.awards([row.grant_id]).get(row.grant_id, NOTHING)
    back = standing.recovered + standing.to_recover - row.amount_pence
    if left := rules.over(award, standing.requested + standing.paid, back):
        raise RefusedError(
            f"Without it {left} more than the award would stay with the recipient. Vary the award first, or propose "
            "another recovery."
        )
    return _move(actor, at, row, "drop", because=because.strip())


def _locked(recovery_id: UUID) -> Recovery:
    """The recovery, after every instalment of its grant and the one it is offset against: always in this order."""
    found = Recovery.objects.get(pk=recovery_id)
    ids = [found.offset_against_id] if found.offset_against_id else []
    rows = Instalment.objects.filter(grant=found.grant_id) | Instalment.objects.filter(pk__in=ids)
    list(rows.select_for_update().order_by("pk"))
    return Recovery.objects.select_for_update().get(pk=recovery_id)


def _move(actor: Actor, at: datetime, row: Recovery, step: str, **values: object) -> Recovery:
    line = RECOVERY.step(step)
    with act(actor=actor, at=at, verb=line.event, subject=("recovery", str(row.pk))) as doing:
        row.state = line.to
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["state", *values])
        doing.facts |= {"pence": row.amount_pence.pence, "how": row.how}
        if "because" in values:
            doing.personal["because"] = str(values["because"])
    return row
