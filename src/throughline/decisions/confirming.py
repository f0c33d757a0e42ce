"""What of a reading has a person confirmed, and what would be recorded now?

An answer belongs to a path: `title`, `breakdown[3]`, `breakdown[+1]` for a value that the person added. It says
what the person did (confirmed, corrected, absent, added), the value where it is theirs, and who and when.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from .record import FIELDS, GROUPS, Field, Json

Status = Literal["unconfirmed", "confirmed", "corrected", "absent", "added"]

MOST_VALUES = 1500  # a table of all 317 English councils, each figure named twice, is still below

_ITEM = re.compile(r"([a-z_.]+)\[(\+?\d+)\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value to confirm: as it was read, what the person made of it, and where it stands in the text.

    A field of which nothing was found is an entry too: a person confirms that it is not in the notice.
    """

    path: str
    field: Field
    read: Any
    status: Status
    value: Any
    quotes: tuple[tuple[int, int], ...]

    @property
    def anchor(self) -> str:
        return anchor_of(self.path)

    @property
    def is_unconfirmed(self) -> bool:
        return self.status == "unconfirmed"

    @property
    def was_found(self) -> bool:
        return self.read is not None


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one heading of the reader page."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        return anchor_of("group " + self.name.lower())

    @property
    def unconfirmed(self) -> int:
        return sum(entry.is_unconfirmed for entry in self.entries)


def anchor_of(path: str) -> str:
    """The path as an element's id."""
    return re.sub(r"[^a-z0-9]+", "-", path.replace("+", "added ")).strip("-")


def groups(found: Json, answers: Json) -> tuple[Group, ...]:
    """Every entry of a reading, in the table's order."""
    entries = list(_entries(found, answers))
    return tuple(Group(name, tuple(e for e in entries if e.field.group == name)) for name in GROUPS)


def entry_at(found: Json, answers: Json, path: str) -> Entry | None:
    """The entry of that path, or None when the reading has no such value."""
    return next((entry for entry in _entries(found, answers) if entry.path == path), None)


def unconfirmed(found: Json, answers: Json) -> int:
    """How many values a person has still to look at."""
    return sum(entry.is_unconfirmed for entry in _entries(found, answers))


def values_in(found: Json) -> int:
    """How many values a reading asks a person to look at."""
    return unconfirmed(found, {})


def next_added(answers: Json, field: Field) -> str:
    """The path of one more value of a list."""
    taken = [
        int(m[2]) for path in answers if (m := _ITEM.fullmatch(path)) and m[1] == field.name and "+" in m[2]
    ]
    return f"{field.name}[+{max(taken, default=0) + 1}]"


def settle(found: Json, answers: Json) -> tuple[Json, dict[str, tuple[int, int]]]:
    """The values as they would be recorded now, and where each stands; what is unconfirmed counts as read."""
    values: Json = {"safeguarding": {"children": None, "adults": None}}
    evidence: dict[str, tuple[int, int]] = {}
    quotes = found.get("evidence", {})
    for field in FIELDS:
        if not field.is_list:
            entry = _scalar(found, answers, field)
            _put(values, field.name, entry.value)
            if entry.value is not None:
                evidence |= _under(quotes, field.name, field.name)
                evidence |= _supplied(answers, field.name, field.name)
            continue
        kept = [entry for entry in _list(found, answers, field) if entry.value is not None]
        values[field.name] = [entry.value for entry in kept]
        for position, entry in enumerate(kept):
            there = f"{field.name}[{position}]"
            evidence |= _under(quotes, entry.path, there) | _supplied(answers, entry.path, there)
    return values, evidence


def hashed(evidence: Mapping[str, tuple[int, int]], text: str) -> dict[str, Json]:
    """Where each value stands and the hash of the words there, so that whoever has the file can check it."""
    return {
        path: {"start": start, "end": end, "sha256": sha256(text[start:end].encode()).hexdigest()}
        for path, (start, end) in evidence.items()
    }


def _entries(found: Json, answers: Json) -> Iterator[Entry]:
    for field in FIELDS:
        if not field.is_list:
            yield _scalar(found, answers, field)
            continue
        items = list(_list(found, answers, field))
        yield from items
        if not items:
            status: Status = "absent" if answers.get(field.name, {}).get("as") == "absent" else "unconfirmed"
            yield Entry(field.name, field, None, status, None, ())


def _scalar(found: Json, answers: Json, field: Field) -> Entry:
    return _answered(field.name, field, _get(found, field.name), found, answers)


def _list(found: Json, answers: Json, field: Field) -> Iterator[Entry]:
    for position, item in enumerate(found.get(field.name, [])):
        yield _answered(f"{field.name}[{position}]", field, item, found, answers)
    for path in answers:
        if (match := _ITEM.fullmatch(path)) and match[1] == field.name and "+" in match[2]:
            yield _answered(path, field, None, found, answers)


def _answered(path: str, field: Field, read: Any, found: Json, answers: Json) -> Entry:
    answer = answers.get(path, {"as": "unconfirmed"})
    status: Status = answer["as"]
    value = None if status == "absent" else deepcopy(answer.get("value", read))
    quotes = {**_under(found.get("evidence", {}), path, path), **_supplied(answers, path, path)}
    if field.name == "amounts" and read is not None:
        quotes[path] = (read["start"], read["end"])
    return Entry(path, field, read, status, value, tuple(dict.fromkeys(quotes.values())))


def _under(quotes: Mapping[str, Json], path: str, there: str) -> dict[str, tuple[int, int]]:
    return {
        there + at[len(path) :]: (quote["start"], quote["end"])
        for at, quote in quotes.items()
        if at == path or at.startswith((path + ".", path + "["))
    }


def _supplied(answers: Json, path: str, there: str) -> dict[str, tuple[int, int]]:
    words = answers.get(path, {}).get("stands_at")
    return {there: (words[0], words[1])} if words else {}


def _get(values: Json, name: str) -> Any:
    outer, _, inner = name.partition(".")
    value = values.get(outer)
    return (value or {}).get(inner) if inner else value


def _put(values: Json, name: str, value: Any) -> None:
    outer, _, inner = name.partition(".")
    if inner:
        values[outer][inner] = value
    else:
        values[outer] = value
