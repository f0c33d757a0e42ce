"""What do AUDIT, the Treatment Outcomes Profile and two assessments say?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.caseload import codes
from throughline.caseload.care import rules
from throughline.caseload.care.questions import AUDIT, AUDIT_C, AUDIT_FURTHER, PROFILE
from throughline.caseload.care.rules import Need

ANSWERS = st.fixed_dictionaries({q.key: st.sampled_from(sorted(q.points)) for q in AUDIT})
PROFILES = st.dictionaries(
    st.sampled_from([item.key for item in PROFILE]), st.integers(0, 1), max_size=len(PROFILE)
)
LEVELS = st.sampled_from(rules.LEVEL_ORDER)


def short(*points: int) -> dict[str, int]:
    return {question.key: given for question, given in zip(AUDIT_C, points, strict=False)}


class TestAuditC:
    def test_says_nothing_before_its_three_questions_are_answered(self) -> None:
        assert rules.audit({}) is None
        assert rules.audit(short(4, 4)) is None

    def test_of_four_points_is_lower_risk_and_asks_no_more(self) -> None:
        score = rules.audit(short(2, 1, 1))
        assert score is not None
        assert (score.points, score.most, score.asks_for_more) == (4, 12, False)
        assert score.words == "AUDIT-C 4 of 12: lower risk"

    def test_of_five_points_asks_for_the_other_seven(self) -> None:
        score = rules.audit(short(3, 1, 1))
        assert score is not None
        assert score.asks_for_more
        assert not score.is_full

    def test_below_five_points_is_not_raised_by_further_answers_left_from_before(self) -> None:
        score = rules.audit({**short(1, 1, 1), **{q.key: 4 for q in AUDIT_FURTHER}})
        assert score is not None
        assert (score.points, score.is_full) == (3, False)

    def test_refuses_points_that_no_answer_has(self) -> None:
        with pytest.raises(ValueError, match="Question 9 has no answer of 1 points"):
            rules.audit({"9": 1})


class TestTheFullAudit:
    @given(ANSWERS)
    def test_is_the_sum_of_ten_answers_between_5_and_40(self, answers: dict[str, int]) -> None:
        score = rules.audit(answers)
        assert score is not None
        if sum(answers[q.key] for q in AUDIT_C) >= 5:
            assert score.is_full
            assert score.points == sum(answers.values())
            assert 5 <= score.points <= 40
        else:
            assert score.points == sum(answers[q.key] for q in AUDIT_C)

    @given(ANSWERS, st.sampled_from([q.key for q in AUDIT_FURTHER]))
    def test_without_one_answer_goes_on_asking(self, answers: dict[str, int], left: str) -> None:
        score = rules.audit({**answers, "1": 4, "2": 4, "3": 4} | {left: answers[left]})
        rest = {k: v for k, v in {**answers, "1": 4, "2": 4, "3": 4}.items() if k != left}
        asked = rules.audit(rest)
        assert score is not None
        assert score.is_full
        assert asked is not None
        assert asked.asks_for_more

    @pytest.mark.parametrize(
        ("further", "meaning"),
        [
            ((0,) * 7, "increasing risk"),
            ((4, 0, 0, 0, 0, 0, 0), "higher risk"),
            ((4, 3, 0, 0, 0, 0, 0), "higher risk"),
            ((4, 4, 0, 0, 0, 0, 0), "possible dependence"),
            ((4, 4, 4, 4, 4, 4, 4), "possible dependence"),
        ],
    )
    def test_means_what_the_published_scale_says(self, further: tuple[int, ...], meaning: str) -> None:
        rest = {q.key: p for q, p in zip(AUDIT_FURTHER, further, strict=True)}
        score = rules.audit({**short(4, 4, 4), **rest})
        assert score is not None
        assert score.meaning == meaning

    def test_can_come_to_seven_and_still_be_lower_risk(self) -> None:
        score = rules.audit({**short(3, 2, 2), **{q.key: 0 for q in AUDIT_FURTHER}})
        assert score is not None
        assert score.words == "AUDIT 7 of 40: lower risk"


class TestTheProfile:
    def test_asks_nothing_about_crime(self) -> None:
        assert len(PROFILE) == 16
        words = " ".join(item.words.lower() for item in PROFILE)
        assert not [word for word in ("crime", "theft", "shoplift", "selling", "assault") if word in words]

    @pytest.mark.parametrize(("key", "most"), [("alcohol", 28), ("quality", 20), ("shared", 1)])
    def test_takes_whole_numbers_of_its_range_only(self, key: str, most: int) -> None:
        [item] = [each for each in PROFILE if each.key == key]
        assert rules.profile_fault(item, 0) == rules.profile_fault(item, most) == ""
        assert str(most) in rules.profile_fault(item, most + 1)
        assert rules.profile_fault(item, -1)

    def test_says_which_way_is_better(self) -> None:
        changes = rules.profile_changes(
            {"opioids": 20, "quality": 5, "work": 3, "shared": 1},
            {"opioids": 4, "quality": 3, "work": 3, "alcohol": 2},
        )
        assert [(c.key, c.before, c.after, c.tone) for c in changes] == [
            ("alcohol", "Not asked", "2", ""),
            ("opioids", "20", "4", "better"),
            ("shared", "Yes", "Not asked", ""),
            ("quality", "5", "3", "worse"),
            ("work", "3", "3", "same"),
        ]

    @given(PROFILES, PROFILES)
    def test_turned_round_turns_better_and_worse_round(
        self, one: dict[str, int], other: dict[str, int]
    ) -> None:
        turned = {"better": "worse", "worse": "better", "same": "same", "": ""}
        there = {c.key: c.tone for c in rules.profile_changes(one, other)}
        back = {c.key: c.tone for c in rules.profile_changes(other, one)}
        assert {key: turned[tone] for key, tone in there.items()} == back


class TestEightNeeds:
    @given(LEVELS, LEVELS)
    def test_are_better_when_the_level_is_lower(self, before: str, after: str) -> None:
        [change] = [
            c for c in rules.need_changes({"DNR": Need(before)}, {"DNR": Need(after)}) if c.key == "DNR"
        ]
        moved = rules.LEVEL_ORDER.index(after) - rules.LEVEL_ORDER.index(before)
        assert change.tone == ("same" if moved == 0 else "better" if moved < 0 else "worse")

    def test_are_all_shown_also_when_one_was_not_assessed(self) -> None:
        changes = rules.need_changes({}, {"FAM": Need("low")})
        assert len(changes) == 8
        assert {c.tone for c in changes} == {""}


class TestCompleting:
    needs: dict[str, Any] = {code: Need("low") for code in codes.NEEDS}

    def test_asks_for_a_level_of_each_need(self) -> None:
        assert rules.may_complete(self.needs, {})
        rest = {code: need for code, need in self.needs.items() if code != "FAM"}
        refused = rules.may_complete(rest, {})
        assert "Family and significant others" in getattr(refused, "reason", "")

    def test_takes_no_half_answered_questionnaire(self) -> None:
        assert not rules.may_complete(self.needs, short(4, 4))
        assert rules.may_complete(self.needs, short(4, 4, 4)), "AUDIT-C alone may stand"
        assert not rules.may_complete(self.needs, {**short(4, 4, 4), "4": 1})

    @pytest.mark.parametrize(
        ("kind", "states"),
        [("first", {"assigned"}), ("review", {"assessed", "on_pathway"}), ("exit", {"on_pathway"})],
    )
    def test_fits_the_referral_where_it_stands(self, kind: str, states: set[str]) -> None:
        every = ("sent", "accepted", "assigned", "assessed", "on_pathway", "paused", "exited", "closed")
        assert {state for state in every if rules.may_assess(kind, state)} == states
