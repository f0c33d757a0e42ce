"""Which parts does a notice list that are no places: grants, providers, lettered items?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..reading.money import Amount
from .case import Case

_TOTAL_ROW = re.compile(r"[ \t]*(?:grand |overall )?total\b", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*(?:\(?[a-z0-9]{1,3}[.)]|[-•●▪*])[ \t]+", re.IGNORECASE)
_COUNTED_IN = re.compile(
    r"\b(?:accept|receive|from|note|reserve|budget|up to|each|per|of which|remaining)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Amounts that stand under each other, and the total that closes or opens them."""

    pence: tuple[int, ...]
    total: int
    at: tuple[int, int]  # where the total stands


def tables_with_total(case: Case) -> Iterator[Parts]:
    """Rows of one amount each, closed by a row that calls itself the total."""
    rows: list[Amount] = []
    for line, amounts in _lines(case):
        if len(amounts) == 1 and _TOTAL_ROW.match(line):
            if len(rows) > 1:
                yield Parts(tuple(row.pence for row in rows), amounts[0].pence, amounts[0][1:])
            rows = []
        elif len(amounts) == 1 and "\t" in line:
            rows.append(amounts[0])
        elif line.strip():
            rows = []


def items_of_total(case: Case) -> Iterator[Parts]:
    """A list of awards, one amount each, that directly follows "totalling" or "in total"."""
    opening: Amount | None = None
    items: list[Amount] = []
    for line, amounts in [*_lines(case), ("", [])]:
        is_item = _ITEM.match(line) is not None and len(amounts) == 1 and not _COUNTED_IN.search(line)
        if is_item and opening:
            items.append(amounts[0])
            continue
        if opening and len(items) > 1:
            yield Parts(tuple(item.pence for item in items), opening.pence, opening[1:])
        items = []
        opening = amounts[0] if len(amounts) == 1 and _opens(line) else None


def _opens(line: str) -> bool:
    return re.search(
        r"\btotall?ing\b|\btotal of\b|\bin total\b", line, re.IGNORECASE
    ) is not None and line.rstrip().endswith(":")


def _lines(case: Case) -> list[tuple[str, list[Amount]]]:
    """Each line with its amounts; blank lines between two rows do not part them."""
    found, at, waiting = [], 0, list(case.amounts)
    for line in case.clean.split("\n"):
        here = []
        while waiting and waiting[0].start < at + len(line):
            here.append(waiting.pop(0))
        if line.strip():
            found.append((line, here))
        at += len(line) + 1
    return found


def adds_up(amounts: Iterable[Amount], total: int) -> bool:
    """Whether a run of at least two stated amounts is the total: the recipients' parts, in prose or by name."""
    pence = [amount.pence for amount in amounts][:200]
    for first in range(len(pence)):
        so_far = pence[first]
        for more in pence[first + 1 :]:
            so_far += more
            if so_far == total:
                return True
            if so_far > total:
                break
    return False
