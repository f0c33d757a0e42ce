"""Can these two files be compared, and what does each cell of theirs mean? All of both is taken, or nothing."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from throughline.frame.lists import fold
from throughline.kernel.wording import both, either

from .days import days_of
from .keys import KEY_DIGITS
from .shapes import ALWAYS, KINDS, NAMED, Kind, NotTakenError, People, Problem, Raw, at_cells, at_rows

_SEXES = {"m": "M", "male": "M", "1": "M", "f": "F", "female": "F", "2": "F"}
_NOT_KNOWN = frozenset(
    (
        "",
        "u",
        "x",
        "xx",
        "xxx",
        "0",
        "9",
        "n",
        "na",
        "n/a",
        "none",
        "unknown",
        "not known",
        "not specified",
        "other",
    )
)
_SECTOR = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?[A-Z]? \d")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?[A-Z]? ?\d[A-Z]{2}")
_COUNCIL = re.compile(r"( metropolitan)?( borough| city)?( council)?( mbc| lb)?$")
Read = tuple[list[str | None], list[Problem]]


def kind_of(raw: Raw) -> Kind:
    """How the file names people; NotTakenError when it lacks a column that every kind needs."""
    lacking = [
        Problem(raw.file, "This column is missing.", name) for name in ALWAYS if name not in raw.columns
    ]
    found: Kind | None = next(
        (kind for kind in ("keys", "names", "initials") if all(name in raw.columns for name in NAMED[kind])),
        None,
    )
    if found is None:
        ways = either([both(list(names)) for names in NAMED.values()])
        lacking.append(Problem(raw.file, f"Nothing says who people are: it needs {ways}."))
    if lacking or found is None:
        raise NotTakenError(lacking)
    return found


def common_kind(probation: Raw, treatment: Raw) -> Kind:
    """The kind in which both files can be compared: names give initials too; keys meet keys alone."""
    kinds = {kind_of(probation), kind_of(treatment)}
    if kinds == {"names", "initials"}:
        return "initials"
    if len(kinds) > 1:
        files = f"{probation.file} and {treatment.file}"
        says = (
            f"One has {KINDS['keys']}, the other does not. Make keys of both with `./throughline need keys`."
        )
        raise NotTakenError([Problem(files, says)])
    return kinds.pop()


def check(raw: Raw, kind: Kind, today: date) -> People:
    """The file with every cell understood; NotTakenError with all that is wrong in it."""
    problems = _persons(raw)
    born, wrong = days_of(raw.file, "birth_date", raw.columns["birth_date"], today)
    problems += wrong
    values: dict[str, Sequence[Any]] = {"birth_date": born}
    readers: dict[str, Callable[[Raw, str], Read]] = {
        "sex": _sexes,
        "locality": _localities,
        "sector": _sectors,
    }
    readers |= dict.fromkeys(NAMED[kind], _READ_NAMED[kind])
    for name, reader in readers.items():
        source = name if name in raw.columns else name.removesuffix("_initial")
        if source in raw.columns:
            values[name], wrong = reader(raw, source)
            problems += wrong
        else:
            values[name] = [None] * raw.rows
    made_up = {cell.casefold() for cell in raw.columns.get("made_up", [])}
    if "yes" in made_up and made_up != {"yes"}:
        rows = [n for n, cell in enumerate(raw.columns["made_up"]) if cell.casefold() != "yes"]
        says = "Other rows say that they are made up, and this one does not. A file is made up whole or not at all."
        problems.append(at_rows(raw.file, "made_up", rows, says))
    if problems:
        raise NotTakenError(problems)
    partner, units = (raw.columns.get(name) for name in ("partner", "unit"))
    return People(
        raw.file,
        raw.sha256,
        kind,
        tuple(raw.columns["person"]),
        values,
        tuple(cell or None for cell in partner) if partner is not None else None,
        made_up == {"yes"},
        _spelled(raw.columns["locality"]),
        raw.unused,
        tuple(cell or None for cell in units) if units is not None else None,
    )


def check_both(probation: People, treatment: People) -> None:
    """NotTakenError when each file is right by itself and they do not fit each other."""
    problems = []
    files = f"{probation.file} and {treatment.file}"
    if probation.is_made_up != treatment.is_made_up:
        problems.append(
            Problem(files, "One is made up and the other is not: they have nobody in common.", "made_up")
        )
    if not {*probation.values["locality"]} & {*treatment.values["locality"]} - {None}:
        says = (
            "Not one locality is spelled alike in both. Use the council's plain name in both, such as Bolton."
        )
        problems.append(Problem(files, says, "locality"))
    if probation.kind == "keys" and probation.values["key_check"][0] != treatment.values["key_check"][0]:
        says = "The two files were keyed with different secrets, so that no key of one means anything in the other."
        problems.append(Problem(files, says, "key_check"))
    if probation.kind == "names":
        problems += _exchanged(probation, treatment)
    if probation.partner is not None:
        known = {*treatment.persons}
        if rows := [n for n, each in enumerate(probation.partner) if each is not None and each not in known]:
            says = f"No row of {treatment.file} has this number."
            problems.append(at_rows(probation.file, "partner", rows, says))
    if problems:
        raise NotTakenError(problems)


def _persons(raw: Raw) -> list[Problem]:
    seen: dict[str, int] = {}
    empty: list[int] = []
    twice: list[int] = []
    for n, person in enumerate(raw.columns["person"]):
        if not person:
            empty.append(n)
        elif person in seen:
            twice += [seen[person]] if seen[person] not in twice[-2:] else []
            twice.append(n)
        seen.setdefault(person, n)
    problems = []
    if empty:
        problems.append(at_rows(raw.file, "person", empty, "It has no number of the person."))
    if twice:
        says = "The same number of a person stands in several rows: keep one row for each person, the newest."
        problems.append(at_rows(raw.file, "person", sorted(twice), says))
    return problems


def _mapped(raw: Raw, column: str, meaning: Callable[[str], str | None], says: str) -> Read:
    """Each cell by its meaning, worked out once for each text; ValueError of `meaning` is a problem of the row."""
    known: dict[str, str | None] = {}
    wrong: set[str] = set()
    cells = raw.columns[column]
    for cell in {*cells}:
        try:
            known[cell] = meaning(cell)
        except ValueError:
            wrong.add(cell)
    if wrong:
        return [], [at_cells(raw.file, column, cells, wrong, says)]
    return [known[cell] for cell in cells], []


def _sexes(raw: Raw, column: str) -> Read:
    def meaning(cell: str) -> str | None:
        said = cell.casefold()
        if said in _SEXES or said in _NOT_KNOWN:
            return _SEXES.get(said)
        raise ValueError

    return _mapped(raw, column, meaning, "It is none of M, F and empty.")


def _localities(raw: Raw, column: str) -> Read:
    return _mapped(raw, column, locality, "")


def locality(cell: str) -> str | None:
    """A council's name as it is compared: “BOLTON Metropolitan Borough Council” is bolton."""
    said = _COUNCIL.sub("", fold(cell))
    return None if said in _NOT_KNOWN else said


def _spelled(cells: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell in sorted({*cells}, key=lambda each: (each.isupper(), each.islower(), len(each), each)):
        if (said := locality(cell)) is not None:
            found.setdefault(said, cell)
    return found


def _sectors(raw: Raw, column: str) -> Read:
    cells = raw.columns[column]
    if whole := {cell for cell in {*cells} if _POSTCODE.fullmatch(cell.upper())}:
        says = "A whole postcode is more than is asked for. Keep the sector: M14 5, without the two letters."
        return [], [at_cells(raw.file, column, cells, whole, says)]

    def meaning(cell: str) -> str | None:
        said = "".join(cell.upper().split())
        if said.casefold() in _NOT_KNOWN or said == "NFA":
            return None
        said = f"{said[:-1]} {said[-1:]}"
        if not _SECTOR.fullmatch(said):
            raise ValueError
        return said

    return _mapped(raw, column, meaning, "This is no postcode sector, such as M14 5.")


def _names(raw: Raw, column: str) -> Read:
    def meaning(cell: str) -> str | None:
        said = "".join(letter for letter in fold(cell) if letter.isalnum())
        return None if fold(cell) in _NOT_KNOWN or not said else said

    return _mapped(raw, column, meaning, "")


def _initials(raw: Raw, column: str) -> Read:
    """One letter; of a file with names, their first."""
    is_name = not column.endswith("_initial")

    def meaning(cell: str) -> str | None:
        said = "".join(letter for letter in fold(cell) if letter.isalpha())
        if len(said) > 1 and not is_name:
            raise ValueError
        return said[:1] or None

    return _mapped(raw, column, meaning, "This is more than one letter.")


def _keys(raw: Raw, column: str) -> Read:
    if column == "key_check":
        checks = {*raw.columns[column]}
        says = "Not all rows were keyed with the same secret." if len(checks) > 1 else "It is empty."
        wrong = [
            n for n, cell in enumerate(raw.columns[column]) if cell != raw.columns[column][0] or not cell
        ]
        return list(raw.columns[column]), [at_rows(raw.file, column, wrong, says)] if wrong else []

    def meaning(cell: str) -> str | None:
        if cell and len(cell) != KEY_DIGITS:
            raise ValueError
        return bytes.fromhex(cell).hex() if cell else None

    return _mapped(raw, column, meaning, f"This is no key of {KEY_DIGITS} digits: make it with `need keys`.")


_READ_NAMED: dict[Kind, Callable[[Raw, str], Read]] = {"names": _names, "initials": _initials, "keys": _keys}


def _exchanged(probation: People, treatment: People) -> list[Problem]:
    """First and family names in the place of one another: the other file has more of them the other way round."""
    sets = [
        {name: {*each.values[name]} - {None} for name in NAMED["names"]} for each in (probation, treatment)
    ]
    straight = sum(len(sets[0][name] & sets[1][name]) for name in NAMED["names"])
    crossed = sum(len(sets[0][a] & sets[1][b]) for a, b in pairwise([*NAMED["names"], NAMED["names"][0]]))
    if crossed <= 2 * straight + 20:
        return []
    says = "In one of the two files first names stand in the column of family names, and the other way round."
    return [Problem(f"{probation.file} and {treatment.file}", says, "forename and surname")]
