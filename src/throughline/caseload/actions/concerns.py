"""How is a concern raised, read, acted on and closed with the receipt of the body that it went to? Authority: R31."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act
from throughline.ledger.canonical import Json

from ..care import concerns as rules
from ..care.lifecycle import CONCERN
from ..care.local_time import day_of
from ..models import Concern, Referral, Route
from ..sealed import Words, closed, opened, place_of
from .referrals import locked
from .telling import tell

TABLE = "caseload_concern"
_SENT_TWICE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is raised: by which statutory route, about whom, in words; probation is told at once when it is urgent."""

    route: str
    about: str
    text: str
    is_urgent: bool = False


def raise_concern(*, actor: Actor, at: datetime, referral_id: UUID, seen: Seen, owner: str = "") -> Concern:
    """The concern has its owner and deadline from this moment, day or night. The same form sent twice raises one.

    Its owner is the person's key worker where nobody else is named, and whoever raises it where there is none.
    """
    referral = locked(referral_id)
    CONCERN.may("raise", None, actor).or_raise()
    if referral.state in ("draft", "discarded"):
        raise RefusedError("Send the referral first. If somebody is in danger now, call 999.")
    if seen.route not in rules.ROUTES:
        raise RefusedError("Choose the body that has to know.")
    if seen.about not in rules.ABOUT:
        raise RefusedError("Say whom the concern is about.")
    if not seen.text.strip():
        raise RefusedError("Say what was seen or heard.")
    if there := _raised_before(referral, actor, at, seen):
        return there
    row = Concern(
        id=uuid4(),
        referral=referral,
        state=CONCERN.step("raise").to,
        route=seen.route,
        about=seen.about,
        is_urgent=seen.is_urgent,
        owner=owner or referral.key_worker or actor.id,
        due_at=rules.due_at(at, hours_of(referral, seen.route)),
        raised_at=at,
        raised_by=actor.id,
    )
    row.said = _sealed(row, {"seen": seen.text.strip()})
    facts: dict[str, Json] = {"route": seen.route, "about": seen.about, "urgent": seen.is_urgent}
    event = CONCERN.step("raise").event
    with act(actor=actor, at=at, verb=event, subject=("concern", row.id), facts=facts):
        row.save(force_insert=True)
        tell(
            referral=referral,
            kind="concern",
            about_on=day_of(at),
            code=seen.route,
            actor=actor,
            at=at,
            is_urgent=seen.is_urgent,
        )
    return row


def acknowledge(*, actor: Actor, at: datetime, concern_id: UUID) -> Concern:
    """Somebody has read it, and owns it from now on."""
    row = _stepping(concern_id, "acknowledge", actor)
    with _act(row, "acknowledge", actor, at):
        row.owner, row.acknowledged_at, row.acknowledged_by = actor.id, at, actor.id
        row.save(update_fields=["state", "owner", "acknowledged_at", "acknowledged_by"])
    return row


def act_on(*, actor: Actor, at: datetime, concern_id: UUID, doing: str) -> Concern:
    """What is done, and by which route."""
    row = _stepping(concern_id, "act", actor)
    if not doing.strip():
        raise RefusedError("Say what is done, and who was told.")
    with _act(row, "act", actor, at):
        row.said = _sealed(row, {**said_of(row), "doing": doing.strip()})
        row.save(update_fields=["state", "said"])
    return row


def close(*, actor: Actor, at: datetime, concern_id: UUID, receipt: str, came_of_it: str) -> Concern:
    """The body has confirmed that it has it: its receipt, and what came of it."""
    row = _stepping(concern_id, "close", actor)
    if not receipt.strip():
        raise RefusedError("Write the receipt: who confirmed it, when, under which reference.")
    with _act(row, "close", actor, at):
        more = {"receipt": receipt.strip(), "came_of_it": came_of_it.strip()}
        row.said = _sealed(row, {**said_of(row), **more})
        row.has_receipt, row.closed_at, row.closed_by = True, at, actor.id
        row.save(update_fields=["state", "said", "has_receipt", "closed_at", "closed_by"])
        tell(
            referral=row.referral,
            kind="concern_closed",
            about_on=day_of(at),
            code=row.route,
            actor=actor,
            at=at,
        )
    return row


def said_of(row: Concern) -> dict[str, str]:
    """What was seen, what is done, the receipt, what came of it."""
    return opened(row.referral.person, row.said, Words, place_of(TABLE, row.id, "said")).more


def hours_of(referral: Referral, route: str) -> int | None:
    """Within how many hours the locality's own body of that kind wants to know; None where nobody has said."""
    found = Route.objects.filter(place=referral.place_id, kind=route)
    return found.values_list("within_hours", flat=True).first()


def _stepping(concern_id: UUID, name: str, actor: Actor) -> Concern:
    """The row with its referral, locked referral first, in its new state."""
    referral = locked(Concern.objects.values_list("referral_id", flat=True).get(id=concern_id))
    row = Concern.objects.select_for_update(of=("self",)).get(id=concern_id)
    row.referral = referral
    CONCERN.may(name, row.state, actor).or_raise()
    row.state = CONCERN.step(name).to
    return row


def _act(row: Concern, name: str, actor: Actor, at: datetime) -> AbstractContextManager[OpenAct]:
    return act(
        actor=actor,
        at=at,
        verb=CONCERN.step(name).event,
        subject=("concern", row.id),
        facts={"route": row.route},
    )


def _raised_before(referral: Referral, actor: Actor, at: datetime, seen: Seen) -> Concern | None:
    same = Concern.objects.filter(
        referral=referral,
        raised_by=actor.id,
        route=seen.route,
        about=seen.about,
        is_urgent=seen.is_urgent,
        raised_at__gt=at - _SENT_TWICE,
    )
    for each in same:
        each.referral = referral
        if said_of(each).get("seen") == seen.text.strip():
            return each
    return None


def _sealed(row: Concern, more: dict[str, str]) -> bytes:
    return closed(row.referral.person, Words(more=more), place_of(TABLE, row.id, "said"))
