"""What do outside registers say of recipients, and what was recorded about a grant's legal route?

Registers come as files (`register_files` says which columns); Throughline asks no register itself. Authority: R9.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from ..diligence import CHECKERS, GOOD_FOR_DAYS, LEGAL_ANSWERS, may_check, may_record
from ..models import Grant, LegalRecord, RecipientCheck, RegisterFile
from ..models.diligence import FOUND, RECORDS, REGISTERS
from ..register_files import Entries, Looked, look, read

__all__ = ["CHECKERS", "add_check", "import_register", "record_legal"]


def import_register(
    *, actor: Actor, at: datetime, register: str, as_of: date, upload: Upload, bodies: Iterable[UUID] = ()
) -> tuple[RegisterFile, list[RecipientCheck]]:
    """The file is kept and every one of these bodies that the register can know is checked against it.

    RefusedError names the line that cannot be read; then nothing is kept.
    """
    may_check(actor).or_raise()
    if register not in REGISTERS:
        raise RefusedError("Say which register this file is of.")
    if as_of > at.date():
        raise RefusedError("A file cannot say what is so on a day to come.")
    entries = read(register, upload.content)
    with act(actor=actor, at=at, verb="register.imported", subject=("register file", None)) as doing:
        file = RegisterFile.objects.create(
            register=register,
            as_of=as_of,
            file=store(upload, kind="csv", at=at),
            rows=len(entries),
            imported_at=at,
            imported_by=actor.id,
        )
        checks = _checks(file, entries, bodies, actor, at)
        doing.subject = ("register file", str(file.id))
        doing.facts |= {"register": register, "rows": len(entries), "checks": len(checks)}
    return file, checks


def _checks(
    file: RegisterFile, entries: Entries, bodies: Iterable[UUID], actor: Actor, at: datetime
) -> list[RecipientCheck]:
    known = organisations.bodies().filter(id__in=list(bodies))
    looked = [(each.id, look(entries, name=each.name, org_id=each.org_id)) for each in known]
    return RecipientCheck.objects.bulk_create(
        _check(body, file.register, found, file.as_of, actor, at, from_file=file)
        for body, found in looked
        if found is not None
    )


def _check(
    body: UUID,
    register: str,
    said: Looked,
    checked_on: date,
    actor: Actor,
    at: datetime,
    *,
    from_file: RegisterFile | None = None,
) -> RecipientCheck:
    return RecipientCheck(
        body_id=body,
        register=register,
        from_file=from_file,
        number=said.number,
        found=said.found,
        words=said.words,
        checked_on=checked_on,
        good_until=checked_on + timedelta(days=GOOD_FOR_DAYS[register]),
        checked_at=at,
        checked_by=actor.id,
    )


def add_check(
    *,
    actor: Actor,
    at: datetime,
    body_id: UUID,
    register: str,
    found: str,
    words: str,
    checked_on: date,
    number: str = "",
) -> RecipientCheck:
    """Somebody looked in the register themselves and says what it shows."""
    may_check(actor).or_raise()
    if register not in REGISTERS or found not in FOUND:
        raise RefusedError("Say which register was looked at, and what it shows.")
    if not words.strip():
        raise RefusedError("Say what you looked at and what it shows.")
    if checked_on > at.date():
        raise RefusedError("A check cannot have been made on a day to come.")
    with act(actor=actor, at=at, verb="recipient.checked", subject=("body", str(body_id))) as doing:
        check = _check(body_id, register, Looked(found, words.strip(), number), checked_on, actor, at)
        check.save(force_insert=True)
        doing.facts |= {"register": register, "found": found}
    return check


@transaction.atomic
def record_legal(
    *,
    actor: Actor,
    at: datetime,
    grant_id: UUID,
    kind: str,
    answer: str,
    reason: str,
    recorded_on: date,
    pence: Money | None = None,
) -> LegalRecord:
    """It is on record what was answered about a grant's legal route, and why; a later record stands beside it. R9."""
    may_record(actor).or_raise()
    if kind not in RECORDS or answer not in LEGAL_ANSWERS[kind]:
        raise RefusedError("Say what is recorded, and what the answer is.")
    if not reason.strip():
        raise RefusedError("Say why; whoever audits this reads the reason first.")
    if recorded_on > at.date():
        raise RefusedError("Nothing is recorded for a day to come.")
    with act(
        actor=actor, at=at, verb="grant.legal_route_recorded", subject=("grant", str(grant_id))
    ) as doing:
        record = LegalRecord.objects.create(
            grant=Grant.objects.select_for_update().get(pk=grant_id),
            kind=kind,
            answer=answer,
            reason=reason.strip(),
            pence=pence,
            recorded_on=recorded_on,
            recorded_at=at,
            recorded_by=actor.id,
        )
        doing.facts |= {"kind": kind, "answer": answer}
        doing.personal["reason"] = reason.strip()
    return record
