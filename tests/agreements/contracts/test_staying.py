"""What may nobody change about a contract that was let or is over, not even past every page?"""

from datetime import date

from tests.agreements.contracts.conftest import AT, OFFICER, provider
from tests.staying import refuses

from throughline.agreements.actions import contracts as actions
from throughline.agreements.models import LocalContract

OF = "WHERE contract_id = %s"


class TestAContract:
    def test_keeps_its_milestones_once_it_is_let(self, planned: LocalContract) -> None:
        by = {"actor": OFFICER, "at": AT, "contract_id": planned.id}
        code = planned.milestones.order_by("planned_on")[0].code
        actions.mark_milestone(**by, code=code, done_on=None, planned_on=date(2026, 6, 1))
        actions.start(**by, provider_id=provider().id, begins_on=date(2027, 4, 1), ends_on=date(2031, 3, 31))
        refuses(f"UPDATE agreements_contractmilestone SET done_on = '2026-05-05' {OF}", planned.id)  # noqa: S608 - ours
        refuses(f"DELETE FROM agreements_contractmilestone {OF}", planned.id)  # noqa: S608 - ours

    def test_that_is_over_stays_with_its_options(self, planned: LocalContract) -> None:
        actions.drop(actor=OFFICER, at=AT, contract_id=planned.id, because="Not needed.")
        refuses("UPDATE agreements_localcontract SET title = 'Another' WHERE id = %s", planned.id)
        refuses(f"UPDATE agreements_contractoption SET is_taken_up = true {OF}", planned.id)  # noqa: S608 - ours
