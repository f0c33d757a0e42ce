"""What does an agreement say, as one value that is frozen when it is issued and from which everything is rendered?

`Content` is plain: its canonical JSON is what both sides sign (R16). Pages, PDF and DOCX show `blocks`, and no more.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date
from throughline.ledger.canonical import canonical, new_salt

from ..terms import KINDS, OWNERS

FORMAT = "throughline-agreement/1"
_NAME = re.compile(r"\{([a-z_]+)\}")
NOT_NAMED = "The record names no version of the specification."


@dataclass(frozen=True, slots=True)
class ClauseSaid:
    """One clause as this agreement has it."""

    code: str
    heading: str
    version: int
    text: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class InstalmentSaid:
    """One instalment: its day and its sum."""

    number: int
    due_on: str
    pence: int


@dataclass(frozen=True, slots=True)
class ConditionSaid:
    """What must be so before money moves; `from_instalment` is the first that it holds back."""

    code: str
    text: str
    owner: str
    due_on: str | None
    from_instalment: int | None
    set_aside_because: str


@dataclass(frozen=True, slots=True)
class SpendSaid:
    """One kind of spend, allowed or not."""

    label: str
    is_eligible: bool
    note: str


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """One thing that a varied agreement changes."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that an agreement says. Days are ISO texts, money whole pence; `pence` is None where none moves."""

    agreement: str
    number: int
    kind: str
    authority: str
    party: str
    place: str
    gss_code: str
    programme: str
    year: str
    begins_on: str
    ends_on: str
    sign_by: str
    pence: int | None
    is_illustration: bool
    clauses: tuple[ClauseSaid, ...]
    specification: str = ""
    requirements: tuple[tuple[str, str], ...] = ()
    contract: str = ""
    into_contract_by: str | None = None
    instalments: tuple[InstalmentSaid, ...] = ()
    conditions: tuple[ConditionSaid, ...] = ()
    spend: tuple[SpendSaid, ...] = ()
    changes: tuple[ChangeSaid, ...] = ()
    replaces: str = ""
    own_words: str = ""
    format: str = FORMAT
    salt: str = field(default_factory=lambda: new_salt().hex())

    @property
    def title(self) -> str:
        """ "Grant agreement: Bolton, 2024/25"."""
        return f"{KINDS[self.kind]}: {self.place}{', ' + self.year if self.year else ''}"

    @property
    def amount(self) -> Money | None:
        return None if self.pence is None else Money(self.pence)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The headings of the clauses that no legal adviser has confirmed."""
        return tuple(each.heading for each in self.clauses if not each.is_confirmed)


def frozen(content: Content) -> bytes:
    """The one spelling of the content: what both sides sign. Authority: R16."""
    return canonical(json.loads(json.dumps(asdict(content))))


def from_frozen(said: bytes) -> Content:
    """The content that these bytes spell."""
    found: dict[str, Any] = json.loads(said)
    parts = {
        "clauses": ClauseSaid,
        "instalments": InstalmentSaid,
        "conditions": ConditionSaid,
        "spend": SpendSaid,
        "changes": ChangeSaid,
    }
    for name, kind in parts.items():
        found[name] = tuple(kind(**each) for each in found[name])
    found["requirements"] = tuple((code, text) for code, text in found["requirements"])
    return Content(**found)


def filled(text: str, names: Mapping[str, str]) -> str:
    """A clause's words with its names filled in; ValueError for a name that nobody knows."""
    if unknown := sorted({each for each in _NAME.findall(text) if each not in names}):
        raise ValueError(f"Nothing is known as {{{unknown[0]}}}; known are: {', '.join(sorted(names))}.")
    return _NAME.sub(lambda found: names[found[1]], text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; numbers stand right in the `right` columns."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: a heading with paragraphs, then pairs, points or a table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None


def blocks(said: Content) -> tuple[Block, ...]:
    """The text in the order in which everybody reads it: who, the clauses by number, the schedules."""
    found = [_who(said)]
    if said.changes:
        rows = tuple((each.what, each.before, each.after) for each in said.changes)
        found.append(
            Block(
                "What changes",
                ("This agreement stands in the place of the earlier one. It changes this and nothing else:",),
                table=Table("What it was and what it becomes", ("What", "It was", "It becomes"), rows),
            )
        )
    for number, each in enumerate(said.clauses, 1):
        found.append(Block(f"{number}. {each.heading}", tuple(each.text.splitlines())))
    if said.own_words:
        found.append(Block("What is agreed here beside the clauses", tuple(said.own_words.splitlines())))
    return (*found, *_schedules(said))


def day(iso: str | None) -> str:
    """28 May 2024."""
    if not iso:
        return "not stated"
    found = date.fromisoformat(iso)
    return long_date(found)


def _who(said: Content) -> Block:
    pairs = [
        ("Between", said.authority),
        ("and", said.party),
        ("Place", said.place),
        ("Programme", said.programme),
        ("From", day(said.begins_on)),
        ("Until", day(said.ends_on)),
    ]
    if said.amount is not None:
        pairs.append(("The award", str(said.amount)))
    pairs.append(("Specification", said.specification or NOT_NAMED))
    if said.contract:
        pairs.append(("Local contract", said.contract))
    return Block("Who agrees, about what", pairs=tuple(pairs))


def _schedules(said: Content) -> list[Block]:
    found = []
    if said.instalments:
        rows = [(str(each.number), day(each.due_on), str(Money(each.pence))) for each in said.instalments]
        rows.append(("In all", "", str(Money(sum(each.pence for each in said.instalments)))))
        table = Table("Instalments", ("Number", "Due on", "Amount"), tuple(rows), right=(2,))
        found.append(Block("The money", table=table))
    if said.spend:
        for is_eligible, heading in (
            (True, "What it may be spent on"),
            (False, "What it may not be spent on"),
        ):
            points = _spend(said.spend, is_eligible)
            if points:
                found.append(Block(f"Schedule: {heading[0].lower()}{heading[1:]}", points=points))
    if said.conditions:
        header = ("Condition", "Whose it is", "By", "Holds back")
        rows_ = tuple(
            (
                each.text
                if not each.set_aside_because
                else f"{each.text}. Not applicable: {each.set_aside_because}",
                OWNERS.get(each.owner, each.owner),
                day(each.due_on) if each.due_on else "",
                _holds_back(each),
            )
            for each in said.conditions
        )
        found.append(Block("Conditions", table=Table("What must be so before money moves", header, rows_)))
    if said.requirements:
        table = Table(said.specification, ("Number", "What the service must do"), said.requirements)
        found.append(Block("The specification", table=table))
    return found


def _spend(rules: Sequence[SpendSaid], is_eligible: bool) -> tuple[str, ...]:
    return tuple(
        f"{each.label}: {each.note}" if each.note else each.label
        for each in rules
        if each.is_eligible is is_eligible
    )


def _holds_back(each: ConditionSaid) -> str:
    if each.set_aside_because:
        return "nothing"
    return f"from instalment {each.from_instalment}" if each.from_instalment else "every instalment"
