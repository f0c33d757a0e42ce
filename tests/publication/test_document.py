"""What does the document of a decision do with characters that its fonts do not hold?"""

from datetime import UTC, datetime

import pytest

from throughline.decisions.reading.shape import ReadDecision
from throughline.decisions.record import FileFacts, Recorded
from throughline.decisions.shown import ShownDecision
from throughline.publication import documents

AT = datetime(2026, 1, 2, tzinfo=UTC)


def called(words: str) -> ShownDecision:
    """A decision of which nothing but its subject is known."""
    file = FileFacts("", "a", None, is_held=False)
    return ShownDecision(Recorded("1", "2026-001", "published", ReadDecision(title=words), "", (), {}, file))


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
    def test_is_a_document_all_the_same(self, words: str) -> None:
        made = documents.decision_pdf(called(words), fingerprint="b", at=AT)
        assert made.startswith(b"%PDF-")
