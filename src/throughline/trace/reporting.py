"""What is an evidence pack made of, and who reads which? Plain values; page, document and workbook say the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

TEAM = frozenset({"programme-officer", "programme-lead", "analyst"})
LOCAL = frozenset({"commissioner", "csp-officer", "csp-chair"})
HMPPS = frozenset({"hmpps-contract-manager", "hmpps-finance", "hmpps-analyst", "director-of-probation"})
PANEL = frozenset({"panel-member"})
READERS = TEAM | LOCAL | HMPPS | PANEL
ISSUERS = frozenset({"programme-officer", "programme-lead"})


@dataclass(frozen=True, slots=True)
class Offered:
    """A pack that somebody may read: for a locality `place` is its name, else it is of all of them."""

    slug: str
    name: str
    whose: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and in small what it stands on; tone “stop” is red, “quiet” is hidden or unknown.

    `bar` is how many hundredths of its column's whole it is, where it is drawn as a bar beside the words.
    """

    text: str
    note: str = ""
    tone: str = ""
    bar: int | None = None

    @property
    def in_one(self) -> str:
        return f"{self.text} ({self.note})" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its table; a row's first cell is its name. The page folds a long one and counts its `of`."""

    slug: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    is_long: bool = False
    of: str = "measure"

    @property
    def is_grouped(self) -> bool:
        """Whether several rows may have one name, which then stands above them."""
        return self.of == "aim"

    @property
    def groups(self) -> list[tuple[Cell, list[tuple[Cell, ...]]]]:
        """The rows by their names, in order; of a section that is not grouped all of them at once."""
        if not self.is_grouped:
            return [(Cell(""), list(self.rows))]
        return [(name, list(rows)) for name, rows in groupby(self.rows, key=lambda row: row[0])]

    @property
    def counted(self) -> str:
        """How many rows there are, in words."""
        many = {"locality": "localities", "aim": "measures"}.get(self.of, f"{self.of}s")
        return f"{len(self.rows)} {many}"


@dataclass(frozen=True, slots=True)
class Pack:
    """One report as it stands: whose, of which extracts, whether of made-up people, and its sections in order.

    `standing` says whether it is a draft or which edition, issued when and by whom; `versions` are the measures and
    other tables of which it is made, each with its version.
    """

    of: Offered
    title: str
    finding: str
    made_up: str
    extracts: tuple[str, ...]
    sections: tuple[Section, ...]
    standing: str = ""
    is_draft: bool = False
    versions: tuple[tuple[str, int], ...] = ()


def pack_from(record: Mapping[str, Any]) -> Pack:
    """The pack that was written down as this record (`dataclasses.asdict`)."""
    sections = tuple(
        Section(
            **{
                **each,
                "columns": tuple(each["columns"]),
                "rows": tuple(tuple(Cell(**cell) for cell in row) for row in each["rows"]),
            }
        )
        for each in record["sections"]
    )
    return Pack(
        **{
            **record,
            "of": Offered(**record["of"]),
            "extracts": tuple(record["extracts"]),
            "versions": tuple((name, version) for name, version in record["versions"]),
            "sections": sections,
        }
    )


def differences(before: Pack, after: Pack) -> list[tuple[str, str, str]]:
    """Where two editions do not say the same: the place, what it said, what it says; in the order of the later."""
    said, says = dict(_said(before)), dict(_said(after))
    where = dict.fromkeys((*says, *said))
    return [
        (each, said.get(each, ""), says.get(each, "")) for each in where if said.get(each) != says.get(each)
    ]


def _said(pack: Pack) -> Iterator[tuple[str, str]]:
    """What stands where; a name that stands in several rows is counted."""
    yield "Finding", pack.finding
    yield "Made of", "; ".join(pack.extracts)
    for section in pack.sections:
        yield section.title, section.sentence
        seen = Counter[str]()
        for row in section.rows:
            name = f"{row[0].text}, {row[1].text}" if section.of == "aim" else row[0].text
            seen[name] += 1
            again = f" ({seen[name]})" if seen[name] > 1 else ""
            for column, cell in list(zip(section.columns, row, strict=True))[1:]:
                yield f"{section.title}: {name}{again}, {column.lower()}", cell.in_one
