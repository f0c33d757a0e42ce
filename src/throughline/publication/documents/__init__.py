"""How does a decision look as a document?"""

from datetime import datetime
from pathlib import Path
from typing import Any

from throughline.decisions.shown import ShownDecision
from throughline.frame.typesetting import typeset
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

SEVERITIES = {"error": "Wrong", "warning": "Check", "note": "Note"}
TEMPLATE = Path(__file__).with_name("decision.typ")


def decision_pdf(shown: ShownDecision, *, fingerprint: str, at: datetime) -> bytes:
    """Return the decision as PDF/UA-1; the same decision and moment give the same bytes.

    PDF/UA-1 forbids a character that no font can draw: it becomes U+FFFD, and the document says so.
    """
    return typeset(TEMPLATE, _told(shown, fingerprint, at), at=at)


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
    return None if day is None else long_date(day)
