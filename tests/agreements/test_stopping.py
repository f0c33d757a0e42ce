"""Is a grant stopped with a reason that everybody above hears, and is nothing of it changed once it is over?"""

import pytest
from tests.agreements.conftest import AT, COMMISSIONER, DIRECTOR, LEAD, OFFICER, in_an_act, in_state, like
from tests.races import outcomes

from throughline.agreements import ports
from throughline.agreements.actions import grants
from throughline.agreements.events import GrantLive, GrantStopped
from throughline.agreements.models import Grant, SigningAuthority
from throughline.agreements.queries.grants import awarded_in
from throughline.frame import events
from throughline.frame.letters import every_letter
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions as organisations

REASON = "The recipient asked us to wait."


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the rooms above are told, with nobody else listening."""
    told: list[object] = []
    for event in (GrantLive, GrantStopped):
        monkeypatch.setitem(events._HANDLERS, event, [told.append])
    return told


class TestALiveGrant:
    def test_is_told_to_the_rooms_above_when_it_goes_live(self, grant: Grant, heard: list[object]) -> None:
        in_state(grant, "accepted")
        grants.go_live(actor=DIRECTOR, at=AT, grant_id=grant.id)
        assert heard == [GrantLive(grant.id, DIRECTOR, AT)]

    def test_is_suspended_with_a_reason_and_goes_on(self, grant: Grant, heard: list[object]) -> None:
        in_state(grant, "live")
        grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="suspend", because=f" {REASON} ")
        grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="resume", because="They are ready.")
        assert heard == [
            GrantStopped(grant.id, "suspended", REASON, LEAD, AT),
            GrantStopped(grant.id, "live", "They are ready.", LEAD, AT),
        ]

    def test_is_not_stopped_when_a_room_above_cannot_follow(
        self, grant: Grant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuses(event: GrantStopped) -> None:
            raise RefusedError("A payment is on its way.")

        monkeypatch.setitem(events._HANDLERS, GrantStopped, [refuses])
        in_state(grant, "live")
        with pytest.raises(RefusedError, match="on its way"):
            grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="suspend", because=REASON)
        grant.refresh_from_db()
        assert grant.state == "live"

    def test_commits_nothing_any_more_once_it_is_terminated(self, grant: Grant, heard: list[object]) -> None:
        in_state(grant, "live")
        grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="terminate", because=REASON)
        assert (grant.id, grant.round_id, Money(0)) in awarded_in([grant.round_id])

    def test_is_told_to_whoever_signs_for_its_recipient(self, grant: Grant, heard: list[object]) -> None:
        person = organisations.add_person(
            actor=Actor("system:tests"),
            at=AT,
            name="A commissioner",
            email="signs@example.org",
            body=grant.recipient,
        )
        with in_an_act():
            SigningAuthority.objects.create(
                person=person, body=grant.recipient, capacity="Director", held_from=AT.date(),
                source="A made-up letter.", recorded_at=AT, recorded_by=LEAD.id,
            )  # fmt: skip
        in_state(grant, "live")
        grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="suspend", because=REASON)
        letter = every_letter().get()
        assert (letter.to, letter.path) == ("signs@example.org", f"/grants/{grant.id}/")
        assert REASON not in letter.text

    def test_takes_no_other_step_by_these_acts(self, grant: Grant) -> None:
        with pytest.raises(ValueError, match="accept is none of"):
            grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="accept", because=REASON)
        with pytest.raises(ValueError, match="suspend closes nothing"):
            grants.close(actor=LEAD, at=AT, grant_id=grant.id, step="suspend")


class TestClosingAGrant:
    def close(self, grant: Grant) -> Grant:
        return grants.close(actor=LEAD, at=AT, grant_id=grant.id, step="close")

    def test_waits_for_the_year_end_where_what_was_spent_is_paid(self, grant: Grant) -> None:
        in_state(grant, "closing")
        with pytest.raises(RefusedError, match="year-end return is not certified"):
            self.close(grant)

    @pytest.mark.parametrize("round_terms", [like(price_basis="fixed")], ids=["fixed"])
    def test_waits_for_no_account_where_the_price_is_fixed(self, grant: Grant) -> None:
        in_state(grant, "closing")
        assert self.close(grant).state == "closed"

    def test_waits_for_money_on_its_way(self, grant: Grant, monkeypatch: pytest.MonkeyPatch) -> None:
        left = {grant.id: ["£5.00 is still to come back."]}
        monkeypatch.setattr(ports.unsettled, "_answer", lambda ids: left)
        in_state(grant, "closing")
        with pytest.raises(RefusedError, match=r"£5\.00 is still to come back"):
            self.close(grant)


class TestTwoWhoActOnAGrantAtOnce:
    def test_suspend_it_once(self, grant_of_its_own: Grant) -> None:
        def suspend() -> None:
            grants.stop_or_resume(
                actor=LEAD, at=AT, grant_id=grant_of_its_own.id, step="suspend", because=REASON
            )

        said = outcomes(suspend, suspend)
        assert sorted(said) == ["This grant is suspended; this can be done while it is live.", "done"]

    def test_accept_or_withdraw_it_one_after_the_other(self, grant_of_its_own: Grant) -> None:
        in_state_offered = Grant.objects.exclude(pk=grant_of_its_own.pk).filter(state="offered")[0]

        def accept() -> None:
            grants.accept(actor=COMMISSIONER, at=AT, grant_id=in_state_offered.id)

        def withdraw() -> None:
            grants.stop_or_resume(
                actor=LEAD, at=AT, grant_id=in_state_offered.id, step="withdraw", because=REASON
            )

        accepted, withdrawn = outcomes(accept, withdraw)
        in_state_offered.refresh_from_db()
        assert (withdrawn, in_state_offered.state) == ("done", "withdrawn")
        assert accepted == "done" or accepted.startswith("This grant is withdrawn")


class TestAnsweringACondition:
    def test_says_who_when_and_why(self, grant: Grant) -> None:
        condition = grant.conditions.get(code="delivery")
        kept = grants.answer_condition(
            actor=OFFICER, at=AT, condition_id=condition.id, step="meet", because=" Seen on site. "
        )
        assert (kept.state, kept.because, kept.answered_by, kept.answered_at) == (
            "met",
            "Seen on site.",
            OFFICER.id,
            AT,
        )

    def test_needs_words(self, grant: Grant) -> None:
        condition = grant.conditions.get(code="delivery")
        with pytest.raises(RefusedError, match="Say how it is met"):
            grants.answer_condition(actor=OFFICER, at=AT, condition_id=condition.id, step="meet", because=" ")

    @pytest.mark.parametrize("step", ["meet", "find_unmet"])
    def test_is_not_by_hand_where_the_papers_show_it(self, grant: Grant, step: str) -> None:
        condition = grant.conditions.get(code="spending_plan")
        with pytest.raises(RefusedError, match="shows in the papers themselves"):
            grants.answer_condition(
                actor=LEAD, at=AT, condition_id=condition.id, step=step, because="I have seen it."
            )

    def test_is_waived_where_the_papers_would_show_it(self, grant: Grant) -> None:
        condition = grant.conditions.get(code="spending_plan")
        kept = grants.answer_condition(
            actor=LEAD, at=AT, condition_id=condition.id, step="waive", because="One post only."
        )
        assert kept.state == "waived"

    @pytest.mark.parametrize("state", ["closed", "withdrawn", "terminated"])
    def test_is_over_with_its_grant(self, grant: Grant, state: str) -> None:
        condition = grant.conditions.get(code="delivery")
        in_state(grant, state)
        with pytest.raises(RefusedError, match=f"This grant is {state}; its conditions stay"):
            grants.answer_condition(
                actor=OFFICER, at=AT, condition_id=condition.id, step="meet", because="Late."
            )

    def test_by_two_at_once_is_answered_once(self, grant_of_its_own: Grant) -> None:
        condition = grant_of_its_own.conditions.get(code="delivery")

        def meet() -> None:
            grants.answer_condition(
                actor=OFFICER, at=AT, condition_id=condition.id, step="meet", because="Seen."
            )

        def waive() -> None:
            grants.answer_condition(
                actor=LEAD, at=AT, condition_id=condition.id, step="waive", because="Not needed."
            )

        said = outcomes(meet, waive)
        assert said.count("done") == 1
        condition.refresh_from_db()
        assert condition.state == ("met" if said[0] == "done" else "waived")
