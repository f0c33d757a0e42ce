"""The forward plan, which everybody reads, tells nothing that is exempt and leads to nothing that is made up."""

from datetime import date
from typing import Any

import pytest

from throughline.decisions import decided
from throughline.decisions.actions import call_in as actions
from throughline.decisions.models import DraftSection, PlannedDecision
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..conftest import LEAD
from ..deciding import SAYS, SIGNED_AT, decide, signed_draft
from .pages import AUTHORITY, at

pytestmark = pytest.mark.usefixtures("law")


def announced(draft_id: Any = None) -> PlannedDecision:
    return actions.announce(
        function="authority",
        subject="Night bus support",
        decision_maker="The authority",
        contact="Programme lead",
        planned_on=date(2026, 7, 20),
        cannot_wait_because="",
        draft_id=draft_id,
        actor=LEAD,
        at=at(date(2026, 6, 1)),
    )


class TestAnEntryOfTheForwardPlan:
    def test_is_dropped_in_no_words_that_are_exempt_in_its_draft(self) -> None:
        draft, _ = signed_draft(AUTHORITY)
        said = {**SAYS, "exempt": {"exempt": [{"section": "financial", "ground": "business"}]}}
        with act(actor=LEAD, at=SIGNED_AT, verb="test", subject=("draft", draft.id)):
            for slug, values in said.items():
                DraftSection.objects.create(
                    draft=draft, section=slug, values=values, saved_at=SIGNED_AT, saved_by="person:1"
                )
        entry = announced(draft.id)
        with pytest.raises(RefusedError, match="exempt"):
            actions.drop(entry_id=entry.id, because="Bury harbour trust left", actor=LEAD, at=SIGNED_AT)
        entry.refresh_from_db()
        assert entry.state == "planned"

    def test_leads_to_no_illustration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(decided, "_is_illustration", lambda draft: True)
        entry, number = announced(), decide(AUTHORITY).number
        with pytest.raises(RefusedError, match="is an illustration"):
            actions.settle(entry_id=entry.id, number=number, actor=LEAD, at=SIGNED_AT)
