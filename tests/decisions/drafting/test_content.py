"""A draft as plain values: as a notice, as frozen bytes, without what is exempt, and compared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.decisions.drafting.examples import SECTIONS, draft

from throughline.decisions.drafting.content import (
    Attached,
    Award,
    Content,
    LeansOn,
    LinkedSplit,
    as_said,
    from_frozen,
    frozen_bytes,
    without_exempt,
)
from throughline.decisions.drafting.differences import differences, word_by_word
from throughline.decisions.drafting.sections import SECTIONS as TABLE
from throughline.decisions.drafting.terms import HARMLESS
from throughline.kernel.money import Money


class TestTheTable:
    def test_has_every_slug_and_every_field_once(self) -> None:
        assert len({section.slug for section in TABLE}) == len(TABLE)
        for section in TABLE:
            assert len({field.name for field in section.fields}) == len(section.fields)

    def test_holds_the_harmless_fields_in_the_contact(self) -> None:
        (contact,) = [section for section in TABLE if section.slug == "contact"]
        assert set(HARMLESS) < {field.name for field in contact.fields}

    def test_guides_through_every_section(self) -> None:
        assert all(section.guidance for section in TABLE)


class TestADraftAsANotice:
    def test_says_what_the_record_knows(self) -> None:
        said = as_said(draft())
        assert said.title == "Harbour outreach grants 2026/27"
        assert said.decision_type == "Deputy Mayor's decision: Final sign off"
        assert said.decision_makers == ("Deputy Mayor",)
        assert said.total_pence == 12_000_000
        assert [(part.place, part.gss_code) for part in said.breakdown] == [
            ("Bolton", "E08000001"),
            ("Bury", "E08000002"),
        ]
        assert said.recipients == "Bolton Council; Bury Council"
        assert (said.price_basis, said.payment_basis) == ("Actual spend", "Annually in advance")
        assert said.promises[0].due == "2026-06-30"
        assert (
            said.safeguarding.adults
            == "Yes. Every client is asked about harm. Safeguarding lead: Head of practice."
        )

    def test_that_says_nothing_is_empty_and_whole(self) -> None:
        said = as_said(Content("1"))
        assert said.title is None
        assert said.breakdown == ()
        assert said.safeguarding.children == ""

    def test_gives_the_facts_of_its_value(self) -> None:
        content = draft(when={"whole_life_pence": 99, "varies": "varies", "new_award_pence": 77})
        assert (content.whole_life, content.new_award, content.is_variation) == (Money(99), Money(77), True)
        assert content.purpose_key == "harbour-outreach"
        assert draft(when={"varies": "no", "new_award_pence": 77}).new_award is None


class TestFrozenBytes:
    WHOLE = replace(
        draft(),
        split=LinkedSplit(
            "1", "harbour/2026-27", "By need", "2026/27", 5, (Award("Bolton", 5, "E08000001"),), "a", "a"
        ),
        attachments=(Attached("2", "Advice", "advice.pdf", "f" * 64, "pdf", 12, "privilege"),),
        leans_on=(LeansOn("decision", "The pilot", number="2023-001", decided_on="2023-04-19"),),
    )

    def test_give_the_draft_back(self) -> None:
        assert from_frozen(frozen_bytes(self.WHOLE, "00")) == self.WHOLE

    def test_are_the_same_for_the_same_draft_and_salt_only(self) -> None:
        assert frozen_bytes(self.WHOLE, "00") == frozen_bytes(self.WHOLE, "00")
        assert frozen_bytes(self.WHOLE, "00") != frozen_bytes(self.WHOLE, "01")

    def test_without_what_is_exempt_hold_no_word_of_it(self) -> None:
        rows = [
            {"section": slug, "ground": "business", "why": "Quenby"}
            for slug in ("risk", "financial", "leans")
        ]
        sections = {**SECTIONS, "risk": {"risk": "Quenby may fail"}, "exempt": {"exempt": rows}}
        public = without_exempt(replace(self.WHOLE, sections=sections))
        frozen = frozen_bytes(public, "00").decode()
        assert "Quenby" not in frozen
        assert "advice.pdf" not in frozen
        assert "The pilot" not in frozen
        assert "By need" not in frozen
        assert "Harbour outreach" in frozen


class TestTheDifferences:
    def test_are_none_between_the_same(self) -> None:
        assert differences(draft(), draft()) == ()

    def test_stand_by_section_in_sentences(self) -> None:
        before, now = (
            draft(),
            draft(financial={"total_pence": 11_000_000}, risk={"risk": ""}, fund={"funders": "Two councils"}),
        )
        changed = differences(before, now)
        sentences = [f"{section.heading}: {each.sentence}" for section in changed for each in section.fields]
        assert sentences == [
            "Fund: “Who contributes?” was filled in.",
            "Financial: “Total”: from “£120,000.00” to “£110,000.00”.",
            "Risk: “What may go wrong, and who watches?” was emptied.",
        ]

    def test_show_which_words_came_and_went(self) -> None:
        runs = word_by_word("Grants to two councils.", "Grants to four councils.")
        assert [(run.kind, run.words) for run in runs] == [
            ("same", "Grants to "),
            ("gone", "two "),
            ("new", "four "),
            ("same", "councils."),
        ]

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_lose_no_character_of_either(self, before: str, now: str) -> None:
        runs = word_by_word(before, now)
        assert "".join(run.words for run in runs if run.kind != "new") == before
        assert "".join(run.words for run in runs if run.kind != "gone") == now

    def test_of_very_long_texts_are_found_by_lines(self) -> None:
        before = "a word and another\n" * 4000
        assert [run.kind for run in word_by_word(before, before + "one more\n")] == ["same", "new"]


@pytest.mark.parametrize("kind", ["parts", "by_year"])
def test_an_empty_row_says_nothing(kind: str) -> None:
    assert draft(financial={kind: [{"place": "", "pence": None}]}).rows("financial", kind) == []
