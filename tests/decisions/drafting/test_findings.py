"""What is found in a draft, beside which field, and what refuses its submission."""

from typing import Any

import pytest
from tests.decisions.drafting.examples import draft, leaning

from throughline.decisions.drafting.content import Award, Content, LeansOn, LinkedSplit
from throughline.decisions.drafting.findings import DraftFinding, findings
from throughline.decisions.drafting.route import compared
from throughline.decisions.drafting.rules import disagreement, may_submit
from throughline.decisions.drafting.sections import SECTIONS
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

OFFICER = Actor("person:1", frozenset({"programme-officer"}))


def codes(content: Content) -> set[str]:
    return {each.finding.code for each in findings(content)}


def one(content: Content, code: str) -> DraftFinding:
    (found,) = [each for each in findings(content) if each.finding.code == code]
    return found


class TestADraftThatSaysEverything:
    def test_has_no_finding(self) -> None:
        assert findings(draft()) == ()

    def test_may_be_submitted_by_who_drafts(self) -> None:
        assert may_submit("draft", OFFICER, draft())
        assert not may_submit("draft", Actor("person:2", frozenset({"auditor"})), draft())
        assert not may_submit("signing", OFFICER, draft())


class TestEveryField:
    @pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
    def test_that_is_wanted_is_missed_beside_itself_when_it_is_empty(self, section: Any) -> None:
        for field in section.fields:
            if not (field.must or field.wanted):
                continue
            found = [each for each in findings(draft(**{section.slug: {field.name: ""}})) if each.is_blank]
            assert [(each.section, each.field) for each in found] == [(section.slug, field.name)]

    def test_that_must_be_there_refuses_the_submission_in_its_own_words(self) -> None:
        verdict = may_submit("draft", OFFICER, draft(decision={"decision": ""}))
        assert not verdict
        assert verdict.reason == "Write what is decided."


class TestMoneyThatDoesNotAddUp:
    """R1, to the penny."""

    def test_is_found_at_the_parts_and_refuses_the_submission(self) -> None:
        content = draft(financial={"total_pence": 12_000_001})
        found = one(content, "parts-do-not-sum")
        assert (found.section, found.field) == ("financial", "parts")
        assert "£0.01 less than the total of £120,000.01" in found.finding.message
        assert "£0.01 less" in may_submit("draft", OFFICER, content).reason  # type: ignore[union-attr]  # refused

    def test_is_not_excused_by_a_sum_that_the_text_names(self) -> None:
        content = draft(
            financial={"total_pence": 13_000_000, "comments": "£10,000 is kept back for the evaluation."}
        )
        assert "parts-do-not-sum" in codes(content)

    def test_needs_a_total_once_there_are_parts(self) -> None:
        assert "no total is stated" in disagreement(None, [Award("Bolton", 5)])
        assert disagreement(None, []) == ""
        assert disagreement(Money(5), [Award("Bolton", 5)]) == ""


class TestTheChecksOfNotices:
    @pytest.mark.parametrize(
        ("section", "values", "code", "field"),
        [
            ("safeguarding", {"children_answer": "The service will not work with children.", "children_policy": ""},
             "safeguarding-without-evidence", "children_answer"),
            ("safeguarding", {"adults_answer": "Yes, they have vast experience.", "adults_lead": ""},
             "safeguarding-without-evidence", "adults_answer"),
            ("route", {"comments": "Whether grants can be used instead of a contract will be explored."},
             "legal-route-unresolved", "route"),
            ("leans", {"promises": [{"text": "A plan is made.", "owner": "", "due": "2026-06-30"}]},
             "owner-missing", "promises"),
            ("financial", {"comments": "The total is £130,000."}, "totals-disagree", "total_pence"),
            ("risk", {"risk": "Posts may stay vacant on Monday 5 May 2026."}, "date-weekday-disagrees", "risk"),
        ],
    )  # fmt: skip
    def test_run_on_the_draft_beside_the_field(
        self, section: str, values: dict[str, Any], code: str, field: str
    ) -> None:
        found = one(draft(**{section: values}), code)
        assert (found.section, found.field) == (section, field)
        assert "notice" not in found.finding.message

    def test_do_not_ask_a_draft_for_signatures(self) -> None:
        content = draft(reasons={"reasons": "This must be approved by the Director of Neighbourhoods."})
        assert "sign-off-not-evidenced" not in codes(content)

    def test_do_not_call_two_grants_of_one_place_a_repetition(self) -> None:
        parts = [
            {"place": "Bolton", "recipient": "Bolton Council", "pence": 7_000_000},
            {"place": "Bolton", "recipient": "Harbour Trust", "pence": 5_000_000},
        ]
        assert "place-repeated" not in codes(draft(financial={"parts": parts}))
        parts[1]["recipient"] = "Bolton Council"
        assert "place-repeated" in codes(draft(financial={"parts": parts}))

    def test_name_an_earlier_decision_that_is_not_held(self) -> None:
        stub = LeansOn("words", "Decision on the pilot", decided_on="2023-04-19")
        found = one(leaning(draft(), stub), "related-decision-not-held")
        assert found.finding.severity == "note"

    def test_do_not_say_key_decision_of_a_police_and_crime_function(self) -> None:
        assert not any("key" in each.finding.message for each in findings(draft()))


class TestTheThreshold:
    """R9: each award, each legal recipient, each lifetime."""

    def test_counts_several_awards_of_one_legal_recipient_together(self) -> None:
        parts = [
            {"place": place, "recipient": "", "legal_recipient": "Harbour Trust", "pence": 11_000_000}
            for place in ("Bolton", "Bury")
        ]
        content = draft(financial={"parts": parts, "total_pence": 22_000_000})
        found = one(content, "award-at-or-over-threshold")
        assert "Harbour Trust: £220,000.00 (2 awards together) reaches" in found.finding.message
        assert (found.section, found.field) == ("route", "route")

    def test_counts_the_whole_life(self) -> None:
        content = draft(when={"whole_life_pence": 36_000_000})
        assert (
            "Bolton, Bolton Council: £210,000.00"
            in one(content, "award-at-or-over-threshold").finding.message
        )

    def test_is_the_one_in_force_on_the_planned_day(self) -> None:
        assert {each.threshold.services_pence for each in compared(draft())} == {20_772_000}
        assert {
            each.threshold.services_pence for each in compared(draft(when={"planned_on": "2023-05-01"}))
        } == {21_347_700}
        assert compared(draft(when={"planned_on": ""})) == []


class TestALinkedSplit:
    def split(self, **changed: Any) -> LinkedSplit:
        given: dict[str, Any] = {
            "run_id": "1", "round_code": "harbour/2026-27", "name": "By need", "year": "2026/27",
            "total_pence": 500, "parts": (Award("Bolton", 300), Award("Bury", 200)), "digest": "a",
            "linked_digest": "a",
        }  # fmt: skip
        return LinkedSplit(**given | changed)

    def test_gives_the_figures_whatever_was_typed(self) -> None:
        content = Content("1", draft().sections, self.split())
        assert content.total == Money(500)
        assert [award.place for award in content.awards] == ["Bolton", "Bury"]

    @pytest.mark.parametrize("changed", [{"digest": "b"}, {"is_chosen": False}])
    def test_that_has_changed_says_so_and_is_not_submitted(self, changed: dict[str, Any]) -> None:
        content = Content("1", draft().sections, self.split(**changed))
        assert one(content, "split-has-changed").section == "financial"
        assert not may_submit("draft", OFFICER, content)


class TestAnExemptSection:
    def test_needs_its_ground(self) -> None:
        content = draft(exempt={"exempt": [{"section": "financial", "ground": ""}]})
        assert one(content, "ground-missing").section == "exempt"
        assert not may_submit("draft", OFFICER, content)
