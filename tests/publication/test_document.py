"""What does the document of a decision do with characters that its fonts do not hold?"""

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from throughline.publication import documents

AT = datetime(2026, 1, 2, tzinfo=UTC)
TOLD: dict[str, Any] = {
    "number": "1", "facts": [], "total": None, "parts": [], "parts_sentence": "", "signatures": [],
    "endorsements": [], "related": [], "promises": [], "conditions": [], "findings": [], "file_sha256": "a",
    "fingerprint": "b", "made_on": "2 January 2026", "is_redrawn": False,
}  # fmt: skip


class TestADecisionWithCharactersThatNoFontDraws:
    @pytest.mark.parametrize(
        "words",
        [
            "\uf0b7 a bullet from a word processor",
            "\U0001f6a6 lights",
            "a bell \a",
            "".join(map(chr, range(0x4E00, 0x4E40))),
        ],
        ids=["private use", "emoji", "control", "sixty-four of them"],
    )
    def test_is_a_document_all_the_same(self, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(documents, "_told", lambda *_: {**TOLD, "title": words, "sentence": words})
        made = documents.decision_pdf(cast(Any, None), fingerprint="b", at=AT)
        assert made.startswith(b"%PDF-")
