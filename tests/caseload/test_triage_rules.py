"""When is a first contact due, who should take somebody on, and who may be away?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.caseload import codes
from throughline.caseload.allocation.rules import (
    Away,
    Candidate,
    covers_for,
    may_be_away,
    skills_wanted,
    suggestion,
)
from throughline.caseload.rules import (
    first_contact_clock,
    sent_by_when_due_before,
    step_to_resume,
    treatment_clock,
)
from throughline.kernel.dates import add_working_days


@pytest.mark.hazard("H08")
class TestTheClock:
    @pytest.mark.parametrize(
        ("sent", "today", "due", "words", "tone"),
        [
            # Easter 2026: Good Friday on 3 April, Monday on 6 April
            (date(2026, 3, 27), date(2026, 4, 10), date(2026, 4, 14), "2 working days left", "soon"),
            (date(2026, 3, 27), date(2026, 4, 2), date(2026, 4, 14), "6 working days left", "fine"),
            (date(2026, 3, 27), date(2026, 4, 4), date(2026, 4, 14), "6 working days left", "fine"),
            (date(2026, 3, 27), date(2026, 4, 14), date(2026, 4, 14), "due today", "today"),
            (date(2026, 3, 27), date(2026, 4, 15), date(2026, 4, 14), "1 working day late", "late"),
            # Christmas 2026: Friday 25, Boxing Day on a Saturday moves to Monday 28; New Year's Day on a Friday
            (date(2026, 12, 18), date(2026, 12, 24), date(2027, 1, 6), "6 working days left", "fine"),
            (date(2026, 12, 18), date(2026, 12, 29), date(2027, 1, 6), "5 working days left", "fine"),
            (date(2026, 12, 18), date(2027, 1, 5), date(2027, 1, 6), "1 working day left", "soon"),
            (date(2026, 12, 18), date(2027, 1, 7), date(2027, 1, 6), "1 working day late", "late"),
            # sent on Christmas Day itself
            (date(2026, 12, 25), date(2026, 12, 25), date(2027, 1, 12), "10 working days left", "fine"),
        ],
    )
    def test_counts_working_days_over_easter_and_christmas(
        self, sent: date, today: date, due: date, words: str, tone: str
    ) -> None:
        clock = first_contact_clock(sent, today)
        assert (clock.due_on, clock.words, clock.tone) == (due, words, tone)

    def test_on_the_weekend_after_its_last_day_is_late(self) -> None:
        due_on_friday = first_contact_clock(date(2026, 5, 15), date(2026, 5, 30))
        assert due_on_friday.due_on == date(2026, 6, 1)
        friday = first_contact_clock(date(2026, 6, 5), date(2026, 6, 20))
        assert (friday.due_on, friday.words, friday.tone) == (date(2026, 6, 19), "late since Friday", "late")

    def test_done_on_the_weekend_after_its_last_day_was_late(self) -> None:
        clock = first_contact_clock(date(2026, 6, 5), date(2026, 7, 1), date(2026, 6, 20))
        assert (clock.words, clock.tone) == ("done after Friday", "late")

    def test_of_treatment_counts_every_day_also_over_christmas(self) -> None:
        assert treatment_clock(date(2026, 12, 14), date(2026, 12, 25)).due_on == date(2027, 1, 4)
        assert treatment_clock(date(2026, 12, 14), date(2027, 1, 4)).words == "due today"
        assert treatment_clock(date(2026, 3, 20), date(2026, 4, 11)).words == "1 day late"

    @given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
    def test_backwards_finds_the_last_day_of_sending_that_is_late(self, today: date) -> None:
        sent = sent_by_when_due_before(today)
        assert add_working_days(sent, 10) < today <= add_working_days(sent + timedelta(days=1), 10)


class TestTheSuggestion:
    def one(self, name: str, people: int = 0, most: int = 40, *skills: str, away: bool = False) -> Candidate:
        until = date(2026, 6, 3) if away else None
        return Candidate(name.lower(), name, people, most, frozenset(skills), until)

    def test_is_whoever_has_the_most_room_for_their_size(self) -> None:
        found = suggestion([self.one("Ann", 10, 20), self.one("Bob", 12, 40)], {})
        assert (found.worker, found.why) == (
            "bob",
            "Bob has 12 of 40 people, the most room of everybody here.",
        )

    def test_is_rather_whoever_can_do_what_is_asked_for(self) -> None:
        wanted = {"ur": "Urdu"}
        found = suggestion([self.one("Ann", 30, 40, "ur"), self.one("Bob", 1)], wanted)
        assert (found.worker, found.why) == ("ann", "Ann has 30 of 40 people, and takes on: urdu.")

    def test_says_what_nobody_takes_on(self) -> None:
        found = suggestion([self.one("Ann", 3), self.one("Bob", 4)], {"ur": "Urdu"})
        assert "Nobody with room takes on: urdu" in found.why

    def test_is_nobody_who_is_away_or_full_while_another_is_not(self) -> None:
        among = [self.one("Ann", 0, away=True), self.one("Bob", 40), self.one("Cas", 39)]
        found = suggestion(among, {})
        assert (found.worker, found.why) == ("cas", "Cas has 39 of 40 people, and nobody else here has room.")

    def test_is_whoever_is_least_over_when_all_are_full(self) -> None:
        found = suggestion([self.one("Ann", 44), self.one("Bob", 41)], {})
        assert found.worker == "bob"
        assert "everybody here is full" in found.why

    def test_is_nobody_when_nobody_is_there(self) -> None:
        assert suggestion([], {}).worker == ""
        assert suggestion([self.one("Ann", away=True)], {}).worker == ""

    def test_breaks_a_tie_by_name(self) -> None:
        among = [self.one("Zoe", 3), self.one("Ann", 3)]
        assert suggestion(among, {}).worker == suggestion(among[::-1], {}).worker == "ann"

    def test_looks_for_what_needs_sex_and_language_ask(self) -> None:
        wanted = skills_wanted(["LOW", "HIGH"], "Female", "Urdu", codes.SKILLS)
        assert set(wanted) == {"high", "women", "ur"}
        assert skills_wanted(["LOW"], "", "Klingon", codes.SKILLS) == {}


class TestAnAbsence:
    new = Away("ann", date(2026, 6, 1), date(2026, 6, 8), "bob")

    def test_may_stand_when_its_cover_is_there(self) -> None:
        assert may_be_away(self.new, [], [], "Bob")
        before = Away("ann", date(2026, 5, 1), date(2026, 6, 1), "bob")
        assert may_be_away(self.new, [before], [], "Bob")

    @pytest.mark.parametrize(
        ("new", "others", "units", "why"),
        [
            (Away("ann", date(2026, 6, 1), date(2026, 6, 1), "bob"), [], [], "after the first day"),
            (Away("ann", date(2026, 6, 1), date(2026, 6, 8), "ann"), [], [], "for themselves"),
            (new, [Away("ann", date(2026, 6, 7), date(2026, 6, 9), "cas")], [], "away on some"),
            (new, [Away("bob", date(2026, 6, 7), date(2026, 6, 9), "cas")], [], "Bob is away themselves"),
            (new, [], ["South unit"], "does not work in South unit"),
        ],
    )
    def test_may_not_when_the_people_would_be_with_nobody(
        self, new: Away, others: list[Away], units: list[str], why: str
    ) -> None:
        verdict = may_be_away(new, others, units, "Bob")
        assert not verdict
        assert why in getattr(verdict, "reason", "")

    def test_hands_the_people_on_through_whoever_covers_the_cover(self) -> None:
        assert covers_for("cas", [("ann", "bob"), ("bob", "cas")]) == {"ann", "bob", "cas"}
        assert covers_for("bob", [("ann", "bob"), ("bob", "ann")]) == {"ann", "bob"}
        assert covers_for("dan", [("ann", "bob")]) == {"dan"}


class TestGoingOn:
    @pytest.mark.parametrize(
        ("facts", "step"),
        [
            ((False, False, False), "resume_accepted"),
            ((True, False, False), "resume_assigned"),
            ((True, True, False), "resume_assessed"),
            ((True, True, True), "resume"),
            ((True, False, True), "resume"),
        ],
    )
    def test_is_exactly_where_it_stopped(self, facts: tuple[bool, bool, bool], step: str) -> None:
        has_key_worker, is_assessed, is_on_pathway = facts
        assert (
            step_to_resume(
                has_key_worker=has_key_worker, is_assessed=is_assessed, is_on_pathway=is_on_pathway
            )
            == step
        )
