"""How is prison healthcare told about somebody, does it confirm, and what does it hand back? Authority: R35, R36."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act
from throughline.ledger.canonical import Json

from ..care.handing_over import HOW, OPEN, receipt_due
from ..care.lifecycle import HANDOVER
from ..care.local_time import day_of
from ..lifecycle import OPEN as OPEN_REFERRALS
from ..models import Handover, Referral
from ..sealed import Words, closed, opened, place_of
from .referrals import locked
from .together import GATEWAYS

TABLE = "caseload_handover"
_SENT_TWICE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sending:
    """To which team of which prison, on which gateway, and each line of what it was told."""

    team: str
    gateway: str
    lines: tuple[str, ...]


def send(*, actor: Actor, at: datetime, referral_id: UUID, sending: Sending) -> Handover:
    """The team was told this and is due to confirm. One that is open makes way; the same form sent twice sends one."""
    referral = locked(referral_id)
    HANDOVER.may("send", None, actor).or_raise()
    if referral.state not in OPEN_REFERRALS:
        raise RefusedError("This referral is not open any more.")
    if not sending.team.strip():
        raise RefusedError("Say which team of which prison was told.")
    if sending.gateway not in GATEWAYS:
        raise RefusedError("Choose on which legal gateway it was told.")
    if not sending.lines:
        raise RefusedError("Say what the team was told.")
    more = {"team": sending.team.strip(), "sent": "\n".join(sending.lines)}
    before = _open(referral)
    for each in before:
        if each.sent_by == actor.id and each.sent_at > at - _SENT_TWICE and said_of(each) == more:
            return each
    row = Handover(
        id=uuid4(),
        referral=referral,
        state=HANDOVER.step("send").to,
        gateway=sending.gateway,
        sent_at=at,
        sent_by=actor.id,
        due_on=receipt_due(day_of(at)),
    )
    row.said = _sealed(row, more)
    with _act(row, "send", actor, at, {"gateway": sending.gateway}):
        for each in before:
            with _act(each, "overtake", actor, at):
                each.state = HANDOVER.step("overtake").to
                each.save(update_fields=["state"])
        row.save(force_insert=True)
    return row


def confirm(
    *, actor: Actor, at: datetime, handover_id: UUID, receipt: str, received_on: date, how: str
) -> Handover:
    """The team has it: who said so, when, how."""
    row = _stepping(handover_id, "confirm", actor)
    if not receipt.strip():
        raise RefusedError("Write the receipt: who confirmed it, and their reference.")
    if not day_of(row.sent_at) <= received_on <= day_of(at):
        raise RefusedError("It was confirmed on a day after it was sent, and not later than today.")
    if how not in HOW:
        raise RefusedError("Choose how it was confirmed.")
    with _act(row, "confirm", actor, at, {"how": how}):
        row.said = _sealed(row, {**said_of(row), "receipt": receipt.strip()})
        row.has_receipt, row.received_on, row.received_how = True, received_on, how
        row.confirmed_at, row.confirmed_by = at, actor.id
        row.save(
            update_fields=[
                "state", "said", "has_receipt", "received_on", "received_how", "confirmed_at", "confirmed_by"
            ]
        )  # fmt: skip
    return row


def bring_back(*, actor: Actor, at: datetime, handover_id: UUID, came_back: str) -> Handover:
    """What prison healthcare did and hands back at release: health, which the service alone reads."""
    row = _stepping(handover_id, "bring_back", actor)
    if not came_back.strip():
        raise RefusedError("Say what came back, or that nothing did and whom you asked.")
    with _act(row, "bring_back", actor, at):
        row.said = _sealed(row, {**said_of(row), "came_back": came_back.strip()})
        row.returned_at, row.returned_by = at, actor.id
        row.save(update_fields=["state", "said", "returned_at", "returned_by"])
    return row


def open_one(referral: Referral) -> Handover | None:
    """The one that waits for its receipt or for the release; the referral is locked."""
    return next(iter(_open(referral)), None)


def said_of(row: Handover) -> dict[str, str]:
    """To which team, what was sent, the receipt, what came back."""
    return opened(row.referral.person, row.said, Words, place_of(TABLE, row.id, "said")).more


def _open(referral: Referral) -> list[Handover]:
    rows = Handover.objects.select_for_update().filter(referral=referral, state__in=OPEN)
    found = list(rows.order_by("-sent_at", "id"))
    for each in found:
        each.referral = referral
    return found


def _stepping(handover_id: UUID, name: str, actor: Actor) -> Handover:
    """The row with its referral, locked referral first, in its new state."""
    referral = locked(Handover.objects.values_list("referral_id", flat=True).get(id=handover_id))
    row = Handover.objects.select_for_update(of=("self",)).get(id=handover_id)
    row.referral = referral
    HANDOVER.may(name, row.state, actor).or_raise()
    row.state = HANDOVER.step(name).to
    return row


def _act(
    row: Handover, name: str, actor: Actor, at: datetime, facts: dict[str, Json] | None = None
) -> AbstractContextManager[OpenAct]:
    event = HANDOVER.step(name).event
    return act(actor=actor, at=at, verb=event, subject=("handover", row.id), facts=facts or {})


def _sealed(row: Handover, more: dict[str, str]) -> bytes:
    return closed(row.referral.person, Words(more=more), place_of(TABLE, row.id, "said"))
