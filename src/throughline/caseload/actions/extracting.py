"""How is an extract for the evidence made, by a machine alone, of whom it may see? Authority: R30, R37, R39, R40."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from throughline.evidence.extract import FUNDED, NEVER, SCHEMA, VERSION, part_of_rows
from throughline.evidence.extract import TABLES as SCHEMA_TABLES
from throughline.frame import sealed_file
from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

from ..care.local_time import day_of
from ..exports.reasons import EXTRACT_FOR
from ..queries.extracting import TABLES, Chosen, left_out, people_ids, pseudonym
from ..queries.papers import missing
from ..rules import may_real_people_come_in
from ..sight import look_for_provider
from .people import note_read

AT_ONCE = 5000


def make_extract(
    *,
    actor: Actor,
    at: datetime,
    file: Path,
    key: bytes,
    period: tuple[date, date],
    because: str,
    asked_by: str,
    is_made_up: bool = False,
) -> dict[str, Any]:
    """The extract is in that file, sealed with the key; its manifest says what is in and what is not.

    The same records, period and key give the same bytes. The caller's transaction sees one state of the records.
    """
    if not actor.is_system:
        raise RefusedError("An extract is made by the command of the installation.")
    if because not in EXTRACT_FOR:
        raise RefusedError("Say for what the extract is made.")
    first, until = period
    if until <= first:
        raise RefusedError("The period ends after it begins.")
    on = day_of(at)
    chosen, out = _chosen(actor, (first, until - timedelta(days=1)), on, is_made_up=is_made_up)
    about = {
        "schema": SCHEMA,
        "version": VERSION,
        "period": [first.isoformat(), until.isoformat()],
        "is_made_up": is_made_up,
        "pseudonyms": keyed_hashes("extract pseudonyms", "")[0][:12],
        "providers": [each.provider for each in chosen],
        "left_out": {
            **dict.fromkeys(sorted(out), "some, not counted"),
            "limited": "not in sight, not counted",
            "never_in": list(NEVER),
        },
    }
    posts, costs = FUNDED(first, until, is_made_up)
    further = {"posts": ((pseudonym("post", str(post)), *said) for post, *said in posts), "costs": costs}
    parts = (
        part_of_rows(table, further.get(table.name) or _rows(actor, on, table.name, chosen))
        for table in SCHEMA_TABLES
    )
    manifest = sealed_file.write(file, parts, about, key)
    facts = {
        "schema": f"{SCHEMA} {VERSION}",
        "period": [first.isoformat(), until.isoformat()],
        "asked_by": asked_by,
        "because": because,
        "is_made_up": is_made_up,
        "manifest": manifest["seal"],
        "left_out": [*sorted(out), "limited", "never_in"],
    }
    # No count here: whoever reads the ledger may see nobody.
    name = uuid5(NAMESPACE_URL, manifest["seal"])
    with act(actor=actor, at=at, verb="extract.made", subject=("extract", name), facts=facts):
        for each in chosen:
            look_for_provider(actor, each.provider_id, on)
            for some in _some(people_ids(each)):
                note_read(actor=actor, at=at, people=some, what="evidence extract", body=each.provider_id)
    return manifest


def _chosen(
    actor: Actor, days: tuple[date, date], on: date, *, is_made_up: bool
) -> tuple[list[Chosen], set[str]]:
    """Each provider whose papers for evaluation stand, and why referrals are left out at any."""
    found: list[Chosen] = []
    out, lacking = set[str](), list[str]()
    for body in working.providers(on).order_by("code"):
        look_for_provider(actor, body.id, on)
        one = Chosen(body.id, body.code, *days, is_made_up)
        papers = [] if is_made_up else missing(body.id, "evaluation", on)
        out |= left_out(one, has_papers=not papers)
        if papers:
            lacking += papers
        else:
            found.append(one)
    if lacking and not found:
        may_real_people_come_in(dict.fromkeys(lacking), is_made_up=False).or_raise()
    return found, out


def _rows(actor: Actor, on: date, name: str, chosen: Iterable[Chosen]) -> Iterator[Any]:
    for each in chosen:
        look_for_provider(actor, each.provider_id, on)
        yield from TABLES[name](each)


def _some(ids: Iterator[Any]) -> Iterator[list[Any]]:
    kept: list[Any] = []
    for each in ids:
        kept.append(each)
        if len(kept) == AT_ONCE:
            yield kept
            kept = []
    if kept:
        yield kept
