"""How does probation's extract come in, row by row, and what is said of each row that does not?"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.frame.scope import Sight, enter_sight
from throughline.frame.sealing import keyed_hashes, new_key, wrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from .. import codes
from ..lookup import TABLE, as_crn
from ..models import ProbationRecord
from ..queries.papers import missing
from ..rules import may_real_people_come_in
from ..sealed import Asked, Identity, closed, place_of

MOST_ROWS = 100_000
PROBATION = "probation-greater-manchester"
WHO = ("given_names", "family_name", "sex", "ethnicity", "phone", "email", "address", "postcode", "language")
SUPERVISED = (
    "practitioner_name",
    "practitioner_email",
    "practitioner_phone",
    "team_phone",
    "office",
    "prison",
)
COLUMNS = (
    "crn", *WHO, "date_of_birth", "needs_interpreter", "unit", "source", "sentence", "requirement",
    "sentence_ends_on", "release_on", *SUPERVISED, *(f"risk_{each}" for each in codes.RISK_TO), "self_risk",
    "flags", "access", "access_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows came in, and which did not, by their line, and why."""

    came_in: int
    rejected: tuple[tuple[int, str], ...]


def take_extract(
    *, actor: Actor, at: datetime, text: str, taken_on: date, unit_list: str, is_made_up: bool = False
) -> Imported:
    """Each CRN has the record that the extract gives it, once, however often it comes in. Machines only.

    Nobody real comes in before probation's papers are there. R30
    """
    if not actor.is_system:
        raise RefusedError("An extract comes in by the command or the job that fetches it.")
    enter_sight(actor, Sight("court"))
    papers = (
        [] if is_made_up else missing(organisations.body(PROBATION).id, "support", timezone.localdate(at))
    )
    may_real_people_come_in(papers, is_made_up=is_made_up).or_raise()
    reader = csv.DictReader(StringIO(text))
    if lacking := [each for each in COLUMNS if each not in (reader.fieldnames or ())]:
        raise RefusedError(f"The extract lacks these columns: {', '.join(lacking)}.")
    units = {each.name: each.id for each in organisations.units() if each.list_name == unit_list}
    known: dict[str, UUID] = dict(ProbationRecord.objects.values_list("crn", "id"))
    rejected, rows = [], []
    for line, said in enumerate(reader, 2):
        if line > MOST_ROWS + 1:
            raise RefusedError(f"An extract has at most {MOST_ROWS} rows.")
        try:
            rows.append(_row({k: (v or "").strip() for k, v in said.items() if k}, units))
        except ValueError as fault:
            rejected.append((line, str(fault)))
    with act(
        actor=actor,
        at=at,
        verb="probation_extract.taken",
        subject=("extract", uuid4()),
        facts={"rows": len(rows), "rejected": len(rejected), "taken_on": taken_on.isoformat()},
    ):
        for crn, row, identity, asked in rows:
            row.id, row.taken_on, row.is_made_up = known.setdefault(crn, row.id), taken_on, is_made_up
            row.identity = closed(row, identity, place_of(TABLE, row.id, "identity"))
            row.asked = closed(row, asked, place_of(TABLE, row.id, "asked"))
        new = {row.id for _, row, _, _ in rows} - set(ProbationRecord.objects.values_list("id", flat=True))
        for _, row, _, _ in rows:
            row.save(force_insert=row.id in new, force_update=row.id not in new)
            new.discard(row.id)
    return Imported(len(rows), tuple(rejected))


def _row(said: Mapping[str, str], units: Mapping[str, UUID]) -> tuple[str, ProbationRecord, Identity, Asked]:
    crn = as_crn(said["crn"])
    if crn is None:
        raise ValueError("This is no CRN: one letter and six figures.")
    if said["unit"] not in units:
        raise ValueError("No unit of that name is in the list.")
    born = _day(said, "date_of_birth")
    identity = Identity(
        crn=crn,
        date_of_birth=born.isoformat() if born else "",
        needs_interpreter=said["needs_interpreter"].lower() == "yes",
        **{name: said[name] for name in WHO},
    )
    levels = {each: said[f"risk_{each}"].upper() for each in codes.RISK_TO if said[f"risk_{each}"]}
    supervised: dict[str, Any] = {name: said[name] for name in SUPERVISED}
    asked = Asked(
        risk_levels={each: _one_of(level, codes.RISK_LEVELS, "risk") for each, level in levels.items()},
        self_risk=_several(said["self_risk"], codes.SELF_RISK, "self_risk"),
        flags=_several(said["flags"], codes.FLAGS, "flags"),
        **supervised,
    )
    row = ProbationRecord(
        id=uuid4(),
        unit_id=units[said["unit"]],
        crn=keyed_hashes("crn", crn)[0],
        wrapped_key=wrapped(new_key()),
        source=_one_of(said["source"] or "community", codes.SOURCES, "source"),
        sentence=said["sentence"],
        requirement=_one_of(said["requirement"], codes.REQUIREMENTS, "requirement"),
        sentence_ends_on=_day(said, "sentence_ends_on"),
        release_on=_day(said, "release_on"),
        access=_one_of(
            said["access"] or "unknown",
            dict.fromkeys(("open", "restricted", "excluding", "unknown")),
            "access",
        ),
        access_on=_day(said, "access_on"),
    )
    return row.crn, row, identity, asked


def _day(said: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(said[name]) if said[name] else None
    except ValueError:
        raise ValueError(f"“{name}” is no day such as 2026-05-28.") from None


def _one_of(value: str, known: Mapping[str, object], name: str) -> str:
    if value not in known:
        raise ValueError(f"“{name}” has a code that is not known here.")
    return value


def _several(value: str, known: Mapping[str, object], name: str) -> list[str]:
    return [_one_of(each.strip(), known, name) for each in value.split(";") if each.strip()]
