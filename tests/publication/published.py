"""Decisions that were made, published, corrected and superseded, for the register's tests."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from pypdfium2 import PdfDocument
from tests.decisions.deciding import SIGNED_AT, decide

from throughline.decisions.actions.notices import publish_decision
from throughline.decisions.actions.revisions import correct_decision, supersede_decision
from throughline.decisions.drafting.content import Attached
from throughline.kernel.actor import Actor
from throughline.ledger.sealer import seal

LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))
PUBLISHED_AT = SIGNED_AT + timedelta(hours=9)


def published(changes: Mapping[str, Any] | None = None, attachments: Sequence[Attached] = ()) -> str:
    """The number of a decision that was made here and published."""
    number = decide(changes, attachments=attachments).number
    publish_decision(number=number, actor=LEAD, at=PUBLISHED_AT)
    return number


def correct(number: str, *, version: int = 1, reason: str = "A misprint.", values: Mapping[str, Any]) -> None:
    """The next version of the decision is published."""
    correct_decision(
        number=number, version=version, values=values, reason=reason, actor=LEAD, at=PUBLISHED_AT
    )


def supersede(number: str, by: str, reason: str = "The grants were made anew.") -> None:
    """The later decision stands in its place."""
    supersede_decision(number=number, by=by, reason=reason, actor=LEAD, at=PUBLISHED_AT)


def sealed() -> None:
    """Every act so far has its place in the ledger."""
    seal(at=PUBLISHED_AT)


def everything_public(client: Any, *starts: str) -> Iterator[tuple[str, bytes]]:
    """Every address that somebody who has not signed in can come to, each with its bytes, of a PDF with its text."""
    waiting, seen = ["/", "/register/", "/sitemap.xml", "/robots.txt", *starts], set()
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(("/static/", "/sign-in", "/accounts/")):
            continue
        seen.add(address)
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.headers.get("Content-Type", "").startswith("application/pdf"):
            metadata = content[content.find(b"<x:xmpmeta") :]  # the rest is compressed, and read as text
            yield address, text_of_pdf(content).encode() + metadata + str(dict(answer.headers)).encode()
        else:
            yield address, content + str(dict(answer.headers)).encode()
            text = content.decode("utf-8", "replace")
            waiting += [each.replace("&amp;", "&") for each in re.findall(r'(?:href|src)="(/[^"#]*)', text)]
            waiting += re.findall(r"<loc>https?://[^/]*(/[^<]*)", text)


def text_of_pdf(content: bytes) -> str:
    """The text of a document as a reader extracts it, without line breaks."""
    document = PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
