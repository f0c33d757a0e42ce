"""What does one row of a sheet of referrals say, and what is wrong with it? R31, R32; docs/api.md"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from throughline.organisations.working import Service

from .. import codes
from ..forms.from_elsewhere import checked
from ..referring import CHILDREN, NEEDS, PARTS, RISK
from .days import day_in

Fault = tuple[str, str]
WHERE = ("unit", "place", "provider")
COLUMNS = ("row_id", *WHERE, *(name for names in PARTS.values() for name in names))
NEEDED = ("row_id", "given_names", "date_of_birth")
PHONES = ("phone", "practitioner_phone", "team_phone")
DAYS = ("date_of_birth", "sentence_ends_on", "release_on", "complete_by")
NUMBERS = ("enforceable_days",)
TICKS = ("is_urgent", "needs_interpreter", "is_unallocated")
SEVERAL: dict[str, Mapping[str, str]] = {
    "hoped_for": codes.OUTCOMES, "self_risk": codes.SELF_RISK, "flags": codes.FLAGS,
}  # fmt: skip
ONE: dict[str, Mapping[str, str]] = {
    "sex": {"Female": "Female", "Male": "Male"},
    "source": codes.SOURCES,
    "sentence": {each.code: each.words for each in codes.SENTENCES},
    "requirement": {code: words for code, words in codes.REQUIREMENTS.items() if code},
    "release_unknown": codes.RELEASE_UNKNOWN,
    "safe_contact": codes.SAFE_CONTACT,
    **dict.fromkeys(NEEDS, codes.COMPLEXITY),
    **dict.fromkeys(RISK, codes.RISK_LEVELS),
    **dict.fromkeys(CHILDREN, codes.ANSWERS),
}
_YES, _NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0", "")
_LONGEST = 64


def read_row(said: Mapping[str, str], today: date) -> tuple[str, dict[str, Any], list[Fault]]:
    """The row's own id, what it says by field, and each column that is wrong with how to put it right."""
    found = {name: said.get(name.lower(), "").strip() for name in COLUMNS}
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    own = found["row_id"]
    if not own or len(own) > _LONGEST:
        faults.append(("row_id", "Give each row an id of your own, at most 64 characters long, and keep it."))
    for name in COLUMNS[1 + len(WHERE) :]:
        value = found[name]
        if not value:
            continue
        try:
            values[name] = _read(name, value)
        except ValueError as fault:
            faults.append((name, str(fault)))
    kept, wrong = checked(values, today)
    there = {name for name, _ in faults}
    faults += [(name, why) for name, why in wrong if name not in there]
    return own, kept, faults


def service_of(said: Mapping[str, str], services: Iterable[Service]) -> Service | Fault:
    """To which service the row goes: the one that fits the names given, or what must be said."""
    fitting = list(services)
    for column in WHERE:
        name = said.get(column, "").strip().casefold()
        if not name:
            continue
        fitting = [each for each in fitting if _name(each, column).casefold() == name]
        if not fitting:
            return column, "You refer to no service with this name. Write it as on the page."
    if not fitting:
        return "unit", "You have no service to refer to today. An administrator says who serves your unit."
    if len(fitting) == 1:
        return fitting[0]
    column = next(each for each in WHERE if len({_name(one, each) for one in fitting}) > 1)
    offered = "; ".join(sorted({_name(each, column) for each in fitting}))
    return column, f"Say which {column}: {offered}."[:300]


def _name(service: Service, column: str) -> str:
    return {"unit": service.unit, "place": service.place, "provider": service.body}[column]


def _read(name: str, said: str) -> Any:
    if name in DAYS:
        try:
            return day_in(said)
        except ValueError:
            raise ValueError("This is no day such as 2026-05-28 or 28/05/2026.") from None
    if name in PHONES:
        return _phone(said)
    if name in TICKS:
        if said.casefold() not in (*_YES, *_NO):
            raise ValueError("Write yes or no.")
        return said.casefold() in _YES
    if name in SEVERAL:
        return [_code(each.strip(), SEVERAL[name]) for each in said.split(";") if each.strip()]
    if name in NUMBERS:
        if not re.fullmatch(r"[0-9]{1,3}(\.0)?", said):
            raise ValueError("Write a whole number of days, such as 40.")
        return int(float(said))
    if name in ONE:
        return _code(said, ONE[name])
    return said


def _phone(said: str) -> str:
    """A spreadsheet takes the 0 away that every number here begins with, and shortens what looks long to it."""
    if re.fullmatch(r"\d(\.\d+)?E\+\d+", said, re.ASCII | re.IGNORECASE):
        raise ValueError("The spreadsheet shortened this number. Make the cell a text, and write it again.")
    return f"0{said}" if re.fullmatch(r"[123578]\d{8,9}", said, re.ASCII) else said


def _code(said: str, known: Mapping[str, str]) -> str:
    """A code, or its words, however it is written."""
    asked = said.casefold()
    for code, words in known.items():
        if asked in (code.casefold(), words.casefold()):
            return code
    raise ValueError(f"This is none of: {', '.join(known)}."[:300])
