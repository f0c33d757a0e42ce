"""Are the form's questions answered, and has every promise an owner and a date?"""

import pytest

from .conftest import Findings, codes


class TestASafeguardingQuestion:
    @pytest.mark.parametrize("answer", ["", "TBC", "To follow"])
    def test_left_empty_is_unanswered(self, on_form: Findings, answer: str) -> None:
        (found,) = on_form(children=answer)
        assert (found.code, found.field) == ("safeguarding-unanswered", "safeguarding.children")

    @pytest.mark.parametrize(
        "answer",
        [
            "Yes",
            "Yes, the provider is very experienced and understands vulnerability.",
            "The service will not work with vulnerable adults.",
            "Not applicable",
        ],
    )
    def test_answered_with_comfort_lacks_evidence(self, on_form: Findings, answer: str) -> None:
        (found,) = on_form(adults=answer)
        assert (found.code, found.field, found.text) == (
            "safeguarding-without-evidence",
            "safeguarding.adults",
            answer,
        )

    def test_about_children_is_not_ended_by_working_with_adults(self, on_form: Findings) -> None:
        (found,) = on_form(children="The service will not work with children.")
        assert found.code == "safeguarding-without-evidence"
        assert "parents" in found.message

    @pytest.mark.parametrize(
        "answer",
        [
            "Yes: a policy and a designated lead.",
            "All staff are trained.",
            "The last audit was in May.",
            "DBS checks are made.",
        ],
    )
    def test_answered_with_evidence_is_no_finding(self, on_form: Findings, answer: str) -> None:
        assert on_form(children=answer, adults=answer) == []

    def test_that_the_form_does_not_ask_is_no_finding(self, on_record: Findings) -> None:
        assert on_record("To award a grant of £20,000 to Acorn Trust to support families.") == []

    def test_is_ended_by_no_where_nobody_is_served(self, on_record: Findings) -> None:
        asks = "Is safeguarding of children relevant and has this been considered: Not relevant"
        assert on_record("To buy two vans at £20,000 each.", asks) == []

    def test_is_ended_by_a_reason_that_the_decision_is_about_a_thing(self, on_record: Findings) -> None:
        asks = "Is safeguarding of children relevant and has this been considered: No, this is a vehicle purchase."
        assert on_record("To buy two vans for the outreach team at £20,000 each.", asks) == []


class TestAPromise:
    def said(self, sentence: str) -> dict[str, str]:
        return {"more": f"**Risk Assessment:**\n\n{sentence}"}

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("A risk log will be developed.", ["owner-missing", "promise-without-date"]),
            (
                "A risk log will be developed by, with oversight from the Board.",
                ["owner-missing", "promise-without-date"],
            ),
            ("The Head of Commissioning will develop a risk log.", ["promise-without-date"]),
            ("A risk log will be developed by 31 January 2022.", ["owner-missing"]),
            ("The Head of Commissioning will develop a risk log by 31 January 2022.", []),
            ("A risk log was developed in October 2021.", []),
        ],
    )
    def test_has_an_owner_and_a_date_or_a_finding_for_each(
        self, on_form: Findings, sentence: str, expected: list[str]
    ) -> None:
        assert codes(on_form(**self.said(sentence))) == expected

    @pytest.mark.parametrize(
        "sentence",
        [
            "Payments will be made quarterly in arrears.",
            "A grant agreement will be signed.",
            "Performance will be monitored quarterly.",
            "If funding remains available the model will be kept.",
            "The Director is authorised to sign the agreement.",
        ],
    )
    def test_is_not_what_merely_describes_the_routine(self, on_form: Findings, sentence: str) -> None:
        assert on_form(**self.said(sentence)) == []


class TestAPriority:
    @pytest.mark.parametrize(
        "cited",
        [
            "Priority 1 – Safer streets\n\nPriority – Less violence",
            "Priority 1: Safer streets\n\nPriority: Less violence",
            "- Priority – Less violence",
        ],
    )
    def test_cited_without_its_number_is_found(self, on_form: Findings, cited: str) -> None:
        (found,) = on_form(priorities=cited)
        assert (found.code, found.severity) == ("priority-unnumbered", "note")
        assert "Less violence" in found.text

    @pytest.mark.parametrize(
        "cited",
        [
            "Priority 1 – Safer streets\n\nPriority 2 – Less violence",
            "Priority One – Safer streets",
            "Priority: High",
            "Keeping people safe is a priority of the Plan.",
            "Priority: Less violence",
        ],
    )
    def test_with_a_number_or_of_another_kind_is_not(self, on_form: Findings, cited: str) -> None:
        assert on_form(priorities=cited) == []


class TestTheContactOfficersField:
    @pytest.mark.parametrize("left", ["", "TBC", "......", "-"])
    def test_left_empty_is_found_whoever_the_author_is(self, on_form: Findings, left: str) -> None:
        (found,) = on_form(contact=left)
        assert (found.code, found.severity, found.field) == ("contact-missing", "warning", "contact")

    @pytest.mark.parametrize("filled", ["Ann Lee", "\nAnn Lee, 0161 555 0100", "ann.lee@example.org"])
    def test_filled_in_is_not(self, on_form: Findings, filled: str) -> None:
        assert on_form(contact=filled) == []

    def test_that_the_form_does_not_have_is_no_finding(self, on_record: Findings) -> None:
        assert on_record("To award a grant of £20,000 to Acorn Trust.") == []
