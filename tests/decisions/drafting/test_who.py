"""Who wrote a draft, and who sees it?"""

import pytest
from tests.decisions.conftest import AT, LEAD, OFFICER
from tests.decisions.drafting.conftest import LEGAL, save

from throughline.decisions.actions import draft_parts, drafting
from throughline.decisions.models import Draft
from throughline.decisions.queries import drafting as queries
from throughline.kernel.actor import Actor


class TestWhoDrafted:
    """R5."""

    def test_is_everybody_who_wrote_any_of_it_also_when_others_wrote_after_them(self, filled: Draft) -> None:
        drafting.save_section(
            draft_id=filled.id, section="risk", values={"risk": "Mine."}, revision=1, actor=LEAD, at=AT
        )
        save(filled, "risk", {"risk": "Mine again."}, revision=2)
        assert queries.drafters_of(filled.id) == {OFFICER.id, LEAD.id}

    def test_is_nobody_who_only_remarked(self, filled: Draft) -> None:
        draft_parts.comment_on(draft_id=filled.id, section="risk", text="?", actor=LEGAL, at=AT)
        assert queries.drafters_of(filled.id) == {OFFICER.id}


class TestWhoSeesDrafts:
    @pytest.mark.parametrize(
        ("role", "sees"),
        [
            ("programme-officer", 1),
            ("deputy-mayor", 1),
            ("legal", 1),
            ("auditor", 1),
            ("key-worker", 0),
            ("csp-chair", 0),
        ],
    )
    def test_is_who_drafts_advises_signs_or_audits(self, begun: Draft, role: str, sees: int) -> None:
        assert queries.visible_to(Actor("person:1", frozenset({role}))).count() == sees

    def test_is_not_the_public(self, begun: Draft) -> None:
        assert queries.visible_to(Actor("public")).count() == 0
