"""Can what is only being drafted be checked, before any text of it stands?"""

from datetime import date

import pytest

from throughline.decisions.checking import check
from throughline.decisions.reading.shape import PlacePart, Promise, Quote, ReadDecision, Safeguarding

DRAFT = ReadDecision(
    title="Mentoring",
    decision_makers=("Deputy Mayor",),
    decided_on=date(2024, 5, 1),
    published_on=date(2024, 7, 1),
    total_pence=60_000_00,
    breakdown=(PlacePart("Bury", "E08000002", 20_000_00), PlacePart("Bury", "E08000002", 30_000_00)),
    promises=(Promise("A plan will be written.", None, None),),
    safeguarding=Safeguarding(children="", adults=None),
    evidence={"total_pence": Quote("£60,000", 900, 907), "breakdown[0].pence": Quote("£20", 3, 6)},
)


class TestADraft:
    @pytest.mark.parametrize("text", ["", "Mentoring, in a few words so far"])
    def test_is_checked_on_its_values_whatever_text_stands(self, text: str) -> None:
        assert {finding.code for finding in check(DRAFT, text)} == {
            "parts-do-not-sum",
            "place-repeated",
            "limit-reached",
            "published-late",
            "safeguarding-unanswered",
            "owner-missing",
            "promise-without-date",
        }

    def test_without_values_has_no_finding(self) -> None:
        assert check(ReadDecision(), "") == ()

    def test_of_one_record_in_a_file_is_checked_on_that_record_alone(self) -> None:
        text = "Priority – Less crime\n\nTitle: Vans\n"
        assert check(ReadDecision(start=23, end=35), text) == ()
        assert [finding.code for finding in check(ReadDecision(start=0, end=22), text)] == [
            "priority-unnumbered"
        ]
