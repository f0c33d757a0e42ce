"""What of variations and contracts does a demonstration show?"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from throughline.agreements import demonstration_contracts, demonstration_uplift
from throughline.agreements.models import ContractMilestone, LocalContract, Variation
from throughline.agreements.queries import calendar, contracts, variations
from throughline.agreements.rules import uplift
from throughline.funding.queries import rounds
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.money import Money
from throughline.organisations import demonstration, demonstration_localities

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ON = date(2026, 11, 20)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
OFFICER = Actor("person:00000000-0000-4000-8000-000000000001", frozenset({"programme-officer"}))


@pytest.fixture
def demonstrated(looked_at: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    demonstration.load(actor=SUPPLIER, at=AT)
    demonstration_localities.load(actor=SUPPLIER, at=AT)


@pytest.mark.usefixtures("demonstrated")
class TestTheUpliftOfTheCommunitySafetyGrants:
    @pytest.fixture(autouse=True)
    def _loaded(self, demonstrated: None) -> None:
        demonstration_uplift.load(actor=SUPPLIER, at=AT)

    def test_raises_thirty_grants_of_ten_areas_in_one_variation(self) -> None:
        [variation] = Variation.objects.all()
        lines = list(variation.lines.select_related("grant__place"))
        assert len(lines) == 30
        assert {sum(each.grant.place_id == one.grant.place_id for each in lines) for one in lines} == {3}
        for each in lines:
            assert each.after_pence == uplift(each.before_pence, demonstration_uplift.PERCENT)

    def test_shows_the_stated_sum_as_the_rounded_figure_that_it_is(self) -> None:
        page = variations.page_of(OFFICER, Variation.objects.get().id, ON)
        assert page is not None
        assert page.variation.stated_pence == Money(102_800_00)
        assert "rounded" in page.variation.stated_source
        assert page.stated_gap == page.net - Money(102_800_00)
        assert Money(0) < abs(page.net - Money(102_800_00)) < Money(50_00)

    def test_is_an_illustration_in_every_line_and_on_no_public_page(self) -> None:
        page = variations.page_of(OFFICER, Variation.objects.get().id, ON)
        assert page is not None
        assert all(each.is_illustration for each in page.lines)
        codes = set(rounds.programmes_visible_to(PUBLIC).values_list("code", flat=True))
        assert not {code for code in codes if code.startswith("community-safety")}
        assert not rounds.visible_to(PUBLIC).filter(programme__code__startswith="community-safety").exists()

    def test_comes_once(self) -> None:
        assert demonstration_uplift.load(actor=SUPPLIER, at=AT) is False


@pytest.mark.usefixtures("demonstrated")
class TestTheCalendarOfADemonstration:
    @pytest.fixture(autouse=True)
    def _loaded(self, demonstrated: None) -> None:
        demonstration_contracts.load(actor=SUPPLIER, at=AT)

    def test_has_a_contract_of_every_area_and_warns_of_all_three_distances(self) -> None:
        shown = contracts.shown(contracts.visible_to(OFFICER, ON), ON)
        assert {each.place for each in shown if each.state == "running"} == {
            "Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford",
            "Wigan",
        }  # fmt: skip
        noted = calendar.warnings(shown, ON)
        assert {"6 months", "18 months", "Option", "Late"} <= {each.tag for each in noted}
        assert all(each.is_illustration for each in shown)

    def test_has_steps_that_are_done_and_comes_once(self) -> None:
        assert ContractMilestone.objects.filter(done_on__isnull=False).exists()
        count = LocalContract.objects.count()
        assert demonstration_contracts.load(actor=SUPPLIER, at=AT) is False
        assert LocalContract.objects.count() == count
