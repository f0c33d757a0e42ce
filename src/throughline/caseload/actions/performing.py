"""How is a performance file made, and what stays on record of it? Authority: R37, R39, reference/caseload.md."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from throughline.frame import sealed_file
from throughline.frame.lists import csv_text
from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations import queries as organisations
from throughline.organisations import working

from ..care.local_time import day_of
from ..exports.performance import COLUMNS, NAMES, row_of
from ..exports.reasons import PERFORMANCE_FOR
from ..queries.performance import Row, referrals_of, rows_of
from ..sight import look_for_provider
from .people import note_read

MAY = frozenset({"provider-manager", "head-of-unit"})
LONGEST_DAYS = 366
LEFT_OUT = ["limited, beyond the asker's sight", "deleted", "never sent"]
UNVERIFIED = [column.name for column in COLUMNS if not column.is_verified]


def performance_file(
    *, actor: Actor, at: datetime, period: tuple[date, date], because: str, unit_id: UUID | None = None
) -> str:
    """The 27 columns of whom the actor sees, as CSV; who asked and why, and each read, is on record."""
    if not actor.roles & MAY:
        raise RefusedError(
            "This file is not for your role.", "The service's manager and the unit's head make it."
        )
    may_cover(period, because)
    rows = list(rows_of(referrals_of(period, unit=unit_id)))
    text = csv_text(NAMES, [row_of(each.facts) for each in rows])
    facts: dict[str, Json] = {"unit": str(unit_id or ""), "asked_by": actor.id, "because": because}
    _recorded(actor, at, period, facts, keyed_hashes("performance file", text)[0], rows)
    return text


def make_performance_file(
    *,
    actor: Actor,
    at: datetime,
    file: Path,
    key: bytes,
    provider: str,
    period: tuple[date, date],
    because: str,
    asked_by: str,
) -> dict[str, Any]:
    """The same of one provider by a machine, sealed in a file; whoever's record is limited is not in it."""
    if not actor.is_system:
        raise RefusedError("A sealed file is made by the command of the installation.")
    may_cover(period, because)
    body = next((each for each in organisations.bodies() if each.code == provider), None)
    if body is None:
        raise RefusedError(f"There is no organisation with the code {provider}.")
    if working.body_of(asked_by) != body.id:
        raise RefusedError("Whoever asks for a provider's file works for that provider.")
    look_for_provider(actor, body.id, day_of(at))
    read: list[Row] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for each in rows_of(referrals_of(period).filter(provider=body.id)):
            read.append(each)
            yield row_of(each.facts)

    days = [each.isoformat() for each in period]
    about = {"schema": "performance, 27 columns", "period": days, "provider": provider}
    about |= {"unverified": UNVERIFIED, "left_out": LEFT_OUT}
    manifest = sealed_file.write(file, [sealed_file.Part("performance", NAMES, rows())], about, key)
    facts: dict[str, Json] = {"asked_by": asked_by, "because": because, "provider": provider}
    _recorded(actor, at, period, facts, manifest["seal"], read)
    return manifest


def may_cover(period: tuple[date, date], because: str) -> None:
    """RefusedError unless the period runs forward, for a year at most, and the reason is one of the list."""
    if because not in PERFORMANCE_FOR:
        raise RefusedError("Say why you need the file.")
    first, last = period
    if last < first:
        raise RefusedError("The last day is on or after the first.")
    if (last - first).days >= LONGEST_DAYS:
        raise RefusedError("A file covers a year at most.")


def _recorded(
    actor: Actor,
    at: datetime,
    period: tuple[date, date],
    facts: dict[str, Json],
    digest: str,
    rows: list[Row],
) -> None:
    """The act says no count: whoever reads the ledger may see nobody of the file, nor try whom its digest fits."""
    said: dict[str, Json] = {"columns": len(NAMES), "period": [each.isoformat() for each in period]}
    said |= {"digest": digest, "left_out": list(LEFT_OUT), **facts}
    name = uuid5(NAMESPACE_URL, f"performance {digest}")
    with act(actor=actor, at=at, verb="performance_file.made", subject=("export", name), facts=said):
        note_read(actor=actor, at=at, people=[each.person_id for each in rows], what="performance file")
