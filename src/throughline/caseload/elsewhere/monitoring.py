"""What does a row of a national treatment monitoring file say happened, and what is wrong with it? R32, R41

The file knows nobody's CRN: whose a row is, the once-kept link of its CLIENTID alone says. What it says of needs is not
what is assessed here, and its outcome profile's columns are not established: neither comes in.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from throughline.kernel.verdict import RefusedError

from ..codes import Dated
from .days import day_in
from .rules import Event, RowError

EARLIEST = date(1990, 1, 1)  # before it a cell is no day of an episode, whatever reads it
DIED = "died"
SUCCESS = ("drug_free", "alcohol_free", "occasional")  # a sheet may say the same as “completed”
_LONGEST = 60
_SLASHED = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.]\d{4}\b", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.0)?", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Coded(Dated):
    """A code of treatment monitoring, and what it means here; empty where it means nothing."""

    means: str = ""


_DATA = tomllib.loads((Path(__file__).parent.parent / "data" / "monitoring.toml").read_text("utf-8"))
CALLED: Mapping[str, Sequence[str]] = _DATA["columns"]
DISCHARGES, MODALITIES, SOURCES = (
    tuple(Coded(**each) for each in _DATA[kind]) for kind in ("discharge", "modality", "source")
)
COLUMN = {ours: names[0] for ours, names in CALLED.items()}
DAYS = ("triaged", "modality_start", "discharged")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, understood as far as it can be: what happened, what cannot be read, and who sent the person there."""

    number: int
    client_id: str
    episode_id: str
    is_from_justice: bool
    events: tuple[Event, ...] = ()
    faults: tuple[RowError, ...] = ()


def read(rows: Iterable[tuple[int, Mapping[str, str]]], today: date) -> list[Row]:
    """Every row, in their order; RefusedError where a column is missing, or days have the month first.

    One day that has the month first says that all of the file do, and most of them would be read as another day.
    """
    named = list(_named(rows))
    for number, said in named:
        for name in DAYS:
            if (found := _SLASHED.match(said[name])) and int(found[2]) > 12 >= int(found[1]):
                raise RefusedError(
                    f"Row {number}, {COLUMN[name]}: this day has the month before the day, so other days of this "
                    "file would be read as days that they are not. Send it with days such as 28/05/2026 or 2026-05-28."
                )
    return [read_row(number, said, today) for number, said in named]


def by_client(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of one CLIENTID together, in an order that does not depend on theirs in the file."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=_content):
        found.setdefault(row.client_id, []).append(row)
    return [found[client] for client in sorted(found)]


def read_row(number: int, said: Mapping[str, str], today: date) -> Row:
    """The row by our words for its columns; what cannot be read is a fault, and the rest of it stands."""
    said = {name: said.get(name, "").strip() for name in CALLED}
    client, episode = said["client_id"].upper(), said["episode_id"].upper()
    row = Row(number, client, episode, _means(SOURCES, said["source"], today) == "justice")
    for name in ("client_id", "episode_id"):
        if not said[name]:
            return _with(row, name, f"{COLUMN[name]} is missing.")
        if len(said[name]) > _LONGEST:
            return _with(row, name, "This is too long.")
    days: dict[str, date | None] = {}
    for name in DAYS:
        try:
            days[name] = _day(name, said[name], today)
        except RowError as fault:
            days[name] = None
            row = replace(row, faults=(*row.faults, fault))
    if wrong := _out_of_order(days):
        return replace(row, faults=(*row.faults, wrong))
    for make in (_triaged, _started, _discharged):
        try:
            row = replace(row, events=(*row.events, *make(row, said, days)))
        except RowError as fault:
            row = replace(row, faults=(*row.faults, fault))
    return row


def column_of(event: Event) -> str:
    """Which column of the file says this."""
    return COLUMN[
        {"first_contact": "triaged", "treatment_start": "modality_start"}.get(event.kind, "discharged")
    ]


def _triaged(row: Row, said: Mapping[str, str], days: Mapping[str, date | None]) -> Iterable[Event]:
    """The person was met: triage is the first meeting face to face."""
    if on := days["triaged"]:
        yield _event(row, "first_contact", on, "triaged")


def _started(row: Row, said: Mapping[str, str], days: Mapping[str, date | None]) -> Iterable[Event]:
    """Specialist treatment began, of a modality that is one."""
    on = days["modality_start"]
    if on is None:
        return
    known = _known(MODALITIES, said["modality"], on)
    if known is None:
        raise RowError(COLUMN["modality"], f"This is none of: {_codes(MODALITIES)}.")
    if known.means == "treatment":
        yield _event(row, "treatment_start", on, f"start {known.code} {on.isoformat()}")


def _discharged(row: Row, said: Mapping[str, str], days: Mapping[str, date | None]) -> Iterable[Event]:
    """The support ended, for one of our reasons."""
    on, code = days["discharged"], said["discharge"]
    if on is None:
        if code and not said["discharged"]:
            raise RowError(COLUMN["discharged"], "A reason of discharge stands here without its day.")
        return
    known = _known(DISCHARGES, code, on)
    if known is None:
        raise RowError(COLUMN["discharge"], f"This is none of: {_codes(DISCHARGES)}.")
    yield _event(row, "exit", on, "discharged", known.means)


def _event(row: Row, kind: str, on: date, what: str, code: str = "") -> Event:
    return Event(
        row=row.number,
        event_id=f"monitoring {row.client_id} {row.episode_id} {what}",
        kind=kind,
        on=on,
        code=code,
        client_id=row.client_id,
        episode_id=row.episode_id,
    )


def _day(name: str, said: str, today: date) -> date | None:
    if not said:
        return None
    column = COLUMN[name]
    if _SERIAL.fullmatch(said):
        raise RowError(
            column, "This is a spreadsheet’s number and no day. Make the column’s cells days, and save again."
        )
    try:
        on = day_in(_MIDNIGHT.sub("", said))
    except ValueError:
        raise RowError(column, "This is no day such as 2026-05-28 or 28/05/2026.") from None
    if on < EARLIEST:
        raise RowError(column, "This day is too long ago to be one of an episode.")
    if on > today:
        raise RowError(column, "This day is still to come.")
    return on


def _out_of_order(days: Mapping[str, date | None]) -> RowError | None:
    begins, starts, ends = (days[name] for name in DAYS)
    if ends and begins and ends < begins:
        return RowError(
            COLUMN["discharged"], "The discharge is before the triage: one of the two days is wrong."
        )
    if ends and starts and ends < starts:
        return RowError(
            COLUMN["discharged"], "The discharge is before the start: one of the two days is wrong."
        )
    return None


def _named(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows by our words for their columns; RefusedError naming the columns that no row has."""
    found = list(rows)
    there = {name for _, said in found for name in said}
    taken = {ours: [each for each in names if each.lower() in there] for ours, names in CALLED.items()}
    if found and (missing := [COLUMN[ours] for ours, names in taken.items() if not names]):
        raise RefusedError(
            f"The first row of this file names its columns. These are missing: {', '.join(missing)}. A column that is "
            "left out or renamed would leave out what happened."
        )
    for number, said in found:
        yield number, {ours: said.get(names[0].lower(), "") for ours, names in taken.items()}


def _with(row: Row, name: str, why: str) -> Row:
    return replace(row, faults=(*row.faults, RowError(COLUMN[name], why)))


def _content(row: Row) -> tuple[object, ...]:
    """What the row says, without where it stands."""
    events = tuple((each.event_id, each.says) for each in row.events)
    return row.episode_id, events, tuple((each.column, each.why) for each in row.faults), row.is_from_justice


def _known(codes: Iterable[Coded], said: str, on: date) -> Coded | None:
    asked = said.lstrip("0") or said
    return next((each for each in codes if each.code == asked and each.is_used_on(on)), None)


def _means(codes: Iterable[Coded], said: str, on: date) -> str:
    found = _known(codes, said, on)
    return found.means if found else ""


def _codes(known: Iterable[Coded]) -> str:
    return ", ".join(each.code for each in known)
