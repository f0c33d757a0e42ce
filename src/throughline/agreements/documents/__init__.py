"""How does an agreement's frozen text look as a PDF and in Word, with its signature page?

Both show the blocks of the same bytes and print their hash; the same text and signatures give the same files.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from ..signing.content import Content, blocks, from_frozen
from ..signing.standing import Signed, Text
from ..terms import SIDES

TEMPLATE = Path(__file__).with_name("agreement.typ")
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class SignatureSaid:
    """One side of the signature page; `at` is empty while nobody has signed for it."""

    side: str
    body: str
    name: str = ""
    capacity: str = ""
    authority: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A frozen text with the signatures on it, as it is drawn; `made_at` is when it was last signed, or frozen."""

    said: Content
    content: bytes
    sha256: str
    signatures: tuple[SignatureSaid, ...]
    standing: str
    made_at: datetime


def document_of(text: Text, state: str, *, is_newest: bool) -> Document:
    """The text as a document: with its signatures, and what became of it since in words."""
    said = from_frozen(text.content)
    bodies = {"other": said.party, "authority": said.authority}
    by_side = {each.side: each for each in text.signed}
    return Document(
        said=said,
        content=text.content,
        sha256=text.sha256,
        signatures=tuple(_side(side, bodies[side], by_side.get(side)) for side in SIDES),
        standing=_standing(state, is_newest),
        made_at=max((each.at for each in text.signed), default=text.frozen_at),
    )


def _standing(state: str, is_newest: bool) -> str:
    """Whether this very text is in force, as a sentence."""
    if not is_newest or state in ("draft", "discarded"):
        return "Not in force: this text was taken back or issued anew, and no signature on it counts."
    return {
        "issued": "Not in force: nobody has signed this yet.",
        "signed": "Not in force: one side has signed this.",
        "refused": "Not in force: it was refused.",
        "expired": "Not in force: it was not signed in time.",
        "in_force": "In force: both sides signed these bytes.",
        "varied": "Both sides signed these bytes; a later agreement stands in its place.",
        "ended": "Both sides signed these bytes; it ran its time.",
        "terminated": "Both sides signed these bytes; it was ended early.",
    }[state]


def as_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1."""
    return typeset(TEMPLATE, _told(document), at=document.made_at)


def moment(at: datetime) -> str:
    """28 May 2024, 14:30:05, in London, to the second: it stands on a signature page."""
    local = at.astimezone(LONDON)
    return f"{long_date(local)}, {local:%H:%M:%S} ({local.tzname()})"


def _side(side: str, body: str, row: Signed | None) -> SignatureSaid:
    if row is None:
        return SignatureSaid(side, body)
    limit = "no limit" if row.up_to is None else f"up to {row.up_to}"
    return SignatureSaid(side, body, row.name, row.capacity, f"{row.source} ({limit})", moment(row.at))


def _told(document: Document) -> dict[str, Any]:
    return {
        "title": document.said.title,
        "standing": document.standing,
        "is_illustration": document.said.is_illustration,
        "blocks": [
            {
                "heading": each.heading,
                "paragraphs": list(each.paragraphs),
                "pairs": [list(pair) for pair in each.pairs],
                "points": list(each.points),
                "table": each.table
                and {
                    "caption": each.table.caption,
                    "header": list(each.table.header),
                    "rows": [list(row) for row in each.table.rows],
                    "right": list(each.table.right),
                },
            }
            for each in blocks(document.said)
        ],
        "signatures": [
            [SIDES[each.side], each.body, each.name, each.capacity, each.authority, each.at]
            for each in document.signatures
        ],
        "unconfirmed": list(document.said.unconfirmed),
        "sha256": document.sha256,
        "number": document.said.number,
        "is_redrawn": False,
    }
