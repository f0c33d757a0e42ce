"""How does a person get a copy of what is held about them: asked, checked by one, released by another? UK GDPR 12"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..care.local_time import day_of
from ..exports import subject_access as rules
from ..exports.lifecycle import SUBJECT_ACCESS
from ..lifecycle import MANAGER
from ..models import Person, SubjectAccess
from ..queries.held import held_about, keys_of
from ..sealed import Words, closed, opened, place_of
from .referrals import locked

TABLE = "caseload_subjectaccess"
REFUSALS = {
    "identity": "We could not establish who asked",
    "unfounded": "The request is manifestly unfounded or excessive",
    "withdrawn": "The person no longer asks",
}


def ask(
    *, actor: Actor, at: datetime, referral_id: UUID, asked_on: date, how: str, known_by: str
) -> SubjectAccess:
    """The person asks; the month runs from the day on which they did. One request at a time."""
    person = locked(referral_id).person
    SUBJECT_ACCESS.may("ask", None, actor).or_raise()
    if asked_on > day_of(at):
        raise RefusedError("This day is still to come.")
    if not how.strip() or not known_by.strip():
        raise RefusedError("Say how they asked, and how you know who they are.")
    if there := SubjectAccess.objects.filter(person=person, state__in=("asked", "checked")).first():
        if there.asked_on == asked_on:
            return there
        raise RefusedError("A request of this person is open already.", "Finish it first.")
    step = SUBJECT_ACCESS.step("ask")
    row = SubjectAccess(
        id=uuid4(),
        person=person,
        state=step.to,
        asked_on=asked_on,
        due_on=rules.due_on(asked_on),
        asked_at=at,
        asked_by=actor.id,
    )
    row.said = _closed(row, "said", Words(how.strip(), {"known_by": known_by.strip()}))
    facts = {"due_on": row.due_on.isoformat()}
    with act(actor=actor, at=at, verb=step.event, subject=("subject-access", row.id), facts=facts):
        row.save(force_insert=True)
    return row


def extend(*, actor: Actor, at: datetime, access_id: UUID, because: str) -> SubjectAccess:
    """It is due two months later, because it is complex; within the month, and the person is told why. Art. 12(3)"""
    row = _locked(access_id)
    if not actor.roles & MANAGER:
        Refused("This is not for your role.", "The service's manager can do it.").or_raise()
    if row.state not in ("asked", "checked") or row.is_extended:
        raise RefusedError("This cannot be extended any more.")
    if day_of(at) > row.due_on:
        raise RefusedError("The month has ended: an extension is told within it.")
    if not because.strip():
        raise RefusedError("Say what the person was told about why it takes longer.")
    with act(actor=actor, at=at, verb="subject_access.extended", subject=("subject-access", row.id)):
        said = said_of(row)
        row.said = _closed(row, "said", Words(said.text, {**said.more, "longer": because.strip()}))
        row.due_on, row.is_extended = rules.due_on(row.asked_on, rules.LONGER), True
        row.save(update_fields=["said", "due_on", "is_extended"])
    return row


def check(*, actor: Actor, at: datetime, access_id: UUID, grounds: Mapping[str, str]) -> SubjectAccess:
    """The copy is frozen as it will be given: each piece, or the ground on which it is left out."""
    row = _locked(access_id)
    SUBJECT_ACCESS.may("check", row.state, actor).or_raise()
    sections = held_about(row.person)
    given = {key: ground for key, ground in grounds.items() if ground}
    every = {piece.key for section in sections for piece in section.pieces}
    rules.may_be_left_out(every, given).or_raise()
    copy = rules.with_left_out(sections, given) | {
        "held_on": day_of(at).isoformat(),
        "keys": sorted(keys_of(sections)),
    }
    step = SUBJECT_ACCESS.step("check")
    facts = {"left_out": sorted(set(given.values()))}
    with act(actor=actor, at=at, verb=step.event, subject=("subject-access", row.id), facts=facts):
        row.left_out = _closed(row, "left_out", Words(more=given))
        row.content = _closed(row, "content", Words(json.dumps(copy, ensure_ascii=False, sort_keys=True)))
        row.state, row.checked_at, row.checked_by = step.to, at, actor.id
        row.save()
    return row


def send_back(*, actor: Actor, at: datetime, access_id: UUID) -> SubjectAccess:
    """It is checked again; what was marked as left out stays marked."""
    return _stepped(actor, at, access_id, "send_back")


def release(*, actor: Actor, at: datetime, access_id: UUID) -> SubjectAccess:
    """Somebody who did not check it releases it, when it still holds everything that they see."""
    row = _locked(access_id)
    SUBJECT_ACCESS.may("release", row.state, actor).or_raise()
    if row.checked_by == actor.id:
        raise RefusedError("You checked this copy yourself.", "Another manager of the service releases it.")
    if not keys_of(held_about(row.person)) <= set(content_of(row)["keys"]):
        raise RefusedError("More is on record than the copy holds.", "Send it back to be checked again.")
    step = SUBJECT_ACCESS.step("release")
    with act(actor=actor, at=at, verb=step.event, subject=("subject-access", row.id)):
        row.state, row.released_at, row.released_by = step.to, at, actor.id
        row.save(update_fields=["state", "released_at", "released_by"])
    return row


def refuse(*, actor: Actor, at: datetime, access_id: UUID, reason: str) -> SubjectAccess:
    """It is refused for one of three reasons; the person is told it, and where to complain."""
    if reason not in REFUSALS:
        raise RefusedError("Choose why it is refused.")
    return _stepped(actor, at, access_id, "refuse", {"reason": reason})


def taken(*, actor: Actor, at: datetime, access_id: UUID, form: str) -> SubjectAccess:
    """The released copy is handed out in that form; that it was is on record."""
    row = _locked(access_id)
    if not actor.roles & MANAGER:
        Refused("The copy is handed out by the service's manager.").or_raise()
    if row.state != "released":
        raise RefusedError("The copy has not been released.", "The service's manager releases it.")
    facts = {"form": form}
    with act(
        actor=actor, at=at, verb="subject_access.taken", subject=("subject-access", row.id), facts=facts
    ):
        pass
    return row


def said_of(row: SubjectAccess) -> Words:
    """How they asked, how we know who they are, and what they were told."""
    return opened(row.person, row.said, Words, place_of(TABLE, row.id, "said"))


def left_out_of(row: SubjectAccess) -> dict[str, str]:
    """Which pieces are left out, on which ground."""
    return opened(row.person, row.left_out, Words, place_of(TABLE, row.id, "left_out")).more


def content_of(row: SubjectAccess) -> dict[str, Any]:
    """The copy as it was checked; empty before."""
    text = opened(row.person, row.content, Words, place_of(TABLE, row.id, "content")).text
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def _stepped(
    actor: Actor, at: datetime, access_id: UUID, name: str, facts: dict[str, Any] | None = None
) -> SubjectAccess:
    row = _locked(access_id)
    SUBJECT_ACCESS.may(name, row.state, actor).or_raise()
    step = SUBJECT_ACCESS.step(name)
    with act(actor=actor, at=at, verb=step.event, subject=("subject-access", row.id), facts=facts or {}):
        row.state = step.to
        if name == "send_back":
            row.checked_at, row.checked_by, row.content = None, "", None
        row.save()
    return row


def _locked(access_id: UUID) -> SubjectAccess:
    """The row with its person; SubjectAccess.DoesNotExist for whoever may not see it."""
    row = SubjectAccess.objects.select_for_update(of=("self",)).get(id=access_id)
    row.person = Person.objects.get(id=row.person_id)
    return row


def _closed(row: SubjectAccess, column: str, words: Words) -> bytes:
    return closed(row.person, words, place_of(TABLE, row.id, column))
