"""How do referrals come in as a file: each row once, each row accounted for, whatever is killed meanwhile? R32

Some rows go into one transaction with how far the file has come, so what was cut off goes on with the next row when
the same file comes again. A row is known by its sender's own id of it, also in another file.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations import working
from throughline.organisations.working import COURT, Service

from ..elsewhere import sheets
from ..elsewhere.referral_rows import COLUMNS, NEEDED, Fault, read_row, service_of
from ..lifecycle import PROBATION
from ..models import Imported, ImportedReject
from ..queries.referring import signed_in, sources_for, where
from ..sight import look
from .referring_in import refer
from .taking import OtherWordsError, note_taken, taken_before

KIND = "referrals"
BATCH = 20
MOST = 200  # a page waits for its rows
KNOWN = frozenset(each.lower() for each in COLUMNS)
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: taken, same or rejected; of a rejected one each column with how to put it right."""

    row: int
    kind: str
    faults: tuple[Fault, ...] = ()


def bring_in(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    content: bytes,
    tell: Callable[[Imported], None] = lambda _: None,
) -> Imported:
    """What became of the file's rows; the same file again goes on where it stopped, and then changes nothing."""
    if not actor.roles & PROBATION:
        raise RefusedError("Referring from a file is not for your role.", "Probation does it.")
    today = timezone.localdate(at)
    rows = sheets.read(name, content, NEEDED)
    if not rows:
        raise RefusedError("This file has no row below its column names.")
    if strange := sorted(each for each in rows[0][1] if each and each not in KNOWN):
        raise RefusedError(  # a name written otherwise would leave out what the column says
            f"The sheet has no columns of these names: {', '.join(strange[:5])[:200]}. Name them as the sheet does, "
            "or take them out."
        )
    if len(rows) > MOST:
        raise RefusedError(f"This file has {len(rows):,} rows. Send at most {MOST} at once, in parts.")
    with transaction.atomic():
        look(actor, today)
        run = _begun(actor, at, content, len(rows))
    while _done(run) < run.rows:
        with transaction.atomic():
            look(actor, today)
            run = Imported.objects.select_for_update().get(id=run.id)
            done = _done(run)
            _go_on(actor, at, run, rows[done : done + BATCH])
        tell(run)
    return run


def _done(run: Imported) -> int:
    return run.taken + run.same + run.rejected


def _begun(actor: Actor, at: datetime, content: bytes, rows: int) -> Imported:
    """The run of this file: the one that the actor began before, or a new one."""
    digest = sha256(content).hexdigest()
    with connection.cursor() as cursor:  # the same file twice at once comes in once
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"referrals {actor.id} {digest}"]
        )
    mine = Imported.objects.filter(brought_by=actor.id, kind=KIND, sha256=digest)
    if (before := mine.order_by("brought_at").first()) is not None:
        return before
    body = working.body_of(actor.id)
    if body is None:
        raise RefusedError("You belong to no organisation here. An administrator can help.")
    run = Imported(
        id=uuid4(),
        body_id=body,
        kind=KIND,
        sha256=digest,
        rows=rows,
        taken=0,
        same=0,
        rejected=0,
        brought_at=at,
        brought_by=actor.id,
    )
    with act(actor=actor, at=at, verb="import.begun", subject=("import", run.id), facts={"rows": rows}):
        run.save(force_insert=True)
    return run


def _go_on(actor: Actor, at: datetime, run: Imported, rows: Sequence[Row]) -> None:
    services = where(actor, timezone.localdate(at))
    outcomes = [_outcome(actor, at, run, services, number, said) for number, said in rows]
    many = Counter(each.kind for each in outcomes)
    facts: dict[str, Json] = {kind: many[kind] for kind in ("taken", "same", "rejected")}
    with act(actor=actor, at=at, verb="import.went_on", subject=("import", run.id), facts=facts):
        run.taken, run.same = run.taken + many["taken"], run.same + many["same"]
        run.rejected += many["rejected"]
        run.save(update_fields=["taken", "same", "rejected"])
        ImportedReject.objects.bulk_create(
            ImportedReject(imported=run, row=each.row, column=column, why=why[:300])
            for each in outcomes
            for column, why in each.faults
        )


def _outcome(
    actor: Actor, at: datetime, run: Imported, services: list[Service], number: int, said: dict[str, str]
) -> Outcome:
    try:
        with transaction.atomic():
            return _taken(actor, at, run, services, number, said)
    except OtherWordsError:
        why = "This id came before with other content. To change what was sent, amend it there."
        return Outcome(number, "rejected", (("row_id", why),))
    except RefusedError as refusal:
        return Outcome(number, "rejected", (("", str(refusal)),))
    except IntegrityError:
        return Outcome(
            number, "rejected", (("", "This does not fit what is on record. Ask whoever helps you."),)
        )


def _taken(
    actor: Actor, at: datetime, run: Imported, services: list[Service], number: int, said: dict[str, str]
) -> Outcome:
    own, values, faults = read_row(said, timezone.localdate(at))
    service = service_of(said, services)
    if not isinstance(service, Service):
        faults.append(service)
    sources = sources_for(actor)
    values.setdefault("source", next(iter(sources)))
    if values["source"] not in sources:
        faults.append(("source", f"You refer people who are: {', '.join(sources)}."))
    if not (actor.roles & COURT or values.get("practitioner_name") or values.get("is_unallocated")):
        faults = [each for each in faults if each[0] != "practitioner_name"]
        values |= signed_in(actor)
    if faults or not isinstance(service, Service):
        return Outcome(number, "rejected", tuple(faults))
    key, says = f"row {own}", repr(sorted((name, value) for name, value in said.items() if value.strip()))
    if taken_before(actor, key, says) is not None:
        return Outcome(number, "same")
    done = refer(actor=actor, at=at, service=service, values=values, key=key)
    note_taken(
        actor=actor,
        key=key,
        says=says,
        answer={"reference": done.referral.reference, "ask": done.ask},
        referral_id=done.referral.id,
        run=run,
        row=number,
    )
    return Outcome(number, "taken")
