"""What becomes of a split whose decision was approved as amended, in words that may change money?"""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from tests.pages import words

from throughline.decisions.decided import DecisionMade
from throughline.frame.events import tell
from throughline.frame.tasks import told
from throughline.funding.actions.deciding import stand_as_amended
from throughline.funding.models import Allocation, AllocationRun, Round
from throughline.funding.queries import planning as queries
from throughline.kernel.verdict import RefusedError

from .conftest import ANALYST, AT, DEPUTY_MAYOR, LEAD, another_run, choose, decided


class TestADecision:
    def test_with_an_amendment_locks_nothing_before_the_lead_has_read_it(
        self, run: AllocationRun, round_: Round
    ) -> None:
        choose(run)
        number = decided(run)
        tell(DecisionMade(number, uuid4(), run.id, "approved_as_amended", False, DEPUTY_MAYOR, AT))
        run.refresh_from_db()
        round_.refresh_from_db()
        assert (run.state, run.decision and run.decision.number) == ("amended", number)
        assert (round_.standing, Allocation.objects.filter(round=round_).count()) == ("planned", 0)
        assert f"Decision {number} approved the split as amended: say whether its figures stand" in [
            each.what for each in told(queries.waiting_for(LEAD))
        ]
        with pytest.raises(RefusedError):
            stand_as_amended(run_id=run.id, actor=ANALYST, at=AT)
        stand_as_amended(run_id=run.id, actor=LEAD, at=AT)
        run.refresh_from_db()
        round_.refresh_from_db()
        assert (run.state, round_.standing) == ("locked", "confirmed")

    def test_with_an_amendment_that_changes_money_gives_way_to_another_split(
        self, run: AllocationRun, round_: Round
    ) -> None:
        choose(run)
        tell(DecisionMade(decided(run), uuid4(), run.id, "approved_as_amended", False, DEPUTY_MAYOR, AT))
        choose(another_run(round_, "As amended", total="900,000"))
        run.refresh_from_db()
        assert (run.state, run.decision) == ("set_aside", None)

    def test_is_read_on_the_page_of_its_split_by_the_lead_who_says_that_it_stands(
        self, run: AllocationRun, staff: Callable[[str], Client]
    ) -> None:
        choose(run)
        tell(DecisionMade(decided(run), uuid4(), run.id, "approved_as_amended", False, DEPUTY_MAYOR, AT))
        page = queries.run_address(run)
        assert "approved it as amended" in words(staff("analyst").get(page))
        lead = staff("programme-lead")
        assert "The figures stand: lock this split" in words(lead.get(page))
        assert "is the split that was decided" in words(lead.post(f"{page}stand/", follow=True))
