"""A database with posts, a scheme and the regimes, and drafts of plain values, for the tests of the law."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from throughline.decisions import law_supplied
from throughline.decisions.drafting.content import Content
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))


@pytest.fixture
def law(db: None) -> None:
    """The supplied scheme and regimes, unverified, and the posts of the authority."""
    organisations.load_reference(actor=COMMAND, at=AT)
    law_supplied.load(COMMAND, AT)


@pytest.fixture
def content() -> Callable[..., Content]:
    """Makes a draft's content of a few figures."""

    def make(
        total: int | None = None,
        *parts: tuple[str, int],
        kind: str = "deputy-mayor",
        draft_id: str = "00000000-0000-4000-8000-000000000001",
        function: str = "police-and-crime",
        **when: Any,
    ) -> Content:
        rows = [{"place": "", "recipient": name, "pence": pence} for name, pence in parts]
        return Content(
            draft_id=draft_id,
            sections={
                "type": {"decision_type": kind},
                "function": {"function": function},
                "financial": {"total_pence": total, "parts": rows},
                "when": when,
            },
        )

    return make
