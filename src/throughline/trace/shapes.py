"""What is a step of a pound's way made of? Plain values; page and document print the same."""

from dataclasses import dataclass, field
from datetime import date, datetime

from throughline.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Paper:
    """What a step rests on: in words, with its day, its sum, its fingerprint and where it can be read."""

    text: str
    note: str = ""
    on: date | datetime | None = None
    amount: Money | None = None
    digest: str = ""
    href: str = ""


@dataclass(slots=True)
class Step:
    """One step of the way. `anchors` are the columns of the position page that lead to it."""

    slug: str
    title: str
    sentence: str
    papers: list[Paper] = field(default_factory=list)
    amount: Money | None = None
    is_done: bool = True
    anchors: tuple[str, ...] = ()
