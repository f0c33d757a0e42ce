"""What do the 27 columns say of people made by hand? Every value was worked out on paper. All people are made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from throughline.caseload.exports import performance
from throughline.caseload.exports.performance import COLUMNS, NAMES, Facts, Met, in_words, row_of


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


# Sent on 2 March; an appointment of the 9th was moved to the 11th, missed; she came 10 minutes late on the 16th; two
# sessions of three; support ended as planned on 20 April: two outcomes achieved, one partly.
NORA = Facts(
    reference="DR-BCD-FGH",
    id="3c6e0b8a-0000-4000-8000-000000000001",
    contract="ash-service/Bolton",
    provider="ash-service",
    key_worker="person:1",
    crn="X000001",
    state="exited",
    sent_at=at(2),
    meetings=(
        Met("assessment", "rescheduled", at(9), at(3)),
        Met("assessment", "did_not_attend", at(11), at(4)),
        Met("assessment", "attended", at(16), at(12), 10),
        Met("one_to_one", "attended", at(23), at(16)),
        Met("group", "did_not_attend", at(30), at(16)),
        Met("one_to_one", "attended", at(6, month=4), at(16)),
        Met("check", "attended", at(7, month=4), at(16)),
    ),
    assessed_at=at(17, 15),
    hoped_for=3,
    judged=("ACHIEVED", "ACHIEVED", "PARTIALLY_ACHIEVED"),
    sessions_expected=3,
    exited_at=at(20, 16, 4),
    was_planned=True,
    complete_by=date(2026, 6, 1),
    sentence_ends_on=date(2026, 9, 30),
)
# Sent on 3 March, never met, withdrawn by probation on the 10th.
OWEN = Facts(
    reference="DR-BCD-FGJ",
    id="3c6e0b8a-0000-4000-8000-000000000002",
    contract="ash-service/Bolton",
    provider="ash-service",
    key_worker="",
    crn="X000002",
    state="withdrawn",
    sent_at=at(3),
    withdrawn_at=at(10, 11),
    withdrawn_for="MOV",
    sentence_ends_on=date(2026, 12, 24),
)
# Sent in summer time, met once on time, still going on.
PIA = Facts(
    reference="DR-BCD-FGK",
    id="3c6e0b8a-0000-4000-8000-000000000003",
    contract="ash-service/Bury",
    provider="ash-service",
    key_worker="person:2",
    crn="X000003",
    state="assigned",
    sent_at=at(1, 8, 4),
    meetings=(Met("assessment", "attended", at(8, month=4), at(1, 10, 4)),),
    hoped_for=1,
)
BY_HAND = {
    "Nora": (
        NORA,
        ("DR-BCD-FGH", "3c6e0b8a-0000-4000-8000-000000000001", "ash-service/Bolton", "ash-service", "person:1",
         "X000001", "2026-03-02T09:00:00Z", "2026-03-04T09:00:00Z", "2026-03-11T09:00:00Z",
         "2026-03-11T09:00:00Z", "2026-03-16T09:00:00Z", "2026-03-17T15:00:00Z", "false",
         "2026-03-17T15:00:00Z", "", "2026-03-23T09:00:00Z", 3, Decimal("2.5"), 3, 2, "", "",
         "2026-04-20T16:00:00Z", "2026-04-20T16:00:00Z", "COMPLETED", "2026-06-01", "2026-09-30"),
    ),
    "Owen": (
        OWEN,
        ("DR-BCD-FGJ", "3c6e0b8a-0000-4000-8000-000000000002", "ash-service/Bolton", "ash-service", "", "X000002",
         "2026-03-03T09:00:00Z", "", "", "", "", "", "", "", "", "", 0, "", "", 0, "2026-03-10T11:00:00Z",
         "Moved out of the service’s area", "", "2026-03-10T11:00:00Z", "CANCELLED", "", "2026-12-24"),
    ),
    "Pia": (
        PIA,
        ("DR-BCD-FGK", "3c6e0b8a-0000-4000-8000-000000000003", "ash-service/Bury", "ash-service", "person:2",
         "X000003", "2026-04-01T08:00:00Z", "2026-04-01T10:00:00Z", "2026-04-08T09:00:00Z", "",
         "2026-04-08T09:00:00Z", "", "true", "", "", "", 1, "", "", 0, "", "", "", "", "", "", ""),
    ),
}  # fmt: skip
HEADERS = (
    "referral_ref referral_id contract_ref organisation_id caseworker_id service_user_crn date_referral_received "
    "date_saa_first_arranged date_saa_first_scheduled_for date_saa_first_not_attended date_saa_first_attended "
    "date_saa_first_completed saa_attended_on_time date_first_action_plan_submitted "
    "date_of_first_action_plan_approval date_of_first_attended_session outcomes_to_be_achieved_count "
    "outcomes_achieved count_of_sessions_expected count_of_sessions_attended end_requested_by_pp_at "
    "end_requested_by_pp_reason date_eosr_submitted concluded_at referral_end_state "
    "date_intervention_to_be_completed_by end_of_sentence_date"
)


class TestTheFile:
    def test_has_the_27_names_of_the_former_system_in_its_order(self) -> None:
        assert " ".join(NAMES) == HEADERS
        assert len(NAMES) == 27

    @pytest.mark.parametrize("name", list(BY_HAND))
    def test_says_of_each_what_was_worked_out_by_hand(self, name: str) -> None:
        facts, by_hand = BY_HAND[name]
        assert dict(zip(NAMES, row_of(facts), strict=True)) == dict(zip(NAMES, by_hand, strict=True))

    def test_names_every_column_whose_meaning_is_not_established(self) -> None:
        assert {each.name for each in COLUMNS if not each.is_verified} == {
            "contract_ref", "date_saa_first_completed", "date_of_first_action_plan_approval",
            "count_of_sessions_expected", "referral_end_state", "date_intervention_to_be_completed_by",
            "end_of_sentence_date",
        }  # fmt: skip
        assert all(len(each.rule) > 15 for each in COLUMNS)


class TestAnEnd:
    def test_that_was_not_planned_is_premature_once_something_was_attended(self) -> None:
        assert performance.end_state(replace(NORA, was_planned=False)) == "PREMATURELY_ENDED"

    def test_after_nothing_attended_is_a_cancellation_however_it_came(self) -> None:
        assert performance.end_state(replace(NORA, meetings=())) == "CANCELLED"
        declined = replace(OWEN, withdrawn_at=None, declined_at=at(4), state="declined")
        assert performance.end_state(declined) == "CANCELLED"

    def test_adds_equal_outcomes_each_for_itself(self) -> None:
        halves = replace(NORA, judged=("PARTIALLY_ACHIEVED", "PARTIALLY_ACHIEVED", "ACHIEVED"))
        assert row_of(halves)[17] == Decimal("2")


class TestAValueOnAPage:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (date(2024, 5, 28), "28 May 2024"),
            (datetime(2024, 5, 28, 13, 30, tzinfo=UTC), "28 May 2024 at 2:30pm"),
            (datetime(2024, 5, 28, 23, 30, tzinfo=UTC), "29 May 2024 at 12:30am"),
            (True, "Yes"),
            (False, "No"),
            (0, "0"),
            (Decimal("2.5"), "2.5"),
            ("COMPLETED", "COMPLETED"),
            ("", "–"),
            (None, "–"),
        ],
    )
    def test_is_said_in_words(self, value: performance.Value, words: str) -> None:
        assert in_words(value) == words
