"""How does a decision look as a document?"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from throughline.decisions.shown import ShownDecision
from throughline.kernel.money import Money

SEVERITIES = {"error": "Wrong", "warning": "Check", "note": "Note"}
MOST_ATTEMPTS = 12  # different missing characters; with more, every rare one is taken out at once
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TEMPLATE = Path(__file__).with_name("decision.typ")


def decision_pdf(shown: ShownDecision, *, fingerprint: str, at: datetime) -> bytes:
    """Return the decision as PDF/UA-1; the same decision and moment give the same bytes.

    PDF/UA-1 forbids a character that no font can draw: it becomes U+FFFD, and the document says so.
    """
    told = _told(shown, fingerprint, at)
    for _ in range(MOST_ATTEMPTS):
        try:
            return _typeset(told, at)
        except typst.TypstError as refused:
            if not (undrawn := _UNDRAWN.search(str(refused))):
                raise
        missing = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), undrawn[1])
        told = _redrawn(told, set(missing).__contains__) | {"is_redrawn": True}
    return _typeset(_redrawn(told, _is_rare), at)


def _typeset(told: dict[str, Any], at: datetime) -> bytes:
    pdf: bytes = _compiler().compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"decision": json.dumps(told, ensure_ascii=False, sort_keys=True)},
        timestamp=int(at.timestamp()),
    )
    return pdf


def _redrawn(value: Any, is_missing: Callable[[str], bool]) -> Any:
    if isinstance(value, str):
        return "".join("\N{REPLACEMENT CHARACTER}" if is_missing(each) else each for each in value)
    if isinstance(value, dict):
        return {name: _redrawn(inner, is_missing) for name, inner in value.items()}
    if isinstance(value, list):
        return [_redrawn(inner, is_missing) for inner in value]
    return value


def _is_rare(character: str) -> bool:
    """Neither Latin, nor usual punctuation, nor a currency sign."""
    code = ord(character)
    return not (
        0x20 <= code < 0x7F or 0xA0 <= code < 0x180 or 0x2010 <= code < 0x2027 or character in "\n\t€"
    )


@cache
def _compiler() -> Any:
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, ignore_system_fonts=True)


def _told(shown: ShownDecision, fingerprint: str, at: datetime) -> dict[str, Any]:
    said = shown.facts.said
    return {
        "title": shown.heading,
        "number": shown.facts.number,
        "sentence": shown.sentence,
        "facts": [[str(fact[0]), _text(fact[1])] for fact in (*shown.key_facts, *shown.more_facts)],
        "total": None if shown.total is None else str(shown.total),
        "parts": [[part.place, part.recipient, str(Money(part.pence))] for part in said.breakdown],
        "parts_sentence": shown.parts_sentence,
        "signatures": [[step.post, _day(step.signed_on), step.note] for step in shown.signatures],
        "endorsements": list(said.endorsements),
        "related": [[each.text, _day(each.decided_on), each.is_held] for each in shown.leans_on],
        "promises": [[each.text, each.owner, each.due] for each in said.promises],
        "no_total": shown.no_total,
        "decision": shown.decision,
        "amendment": shown.made.amendment if shown.made else "",
        "prose": [[each.label, each.text] for each in shown.prose],
        "further": [[each.label, each.text] for each in shown.further],
        "items": [[each.text, each.kind, _day(each.dated_on)] for each in shown.made.leans_on]
        if shown.made
        else [],
        "exempt": [[each.part, each.ground] for each in shown.made.exempt] if shown.made else [],
        "attachments": [[each.title, each.sha256] for each in shown.made.attachments] if shown.made else [],
        "safeguarding": [
            [whom, answer]
            for whom, answer in (
                ("Children", said.safeguarding.children),
                ("Adults", said.safeguarding.adults),
            )
            if shown.made and answer
        ],
        "version": shown.facts.version,
        "revisions": [
            [
                each.version,
                _day(each.made_on),
                each.reason,
                [[change.label, change.was, change.now] for change in each.changes],
            ]
            for each in shown.facts.revisions
        ],
        "superseded_by": shown.facts.superseded_by,
        "is_made_here": shown.made is not None,
        "conditions": list(said.conditions),
        "findings": _findings(shown),
        "file_sha256": shown.facts.file.sha256,
        "fingerprint": fingerprint,
        "made_on": _day(at),
        "is_redrawn": False,
    }


def _findings(shown: ShownDecision) -> list[list[Any]]:
    """Each finding once: how grave, its sentence, and every wording that it is about."""
    about: dict[tuple[str, str], list[str]] = {}
    for each in shown.findings:
        words = about.setdefault((SEVERITIES[each.severity], each.message), [])
        if each.text:
            words.append(each.text)
    return [[severity, message, words] for (severity, message), words in about.items()]


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _day(day: Any) -> str | None:
    return None if day is None else f"{day.day} {day:%B %Y}"
