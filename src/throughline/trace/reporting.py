"""What is an evidence pack made of, and who reads which? Plain values; page, document and workbook say the same."""

from dataclasses import dataclass

TEAM = frozenset({"programme-officer", "programme-lead", "analyst"})
LOCAL = frozenset({"commissioner", "csp-officer", "csp-chair"})
HMPPS = frozenset({"hmpps-contract-manager", "hmpps-finance", "hmpps-analyst", "director-of-probation"})
PANEL = frozenset({"panel-member"})
READERS = TEAM | LOCAL | HMPPS | PANEL


@dataclass(frozen=True, slots=True)
class Offered:
    """A pack that somebody may read: for a locality `place` is its name, else it is of all of them."""

    slug: str
    name: str
    whose: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and in small what it stands on; tone “stop” is red, “quiet” is hidden or unknown."""

    text: str
    note: str = ""
    tone: str = ""

    @property
    def in_one(self) -> str:
        return f"{self.text} ({self.note})" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its table; a row's first cell is its name. The page folds a long one."""

    slug: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """One report as it stands: whose, of which extracts, whether of made-up people, and its sections in order."""

    of: Offered
    title: str
    finding: str
    made_up: str
    extracts: tuple[str, ...]
    sections: tuple[Section, ...]
