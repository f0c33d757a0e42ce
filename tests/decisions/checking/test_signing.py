"""Who had to sign, and does the notice show that they did?"""

import pytest

from throughline.decisions.checking.posts import same_post

from .conftest import Findings, codes

BLANK = "Signed:\n\nDate:"


def grant(amount: str) -> str:
    return f"A grant of {amount} is awarded to Acorn Trust."


class TestADeputyMayorsDecision:
    def test_that_everybody_signed_has_no_finding(self, on_form: Findings) -> None:
        assert on_form() == []

    @pytest.mark.parametrize(
        ("block", "post"),
        [
            ("assistant", "Assistant Director Police, Crime, Criminal Justice and Fire"),
            ("director", "Director – Police, Crime, Criminal Justice and Fire"),
            ("treasurer", "GMCA Treasurer"),
        ],
    )
    def test_without_one_of_its_signatures_names_the_post(
        self, on_form: Findings, block: str, post: str
    ) -> None:
        (found,) = on_form(**{block: BLANK})
        assert (found.code, found.severity, found.post) == ("sign-off-not-evidenced", "error", post)

    def test_with_a_printed_name_alone_is_not_signed(self, on_form: Findings) -> None:
        (found,) = on_form(treasurer="Name: T Wood\nSigned:\nDate:")
        assert found.post == "GMCA Treasurer"

    def test_without_a_date_between_two_dated_blocks_is_not_signed_by_its_neighbours(
        self, on_form: Findings
    ) -> None:
        (found,) = on_form(director="Signed\n\nDate 27 October 2021", treasurer="Signed\n\nDate")
        assert found.post == "GMCA Treasurer"

    def test_names_each_missing_post_once(self, on_form: Findings) -> None:
        found = on_form(director=BLANK, treasurer=BLANK)
        assert [finding.post for finding in found] == [
            "Director – Police, Crime, Criminal Justice and Fire",
            "GMCA Treasurer",
        ]

    def test_under_the_limit_needs_no_deputy_mayor(self, on_form: Findings) -> None:
        assert on_form(decision=grant("£49,999.99"), deputy=BLANK) == []

    def test_at_the_limit_needs_the_deputy_mayor_because_of_its_total(self, on_form: Findings) -> None:
        (found,) = on_form(decision=grant("£50,000"))
        assert (found.code, found.severity, found.field) == ("limit-reached", "note", "total_pence")
        assert "The Deputy Mayor must sign because the decision totals £50,000.00" in found.message

    def test_at_the_limit_without_the_deputy_mayor_is_two_findings(self, on_form: Findings) -> None:
        signed, limit = on_form(decision=grant("£50,000"), deputy=BLANK)
        assert (signed.code, signed.post) == ("sign-off-not-evidenced", "Deputy Mayor")
        assert (limit.code, limit.severity) == ("limit-reached", "warning")


class TestTheValueThatDecidesWhoSigns:
    @pytest.mark.parametrize(
        ("decision", "basis"),
        [
            (
                "A grant is awarded to Acorn Trust: £30,000 in 2021/22 and £30,000 in 2022/23.",
                "whole-life value over 2021/22 to 2022/23 is £60,000.00",
            ),
            ("The grant to Acorn Trust is varied from £45,000 to £52,000.", "£52,000.00"),
            (
                "A grant of £20,000 is awarded to Acorn Trust, which was already awarded £35,000 earlier this year.",
                "already awarded this year it comes to £55,000.00",
            ),
            (
                "A contract of £30,000 is awarded to Acorn Trust; its whole-life value with the option is £90,000.",
                "£90,000.00",
            ),
        ],
    )
    def test_is_the_largest_of_the_bases_that_the_notice_gives(
        self, on_form: Findings, decision: str, basis: str
    ) -> None:
        (found,) = on_form(decision=decision)
        assert found.code == "limit-reached"
        assert basis in found.message

    @pytest.mark.parametrize(
        "decision",
        [
            "A grant of £40,000 is awarded to Acorn Trust for 2021/22. The service runs to 2023/24.",
            "A grant of £20,000 is awarded to Acorn Trust. Beacon was awarded £35,000 last year.",
        ],
    )
    def test_is_not_raised_by_years_without_a_figure_or_by_others_money(
        self, on_form: Findings, decision: str
    ) -> None:
        assert on_form(decision=decision) == []


class TestAChiefOfficersDecision:
    def test_needs_the_director_and_the_assistant_director_alone(self, on_form: Findings) -> None:
        assert on_form(deputy_mayors="", chief_officers="X", treasurer=BLANK, deputy=BLANK) == []

    def test_without_the_director_is_found(self, on_form: Findings) -> None:
        found = on_form(deputy_mayors="", chief_officers="X", director=BLANK, treasurer=BLANK, deputy=BLANK)
        assert [finding.post for finding in found] == ["Director – Police, Crime, Criminal Justice and Fire"]


class TestTheFormOfAnotherAuthority:
    def test_without_signature_blocks_misses_no_signature(self, on_record: Findings) -> None:
        assert on_record("To award a grant of £20,000 to Acorn Trust.") == []

    def test_with_a_blank_line_above_a_post_misses_that_post(self, on_record: Findings) -> None:
        signing = "\nSigned: ____________  Date: ________\nChief Executive"
        (found,) = on_record("To award a grant of £20,000 to Acorn Trust.", signing)
        assert (found.code, found.post) == ("sign-off-not-evidenced", "Chief Executive")

    def test_with_a_signed_line_above_a_post_misses_nothing(self, on_record: Findings) -> None:
        signing = "\nSigned: M. Adeyemi  Date: 4 June 2024\nChief Executive"
        assert on_record("To award a grant of £20,000 to Acorn Trust.", signing) == []

    def test_with_a_table_of_signatures_misses_the_empty_row(self, on_record: Findings) -> None:
        rows = "\nPost\tName\tSignature\tDate\nHead of Law\tA. Noor\tA Noor\t3/6/2024\nChief Executive\tC. Ames\t\t"
        (found,) = on_record("To award a grant of £20,000 to Acorn Trust.", rows)
        assert found.post == "Chief Executive"

    def test_that_prints_a_limit_of_its_own_is_held_to_it(self, on_record: Findings) -> None:
        rule = "The signature of the Commissioner is required for amounts over £100,000."
        assert on_record("To award a grant of £100,000 to Acorn Trust.", rule) == []
        (found,) = on_record("To award a grant of £100,000.01 to Acorn Trust.", rule)
        assert found.code == "limit-reached"
        assert "The Commissioner must sign because the decision totals £100,000.01" in found.message

    def test_that_prints_its_limit_before_the_post_is_held_to_it_too(self, on_record: Findings) -> None:
        rule = "Grants of £100,000 or more require the approval of the Mayor."
        assert codes(on_record("To award a grant of £99,999.99 to Acorn Trust.", rule)) == []
        assert "limit-reached" in codes(on_record("To award a grant of £100,000 to Acorn Trust.", rule))

    def test_of_another_mayor_is_not_held_to_our_limits(self, findings: Findings) -> None:
        text = (
            "Decision maker: Deputy Mayor for Policing and Crime, West Yorkshire\nDate of decision: 4 June 2024\n"
            "Title: Refuge\nDecision: To award a grant of £60,000 to Acorn Trust.\n"
        )
        assert findings(text) == []

    def test_that_asks_for_an_approval_it_does_not_show_is_found(self, on_record: Findings) -> None:
        asks = "This decision requires the approval of the Section 151 Officer and the Monitoring Officer."
        found = on_record("To award a grant of £20,000 to Acorn Trust.", asks)
        assert [finding.post for finding in found] == ["Section 151 Officer", "Monitoring Officer"]

    def test_that_asks_for_it_only_above_a_sum_is_not(self, on_record: Findings) -> None:
        asks = "Where an award is over £250,000 it must be approved by the Section 151 Officer."
        assert codes(on_record("To award a grant of £20,000 to Acorn Trust.", asks)) == []


class TestTwoPrintedPosts:
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("Director – Police, Crime and Fire", "Director, Police, Crime and Fire", True),
            ("Treasurer", "GMCA Treasurer", True),
            ("Assistant Director Police and Crime", "Director – Police and Crime", False),
            ("Deputy Mayor", "Mayor", False),
            ("Deputy Mayor", "GM Deputy Mayor", True),
            ("Head of Law", "Head of Finance", False),
        ],
    )
    def test_are_the_same_when_one_has_all_words_of_the_other_and_the_rank_is_equal(
        self, one: str, other: str, same: bool
    ) -> None:
        assert same_post(one, other) is same
