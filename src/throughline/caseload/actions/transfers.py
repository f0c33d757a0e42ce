"""How does a person move to another unit, locality or provider without being lost on the way? Authority: R35.

Until the offer is taken, whoever offers the person stays responsible; from then on only the new unit sees them.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

from ..lifecycle import OPEN, TRANSFER
from ..models import Appointment, Person, Referral, Transfer
from ..queries.candidates import who_may_take
from ..sealed import Words, closed, opened, place_of
from .referrals import locked, locked_even_when_offered
from .telling import tell

TABLE = "caseload_transfer"


def offer(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    to_unit: UUID,
    to_provider: UUID,
    to_place: UUID,
    because: str,
) -> Transfer:
    """The person is offered to the other unit, which sees them from now on; nothing changes for the person yet.

    Another locality of one's own unit is another service too, with its own contract: its key worker takes them on.
    """
    TRANSFER.may("offer", None, actor).or_raise()
    if not because.strip():
        raise RefusedError("Say why the person moves: the other unit reads it.")
    referral, on = locked(referral_id), timezone.localdate(at)
    if referral.state not in OPEN:
        raise RefusedError(f"This referral is {referral.state.replace('_', ' ')}; there is nobody to move.")
    stays = (to_unit, to_provider) == (referral.unit_id, referral.provider_id)
    if stays and to_place == referral.place_id:
        raise RefusedError("The person is with this unit already. Choose another one.")
    if to_provider not in [body for body, _ in working.providers_of(to_unit, on)]:
        raise RefusedError("This provider does not serve that unit today. Choose another one.")
    covered = [place for place, _ in working.places_of(to_unit, on)]
    if (
        covered or stays
    ) and to_place not in covered:  # a unit without known places is nobody's fault who moves
        raise RefusedError("That unit does not cover this locality today. Choose another one.")
    if Transfer.objects.filter(referral=referral, state="offered").exists():
        raise RefusedError("This person is offered to another unit already. Take that offer back first.")
    transfer = Transfer(
        id=uuid4(),
        referral=referral,
        person=referral.person,
        from_unit_id=referral.unit_id,
        from_provider_id=referral.provider_id,
        to_unit_id=to_unit,
        to_provider_id=to_provider,
        to_place_id=to_place,
        state="offered",
        offered_at=at,
        offered_by=actor.id,
        access=referral.access,
        access_good_until=referral.access_good_until,
    )
    _seal(transfer, Words(text=because.strip()))
    step = TRANSFER.step("offer")
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("transfer", transfer.id),
        facts={"from": str(transfer.from_unit_id), "to": str(to_unit), "provider": str(to_provider)},
    ):
        transfer.save(force_insert=True)
    return transfer


def take(*, actor: Actor, at: datetime, transfer_id: UUID, key_worker: str = "") -> Referral:
    """The person is with the new unit, as far as they had come; whoever had a key worker gets one here at once."""
    transfer = _locked(transfer_id)
    TRANSFER.may("take", transfer.state, actor).or_raise()
    if not _is_ours("provider", transfer.to_unit_id, transfer.to_provider_id):
        raise RefusedError("This person is offered to another unit, not to yours.")
    referral, on = locked_even_when_offered(transfer.referral_id), timezone.localdate(at)
    if referral.state not in OPEN:
        raise RefusedError("The support of this person ended meanwhile; there is nobody to take on.")
    if referral.key_worker and not key_worker:
        raise RefusedError("Say which key worker of your unit takes care of the person from now on.")
    able = who_may_take(referral, transfer.to_unit_id, transfer.to_provider_id, actor, on)
    if key_worker and key_worker not in able:
        raise RefusedError("Choose a key worker who works in your unit and may see the person.")
    with act(
        actor=actor,
        at=at,
        verb=TRANSFER.step("take").event,
        subject=("transfer", transfer.id),
        facts={"to": str(transfer.to_unit_id), "key_worker": key_worker},
    ):
        if transfer.to_unit_id != transfer.from_unit_id:
            referral.practitioner = ""
        referral.unit_id, referral.place_id = transfer.to_unit_id, transfer.to_place_id
        referral.provider_id = transfer.to_provider_id
        if (
            transfer.to_provider_id != transfer.from_provider_id
        ):  # who keeps the record says how long, and deletes it
            Person.objects.filter(id=referral.person_id).update(body_id=transfer.to_provider_id)
        before = referral.key_worker
        if before:
            referral.key_worker, referral.assigned_at, referral.assigned_by = key_worker, at, actor.id
        referral.save(
            update_fields=[
                "unit", "place", "provider", "practitioner", "key_worker", "assigned_at", "assigned_by",
            ]
        )  # fmt: skip
        _answered(transfer, "take", actor, at)
        if before:  # what is booked with a worker who sees the person no more is booked with the new one
            booked = Appointment.objects.filter(referral=referral, state="scheduled", begins_at__gte=at)
            booked.filter(with_whom=before, group=None).update(with_whom=key_worker)
        tell(referral=referral, kind="transferred", about_on=on, actor=actor, at=at)
    return referral


def turn_down(*, actor: Actor, at: datetime, transfer_id: UUID, because: str) -> Transfer:
    """The unit does not take the person, and says why; they stay where they are, and the unit sees them no more."""
    if not because.strip():
        raise RefusedError("Say why: whoever offered the person reads it.")
    transfer = _locked(transfer_id)
    TRANSFER.may("turn_down", transfer.state, actor).or_raise()
    if not _is_ours("provider", transfer.to_unit_id, transfer.to_provider_id):
        raise RefusedError("This person is offered to another unit, not to yours.")
    _seal(transfer, Words(text=words_of(transfer).text, more={"answer": because.strip()}))
    with act(actor=actor, at=at, verb=TRANSFER.step("turn_down").event, subject=("transfer", transfer.id)):
        _answered(transfer, "turn_down", actor, at)
    return transfer


def take_back(*, actor: Actor, at: datetime, transfer_id: UUID) -> Transfer:
    """The person is offered no more; they stay where they are, and the other unit sees them no more."""
    transfer = _locked(transfer_id)
    TRANSFER.may("take_back", transfer.state, actor).or_raise()
    if not (
        _is_ours("provider", transfer.from_unit_id, transfer.from_provider_id)
        or _is_ours("probation", transfer.from_unit_id)
    ):
        raise RefusedError("Only the unit that offered this person can take the offer back.")
    with act(actor=actor, at=at, verb=TRANSFER.step("take_back").event, subject=("transfer", transfer.id)):
        _answered(transfer, "take_back", actor, at)
    return transfer


def end_offers(*, actor: Actor, at: datetime, referral_ids: Iterable[UUID]) -> None:
    """Nobody is offered any more whose support ended; called inside the act that ends it."""
    for transfer in Transfer.objects.select_for_update(of=("self",)).filter(
        referral__in=list(referral_ids), state="offered"
    ):
        _answered(transfer, "take_back", actor, at)


def words_of(transfer: Transfer) -> Words:
    """Why the person moves, and under `answer` why not; `person` is read with it."""
    return opened(transfer.person, transfer.because, Words, place_of(TABLE, transfer.id, "because"))


def _locked(transfer_id: UUID) -> Transfer:
    return Transfer.objects.select_for_update(of=("self",)).get(id=transfer_id)


def _seal(transfer: Transfer, words: Words) -> None:
    transfer.because = closed(transfer.person, words, place_of(TABLE, transfer.id, "because"))


def _answered(transfer: Transfer, step: str, actor: Actor, at: datetime) -> None:
    transfer.state, transfer.answered_at, transfer.answered_by = TRANSFER.step(step).to, at, actor.id
    transfer.save(update_fields=["state", "because", "answered_at", "answered_by"])


def _is_ours(side: str, unit: UUID, provider: UUID | None = None) -> bool:
    """Whether whoever looks belongs to that unit, on that side."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('throughline.side', true) = %s AND %s = ANY (caseload_units())"
            " AND (%s::uuid IS NULL OR caseload_body() = %s)",
            [side, unit, provider, provider],
        )
        return bool(cursor.fetchone()[0])
