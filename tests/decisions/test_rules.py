"""How money is told, what is noticed as the same decision, and who may record."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from throughline.decisions import rules
from throughline.decisions.reading.shape import Finding
from throughline.decisions.record import BY_NAME
from throughline.decisions.rules import Known, Likeness
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

OFFICER = Actor("person:1", frozenset({"programme-officer"}))
HELD = Known(
    "2023-001",
    "Lantern Street outreach grants",
    "WMX/2023/07",
    Money(9_000_000),
    date(2023, 3, 14),
    "a" * 64,
    0,
)


def new(**changes: object) -> Known:
    values = {"number": "", "title": "", "reference": "", "total": None, "decided_on": None}
    return Known(**{**values, "file_sha256": "b" * 64, "position_in_file": 0, **changes})  # type: ignore[arg-type]  # values by name


class TestTheSentenceForResidents:
    def test_says_how_much_for_what_in_how_many_parts(self) -> None:
        sentence = rules.resident_sentence(Money(9_000_000), "outreach to rough sleepers", "Any", 3)
        assert sentence == "£90,000 for outreach to rough sleepers, in three parts."

    def test_keeps_the_pence_and_falls_back_on_the_subject(self) -> None:
        assert (
            rules.resident_sentence(Money(9_000_001), "", "Lantern Street", 1)
            == "£90,000.01: Lantern Street."
        )

    def test_says_that_no_total_is_stated(self) -> None:
        assert rules.resident_sentence(None, "a licence", "", 0) == "A licence. The record states no total."


class TestTheParts:
    @given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30), st.integers(-(10**9), 10**9))
    def test_add_up_exactly_or_say_by_how_much_they_do_not(self, parts: list[int], gap: int) -> None:
        sentence = rules.parts_sentence(Money(sum(parts) + gap), [Money(part) for part in parts])
        assert (sentence == "The parts add up to the total.") is (gap == 0)
        assert gap == 0 or str(Money(abs(gap))) in sentence
        assert gap == 0 or ("less" in sentence) is (gap > 0)

    def test_that_the_record_does_not_give_are_said_to_be_missing(self) -> None:
        assert rules.parts_sentence(Money(5), []) == "The record does not say how the money is split."


class TestADecisionThatMayBeOnRecord:
    def test_is_the_same_when_it_is_the_same_part_of_the_same_file(self) -> None:
        [found] = rules.likenesses(new(file_sha256="a" * 64), [HELD])
        assert found.is_same

    def test_is_another_when_it_is_another_part_of_the_same_file(self) -> None:
        assert rules.likenesses(new(file_sha256="a" * 64, position_in_file=1), [HELD]) == []

    def test_is_the_same_with_the_same_reference_date_and_total(self) -> None:
        [found] = rules.likenesses(
            new(reference="wmx 2023 07", total=HELD.total, decided_on=HELD.decided_on), [HELD]
        )
        assert found.is_same

    def test_is_worth_a_warning_with_the_same_reference_alone(self) -> None:
        [found] = rules.likenesses(new(reference="WMX/2023/07"), [HELD])
        assert not found.is_same

    def test_is_worth_a_warning_with_the_same_money_date_and_nearly_the_same_subject(self) -> None:
        alike = new(title="Outreach grants, Lantern Street", total=HELD.total, decided_on=HELD.decided_on)
        assert [found.is_same for found in rules.likenesses(alike, [HELD])] == [False]

    def test_is_another_with_another_subject_or_without_a_reference(self) -> None:
        other = new(title="Pothole repairs", total=HELD.total, decided_on=HELD.decided_on)
        assert rules.likenesses(other, [HELD]) == []
        assert rules.likenesses(new(), [Known("2023-002", "", "", None, None, "c" * 64, 0)]) == []


class TestRecording:
    SAME = Likeness("2023-001", "This very file is on record already as 2023-001.", True)

    def may(self, state: str = "open", **changes: object) -> rules.Verdict:
        given_ = {"unconfirmed": 0, "likenesses": [], "again_because": "", **changes}
        return rules.may_record(state, OFFICER, **given_)  # type: ignore[arg-type]  # values by name

    def test_waits_until_every_value_was_looked_at(self) -> None:
        assert "1 value is still unconfirmed" in self.may(unconfirmed=1).reason  # type: ignore[union-attr]  # Refused has one
        assert self.may()

    def test_of_the_same_decision_needs_a_reason(self) -> None:
        assert not self.may(likenesses=[self.SAME])
        assert not self.may(likenesses=[self.SAME], again_because="  ")
        assert self.may(likenesses=[self.SAME], again_because="The first file was cut off.")

    def test_of_a_decision_that_is_only_alike_needs_none(self) -> None:
        assert self.may(likenesses=[Likeness("2023-001", "Alike.", False)])

    def test_happens_once(self) -> None:
        assert not self.may("recorded")
        assert not self.may("discarded")


class TestAValueThatWasNotRead:
    def test_needs_its_words(self) -> None:
        assert not rules.may_add(BY_NAME["conditions"], " ")
        assert rules.may_add(BY_NAME["conditions"], "on condition that")

    def test_is_never_a_signature(self) -> None:
        assert not rules.may_add(BY_NAME["sign_offs"], "Signed by the Mayor")

    def test_has_its_words_found_however_the_lines_break(self) -> None:
        assert rules.where_in("It is paid\n  in\tMay.", "paid in may", 0, 5) == (6, 19)
        assert rules.where_in("It is paid.", "unpaid", 0, 5) is None


class TestFindings:
    def test_name_the_posts_that_did_not_sign_and_come_gravest_first(self) -> None:
        note = Finding("limit-reached", "note", "A limit.")
        missing = Finding("sign-off-not-evidenced", "error", "Not shown.", post="Treasurer")
        assert rules.missing_signatures([note, missing]) == ["Treasurer"]
        assert rules.gravest_first([note, missing]) == [missing, note]
