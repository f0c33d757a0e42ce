"""Reading a notice, confirming what was read, putting the decision on record, publishing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from throughline.frame.events import tell
from throughline.frame.lists import fold
from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.places import known_places

from .. import rules
from ..checking import check, supplied_facts
from ..confirming import MOST_VALUES, entry_at, groups, hashed, next_added, settle, unconfirmed, values_in
from ..lifecycle import NOTICE, READING
from ..models import (
    Notice,
    Reading,
)
from ..on_record import ToRecord, put_on_record
from ..promised import watch
from ..queries.notices import held_on, is_illustration, known_like
from ..reading.files import NoticeFile, read_file
from ..reading.limits import UnreadableFileError
from ..reading.reader import read_decisions
from ..reading.shape import Finding, Place, Quote, ReadDecision
from ..record import BY_NAME, FileFacts, Json, as_values, from_values, published_bytes


def read_notice(*, upload: Upload, actor: Actor, at: datetime) -> list[Reading]:
    """One open reading for each decision in the file; the same file again gives the same open readings.

    RefusedError says why a file cannot be read or holds no decision; then nothing of it is kept.
    """
    READING.may("read", None, actor).or_raise()
    file, decisions = _understood(upload)
    with act(actor=actor, at=at, verb=READING.step("read").event, subject=("file", file.sha256)) as doing:
        stored = store(replace(upload, name=file.name), kind=file.kind, at=at)
        Reading.objects.bulk_create(
            [
                Reading(
                    file=stored,
                    position_in_file=position,
                    decisions_in_file=len(decisions),
                    text=file.text,
                    text_sha256=file.text_sha256,
                    found=_found(said),
                    search_text=fold(f"{said.title or ''} {said.reference or ''} {file.name}"),
                    read_at=at,
                    read_by=actor.id,
                )
                for position, said in enumerate(decisions)
            ],
            ignore_conflicts=True,
        )
        doing.facts["decisions"] = len(decisions)
    return list(Reading.objects.filter(file=stored, state="open").order_by("position_in_file"))


def confirm_value(*, reading_id: UUID, path: str, actor: Actor, at: datetime) -> None:
    """The value stands in the notice as it was read."""
    _answer(reading_id, actor, at, path, {"as": "confirmed"})


def correct_value(
    *, reading_id: UUID, path: str, value: Any, words: str = "", actor: Actor, at: datetime
) -> None:
    """The notice says something else than what was read, at the same place or at the given words."""
    _answer(reading_id, actor, at, path, {"as": "corrected", "value": value}, words)


def take_out_value(*, reading_id: UUID, path: str, actor: Actor, at: datetime) -> None:
    """The value is not in the notice."""
    _answer(reading_id, actor, at, path, {"as": "absent"})


def reopen_value(*, reading_id: UUID, path: str, actor: Actor, at: datetime) -> None:
    """The value is unconfirmed again."""
    _answer(reading_id, actor, at, path, None)


def add_value(*, reading_id: UUID, field: str, value: Any, words: str, actor: Actor, at: datetime) -> str:
    """The notice says one thing more, at the given words; the path of the new value."""
    with transaction.atomic():
        reading = _open(reading_id, actor)
        rules.may_add(BY_NAME[field], words).or_raise()
        path = next_added(reading.answers, BY_NAME[field])
        answer = {"as": "added", "value": value, "stands_at": _where(reading, words), **_signed(actor, at)}
        _save(reading, {path: answer})
    return path


def confirm_group(*, reading_id: UUID, group: str, actor: Actor, at: datetime) -> None:
    """Every unconfirmed value of the group stands as read, and what was not found is not in the notice."""
    with transaction.atomic():
        reading = _open(reading_id, actor)
        _save(
            reading,
            {
                entry.path: {"as": "confirmed" if entry.was_found else "absent", **_signed(actor, at)}
                for each in groups(reading.found, reading.answers)
                if each.anchor == group
                for entry in each.entries
                if entry.is_unconfirmed
            },
        )


def discard_reading(*, reading_id: UUID, actor: Actor, at: datetime) -> None:
    """The reading is closed and nothing is recorded from it."""
    with act(actor=actor, at=at, verb=READING.step("discard").event, subject=("reading", str(reading_id))):
        reading = _locked(reading_id)
        rules.may_discard(reading.state, actor).or_raise()
        _close(reading, "discard", actor, at)


def record_decision(
    *, reading_id: UUID, purpose: str = "", again_because: str = "", actor: Actor, at: datetime
) -> Notice:
    """The decision of a wholly confirmed reading is on record; asked again, the same decision comes back."""
    with transaction.atomic():
        reading = _locked(reading_id)
        if reading.notice is not None:
            return reading.notice
        said, evidence = said_now(reading)
        file = FileFacts(reading.file.name, reading.file_id, reading.text_sha256, is_held=True)
        rules.may_record(
            reading.state,
            actor,
            unconfirmed=unconfirmed(reading.found, reading.answers),
            likenesses=likenesses(said, file.sha256, reading.position_in_file),
            again_because=again_because,
        ).or_raise()
        notice = put_on_record(
            ToRecord(
                said=said,
                evidence=hashed(evidence, reading.text),
                findings=findings_of(said, evidence, reading.text),
                purpose=purpose,
                file=file,
                position_in_file=reading.position_in_file,
                again_because=again_because.strip(),
            ),
            actor=actor,
            at=at,
        )
        watch(notice, said.promises, actor=actor, at=at)
        reading.notice = notice
        _close(reading, "finish", actor, at)
    return notice


@dataclass(frozen=True, slots=True)
class DecisionPublished:
    """A decision has come onto the public register; told in the transaction that publishes it."""

    number: str
    actor: Actor
    at: datetime


def publish_decision(*, number: str, actor: Actor, at: datetime) -> Notice:
    """The decision is on the public register, save an illustration; the act carries its canonical record's hash."""
    step, is_public = NOTICE.step("publish"), not is_illustration(number)
    with act(actor=actor, at=at, verb=step.event, subject=("decision", number), public=is_public) as doing:
        notice = Notice.objects.select_for_update().get(number=number)
        rules.may_publish(notice.state, actor).or_raise()
        notice.state, notice.made_public_at, notice.made_public_by = step.to, at, actor.id
        changed = ["state", "made_public_at", "made_public_by"]
        if (made := notice.facts().made) is not None:
            notice.published_on = localdate(at)
            notice.effective_from = rules.effective_on(
                notice.effective_from, notice.published_on, made.days_of_call_in
            )
            changed += ["published_on", "effective_from"]
        notice.save(update_fields=changed)
        doing.facts |= {
            "number": number,
            "record_sha256": sha256(published_bytes(notice.facts())).hexdigest(),
        }
        tell(DecisionPublished(number, actor, at))
    return notice


def said_now(reading: Reading) -> tuple[ReadDecision, dict[str, tuple[int, int]]]:
    """What would be recorded of a reading now, and where each value stands."""
    values, evidence = settle(reading.found, reading.answers)
    return replace(from_values(values), start=reading.found["start"], end=reading.found["end"]), evidence


def likenesses(said: ReadDecision, sha256: str, position_in_file: int) -> list[rules.Likeness]:
    """The decisions on record that this one may be."""
    total = None if said.total_pence is None else Money(said.total_pence)
    new = rules.Known(
        "", said.title or "", said.reference or "", total, said.decided_on, sha256, position_in_file
    )
    return rules.likenesses(
        new, known_like(sha256=sha256, reference=new.reference, total=total, decided_on=said.decided_on)
    )


def findings_of(
    said: ReadDecision, evidence: Mapping[str, tuple[int, int]], text: str
) -> tuple[Finding, ...]:
    """What a person should look at in what would be recorded."""
    quotes = {path: Quote(text[start:end], start, end) for path, (start, end) in evidence.items()}
    facts = replace(supplied_facts(), held=held_on({each.decided_on for each in said.related}))
    return check(replace(said, evidence=quotes), text, facts)


def _understood(upload: Upload) -> tuple[NoticeFile, Sequence[ReadDecision]]:
    try:
        file = read_file(upload.content, upload.name)
    except UnreadableFileError as unreadable:
        raise RefusedError(str(unreadable)) from unreadable
    decisions = read_decisions(file.text, [Place(name, code) for name, code in known_places()])
    if not decisions:
        raise RefusedError(
            "No decision was found in this file. Send the decision notice or the decision record itself."
        )
    if max(values_in(_found(said)) for said in decisions) > MOST_VALUES:
        raise RefusedError(
            f"This file holds more than {MOST_VALUES:,} values, more than a person can confirm. "
            "Send the notice without its attachments."
        )
    return file, decisions


def _found(said: ReadDecision) -> Json:
    evidence = {path: {"start": quote.start, "end": quote.end} for path, quote in said.evidence.items()}
    return {**as_values(said), "evidence": evidence, "start": said.start, "end": said.end}


def _locked(reading_id: UUID) -> Reading:
    # Without joins: after waiting for the lock, a joined row would still be that of before.
    return Reading.objects.select_for_update().get(pk=reading_id)


def _open(reading_id: UUID, actor: Actor) -> Reading:
    reading = _locked(reading_id)
    rules.may_confirm(reading.state, actor).or_raise()
    return reading


def _answer(
    reading_id: UUID, actor: Actor, at: datetime, path: str, answer: Json | None, words: str = ""
) -> None:
    with transaction.atomic():
        reading = _open(reading_id, actor)
        entry = entry_at(reading.found, reading.answers, path)
        if entry is None or (
            entry.field.is_list and answer and answer["as"] == "corrected" and "[" not in path
        ):
            raise RefusedError("This value is no longer part of the reading.")
        if answer is None or (answer["as"] == "absent" and not entry.was_found and "[+" in path):
            reading.answers.pop(path, None)
            _save(reading, {})
            return
        if answer["as"] == "corrected" and not entry.was_found:
            rules.may_add(entry.field, words).or_raise()
        if words.strip():
            answer["stands_at"] = _where(reading, words)
        _save(reading, {path: {**answer, **_signed(actor, at)}})


def _where(reading: Reading, words: str) -> tuple[int, int]:
    found = rules.where_in(reading.text, words, reading.found["start"], reading.found["end"])
    if found is None:
        raise RefusedError("These words are not in the notice. Copy them from its text as they stand there.")
    return found


def _signed(actor: Actor, at: datetime) -> Json:
    return {"by": actor.id, "at": at.isoformat()}


def _save(reading: Reading, answers: Json) -> None:
    reading.answers = {**reading.answers, **answers}
    reading.save(update_fields=["answers"])


def _close(reading: Reading, step: str, actor: Actor, at: datetime) -> None:
    reading.state, reading.closed_at, reading.closed_by = READING.step(step).to, at, actor.id
    reading.save(update_fields=["state", "closed_at", "closed_by", "notice"])
