"""Do the figures agree with each other?"""

import pytest

from .conftest import Findings, codes

TABLE = "To award grants totalling {total} as follows.\n\nPlace\tAmount\nBolton\t{a}\nBury\t{b}\nWigan\t{c}"


def table(total: str, a: str, b: str, c: str) -> str:
    return TABLE.format(total=total, a=a, b=b, c=c)


class TestPartsAndTheirTotal:
    def test_that_differ_by_a_penny_are_found_with_both_figures(self, on_record: Findings) -> None:
        (found,) = on_record(table("£30,000", "£10,000", "£10,000", "£9,999.99"))
        assert (found.code, found.severity, found.field) == ("parts-do-not-sum", "error", "breakdown")
        assert "£29,999.99" in found.message
        assert "£0.01 less than the total of £30,000.00" in found.message
        assert found.text == "£30,000"

    def test_that_agree_are_not(self, on_record: Findings) -> None:
        assert on_record(table("£30,000", "£10,000", "£10,000", "£10,000")) == []

    def test_that_differ_by_a_sum_the_notice_names_are_not(self, on_record: Findings) -> None:
        kept_back = table("£30,000", "£9,000", "£9,000", "£9,000") + "\n\n£3,000 is retained for evaluation."
        assert on_record(kept_back) == []

    def test_that_agree_with_a_total_rounded_in_millions_are_not(self, on_record: Findings) -> None:
        assert "parts-do-not-sum" not in codes(on_record(table("£0.38m", "£127,000", "£127,000", "£127,999")))

    def test_that_a_rounded_total_cannot_cover_are_found(self, on_record: Findings) -> None:
        assert "parts-do-not-sum" in codes(on_record(table("£0.38m", "£127,000", "£127,000", "£137,999")))

    def test_years_that_do_not_come_to_the_total_are_found(self, on_record: Findings) -> None:
        years = (
            "To fund a refuge: 2024/25 £30,000, 2025/26 £30,000 and 2026/27 £31,000. The total is £90,000."
        )
        assert codes(on_record(years)) == ["parts-do-not-sum"]

    def test_last_years_figure_beside_this_years_is_no_part(self, on_record: Findings) -> None:
        decision = "To award a grant of £30,000 to Acorn Trust for 2024/25. In 2023/24 the grant was £28,000."
        assert on_record(decision) == []


class TestPartsThatAreNoPlaces:
    @pytest.mark.parametrize(
        "decision",
        [
            "To award three grants.\n\nGrant\tAmount\nWardens\t£12,000\nMarshals\t£8,000\nTotal\t£21,000",
            "To award grants totalling £30,000:\n(a) £12,000 to Acorn Trust;\n(b) £8,000 to Elm;\n(c) £9,000 to Oak.",
        ],
    )
    def test_and_miss_their_total_are_found(self, on_record: Findings, decision: str) -> None:
        assert codes(on_record(decision)) == ["parts-do-not-sum"]

    @pytest.mark.parametrize(
        "decision",
        [
            "To award three grants.\n\nGrant\tAmount\nWardens\t£12,000\nMarshals\t£8,000\nTotal\t£20,000",
            "To award grants totalling £30,000:\n(a) £12,000 to Acorn Trust;\n(b) £18,000 to Beacon.",
            "To fund it with a total of £30,000:\n- from the reserve of £120,000;\n- from the grant of £80,000.",
        ],
    )
    def test_and_come_to_it_or_are_no_parts_are_not(self, on_record: Findings, decision: str) -> None:
        assert on_record(decision) == []


class TestATotalStatedTwice:
    @pytest.mark.parametrize(
        ("decision", "more"),
        [
            (
                "To award a grant of £45,000 to Acorn Trust.",
                "Financial comments: The total cost of £54,000 is met.",
            ),
            ("To award a grant of £45,000 to Acorn Trust.", "Total value: £54,000"),
            ("To award grants with a total value of £142,000.", "Financial comments: The total is £0.124m."),
            (
                "The total investment for 2024/25 will be £131,000 to Acorn Trust. It is paid quarterly.",
                "Financial comments: The total investment for 2024/25 will be £133,000.",
            ),
            (
                "The total investment in services for 2024/25 will be £133,000.",
                "Financial comments: The total investment in services for 2024/25 will be £131,000.",
            ),
        ],
    )
    def test_as_two_amounts_is_found(self, on_record: Findings, decision: str, more: str) -> None:
        assert codes(on_record(decision, more)) == ["totals-disagree"]

    @pytest.mark.parametrize(
        "financial",
        [
            "The total cost of £45,000 is met from the total reserve of £2,000,000.",
            "The award is met from a total programme budget of £540,000.",
            "With match funding of £15,000 the total project cost is £60,000.",
            "The total of £0.045m is in the budget.",
            "Beacon was awarded £43,000 last year.",
            "Awards may not exceed a total of £60,000.",
        ],
    )
    def test_beside_another_sum_is_not(self, on_record: Findings, financial: str) -> None:
        decision = "To award a grant of £45,000 to Acorn Trust."
        assert on_record(decision, f"Financial comments: {financial}") == []

    def test_is_not_found_where_the_first_was_a_limit(self, on_record: Findings) -> None:
        decision = (
            "To award grants of up to £50,000 to each operator. The total budget for the round is £2,400,000."
        )
        assert "totals-disagree" not in codes(on_record(decision))


class TestMoneyForSeveral:
    @pytest.mark.parametrize(
        "decision",
        [
            "Grants are made to the ten Greater Manchester local authorities to the total value of £157,000.",
            "£60,000 is allocated between the five community safety partnerships.",
            "Funding of £60,000 will be distributed to all boroughs by formula.",
            "To award grants totalling £90,000 to Bolton, Bury and Wigan councils.",
            "To award grants to six charities at a total cost of £60,000.",
        ],
    )
    def test_without_a_figure_for_each_is_found(self, on_record: Findings, decision: str) -> None:
        (found,) = on_record(decision)
        assert (found.code, found.severity, found.field) == ("breakdown-missing", "warning", "breakdown")

    @pytest.mark.parametrize(
        "decision",
        [
            "A grant of £60,000 is awarded to Remedi to deliver services in all ten boroughs.",
            "A grant of £60,000 is awarded to Remedi to provide support to each of the ten boroughs.",
            "Each of the ten localities will receive £6,000, a total of £60,000.",
            "To award £6,000 to each of the ten boroughs, at a total of £60,000.",
            "To award grants totalling £60,000 to two charities: £35,000 to Acorn Trust and £25,000 to Beacon.",
            "To award grants totalling £60,000 to two charities.\n\nCharity\tAmount\nAcorn\t£35,000\nBeacon\t£25,000",
            "To accept £60,000 from the Home Office, with contributions from each of the ten authorities.",
            "To appoint a new clerk.",
        ],
    )
    def test_or_for_one_who_serves_several_is_not(self, on_record: Findings, decision: str) -> None:
        assert on_record(decision) == []
