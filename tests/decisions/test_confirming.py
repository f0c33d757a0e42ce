"""What a person makes of what was read, before anything is on record."""

from typing import Any

from throughline.decisions.confirming import entry_at, groups, hashed, next_added, settle, unconfirmed
from throughline.decisions.reading.shape import ReadDecision
from throughline.decisions.record import BY_NAME, FIELDS, as_values

QUOTE = {"start": 3, "end": 9}
FOUND: dict[str, Any] = {
    **as_values(ReadDecision(title="Lantern", contact="")),
    "breakdown": [
        {"place": "Halewick", "gss_code": None, "pence": 100},
        {"place": "Oxmoor", "gss_code": None, "pence": 200},
    ],
    "evidence": {"title": QUOTE, "breakdown[0].place": QUOTE, "breakdown[1].pence": {"start": 20, "end": 25}},
}


class TestAReadingThatNobodyLookedAt:
    def test_asks_for_every_field_of_the_table_found_or_not(self) -> None:
        names = {entry.field.name for group in groups(FOUND, {}) for entry in group.entries}
        assert names == {field.name for field in FIELDS}
        assert unconfirmed(FOUND, {}) == len(FIELDS) + 1  # two parts of the breakdown

    def test_would_be_recorded_as_it_was_read(self) -> None:
        values, evidence = settle(FOUND, {})
        assert values["title"] == "Lantern"
        assert values["breakdown"] == FOUND["breakdown"]
        assert evidence == {"title": (3, 9), "breakdown[0].place": (3, 9), "breakdown[1].pence": (20, 25)}

    def test_tells_a_field_left_empty_from_one_that_is_not_there(self) -> None:
        assert entry_at(FOUND, {}, "contact").was_found  # type: ignore[union-attr]  # there is one
        assert not entry_at(FOUND, {}, "reference").was_found  # type: ignore[union-attr]  # there is one


class TestAnAnswer:
    def test_takes_the_place_of_what_was_read(self) -> None:
        answers = {"title": {"as": "corrected", "value": "Lantern Street"}, "reference": {"as": "absent"}}
        assert settle(FOUND, answers)[0]["title"] == "Lantern Street"
        assert unconfirmed(FOUND, answers) == unconfirmed(FOUND, {}) - 2

    def test_moves_what_follows_a_part_that_is_not_in_the_notice(self) -> None:
        values, evidence = settle(FOUND, {"breakdown[0]": {"as": "absent"}})
        assert values["breakdown"] == [FOUND["breakdown"][1]]
        assert evidence == {"title": (3, 9), "breakdown[0].pence": (20, 25)}

    def test_adds_a_value_at_its_words(self) -> None:
        path = next_added({}, BY_NAME["conditions"])
        answers = {path: {"as": "added", "value": "Paid in arrears", "stands_at": [5, 8]}}
        values, evidence = settle(FOUND, answers)
        assert values["conditions"] == ["Paid in arrears"]
        assert evidence["conditions[0]"] == (5, 8)
        assert next_added(answers, BY_NAME["conditions"]) != path

    def test_about_safeguarding_goes_to_its_own_answer(self) -> None:
        values, _ = settle(FOUND, {"safeguarding.adults": {"as": "corrected", "value": "Yes"}})
        assert values["safeguarding"] == {"children": None, "adults": "Yes"}


class TestEvidence:
    def test_is_kept_as_a_place_and_the_hash_of_the_words_there(self) -> None:
        kept = hashed({"title": (0, 5)}, "title and more")
        assert kept["title"]["end"] == 5
        assert kept["title"]["sha256"].startswith("aaf2320646108059")
