"""How does need from the evidence become what a split follows, with the range of each area's share? R41, R43, R46"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.evidence.held import held_extract
from tests.pages import words

from throughline.evidence.actions.releasing import release
from throughline.evidence.gate import Counts, Dimension
from throughline.evidence.tables import NeedByPlace, NeedOf, Source
from throughline.funding.models import Scenario
from throughline.funding.planning.need import with_need
from throughline.funding.planning.rules import plan_split
from throughline.funding.planning.working import IndicatorText, Working, plan_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.places import known_places

from .conftest import ANALYST, AT, COUNTED

PLACES = [name for name, _ in known_places()]
SOURCE = Source(UUID(int=1), "Need unmet", "need-unmet", 2, "A real year", False, "2025-04-01/2026-04-01", AT)
NEED = NeedByPlace(
    SOURCE, tuple(NeedOf(place, 700.4 + n, 650.2 + n, 800.2 + n) for n, place in enumerate(PLACES)), ()
)


def counts_of(working: Working, name: str) -> list[str]:
    at = [each.name for each in working.indicators].index(name)
    return [each.counts[at] for each in working.places]


class TestTakingNeed:
    def test_fills_in_a_count_with_its_range_for_each_place(self) -> None:
        taken = with_need(COUNTED, NEED)
        assert counts_of(taken, "Unmet need")[:2] == ["700 (650 to 801)", "701 (651 to 802)"]
        assert counts_of(taken, "People on probation") == counts_of(COUNTED, "People on probation")

    def test_names_the_source_with_its_extract_and_version(self) -> None:
        assert with_need(COUNTED, NEED).indicators[-1].source == (
            "Need unmet, version 2, from the extract “A real year”"
        )

    def test_again_replaces_what_was_taken_and_keeps_its_weight(self) -> None:
        weighed = with_need(COUNTED, NEED)
        weighed = replace(weighed, indicators=tuple(replace(each, weight="3") for each in weighed.indicators))
        newer = replace(NEED, places=(NeedOf(PLACES[0], 9, 8, 10),))
        taken = with_need(weighed, newer)
        assert [each.name for each in taken.indicators] == ["People on probation", "Unmet need"]
        assert taken.indicators[-1].weight == "3"
        assert counts_of(taken, "Unmet need")[:2] == ["9 (8 to 10)", ""]

    def test_leaves_a_hidden_place_missing_so_that_nothing_is_shared_out(self) -> None:
        taken = with_need(COUNTED, replace(NEED, places=NEED.places[1:], hidden=(PLACES[0],)))
        with pytest.raises(RefusedError, match=PLACES[0]):
            plan_split(plan_of(taken))

    def test_gives_each_share_its_range(self) -> None:
        taken = with_need(replace(COUNTED, indicators=(), places=COUNTED.places), NEED)
        shares = plan_split(plan_of(taken)).shares
        assert all(each.range.low < each.amount < each.range.high for each in shares if each.range)
        assert all(each.range for each in shares)

    def test_of_made_up_people_makes_an_illustration(self) -> None:
        made_up = replace(NEED, source=replace(SOURCE, is_made_up=True))
        assert with_need(COUNTED, made_up).is_illustration
        assert not with_need(COUNTED, NEED).is_illustration

    def test_is_refused_when_eight_things_are_counted(self) -> None:
        full = replace(COUNTED, indicators=tuple(IndicatorText(f"Thing {n}") for n in range(8)))
        with pytest.raises(RefusedError, match="counts 8 things already"):
            with_need(full, NEED)


class TestThePage:
    @pytest.fixture
    def lead(self, staff: Callable[[str], Client]) -> Client:
        return staff("programme-lead")

    def let_out(self) -> None:
        extract = held_extract(
            actor=ANALYST, at=AT, covers_from=date(2025, 4, 1), seed=7, file=f"{uuid4()}.parquet"
        )
        release(
            extract=extract,
            measure="need-unmet",
            version=1,
            by="place",
            period="2025-04-01/2026-04-01",
            counts=Counts(
                "Need unmet",
                (Dimension("place", tuple(PLACES)),),
                {(place,): 40 + n for n, place in enumerate(PLACES)},
            ),
            figures={place: {"best": 700, "low": 650, "high": 800} for place in PLACES},
            actor=ANALYST,
            at=AT,
        )

    def test_teaches_while_no_need_has_left(self, lead: Client, scenario: Scenario) -> None:
        page = words(lead.get(f"/scenarios/{scenario.pk}/need/"))
        assert "No need by place has left the evidence yet" in page

    def test_takes_need_in_one_press_and_shows_the_range_of_each_share(
        self, lead: Client, scenario: Scenario
    ) -> None:
        self.let_out()
        page = words(lead.get(f"/scenarios/{scenario.pk}/need/"))
        assert "700 (650 to 800)" in page
        assert "from the extract “Made-up year” (made up by a generator)" in page
        sent = lead.post(f"/scenarios/{scenario.pk}/need/", {"table": "need-unmet"}, follow=True)
        page = words(sent)
        assert "“Unmet need” is counted now" in page
        assert "to £" in page
        said = Working.of(Scenario.objects.get(pk=scenario.pk).values)
        assert said.indicators[-1].source == (
            "Need unmet, version 1, from the extract “Made-up year” (made up by a generator)"
        )
        assert said.is_illustration

    def test_keeps_nothing_when_no_table_is_named(self, lead: Client, scenario: Scenario) -> None:
        page = words(lead.post(f"/scenarios/{scenario.pk}/need/", {"table": "guesses"}))
        assert "Say which table of need is meant." in page
        assert Scenario.objects.get(pk=scenario.pk).revision == scenario.revision
