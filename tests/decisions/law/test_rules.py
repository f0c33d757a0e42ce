"""How large a decision is, and who must sign it for that."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.decisions.law.rules import (
    Basis,
    Running,
    SchemeLine,
    ValueFacts,
    bases_of,
    required,
    value_of,
)
from throughline.kernel.money import Money

LIMIT = Money(50_000_00)
LINES = (
    SchemeLine("deputy-mayor", 1, "assistant-director", Money(0)),
    SchemeLine("deputy-mayor", 2, "director", Money(0)),
    SchemeLine("deputy-mayor", 2, "treasurer", Money(0)),
    SchemeLine("deputy-mayor", 3, "deputy-mayor", LIMIT),
    SchemeLine("chief-officer", 1, "assistant-director", Money(0)),
    SchemeLine("chief-officer", 2, "director", Money(0)),
)
amounts = st.integers(min_value=0, max_value=10**12).map(Money)
maybe = st.none() | amounts


def pounds(text: str) -> Money:
    return Money.from_pounds(text)


def posts(facts: ValueFacts, kind: str = "deputy-mayor") -> list[str]:
    return [each.post for each in required(LINES, kind, value_of(facts))]


@st.composite
def facts(draw: st.DrawFn) -> ValueFacts:
    running = st.builds(Running, st.just("Lantern Trust"), amounts, st.integers(1, 9))
    return ValueFacts(
        total=draw(maybe),
        parts=draw(maybe),
        whole_life=draw(maybe),
        is_variation=draw(st.booleans()),
        new_award=draw(maybe),
        recipients=tuple(draw(st.lists(running, max_size=3))),
        purpose=draw(st.none() | running),
    )


class TestTheDeputyMayor:
    def test_is_not_asked_for_a_penny_under_the_limit(self) -> None:
        assert posts(ValueFacts(total=pounds("49,999.99"))) == ["assistant-director", "director", "treasurer"]

    @pytest.mark.parametrize(
        "facts",
        [
            ValueFacts(total=pounds("50,000.00")),
            ValueFacts(
                total=pounds("450,000"), parts=pounds("450,000"), recipients=(Running("A", pounds("45,000")),)
            ),
            ValueFacts(total=pounds("20,000"), recipients=(Running("Lantern Trust", pounds("60,000"), 3),)),
            ValueFacts(total=pounds("102,800"), is_variation=True),
            ValueFacts(total=pounds("20,000"), whole_life=pounds("60,000")),
            ValueFacts(total=pounds("4,000"), is_variation=True, new_award=pounds("52,000")),
            ValueFacts(total=pounds("15,000"), purpose=Running("outreach", pounds("60,000"), 4)),
            ValueFacts(total=pounds("-60,000"), is_variation=True),
            ValueFacts(parts=pounds("50,000")),
            ValueFacts(total=pounds("49,000"), parts=pounds("51,000")),
            ValueFacts(),
        ],
        ids=[
            "at the limit",
            "ten × £45,000",
            "the third £20,000",
            "2.6 % over thirty grants",
            "three years",
            "the award as varied",
            "one purpose",
            "money taken away",
            "parts without a total",
            "parts above the total",
            "no amount at all",
        ],
    )
    def test_is_asked(self, facts: ValueFacts) -> None:
        assert posts(facts)[-1] == "deputy-mayor"

    def test_is_not_asked_for_a_new_award_that_is_no_variation(self) -> None:
        assert "deputy-mayor" not in posts(ValueFacts(total=pounds("4,000"), new_award=pounds("52,000")))


class TestTheSentence:
    def test_names_the_total_of_the_2021_notice_and_not_its_largest_part(self) -> None:
        basis = value_of(
            ValueFacts(
                total=pounds("639,733"),
                parts=pounds("639,733"),
                recipients=(
                    Running("Manchester", pounds("153,528.73")),
                    Running("Wigan", pounds("80,000.33")),
                ),
            )
        )
        assert basis == Basis(pounds("639,733"), "total", "because the decision totals £639,733.00")

    def test_names_the_total_where_a_running_total_is_only_as_large(self) -> None:
        one = ValueFacts(total=pounds("60,000"), recipients=(Running("Lantern Trust", pounds("60,000")),))
        assert value_of(one).kind == "total"

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            (
                ValueFacts(total=pounds("102,800"), is_variation=True),
                "because this variation totals £102,800.00",
            ),
            (
                ValueFacts(total=pounds("4,000"), is_variation=True, new_award=pounds("52,000")),
                "because the award as varied is £52,000.00",
            ),
            (
                ValueFacts(
                    total=pounds("20,000"),
                    year="2026/27",
                    recipients=(Running("Lantern Trust", pounds("60,000"), 3),),
                ),
                "because awards to Lantern Trust in 2026/27 come to £60,000.00 with this one, over 3 decisions",
            ),
            (
                ValueFacts(
                    total=pounds("15,000"), year="2026/27", purpose=Running("outreach", pounds("60,000"), 4)
                ),
                "because decisions for “outreach” in 2026/27 come to £60,000.00 with this one, over 4 decisions",
            ),
            (
                ValueFacts(total=pounds("20,000"), whole_life=pounds("60,000")),
                "because its whole-life value, with intended years and options, is £60,000.00",
            ),
            (ValueFacts(parts=pounds("51,000")), "because the parts of the decision come to £51,000.00"),
            (ValueFacts(), "because it does not say how much money it is about"),
        ],
    )
    def test_names_the_basis_that_decided(self, facts: ValueFacts, says: str) -> None:
        assert value_of(facts).because == says

    def test_of_a_post_that_signs_always_says_so(self) -> None:
        basis = value_of(ValueFacts(total=pounds("639,733")))
        said = {each.post: each.because for each in required(LINES, "deputy-mayor", basis)}
        assert said["assistant-director"] == "because this post signs every Deputy Mayor's decision"
        assert said["deputy-mayor"] == "because the decision totals £639,733.00"


class TestTheRoute:
    def test_of_a_small_chief_officers_decision_asks_no_treasurer(self) -> None:
        assert posts(ValueFacts(total=pounds("12,000")), "chief-officer") == [
            "assistant-director",
            "director",
        ]

    def test_goes_by_turn(self) -> None:
        turns = [each.turn for each in required(LINES, "deputy-mayor", value_of(ValueFacts(total=LIMIT)))]
        assert turns == [1, 2, 2, 3]

    def test_is_empty_where_the_scheme_does_not_know_the_type(self) -> None:
        assert posts(ValueFacts(total=LIMIT), "committee") == []


class TestWhateverTheFacts:
    @given(facts())
    def test_the_value_is_the_largest_basis_and_none_is_larger(self, given_facts: ValueFacts) -> None:
        found = bases_of(given_facts)
        assert all((each.pence or Money(0)) <= (found[0].pence or Money(0)) for each in found)

    @given(facts(), amounts)
    def test_a_further_running_total_never_makes_the_value_smaller(
        self, given_facts: ValueFacts, more: Money
    ) -> None:
        larger = replace(given_facts, recipients=(*given_facts.recipients, Running("Another", more)))
        before, after = value_of(given_facts).pence, value_of(larger).pence
        assert after is not None
        assert before is None or after >= before

    @given(amounts, amounts)
    def test_a_larger_value_never_asks_for_fewer_posts(self, one: Money, other: Money) -> None:
        small, large = sorted((one, other))
        few, many = posts(ValueFacts(total=small)), posts(ValueFacts(total=large))
        assert set(few) <= set(many)

    @given(facts())
    def test_an_unknown_value_asks_for_everybody(self, given_facts: ValueFacts) -> None:
        if value_of(given_facts).pence is None:
            assert posts(given_facts)[-1] == "deputy-mayor"
