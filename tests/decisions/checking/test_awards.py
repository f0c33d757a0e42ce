"""Is an award as large as a contract that the law regulates, and is its legal route decided?"""

import pytest

from .conftest import Findings, codes


def contract(amount: str) -> str:
    return f"To award a contract to Haven Ltd at a total value of {amount}."


class TestAnAward:
    @pytest.mark.parametrize(
        ("amount", "on"),
        [
            ("£214,904", "4 June 2024"),
            ("£207,720", "4 June 2026"),
            ("£195,000", "4 June 2021"),
            ("£213,477", "31 December 2023"),
            ("£190,000 plus VAT", "4 June 2024"),
        ],
    )
    def test_at_or_over_the_threshold_of_its_day_is_found(
        self, on_record: Findings, amount: str, on: str
    ) -> None:
        (found,) = on_record(contract(amount), on=on, published=on)
        assert (found.code, found.severity, found.field) == (
            "award-at-or-over-threshold",
            "warning",
            "total_pence",
        )

    @pytest.mark.parametrize(
        ("amount", "on"),
        [
            ("£214,903.99", "4 June 2024"),
            ("£207,719", "4 June 2026"),
            ("£195,000", "4 June 2023"),
            ("£195,000 including VAT", "4 June 2021"),
        ],
    )
    def test_under_it_is_not(self, on_record: Findings, amount: str, on: str) -> None:
        assert on_record(contract(amount), on=on, published=on) == []

    def test_is_told_with_the_threshold_and_its_vat(self, on_record: Findings) -> None:
        (found,) = on_record(contract("£300,000"))
        assert (
            "over the services threshold of £214,904.00 (VAT included) in force on 4 June 2024"
            in found.message
        )

    def test_is_each_part_and_never_the_total_for_several(self, on_record: Findings) -> None:
        rows = "Place\tAmount\nBolton\t£180,000\nBury\t£200,000\nWigan\t£220,000"
        (found,) = on_record(f"To award grants totalling £600,000 as follows.\n\n{rows}")
        assert found.field == "breakdown[2].pence"
        assert "The award for Wigan is £220,000.00" in found.message

    @pytest.mark.parametrize(
        "decision",
        [
            "To accept a grant of £500,000 from the Home Office.",
            "To approve the revenue budget of £12,500,000 for 2024/25.",
            "To write off a debt of £300,000.",
            "To spend the grant of £500,000 as follows:\n- beds: £300,000\n- training: £200,000",
            "A. To accept £311,250 from the Home Office.\nB. To award £95,000 to Elm.\nC. To award £61,500 to Beacon.",
            "To sell the former police station for £900,000.",
        ],
    )
    def test_is_not_every_large_sum(self, on_record: Findings, decision: str) -> None:
        assert on_record(decision) == []

    def test_to_several_is_no_award_of_their_total(self, on_record: Findings) -> None:
        decision = "Grants are made to the ten local authorities to the total value of £1,257,000."
        assert codes(on_record(decision)) == ["breakdown-missing"]


class TestTheLegalRoute:
    @pytest.mark.parametrize(
        "legal",
        [
            "Grants can be used in place of a contract in some cases, and this will be explored.",
            "The procurement route has not yet been determined.",
            "Whether to pay by grant or under a contract is still to be decided.",
            "Legal advice is being sought on the power to make the award.",
        ],
    )
    def test_that_is_left_open_beside_an_award_is_found(self, on_form: Findings, legal: str) -> None:
        (found,) = on_form(legal=legal)
        assert (found.code, found.severity, found.text) == ("legal-route-unresolved", "warning", legal)

    @pytest.mark.parametrize(
        "legal",
        [
            "A grant agreement is used; joint working with health will be explored.",
            "Options for procurement were explored; a direct award under a waiver is made.",
            "The procurement options for the next contract will be considered in 2026.",
            "The legal route is a grant under section 9; no contract is needed.",
            "",
        ],
    )
    def test_that_is_decided_is_not(self, on_form: Findings, legal: str) -> None:
        assert on_form(legal=legal) == []

    def test_is_not_asked_for_where_nothing_is_awarded(self, on_record: Findings) -> None:
        assert on_record("To consult on a new service. The procurement route is to be determined.") == []
