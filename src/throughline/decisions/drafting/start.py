"""What of an earlier decision is a good beginning for a new draft?

Words come over, because most of them are true again. Money, dates and what somebody said then do not: those are new.
Nor does what was exempt, whose ground was weighed for that decision alone.
"""

import re
from typing import Any

from ..reading.shape import ReadDecision
from .content import Content, exempt_sections
from .sections import SECTIONS
from .terms import DECISION_TYPES, STAGES

Json = dict[str, Any]
_NEW_EACH_TIME = frozenset({"money", "date", "year"})
_LEFT_BEHIND = frozenset({"when", "consultation", "exempt", "attachments"})
_OF_THEN = frozenset({"endorsements", "advised_by", "reference"})


def from_record(said: ReadDecision, purpose: str) -> dict[str, Json]:
    """The sections that a decision on record can fill: its places and recipients, without amounts and dates."""
    kind = (said.decision_type or "").casefold() + " ".join(said.decision_makers).casefold()
    sections: dict[str, Json] = {
        "subject": {"title": said.title or "", "purpose": purpose, "author": said.author or ""},
        "function": {"function": said.function or ""},
        "power": {"legal_power": said.legal_power or ""},
        "type": {
            "decision_type": next((code for code in DECISION_TYPES if code.split("-")[0] in kind), ""),
            "stage": next((code for code, words in STAGES.items() if words.casefold() in kind), ""),
        },
        "decision": {"conditions": [{"text": text} for text in said.conditions]},
        "financial": {
            "parts": [
                {"place": part.place, "recipient": "", "legal_recipient": "", "pence": None}
                for part in said.breakdown
            ]
        },
    }
    return {slug: kept for slug, values in sections.items() if (kept := _given(values))}


def from_draft(content: Content) -> dict[str, Json]:
    """The sections of a draft that was made here, without its money, its dates and what was exempt."""
    carried: dict[str, Json] = {}
    exempt = exempt_sections(content)
    for section in SECTIONS:
        if section.slug in _LEFT_BEHIND or section.slug in exempt:
            continue
        values = content.sections.get(section.slug, {})
        kept: Json = {}
        for field in section.fields:
            if field.kind in _NEW_EACH_TIME or field.name in _OF_THEN or field.name not in values:
                continue
            new = [column.name for column in field.columns if column.kind in _NEW_EACH_TIME]
            value = values[field.name]
            if field.columns and isinstance(value, list):
                value = [{**row, **dict.fromkeys(new)} for row in value]
            kept[field.name] = value
        if kept := _given(kept):
            carried[section.slug] = kept
    return carried


def next_title(title: str) -> str:
    """The same subject for the next financial year, where it names one."""

    def later(match: re.Match[str]) -> str:
        first = int(match[1]) + 1
        return f"{first}{match[2]}{(first + 1) % 100:02}"

    return re.sub(r"\b(20\d\d)([/–-])\d\d\b", later, title)


def _given(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}
