"""Who must sign a draft by the scheme in force and the decisions on record."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughline.decisions import law_supplied
from throughline.decisions.drafting.content import Content
from throughline.decisions.law.facts import PastAward, facts_of, key_of
from throughline.decisions.law.rules import value_of
from throughline.decisions.models import Regime, Scheme
from throughline.decisions.queries import law
from throughline.kernel.money import Money

from ..conftest import NOTICE, record, send
from .conftest import AT, COMMAND

Make = Callable[..., Content]
IN_2023 = date(2023, 3, 20)  # the financial year of the made-up notice, which was decided on 14 March 2023
pytestmark = pytest.mark.usefixtures("law")


class TestTheSuppliedScheme:
    def test_asks_whom_the_2021_form_asks(self, content: Make) -> None:
        route = law.route_of(content(639_733_00), date(2021, 10, 28))
        assert [(each.turn, each.title) for each in route.required] == [
            (1, "Assistant Director Police, Crime, Criminal Justice and Fire"),
            (2, "Director – Police, Crime, Criminal Justice and Fire"),
            (2, "GMCA Treasurer"),
            (3, "Deputy mayor"),  # no title of that post is held before 1 November 2021
        ]
        assert route.required[-1].because == "because the decision totals £639,733.00"

    def test_titles_are_those_of_the_day(self, content: Make) -> None:
        titles = [each.title for each in law.route_of(content(60_000_00), date(2026, 6, 1)).required]
        assert titles[1:] == [
            "Director for Safer and Stronger Communities",
            "Group Chief Finance Officer",
            "GM Deputy Mayor",
        ]

    def test_says_that_it_is_unverified_and_who_is_missing(self, content: Make) -> None:
        warned = " ".join(law.route_of(content(60_000_00), date(2026, 6, 1)).warnings)
        assert "unverified: the monitoring officer has not confirmed it" in warned
        assert "Nobody can sign as GM Deputy Mayor" in warned

    def test_sends_a_large_chief_officers_decision_the_deputy_mayors_way(self, content: Make) -> None:
        small, large = (
            [
                each.post
                for each in law.route_of(content(total, kind="chief-officer"), date(2026, 6, 1)).required
            ]
            for total in (49_999_99, 50_000_00)
        )
        assert small == ["assistant-director", "director"]
        assert large == ["assistant-director", "director", "treasurer", "deputy-mayor"]

    def test_is_loaded_once(self) -> None:
        assert not law_supplied.load(COMMAND, AT)
        assert (Scheme.objects.count(), Regime.objects.count()) == (1, 4)

    def test_before_its_first_day_says_so_instead_of_asking_nobody_in_silence(self, content: Make) -> None:
        route = law.route_of(content(60_000_00), date(2016, 1, 1))
        assert route.required == ()
        assert route.sentence == "No scheme of delegation is in force on that day."

    def test_is_found_in_a_few_queries(self, content: Make) -> None:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            law.route_of(content(60_000_00, ("Halewick", 60_000_00)), date(2026, 6, 1))
        assert len(asked) <= 9, "\n".join(each["sql"][:120] for each in asked)


class TestARunningTotal:
    def test_counts_what_a_notice_on_record_gives_the_same_recipient_in_that_year(
        self, content: Make
    ) -> None:
        record(send()[0].id)
        route = law.route_of(content(20_000_00, ("Halewick", 20_000_00)), IN_2023)
        assert route.basis.pence == Money(60_000_00)
        assert route.required[-1].post == "deputy-mayor"
        assert "awards to Halewick in 2022/23 come to £60,000.00" in route.sentence

    def test_begins_anew_with_the_financial_year(self, content: Make) -> None:
        record(send()[0].id)
        route = law.route_of(content(20_000_00, ("Halewick", 20_000_00)), date(2023, 4, 1))
        assert route.basis.pence == Money(20_000_00)

    def test_counts_a_decision_without_parts_for_its_recipient(self, content: Make) -> None:
        text = NOTICE.replace("Report author", "Recipient: Lantern Trust\nReport author")
        head, _, tail = text.partition("Area | Amount")
        record(send(head + tail.partition("Penfield | £20,000.00\n")[2])[0].id)
        past = law.past_awards(IN_2023)
        assert [each.pence for each in past] == [Money(90_000_00)]

    def test_knows_a_recipient_under_another_spelling(self) -> None:
        assert key_of("The Lantern Trust Ltd.") == key_of("LANTERN TRUST LIMITED") == "lantern trust"
        assert key_of("Lantern Trust") != key_of("Harbour Trust")

    def test_adds_up_the_parts_for_one_legal_recipient(self, content: Make) -> None:
        made = content(None, ("Lantern Trust", 30_000_00), ("Lantern Trust Ltd", 25_000_00))
        facts = facts_of(
            made, [PastAward("2026-001", "lantern trust", "", Money(10_000_00))], date(2026, 6, 1)
        )
        assert [(each.pence, each.decisions) for each in facts.recipients] == [(Money(65_000_00), 2)]

    def test_counts_decisions_for_the_same_purpose(self, content: Make) -> None:
        made = content(15_000_00, purpose_key="Harbour outreach")
        past = [PastAward(f"2026-00{n}", f"R{n}", "harbour-outreach", Money(15_000_00)) for n in (1, 2, 3)]
        basis = value_of(facts_of(made, past, date(2026, 6, 1)))
        assert (basis.kind, basis.pence) == ("purpose", Money(60_000_00))

    def test_takes_the_years_of_a_draft_together(self, content: Make) -> None:
        made = content(20_000_00)
        years = [{"year": "2026/27", "pence": 20_000_00}, {"year": "2027/28", "pence": 40_000_00}]
        made.sections["financial"]["by_year"] = years
        assert value_of(facts_of(made, [], date(2026, 6, 1))).kind == "whole-life"


class TestTheRegime:
    @pytest.mark.parametrize("function", ["police-and-crime", "mayoral", "authority", "fire"])
    def test_of_every_function_is_there_and_unverified(self, function: str) -> None:
        regime = law.regime_on(function, date(2026, 6, 1))
        assert regime is not None
        assert regime.state == "unconfirmed"

    def test_of_police_and_crime_knows_no_key_decision_and_no_call_in(self) -> None:
        regime = law.regime_on("police-and-crime", date(2021, 11, 1))
        assert regime is not None
        assert not regime.key_decision_applies
        assert not regime.call_in_applies
        assert "107D(2)" in regime.authority

    def test_of_no_function_is_none(self) -> None:
        assert law.regime_on(None, date(2026, 6, 1)) is None
