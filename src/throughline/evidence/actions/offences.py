"""How does the file come in that the ministry returned? Whole or not at all, sealed with its extract. R30, R40, R42"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction

from throughline.frame import sealed_file
from throughline.frame.sealing import unwrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..extract import OFFENCES
from ..models import Extract, ReturnedFile
from ..offences.checking import Sent, check
from ..ports import PSEUDONYMS
from .extracts import folder, opened, papers_stand

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA, VERSION = "throughline returned offences", 1
TAKES_PART = ("people", "referrals")
MATURES_AFTER = 548
MOST_BYTES = 512 * 1024 * 1024


def take(
    *,
    actor: Actor,
    at: datetime,
    extract_id: UUID,
    name: str,
    content: bytes,
    known_until: date,
    evaluation: UUID | None = None,
    without_strangers: bool = False,
) -> ReturnedFile:
    """The file is held, sealed under its extract's key, or nothing of it is; the same file again changes nothing.

    `evaluation` names the evaluation file that was sent; without it the pseudonyms are the extract's own. One row that
    is wrong turns the whole file away, in words, save people of whom the extract knows nothing `without_strangers`.
    """
    from .. import store

    if not (actor.is_system or "analyst" in actor.roles):
        Refused("Only an analyst takes in what the ministry returned.", "Ask an analyst.").or_raise()
    if len(content) > MOST_BYTES:
        raise RefusedError(f"{name} is larger than 512 MiB.", "Send the columns that are asked for alone.")
    row = Extract.objects.get(id=extract_id)
    today = max(at.date(), row.last_day)  # made-up people may live in days that are still to come
    if known_until > today:
        raise RefusedError("The ministry cannot have looked up to a day that is still to come.")
    if known_until < row.covers_from + timedelta(days=MATURES_AFTER):
        raise RefusedError(
            f"Nobody’s {MATURES_AFTER} days have run by then, so nothing could be said of anybody.",
            "Ask the ministry for a later file.",
        )
    tables = opened(actor=actor, at=at, extract_id=row.id, because="returned", only=TAKES_PART)
    if not row.is_made_up:
        papers_stand(tables, at.date())
    sent = _sent(tables, None if evaluation is None else PSEUDONYMS(evaluation, at))
    found = check(
        name, content, sent=sent, known_until=known_until, today=today, without_strangers=without_strangers
    )
    about = {
        "schema": SCHEMA,
        "version": VERSION,
        "extract": str(row.id),
        "known_until": known_until.isoformat(),
        "keyed_by": "extract" if evaluation is None else "evaluation",
        "evaluation": str(evaluation or ""),
        "sent": len(sent),
        "matched": found.matched,
        "strangers": found.strangers,
    }
    return _kept(actor, at, row, about, store.from_text(OFFENCES, found.rows))


def returned_rows(row: Extract) -> "tuple[dict[str, pa.Table], dict[str, date]]":
    """The table of offences of an extract that was opened, and the last day of which it knows; none of either where
    the ministry returned nothing.
    """
    from .. import store

    held = ReturnedFile.objects.filter(extract=row).first()
    if held is None:
        return {}, {}
    file = folder() / held.file
    if not file.exists():
        raise RefusedError(
            "The file that the ministry returned is not here.", "Take the extract and it again."
        )
    manifest, rows = store.returned(file, unwrapped(bytes(row.wrapped_key)))
    if manifest["seal"] != held.manifest["seal"]:
        raise RefusedError("The file that the ministry returned is another one than the record says.")
    return {OFFENCES.name: rows}, {OFFENCES.name: held.known_until}


def _sent(tables: "Mapping[str, pa.Table]", theirs: Mapping[str, str] | None) -> dict[str, Sent]:
    """Everybody in the extract by the pseudonym that was sent, with the day of their first referral."""
    import pyarrow as pa

    referrals = tables["referrals"].select(["person", "sent_on"])
    referrals = referrals.set_column(0, "person", referrals.column("person").cast(pa.string()))
    first = referrals.group_by("person").aggregate([("sent_on", "min")]).to_pylist()
    ours = {
        each["person"]: Sent(each["person"], each["sent_on_min"]) for each in first if each["sent_on_min"]
    }
    if theirs is None:
        return ours
    return {other: ours[person] for other, person in theirs.items() if person in ours}


def _kept(
    actor: Actor, at: datetime, row: Extract, about: Mapping[str, Any], rows: "pa.Table"
) -> ReturnedFile:
    from .. import store

    file = folder() / f"{uuid4()}.sealed"
    manifest = sealed_file.write(
        file, [store.part_of(OFFENCES, rows)], about, unwrapped(bytes(row.wrapped_key))
    )
    facts = {
        "known_until": about["known_until"],
        "keyed_by": about["keyed_by"],
        "evaluation": about["evaluation"],
        "manifest": manifest["seal"],
    }
    try:
        with transaction.atomic():
            if Extract.objects.select_for_update().get(id=row.id).state != "held":
                raise RefusedError("This extract was destroyed meanwhile.")
            held = ReturnedFile.objects.filter(extract=row).first()
            if held is not None:
                file.unlink()
                if held.manifest["seal"] == manifest["seal"]:
                    return held
                raise RefusedError(
                    "Another file is held for this extract, and tables that left were made of it.",
                    "Take a newer extract, and this file for that one.",
                )
            with act(
                actor=actor, at=at, verb="extract.offences_taken", subject=("extract", row.id), facts=facts
            ):
                return ReturnedFile.objects.create(
                    extract=row,
                    known_until=date.fromisoformat(about["known_until"]),
                    keyed_by=about["keyed_by"],
                    evaluation=UUID(about["evaluation"]) if about["evaluation"] else None,
                    manifest=manifest,
                    file=file.name,
                    taken_at=at,
                    taken_by=actor.id,
                )
    except BaseException:
        file.unlink(missing_ok=True)
        raise
