"""What a partner, who reads what is about a programme, does not read: private promises, choices of others."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from throughline.governance.actions import milestones
from throughline.governance.actions.promises import Promised, make_promises
from throughline.governance.queries import promises
from throughline.kernel.actor import Actor

from .conftest import AT, COMMAND

LEAD = Actor("person:22222222-2222-4222-8222-222222222222", frozenset({"programme-lead"}))
Staff = Callable[..., Client]


@pytest.fixture
def promised(reference: None) -> list[UUID]:
    """A promise of a decision about the programme that partners read, and one that they do not."""
    return make_promises(
        decision_number="2026-001",
        promises=[Promised("A risk log is kept."), Promised("The trust is paid.", is_private=True)],
        programmes=["gm-irs-dr"],
        actor=COMMAND,
        at=AT,
    )


def planned(promise_id: UUID) -> UUID:
    return milestones.plan_milestone(
        title="All is in place", planned_on=date(2027, 1, 1), owner="role:programme-lead", promise_id=promise_id,
        programmes=["gm-irs-dr"], actor=LEAD, at=AT,
    )  # fmt: skip


@pytest.mark.usefixtures("promised")
class TestAPrivatePromise:
    @pytest.mark.parametrize(
        ("role", "read"),
        [
            ("hmpps-contract-manager", ["A risk log is kept."]),
            ("programme-officer", ["A risk log is kept.", "The trust is paid."]),
            ("auditor", ["A risk log is kept.", "The trust is paid."]),
            ("key-worker", []),
        ],
    )
    def test_is_read_by_the_authority_alone(self, actor: Any, role: str, read: list[str]) -> None:
        assert [each.item.title for each in promises.visible_to(actor(role))] == read

    @pytest.mark.parametrize("page", ["", "change/"])
    def test_is_not_named_by_what_helps_to_keep_it(
        self, promised: list[UUID], staff: Staff, page: str
    ) -> None:
        address = f"/plan/{planned(promised[1])}/{page}"
        assert "The trust is paid" in staff("programme-lead").get(address).content.decode()
        partners = staff("hmpps-contract-manager").get(address).content.decode()
        assert "All is in place" in partners
        assert "The trust is paid" not in partners


class TestAStepThatIsNotTheReaders:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_offers_them_nothing_to_choose(self, promised: list[UUID], staff: Staff, method: str) -> None:
        address = f"/plan/{planned(promised[0])}/change/"
        page = getattr(staff("hmpps-contract-manager"), method)(address).content.decode()
        assert "Change the milestone" in page
        for other in ("The trust is paid", "Bolton Metropolitan", "Deputy Mayor"):
            assert other not in page, other
