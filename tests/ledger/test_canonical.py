"""The one spelling of an act, and what it shows of a person."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.ledger.canonical import canonical, commitment, leaf_of, moment, new_salt

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class TestAJsonValue:
    @given(VALUES)
    def test_is_read_back_as_it_was(self, value: object) -> None:
        assert json.loads(canonical(value)) == value  # type: ignore[arg-type]  # hypothesis draws Json

    def test_is_spelt_alike_in_whatever_order_it_was_given(self) -> None:
        assert (
            canonical({"b": 1, "a": [True, None]})
            == canonical({"a": (True, None), "b": 1})
            == b'{"a":[true,null],"b":1}'
        )

    def test_never_holds_a_line_break_so_that_leaves_can_be_read_line_by_line(self) -> None:
        assert b"\n" not in canonical({"note\n": "two\nlines"})

    @pytest.mark.parametrize("value", [1.5, [1.0], {"a": {"b": 0.1}}, 2**60, "\ud800", {1: "one"}])
    def test_is_refused_when_it_could_be_spelt_in_two_ways(self, value: object) -> None:
        with pytest.raises(ValueError, match=r".+"):
            canonical(value)  # type: ignore[arg-type]  # what must be refused


class TestAPersonalValue:
    def test_is_committed_to_without_being_shown(self) -> None:
        leaf = leaf_of(
            act="1",
            actor="person:1",
            at=datetime(2024, 5, 28, 10, tzinfo=UTC),
            verb="person.named",
            subject=("person", "1"),
            facts={},
            personal={"name": commitment(new_salt(), canonical("Sam Example"))},
            changes=None,
            within=None,
        )
        assert b"Sam" not in leaf

    def test_cannot_be_guessed_because_the_same_value_never_looks_the_same(self) -> None:
        name = canonical("Sam Example")
        assert commitment(new_salt(), name) != commitment(new_salt(), name)


class TestAMoment:
    def test_is_written_in_utc_wherever_it_was_taken(self) -> None:
        summer = timezone(timedelta(hours=1))
        assert moment(datetime(2024, 5, 28, 10, 30, tzinfo=summer)) == "2024-05-28T09:30:00.000000Z"
