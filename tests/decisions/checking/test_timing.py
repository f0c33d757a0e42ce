"""Do the dates hold, was it published in time, and is later money only hoped for?"""

from datetime import date

import pytest

from throughline.decisions.checking import CheckingFacts, HeldDecision

from .conftest import Findings

GRANT = "To award a grant of £20,000 to Acorn Trust for 2024/25."


class TestADateWithAWeekday:
    @pytest.mark.parametrize(
        "day", ["TUESDAY, 1ST NOVEMBER, 2021", "Tue 01/11/2021", "1 November 2021 (Tuesday)"]
    )
    def test_that_the_calendar_contradicts_is_found(self, on_form: Findings, day: str) -> None:
        (found,) = on_form(day=day)
        assert (found.code, found.severity, found.field) == (
            "date-weekday-disagrees",
            "warning",
            "decided_on",
        )
        assert "1 November 2021 was a Monday, and the notice says Tuesday" in found.message

    @pytest.mark.parametrize(
        "day", ["MONDAY, 1ST NOVEMBER, 2021", "Mon 01/11/2021", "1 November 2021 (Monday)"]
    )
    def test_that_the_calendar_confirms_is_not(self, on_form: Findings, day: str) -> None:
        assert on_form(day=day) == []

    def test_of_another_sentence_is_not_taken_for_its_own(self, on_record: Findings) -> None:
        assert on_record(GRANT, "The service is closed on Sunday. 4 June 2024 is its first day.") == []


class TestPublication:
    def test_more_than_28_days_after_the_decision_is_found_with_the_days(self, on_record: Findings) -> None:
        (found,) = on_record(GRANT, on="4 June 2024", published="3 July 2024")
        assert (found.code, found.field, found.text) == ("published-late", "published_on", "3 July 2024")
        assert "29 days after the decision" in found.message
        assert "unverified" in found.message

    @pytest.mark.parametrize("published", ["2 July 2024", "4 June 2024", "3 June 2024"])
    def test_within_28_days_is_not(self, on_record: Findings, published: str) -> None:
        assert on_record(GRANT, on="4 June 2024", published=published) == []

    def test_is_held_to_the_days_that_the_setting_gives(self, on_record: Findings) -> None:
        strict = CheckingFacts(publish_within_days=5)
        (found,) = on_record(GRANT, facts=strict, on="4 June 2024", published="10 June 2024")
        assert found.code == "published-late"


class TestMoneyOfALaterYear:
    @pytest.mark.parametrize(
        "more",
        [
            "Funding is only available for 2024/25; it is hoped that funding will continue in future years.",
            "A further £20,000 for 2025/26 is subject to confirmation of the Home Office settlement.",
            "There is an indicative allocation of £20,000 for 2025/26.",
            "There is an option to extend for a further year, subject to funding.",
            "Funding for 2025/26 has not yet been confirmed.",
            "Funding of £20,000.50 for 2025/26 is not confirmed.",
            "The grant will be repeated in 2025/26 if funding is confirmed.",
            "It is intended that a third round will follow in 2026/27.",
            "Should funding be available in future years, the same method is used.",
        ],
    )
    def test_that_is_hoped_for_is_found(self, on_record: Findings, more: str) -> None:
        (found,) = on_record(GRANT, more)
        assert (found.code, found.severity, found.field) == ("year-not-confirmed", "note", "by_year")

    @pytest.mark.parametrize(
        "more",
        [
            "The funding is for one year only and no commitment is made beyond 31 March 2025.",
            "Funding for 2024/25 and 2025/26 has been confirmed by the Home Office.",
            "The award is subject to contract.",
            "The second payment is subject to a satisfactory monitoring report.",
            "Demand is expected to grow in future years.",
            "The grant is expected to reduce reoffending in later years.",
        ],
    )
    def test_that_is_confirmed_or_not_meant_is_not(self, on_record: Findings, more: str) -> None:
        assert on_record(GRANT, more) == []


class TestAnEarlierDecision:
    LEANS = "Background: The pilot was approved in decision notice 2022/14 on 3 March 2022."

    def test_that_is_not_on_record_here_is_found(self, on_record: Findings) -> None:
        (found,) = on_record(GRANT, self.LEANS)
        assert (found.code, found.severity, found.field) == (
            "related-decision-not-held",
            "note",
            "related[0]",
        )

    def test_that_is_on_record_here_is_not(self, on_record: Findings) -> None:
        held = CheckingFacts(held=[HeldDecision("Pilot of mentoring", date(2022, 3, 3))])
        assert on_record(GRANT, self.LEANS, facts=held) == []

    def test_is_not_the_day_until_which_this_one_may_be_called_in(self, on_record: Findings) -> None:
        assert on_record(GRANT, "Background: The decision may be called in until 11 June 2024.") == []

    def test_that_is_no_decision_is_not(self, on_record: Findings) -> None:
        assert on_record(GRANT, "Background: The pilot began on 3 March 2022.") == []
