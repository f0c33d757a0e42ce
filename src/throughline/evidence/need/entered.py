"""Which histories did somebody type? A line for each: the lists joined by +, and how many stand on just those."""

import re

from throughline.kernel.verdict import RefusedError

from .shapes import MOST_LISTS, Histories

_LINE = re.compile(r"^(?P<lists>.*?\S)[\s,;:]+(?P<count>\d[\d,]*)$")
MOST_PEOPLE = 10_000_000


def histories(text: str) -> Histories:
    """The histories of a text; RefusedError names the line that is wrong. A history without a line holds nobody."""
    said: dict[frozenset[str], int] = {}
    names: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        matched = _LINE.match(line.strip())
        if matched is None:
            raise RefusedError(f"Line {number} has no count at its end: “{line.strip()[:60]}”.")
        on = [" ".join(name.split()) for name in matched["lists"].split("+")]
        if not all(on) or len(set(on)) < len(on):
            raise RefusedError(f"Line {number} names a list twice, or leaves one out beside a +.")
        if frozenset(on) in said:
            raise RefusedError(f"Line {number} says again how many stand on {' and '.join(on)}.")
        count = int(matched["count"].replace(",", ""))
        if count > MOST_PEOPLE:
            raise RefusedError(f"Line {number} has more people than there can be.")
        said[frozenset(on)] = count
        names.extend(name for name in on if name not in names)
    if not 2 <= len(names) <= MOST_LISTS:
        raise RefusedError(f"An estimate takes two to {MOST_LISTS} lists; {len(names)} are named.")
    return Histories(
        tuple(names),
        {"".join("01"[name in on] for name in names): count for on, count in said.items()},
    )
