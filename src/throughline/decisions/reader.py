"""What does the page of a reading show: the fields, each with its words, and the text with every value marked?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Verdict
from throughline.kernel.wording import long_date, quoted

from . import rules
from .actions.notices import findings_of, likenesses, said_now
from .confirming import Entry, Group, groups
from .marking import Mark, Segment, segments
from .models import Reading
from .reading.shape import Finding, ReadDecision
from .record import BY_NAME, FUNCTIONS, Field

_AROUND = 60  # characters of the text before and after a value's words
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A few words of the text, and whether the value stands on them."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One field of the page."""

    entry: Entry
    anchor: str
    label: str
    read: str
    now: str
    quotes: tuple[tuple[Stretch, ...], ...]
    findings: tuple[Finding, ...]
    findings_of_list: tuple[Finding, ...]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One heading of the page with its fields, and the lists to which a value can be added."""

    group: Group
    entries: tuple[ShownEntry, ...]
    addable: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The whole page, from one reading and what is on record."""

    reading: Reading
    said: ReadDecision
    groups: tuple[ShownGroup, ...]
    text: Sequence[Segment]
    findings: tuple[Finding, ...]
    likenesses: list[rules.Likeness]
    unconfirmed: int
    values: int
    may_confirm: Verdict
    may_record: Verdict

    @property
    def list_of_findings(self) -> list[Finding]:
        """The gravest first; words are repeated only where no field of the page shows them."""
        said = [f.message for f in self.findings]
        return [
            replace(f, text="") if f.field and said.count(f.message) == 1 else f
            for f in rules.gravest_first(self.findings)
        ]

    @property
    def sentence(self) -> str:
        """What the decision's page would say first; the purpose is still to be filled in."""
        total = None if self.said.total_pence is None else Money(self.said.total_pence)
        return rules.resident_sentence(total, "", self.said.title or "", len(self.said.breakdown))

    @property
    def parts_sentence(self) -> str:
        total = None if self.said.total_pence is None else Money(self.said.total_pence)
        return rules.parts_sentence(total, [Money(part.pence) for part in self.said.breakdown])

    @property
    def is_same(self) -> bool:
        """Whether there is hardly a doubt that this decision is on record already."""
        return any(likeness.is_same for likeness in self.likenesses)


def reader_page(reading: Reading, actor: Actor, again_because: str = "") -> ReaderPage:
    """What the page shows to this actor now."""
    made = groups(reading.found, reading.answers)
    said, evidence = said_now(reading)
    paths = {entry.path for group in made for entry in group.entries}
    found = tuple(
        replace(finding, field=_entry_path(finding.field, paths))
        for finding in findings_of(said, evidence, reading.text)
    )
    alike = [] if reading.state == "recorded" else likenesses(said, reading.file_id, reading.position_in_file)
    unconfirmed = sum(group.unconfirmed for group in made)
    return ReaderPage(
        reading=reading,
        said=said,
        groups=tuple(_group(group, reading.text, found) for group in made),
        text=segments(reading.text, said.start, said.end or len(reading.text), _marks(made)),
        findings=found,
        likenesses=alike,
        unconfirmed=unconfirmed,
        values=sum(len(group.entries) for group in made),
        may_confirm=rules.may_confirm(reading.state, actor),
        may_record=rules.may_record(
            reading.state,
            actor,
            unconfirmed=unconfirmed,
            likenesses=alike,
            again_because=again_because or "asked",
        ),
    )


def in_words(field: Field, value: Any) -> str:
    """A value of the record as a person reads it."""
    if value is None:
        return ""
    if field.is_plain:
        return _shown(field.parts[0].kind, value)
    shown = [
        _shown(part.kind, value.get(part.name))
        for part in field.parts
        if part.kind != "place" and value.get(part.name) is not None
    ]
    return ", ".join(shown)


def _group(group: Group, text: str, found: Sequence[Finding]) -> ShownGroup:
    about: dict[str | None, list[Finding]] = {}
    for finding in found:
        about.setdefault(finding.field, []).append(finding)
    several = Counter(entry.field.name for entry in group.entries)
    seen: Counter[str] = Counter()
    shown = []
    for entry in group.entries:
        name = entry.field.name
        seen[name] += 1
        leads = seen[name] == 1 and entry.path != name
        shown.append(
            ShownEntry(
                entry=entry,
                anchor=entry.anchor,
                label=_label(entry.field, seen[name], several[name]),
                read=in_words(entry.field, entry.read),
                now=in_words(entry.field, entry.value),
                quotes=tuple(_lines(text, entry.quotes)),
                findings=tuple(about.get(entry.path, ())),
                findings_of_list=tuple(about.get(name, ())) if leads else (),
                may_correct=bool(entry.was_found or rules.may_add(entry.field, "asked")),
            )
        )
    there = {entry.field.name for entry in group.entries if entry.was_found or entry.status == "added"}
    return ShownGroup(
        group,
        tuple(shown),
        tuple(
            field
            for field in BY_NAME.values()
            if field.is_list and field.name in there and rules.may_add(field, "asked")
        ),
    )


def _label(field: Field, place: int, of: int) -> str:
    return field.label if of == 1 else f"{field.one.capitalize()} {place} of {of}"


def _marks(made: Sequence[Group]) -> list[Mark]:
    return [
        Mark(entry.anchor, start, end)
        for group in made
        for entry in group.entries
        for start, end in entry.quotes
    ]


def _lines(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[tuple[Stretch, ...]]:
    """The value's words with a little of what stands around them; words that stand close are one line."""
    together: list[list[tuple[int, int]]] = []
    for start, end in sorted(set(quotes)):
        if together and start - together[-1][-1][1] < _AROUND:
            if start >= together[-1][-1][1]:
                together[-1].append((start, end))
        else:
            together.append([(start, end)])
    for near in together[:_MOST_LINES]:
        first, last = near[0][0], near[-1][1]
        line = [Stretch(text[max(0, first - _AROUND) : first].rpartition("\n")[2], False)]
        at = first
        for start, end in near:
            line += [Stretch(text[at:start], False), Stretch(text[start:end], True)]
            at = end
        line.append(Stretch(text[last : last + _AROUND].partition("\n")[0], False))
        yield tuple(stretch for stretch in line if stretch.text)


def _entry_path(field: str | None, paths: set[str]) -> str | None:
    """What shows the field: the entry breakdown[3] for `breakdown[3].pence`, the whole list for `breakdown`."""
    while field and field not in paths and field not in BY_NAME:
        field = max(field.rpartition("[")[0], field.rpartition(".")[0], key=len)
    return field or None


def _shown(kind: str, value: Any) -> str:
    match kind:
        case "money":
            return "no amount" if value is None else str(Money(value))
        case "date":
            day = date.fromisoformat(value)
            return long_date(day)
        case "yes-no":
            return "Yes" if value else "No"
        case "function":
            return FUNCTIONS.get(value, quoted(str(value)))
        case "number":
            return f"{value:g} %"
        case _:
            return str(value) if value != "" else "asked, and left empty"
