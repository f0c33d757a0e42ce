"""How does a decision look as a document?"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from throughline.decisions.shown import ShownDecision
from throughline.kernel.money import Money

SEVERITIES = {"error": "Wrong", "warning": "Check", "note": "Note"}
TEMPLATE = Path(__file__).with_name("decision.typ")


def decision_pdf(shown: ShownDecision, *, fingerprint: str, at: datetime) -> bytes:
    """Return the decision as PDF/UA-1; the same decision and moment give the same bytes."""
    data = json.dumps(_told(shown, fingerprint, at), ensure_ascii=False, sort_keys=True)
    pdf: bytes = _compiler().compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"decision": data},
        timestamp=int(at.timestamp()),
    )
    return pdf


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
        "parts": [[part.place, str(Money(part.pence))] for part in said.breakdown],
        "parts_sentence": shown.parts_sentence,
        "signatures": [[step.post, _day(step.signed_on)] for step in shown.signatures],
        "endorsements": list(said.endorsements),
        "related": [[each.text, _day(each.decided_on), each.is_held] for each in shown.leans_on],
        "promises": [[each.text, each.owner, each.due] for each in said.promises],
        "conditions": list(said.conditions),
        "findings": _findings(shown),
        "file_sha256": shown.facts.file.sha256,
        "fingerprint": fingerprint,
        "made_on": _day(at),
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
