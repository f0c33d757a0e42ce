"""What may two files say about a person, so that they can be compared, and what is wrong with a file that cannot?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import both

Kind = Literal["initials", "names", "keys"]
KINDS: dict[Kind, str] = {
    "initials": "initials, as the monitoring system has them",
    "names": "full names",
    "keys": "keyed hashes of names, made with a secret that both organisations share",
}
NAMED: dict[Kind, tuple[str, ...]] = {
    "initials": ("forename_initial", "surname_initial"),
    "names": ("forename", "surname"),
    "keys": ("forename_key", "surname_key", "key_check"),
}
ALWAYS = ("person", "birth_date", "sex", "locality")
ALSO = ("sector", "unit", "partner", "made_up")
MEANS = {
    "person": "the file's own number of the person; one row each",
    "forename": "first name",
    "surname": "family name",
    "forename_initial": "first letter of the first name",
    "surname_initial": "first letter of the family name",
    "forename_key": "keyed hash of the first name, made by `need keys`",
    "surname_key": "keyed hash of the family name, made by `need keys`",
    "key_check": "tells whether both files were keyed with the same secret",
    "birth_date": "birth date, as 1988-05-28 or 28/05/1988",
    "sex": "M or F; empty when not known",
    "locality": "local authority of residence",
    "sector": "postcode sector, such as M14 5; empty for no fixed abode",
    "unit": "probation delivery unit; need is then told by unit too",
    "partner": "the treatment file's number of the same person, where it is known already",
    "made_up": "yes in every row of a file of made-up people",
}
# What systems call these columns, as `plain` has them.
ALIASES = {
    "id": "person", "person_id": "person", "client_id": "person", "client": "person", "reference": "person",
    "first_name": "forename", "given_name": "forename", "given_names": "forename", "forenames": "forename",
    "last_name": "surname", "family_name": "surname",
    "first_initial": "forename_initial", "forename_i": "forename_initial", "initial_1": "forename_initial",
    "last_initial": "surname_initial", "surname_i": "surname_initial", "initial_2": "surname_initial",
    "date_of_birth": "birth_date", "dob": "birth_date", "birthdate": "birth_date", "born": "birth_date",
    "gender": "sex", "local_authority": "locality", "area": "locality", "borough": "locality", "la": "locality",
    "pdu": "unit", "probation_delivery_unit": "unit",
    "postcode_sector": "sector", "pc_sector": "sector", "known_link": "partner", "treatment_id": "partner",
}  # fmt: skip
NEVER_SHOWN = frozenset({"person", "partner", "birth_date", "forename_key", "surname_key"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, where, and how it is put right; never what stands in a cell about somebody."""

    file: str
    says: str
    column: str = ""
    rows: tuple[int, ...] = ()
    many: int = 0

    def in_words(self) -> str:
        """Such as “probation.csv, column birth_date, rows 4, 17 and 9 more: …”; rows as a spreadsheet counts them."""
        where = [self.file]
        if self.column:
            where.append(f"column {self.column}")
        if self.rows:
            more = max(self.many, len(self.rows)) - len(self.rows)
            said = both([*(f"{row:,}" for row in self.rows), *([f"{more:,} more"] if more else [])])
            where.append(f"{'row' if len(self.rows) + more == 1 else 'rows'} {said}")
        return f"{', '.join(where)}: {self.says}"


class NotTakenError(RefusedError):
    """The files were not taken, none of them and no row; the problems say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        said = "\n".join(each.in_words() for each in self.problems)
        super().__init__(f"{said}\nNothing was taken from either file.")


def at_rows(file: str, column: str, indices: Sequence[int], says: str) -> Problem:
    """A problem of these rows (counted from 0 below the heading), of which the first five are named."""
    return Problem(file, says, column, tuple(index + 2 for index in indices[:5]), len(indices))


def at_cells(file: str, column: str, cells: Sequence[str], wrong: Collection[str], says: str) -> Problem:
    """A problem of every row whose cell is one of those that are wrong."""
    return at_rows(file, column, [n for n, cell in enumerate(cells) if cell in wrong], says)


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as it was read: its columns by the names used here, each cell a text without outer spaces."""

    file: str
    sha256: str
    columns: Mapping[str, list[str]]
    unused: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class People:
    """A file that was checked: values as they are compared, None where nothing is known. Order as in the file.

    Names, initials and localities are folded (`spelled` has a locality as the file writes it), `birth_date` holds days
    since 1970, keys hexadecimal digits; `partner` holds known links, `units` the probation delivery units.
    """

    file: str
    sha256: str
    kind: Kind
    persons: tuple[str, ...]
    values: Mapping[str, Sequence[Any]]
    partner: tuple[str | None, ...] | None
    is_made_up: bool
    spelled: Mapping[str, str]
    unused: tuple[str, ...] = ()
    units: tuple[str | None, ...] | None = None

    def __len__(self) -> int:
        return len(self.persons)


def order(people: People) -> list[int]:
    """The rows by the file's own numbers, so that nothing depends on the order in which they came."""
    return sorted(range(len(people)), key=people.persons.__getitem__)


def plain(heading: str) -> str:
    """A column's heading as it is looked up: small letters, digits and single underscores."""
    words = "".join(c if c.isalnum() else " " for c in heading.casefold()).split()
    name = "_".join(words)
    return ALIASES.get(name, name)
