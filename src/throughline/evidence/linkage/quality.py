"""How good is a file, column by column? Filled, distinct, impossible, most frequent, and what it is compared with.

It is for analysts, who bring the files and may see them: inside the walls. Which rows are wrong is told only to whoever
brings the file. R40
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .shapes import NEVER_SHOWN, People, Problem, Raw

FREQUENT = 10  # a value is shown when at least so many people have it
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file; `shift` is how far it is from the model's files."""

    name: str
    empty: int
    distinct: int
    impossible: int
    frequent: tuple[tuple[str, int], ...]
    shift: float | None = None

    def empty_in_words(self) -> str:
        return in_words(self.empty)

    def impossible_in_words(self) -> str:
        return in_words(self.impossible)

    def frequent_in_words(self) -> str:
        return ", ".join(f"{value} ({many:,})" for value, many in self.frequent)


@dataclass(frozen=True, slots=True)
class Quality:
    """The report on one file, which names nobody."""

    file: str
    rows: int
    columns: tuple[Column, ...]
    unused: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def as_text(self) -> str:
        """A table for a terminal."""
        rows = [("column", "empty", "distinct", "impossible", "most frequent")]
        rows += [
            (c.name, c.empty_in_words(), f"{c.distinct:,}", c.impossible_in_words(), c.frequent_in_words())
            for c in self.columns
        ]
        widths = [max(len(row[n]) for row in rows) for n in range(4)]
        lines = [
            "  ".join(f"{cell:<{w}}" for cell, w in zip(row, [*widths, 0], strict=True)).rstrip()
            for row in rows
        ]
        also = f"\nNot used: {', '.join(self.unused)}." if self.unused else ""
        return f"{self.file}, {self.rows:,} rows\n" + "\n".join(lines) + also


def from_json(said: Mapping[str, Any]) -> Quality:
    """The report again."""
    columns = tuple(
        Column(**{**each, "frequent": tuple((value, many) for value, many in each["frequent"])})
        for each in said["columns"]
    )
    return Quality(said["file"], said["rows"], columns, tuple(said["unused"]))


def report(
    raw: Raw,
    problems: Sequence[Problem] = (),
    people: People | None = None,
    shifts: Mapping[str, float] | None = None,
) -> Quality:
    """The report on a file as it was read; with `people`, what was taken as not known counts as impossible."""
    wrong: Counter[str] = Counter()
    for problem in problems:
        if problem.file == raw.file and problem.rows:
            wrong[problem.column] += problem.many
    columns = []
    for name, cells in raw.columns.items():
        counted = Counter(cells)
        empty = counted.pop("", 0)
        impossible = wrong[name]
        if people is not None and name in people.values:
            impossible = list(people.values[name]).count(None) - empty
        frequent = (
            ()
            if name in NEVER_SHOWN
            else tuple((value, many) for value, many in _most(counted, _SHOWN) if many >= FREQUENT)
        )
        shift = (shifts or {}).get(name)
        columns.append(Column(name, empty, len(counted), impossible, frequent, shift))
    return Quality(raw.file, raw.rows, tuple(columns), raw.unused)


def _most(counted: Counter[str], many: int) -> list[tuple[str, int]]:
    """The most frequent, equal ones by the alphabet: the same whatever the order of the rows."""
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:many]


def in_words(count: int) -> str:
    """Such as “1,204”; a report of an earlier program did not keep 1 to 4."""
    return "not kept" if count < 0 else f"{count:,}"
