"""Is each row that the ministry returned one that can be, and why is the file turned away if not? R40, R42

One row that is wrong turns the whole file away: a person whose row was left out would count as one who did not offend.
A rejection names file, row and column and never repeats what stood there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from throughline.kernel.verdict import RefusedError

from ..checking import Checked, Rejected, why_not
from ..extract import OFFENCES
from .reading import rows_of

# As the ministry's statistics of proven reoffending name them; a returned file may say the code or the name.
GROUPS = {
    "violence": "Violence against the person",
    "sexual": "Sexual",
    "robbery": "Robbery",
    "theft": "Theft",
    "damage": "Criminal damage and arson",
    "drug": "Drug",
    "weapons": "Possession of weapons",
    "public_order": "Public order",
    "society": "Miscellaneous crimes against society",
    "fraud": "Fraud",
    "summary": "Summary non-motoring",
    "motoring": "Summary motoring",
    "other": "Other",
}
DRIFTS_FROM = 100
SILENT_FOR = 183  # days without any proof before the day of which a file is said to know
_BY_NAME = {name.lower(): code for code, name in GROUPS.items()} | {code: code for code in GROUPS}
_DAYS = [column for column in OFFENCES.columns if column.kind == "day"]
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """Who may be in the file: for each pseudonym that was sent, the extract's own, and since when they are known."""

    person: str
    since: date


@dataclass(slots=True)
class Returned:
    """The rows in an order that does not depend on the file's, and how many people were not of the extract."""

    rows: list[Row] = field(default_factory=list)
    matched: int = 0
    strangers: int = 0


class NotTakenError(RefusedError):
    """Nothing of the file was taken; `rejected` are its first rows that are wrong, `many` is how many are."""

    def __init__(self, rejected: Sequence[Rejected], many: int) -> None:
        self.rejected, self.many = tuple(rejected[:20]), many
        self.summary = f"{many:,} {'row is' if many == 1 else 'rows are'} wrong, and nothing was taken."
        self.further = f"And {many - 20:,} more." if many > 20 else ""
        said = [each.in_words() for each in self.rejected]
        super().__init__(" ".join([self.summary, *said, self.further]).strip())


def check(
    name: str,
    content: bytes,
    *,
    sent: Mapping[str, Sent],
    known_until: date,
    today: date,
    without_strangers: bool = False,
) -> Returned:
    """What the file says of people who were sent; RefusedError names what is wrong, and then nothing is taken."""
    checked, found = Checked(), Returned()
    seen: dict[tuple[str, ...], int] = {}
    without: dict[str, int] = {}
    having: set[str] = set()
    strangers: set[str] = set()
    for number, said in rows_of(name, content):
        row = said | {"group": _group(said["group"])}
        who = sent.get(row["person"])
        if who is None and without_strangers and not _why_no_person(row["person"], today):
            strangers.add(row["person"])
            continue
        column, reason = _first_wrong(row, who, known_until, today)
        key = tuple(row.values())
        if not reason and key in seen:
            column, reason = "", _same_as(seen[key])
        if reason or who is None:
            checked.turn_away(name, number, column, reason)
            continue
        seen[key] = number
        if row["offence_on"]:
            having.add(who.person)
        else:
            without[who.person] = number
        found.rows.append((who.person, row["offence_on"], row["proven_on"], row["group"]))
    for person in having & without.keys():
        checked.turn_away(
            name, without[person], "offence_on", "It is empty, and other rows of this person say offences."
        )
    if many := sum(checked.by_reason.values()):
        raise NotTakenError(sorted(checked.rejected, key=lambda each: each.row), many)
    found.rows.sort()
    found.matched, found.strangers = len(having | without.keys()), len(strangers)
    _may_be_meant(name, found.rows, known_until)
    return found


def _group(said: str) -> str:
    """The code of a group; what is none stays as it is."""
    words = said.lower().removesuffix("offences").strip()
    return _BY_NAME.get(words, said)


def _why_no_person(said: str, today: date) -> str:
    return why_not(OFFENCES.columns[0], said, today) if said else "It is empty, and must not be."


def _first_wrong(row: Mapping[str, str], who: Sent | None, known_until: date, today: date) -> tuple[str, str]:
    if reason := _why_no_person(row["person"], today):
        return "person", reason
    if who is None:
        return "person", "This person is not in the extract."
    if not any(row[name] for name in OFFENCES.names[1:]):
        return "", ""
    for each in _DAYS:
        if not row[each.name]:
            return each.name, "It is empty, and an offence has a day and a day when it was proven."
        if reason := why_not(each, row[each.name], today):
            return each.name, reason
    if row["group"] not in GROUPS:
        return "group", "This is none of the ministry’s groups of offences."
    offence_on, proven_on = (date.fromisoformat(row[each.name]) for each in _DAYS)
    if proven_on < offence_on:
        return "proven_on", "It lies before offence_on: day and month may be swapped in one of them."
    if proven_on > known_until:
        return "proven_on", "It lies after the last day up to which the ministry looked."
    if offence_on < who.since:
        return "offence_on", "It lies before the person was first referred: day and month may be swapped."
    return "", ""


def _same_as(number: int) -> str:
    return f"It is the same as row {number:,}. Two offences of one day and group have numbers in the column offence."


def _may_be_meant(name: str, rows: Sequence[Row], known_until: date) -> None:
    """RefusedError where all rows together say that a column, or the day up to which it knows, means something else."""
    offences = [row for row in rows if row[1]]
    if len(offences) < DRIFTS_FROM:
        return
    for number, column in ((1, "offence_on"), (2, "proven_on")):
        if sum(int(row[number][8:]) > 12 for row in offences) < len(offences) / 5:
            raise RefusedError(
                f"{name}, column {column}: hardly any day is after the 12th, so day and month may be swapped.",
                "Ask for the file with days as 2026-05-28.",
            )
    if (known_until - date.fromisoformat(max(row[2] for row in offences))).days > SILENT_FOR:
        raise RefusedError(
            f"{name}, column proven_on: nothing was proven in the half year before the day up to which the ministry "
            "is said to have looked. Whoever offended then would count as if they had not.",
            "Say the day that the ministry names.",
        )
