"""What does a decision on record say once some of its values are corrected, and what has changed, in words?"""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from .reading.shape import Finding, ReadDecision
from .record import FIELDS, FUNCTIONS, NEVER_PUBLISHED, Field, Json, Part, Recorded, as_values, from_values
from .revised import Change

_ROW = re.compile(r"([a-z_]+)\[(\d+)\]")
_TEXT = re.compile(r"texts\[([a-z_.]+)\]")
_IN_THE_FILE = NEVER_PUBLISHED | {"amounts", "percentages"}  # they say what stands in the file's text
_SIGNED = frozenset(
    {
        *("decision_type", "status", "function", "key_decision", "subject_to_call_in", "decided_on"),
        *("published_on", "effective_from", "total_pence", "breakdown", "by_year", "recipients"),
        *("price_basis", "payment_basis", "decision_makers", "sign_offs", "conditions", "promises"),
    }
)
_SIGNED_TEXTS = frozenset({"decision", "proposed_total"})
PURPOSE = Field(
    "purpose", "In plain words, what it is for", "What was decided", (Part("", "Purpose", "line"),)
)
Check = Callable[[ReadDecision], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a decision that may be corrected; `value` is as the record keeps it, None of a row that is new."""

    path: str
    field: Field
    value: Any
    is_new: bool = False

    @property
    def label(self) -> str:
        """What a page calls it: of a row, which one."""
        at = _ROW.fullmatch(self.path)
        if self.is_new:
            return f"A further {self.field.one}"
        return f"{self.field.one.capitalize()} {int(at[2]) + 1}" if at else self.field.label

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        return in_words(self.field, self.value)


def correctable(decision: Recorded) -> list[Value]:
    """Every value that a new version may change, in the record's order; of a list also a row that is missing.

    What was signed here is changed by a new decision only: its money, its dates, its conditions, its very words.
    """
    values = as_values(decision.said)
    found = [Value("purpose", PURPOSE, decision.purpose or None)]
    for field in FIELDS:
        if field.name not in _IN_THE_FILE and not (decision.made and field.name in _SIGNED):
            found += _values_of(field, values, may_grow=decision.made is None and field.may_add)
    for text in decision.made.texts if decision.made else ():
        if text.name not in _SIGNED_TEXTS:
            field = Field(f"texts[{text.name}]", text.label, "What it says", (Part("", text.label, "text"),))
            found.append(Value(field.name, field, text.text))
    return found


def corrected(
    decision: Recorded, new: Mapping[str, Any], check: Check
) -> tuple[Recorded, tuple[Change, ...]]:
    """The decision with these values instead, and what changed; findings follow what it says now."""
    changes = tuple(
        Change(each.path, each.label, each.words, in_words(each.field, new[each.path]))
        for each in correctable(decision)
        if each.path in new and new[each.path] != each.value
    )
    paths = {change.path for change in changes}
    values = deepcopy(as_values(decision.said))
    for path in paths - {"purpose"}:
        if not _TEXT.fullmatch(path):
            _put(values, path, new[path])
    gone = {path for path in paths if _ROW.fullmatch(path) and new[path] is None}
    for name in {path.partition("[")[0] for path in gone}:
        values[name] = [row for row in values[name] if row is not None]
    said = from_values(values)
    made = decision.made and replace(
        decision.made,
        texts=tuple(
            replace(text, text=new[f"texts[{text.name}]"]) if f"texts[{text.name}]" in paths else text
            for text in decision.made.texts
        ),
    )
    return replace(
        decision,
        said=said,
        purpose=(new["purpose"] or "") if "purpose" in paths else decision.purpose,
        made=made,
        findings=_findings(decision, said, check),
        evidence={
            _moved(path, gone): place
            for path, place in decision.evidence.items()
            if not any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in paths)
        },
        version=decision.version + 1,
    ), changes


def in_words(field: Field, value: Any) -> str:
    """A value as a person reads it; of a row, its columns."""
    if value is None:
        return "not said"
    if not field.is_plain:
        told = [_plain(part, value.get(part.name)) for part in field.parts]
        return ", ".join(filter(None, told)) or "not said"
    return _plain(field.parts[0], value) or "left empty"


def _values_of(field: Field, values: Json, *, may_grow: bool) -> Iterator[Value]:
    if field.is_list:
        for i, row in enumerate(values[field.name]):
            yield Value(f"{field.name}[{i}]", field, row)
        if may_grow:
            yield Value(f"{field.name}[{len(values[field.name])}]", field, None, is_new=True)
    elif "." in field.name:
        outer, inner = field.name.split(".")
        yield Value(field.name, field, values[outer][inner])
    else:
        yield Value(field.name, field, values[field.name])


def _put(values: Json, path: str, value: Any) -> None:
    if row := _ROW.fullmatch(path):
        rows, at = values[row[1]], int(row[2])
        kept = rows[at] if at < len(rows) else None
        rows[at : at + 1] = [{**kept, **value} if isinstance(kept, dict) and value else value]
    elif "." in path:
        outer, inner = path.split(".")
        values[outer][inner] = value
    else:
        values[path] = value


def _moved(path: str, gone: set[str]) -> str:
    """Where a value stands once rows before it are gone."""
    row = re.match(_ROW, path)
    if row is None:
        return path
    before = sum(f"{row[1]}[{i}]" in gone for i in range(int(row[2])))
    return f"{row[1]}[{int(row[2]) - before}]{path[row.end() :]}"


def _findings(decision: Recorded, said: ReadDecision, check: Check) -> tuple[Finding, ...]:
    """The findings of before, without those that the correction settled, with those that it brought."""
    before, now = check(decision.said), check(said)
    settled = {(each.code, each.field) for each in before} - {(each.code, each.field) for each in now}
    kept = tuple(each for each in decision.findings if (each.code, each.field) not in settled)
    known = {(each.code, each.field) for each in (*kept, *before)}
    return kept + tuple(each for each in now if (each.code, each.field) not in known)


def _plain(part: Part, value: Any) -> str:
    if value is None or part.kind == "place":
        return ""
    match part.kind:
        case "money":
            return str(Money(value))
        case "date":
            day = date.fromisoformat(value)
            return long_date(day)
        case "yes-no":
            return "Yes" if value else "No"
        case "function":
            return FUNCTIONS[value]
        case _:
            return str(value)
