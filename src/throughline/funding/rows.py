"""What does a file of places with counts or amounts say, row by row?

Every refusal is one sentence that names the file and the row as a spreadsheet numbers it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Generic, TypeVar

from throughline.funding.rules import place_key
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import quoted

LARGEST_FILE = 5_000_000  # bytes; every council of the world fits in
_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_MOST_DIGITS = 15  # what a double, and so every reader of the JSON, still tells apart

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row(Generic[Value]):
    """One place with its value, and the number that a spreadsheet gives its row."""

    number: int
    place: str
    value: Value


def parse_count(text: str) -> Fraction:
    """A count such as "774", "1,708" or "12.5", exactly; ValueError says what is wrong."""
    match = _NUMBER.fullmatch(text)
    if not text:
        raise ValueError("is missing, and a missing count is not zero")
    if match is None:
        raise ValueError(f"is {quoted(text)}, which is not a number such as 774 or 12.5")
    whole, decimals = match[2].replace(",", ""), match[3] or ""
    if len(whole.lstrip("0")) + len(decimals.rstrip("0").lstrip(".")) > _MOST_DIGITS:
        raise ValueError(f"is {quoted(text)}, which has more than {_MOST_DIGITS} digits")
    if match[1]:
        raise ValueError(f"is {quoted(text)}, which is below zero")
    return Fraction(whole + decimals)


def parse_amount(text: str) -> Money:
    """An amount in pounds that is not below zero; ValueError says what is wrong."""
    if not text:
        raise ValueError("is missing, and a missing amount is not zero")
    try:
        amount = Money.from_pounds(text)
    except ValueError as wrong:
        raise ValueError(f"is wrong: {str(wrong).removesuffix('.')}") from wrong
    if amount < Money(0):
        raise ValueError(f"is {quoted(text)}, which is below zero")
    return amount


def read_rows(path: Path, column: str, parse: Callable[[str], Value]) -> dict[str, Row[Value]]:
    """The rows of a `place,<column>` file by `place_key`, in the file's order; RefusedError otherwise."""
    cells = _cells(path)
    try:
        number, header = next(cells)
    except StopIteration:
        raise RefusedError(f"{path.name} is empty; its first row must be place,{column}.") from None
    place_at, value_at = _columns(f"{path.name}, row {number}", header, column)
    rows: dict[str, Row[Value]] = {}
    for number, row in cells:
        at = f"{path.name}, row {number}"
        if any(row[len(header) :]):
            raise RefusedError(
                f"{at} has {len(row)} cells and the header {len(header)}; "
                "a name or number with a comma needs quotation marks."
            )
        row += [""] * len(header)  # a row may be shorter than the header
        place = row[place_at]
        if not (key := place_key(place)):
            raise RefusedError(f"{at} has no place.")
        if any(unicodedata.category(character) == "Cc" for character in place):
            raise RefusedError(f"{at}: {quoted(place)} has a line break or control character in its name.")
        if key in rows:
            raise RefusedError(f"{at}: {quoted(place)} is there already, in row {rows[key].number}.")
        try:
            rows[key] = Row(number, place, parse(row[value_at]))
        except ValueError as wrong:
            raise RefusedError(f"{at}: the {column} of {quoted(place)} {wrong}.") from wrong
    if not rows:
        raise RefusedError(f"{path.name} has no place; below its first row there must be at least one.")
    return rows


def _columns(at: str, header: list[str], column: str) -> tuple[int, int]:
    names = [name.casefold() for name in header]
    for name, shown in zip(names, header, strict=True):
        if name and name not in ("place", column):
            raise RefusedError(
                f"{at} must be place,{column}; it has {quoted(shown)}, which is not used here."
            )
    if names.count("place") != 1 or names.count(column) != 1:
        raise RefusedError(f"{at} must be place,{column}, each once.")
    return names.index("place"), names.index(column)


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with its number and its cells without spaces around them."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True, skipinitialspace=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield number, cells
    except csv.Error as wrong:
        raise RefusedError(f"{path.name}, row {number + 1} cannot be read as CSV: {wrong}.") from wrong


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            read = file.read(LARGEST_FILE + 1)
    except OSError as wrong:
        raise RefusedError(f"{quoted(str(path))} cannot be read: {wrong.strerror}.") from wrong
    if len(read) > LARGEST_FILE:
        raise RefusedError(f"{path.name} is larger than {LARGEST_FILE:,} bytes.")
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = read.count(b"\n", 0, wrong.start) + 1
        raise RefusedError(
            f"{path.name}, row {row} is not UTF-8 text; save the file as CSV UTF-8."
        ) from wrong
