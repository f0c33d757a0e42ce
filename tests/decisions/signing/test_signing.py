"""From asking for signatures to the decision: turns, posts, and what each post may answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from throughline.decisions.actions import draft_parts, drafting
from throughline.decisions.actions import signing as actions
from throughline.decisions.models import Draft, Notice, Signature
from throughline.decisions.ports import PlannedSplit
from throughline.frame.models import Letter
from throughline.kernel.verdict import RefusedError
from throughline.ledger.queries import history_of
from throughline.organisations.delegation import actions as delegation

from .conftest import AT, COMMAND, Town, hash_of, states

FIRST_THREE = ("assistant-director", "director", "treasurer")


class TestAskingForSignatures:
    def test_asks_the_posts_of_the_first_turn_and_plans_the_others(self, town: Town) -> None:
        draft = town.asked()
        assert draft.state == "signing"
        assert states(draft) == {
            "assistant-director": "asked",
            "director": "planned",
            "treasurer": "planned",
            "deputy-mayor": "planned",
        }

    def test_says_why_each_post_must_sign(self, town: Town) -> None:
        row = Signature.objects.get(draft=town.asked(), post__code="deputy-mayor")
        assert row.because == "because the decision totals £120,000.00"
        assert row.title == town.title("deputy-mayor")

    def test_asks_no_deputy_mayor_under_the_limit(self, town: Town) -> None:
        small = {"total_pence": 49_999_99, "parts": []}
        draft = town.asked(financial=small, when={"purpose_key": ""})
        assert "deputy-mayor" not in states(draft)

    def test_is_for_the_lead(self, town: Town) -> None:
        draft = town.drafted()
        with pytest.raises(RefusedError, match="not for your role"):
            actions.ask_for_signatures(draft_id=draft.id, actor=town["programme-officer"], at=AT)

    def test_writes_to_the_holder_and_to_whom_the_post_is_delegated_with_a_link_only(
        self, town: Town
    ) -> None:
        town.delegate("assistant-director", "stand-in")
        draft = town.asked()
        letters = Letter.objects.filter(key__startswith="asked:").order_by("to")
        assert [each.to for each in letters] == ["assistant-director@example.org", "stand-in@example.org"]
        assert {each.path for each in letters} == {f"/drafts/{draft.id}/sign/"}
        assert not any(draft.title in each.subject + each.text for each in letters)


class TestTheTurns:
    def test_of_one_number_are_signed_in_any_order_and_the_next_waits_for_both(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        assert (states(draft)["director"], states(draft)["treasurer"]) == ("asked", "asked")
        town.signed_by(draft, "treasurer")
        assert states(draft)["deputy-mayor"] == "planned"
        town.signed_by(draft, "director")
        assert states(draft)["deputy-mayor"] == "asked"

    def test_let_nobody_sign_before_theirs(self, town: Town) -> None:
        with pytest.raises(RefusedError, match="not your turn yet: the Assistant Director"):
            town.answer(town.asked(), "deputy-mayor")

    def test_end_with_a_decision_on_record(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), *FIRST_THREE)
        done = town.answer(draft, "deputy-mayor")
        draft.refresh_from_db()
        assert (done.done, draft.state) == ("approve", "approved")
        assert draft.notice is not None
        assert (draft.notice.number, draft.notice.state) == (done.number, "decided")
        assert draft.notice.sign_offs.count() == 4

    def test_let_nobody_sign_twice(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        with pytest.raises(RefusedError, match="has signed this already"):
            town.answer(draft, "assistant-director")


class TestAPost:
    def test_is_what_signs_whoever_holds_it_by_then(self, town: Town) -> None:
        draft = town.asked()
        new = town.add("newcomer")
        delegation.hand_over_post(
            post_id=town.post("assistant-director"),
            person_id=new.id,
            first=AT.date(),
            actor=COMMAND,
            at=AT,
        )
        with pytest.raises(RefusedError):
            town.answer(draft, "assistant-director")
        assert town.answer(draft, "newcomer").done == "sign"

    def test_is_not_held_by_somebody_who_only_has_a_role_of_its_name(self, town: Town) -> None:
        town.add("namesake", "assistant-director")
        with pytest.raises(RefusedError, match="No signature is asked for from a post that you hold"):
            town.answer(town.asked(), "namesake")

    def test_may_be_signed_for_under_a_delegation_which_the_signature_names(self, town: Town) -> None:
        given = town.delegate("assistant-director", "stand-in")
        draft = town.signed_by(town.asked(), "stand-in")
        row = Signature.objects.get(draft=draft, post__code="assistant-director")
        assert (row.state, row.on_behalf_id) == ("given", given)
        assert row.answered_by == town["stand-in"].id

    def test_is_signed_for_under_no_delegation_that_has_ended(self, town: Town) -> None:
        given = town.delegate("assistant-director", "stand-in")
        draft = town.asked()
        delegation.end_delegation(delegation_id=given, actor=town["assistant-director"], at=AT)
        with pytest.raises(RefusedError):
            town.answer(draft, "stand-in")


class TestNobody:
    def test_signs_what_they_drafted(self, town: Town) -> None:
        town.delegate("assistant-director", "programme-officer")
        with pytest.raises(RefusedError, match="nobody signs what they drafted"):
            town.answer(town.asked(), "programme-officer")

    def test_signs_for_two_posts(self, town: Town) -> None:
        town.delegate("director", "assistant-director")
        draft = town.signed_by(town.asked(), "assistant-director")
        with pytest.raises(RefusedError, match="nobody signs for two"):
            town.answer(draft, "assistant-director")
        assert states(draft)["director"] == "asked"

    def test_signs_what_they_stand_aside_from_and_a_delegate_is_asked(self, town: Town) -> None:
        town.delegate("assistant-director", "stand-in")
        draft = town.asked()
        actions.declare_conflict(
            draft_id=draft.id,
            text="My sister works for Bury Council.",
            stands_aside=True,
            actor=town["assistant-director"],
            at=AT,
        )
        with pytest.raises(RefusedError, match="stand aside"):
            town.answer(draft, "assistant-director")
        assert Letter.objects.filter(key__startswith="aside:").get().to == "stand-in@example.org"
        assert town.answer(draft, "stand-in").done == "sign"

    def test_is_kept_from_signing_by_an_interest_that_is_only_declared(self, town: Town) -> None:
        draft = town.asked()
        actions.declare_conflict(
            draft_id=draft.id,
            text="I know one of the trustees.",
            stands_aside=False,
            actor=town["assistant-director"],
            at=AT,
        )
        assert town.answer(draft, "assistant-director").done == "sign"

    def test_signs_what_they_have_not_seen(self, town: Town) -> None:
        draft = town.asked()
        with pytest.raises(RefusedError, match="changed since you opened the page"):
            town.answer(draft, "assistant-director", seen="0" * 64)


class TestReturningWithReasons:
    def test_makes_every_signature_fall_and_tells_the_drafters(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        town.answer(draft, "treasurer", "return_with_reasons", "The total omits the inflation clause.")
        draft.refresh_from_db()
        assert draft.state == "returned"
        assert states(draft) == {
            "assistant-director": "lapsed",
            "director": "lapsed",
            "treasurer": "withheld",
            "deputy-mayor": "lapsed",
        }
        letter = Letter.objects.get(key__startswith="returned:")
        assert letter.to == "programme-officer@example.org"
        assert "inflation" not in letter.text

    def test_needs_reasons(self, town: Town) -> None:
        with pytest.raises(RefusedError, match="Say what must change"):
            town.answer(town.asked(), "assistant-director", "return_with_reasons", "no")

    def test_may_be_done_by_the_lead_before_and_while_it_is_signed(self, town: Town) -> None:
        for draft in (town.drafted(), town.asked()):
            town.answer(draft, "programme-lead", "return_with_reasons", "Wrong round was linked.")
            draft.refresh_from_db()
            assert draft.state == "returned"

    def test_leads_to_the_same_posts_again_once_it_is_mended(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        town.answer(draft, "director", "return_with_reasons", "Name the reasons better.")
        town.save(draft, "reasons", {"reasons": "Because more people slept rough."})
        town.ask(town.submit(draft))
        town.signed_by(draft, *FIRST_THREE, "deputy-mayor")
        assert Notice.objects.filter(draft=draft, state="decided").exists()
        assert Signature.objects.filter(draft=draft, state="given").count() == 4


class TestRecalling:
    def test_gives_it_back_to_its_drafters_and_tells_who_was_asked(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        actions.recall(draft_id=draft.id, words="", actor=town["programme-officer"], at=AT)
        draft.refresh_from_db()
        assert draft.state == "draft"
        assert set(states(draft).values()) == {"lapsed"}
        told = Letter.objects.filter(key__startswith="recalled:").order_by("to")
        assert [each.to for each in told] == [f"{who}@example.org" for who in FIRST_THREE]


class TestAHarmlessCorrection:
    def correct(self, town: Town, draft: Draft, field: str, value: str) -> None:
        actions.correct_harmlessly(
            draft_id=draft.id, field=field, value=value, actor=town["programme-officer"], at=AT
        )

    def test_leaves_signatures_and_is_what_everybody_reads_in_the_end(self, town: Town) -> None:
        draft = town.signed_by(town.asked(), "assistant-director")
        self.correct(town, draft, "contact_telephone", "0161 496 0999")
        town.signed_by(draft, "director", "treasurer", "deputy-mayor")
        draft.refresh_from_db()
        assert draft.notice is not None
        assert "0161 496 0999" in str(draft.notice.facts().said.contact)
        assert draft.notice.file_id == hash_of(draft), "what was signed stays as it was signed"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("contact_telephone", "0161 496 0000, and the total is £2m"),
            ("contact_office", "Tootal Buildings, £2,000"),
            ("contact_hours", "from 1 April 2027"),
            ("contact_officer", "Somebody Else"),
            ("total_pence", "1"),
        ],
    )
    def test_carries_no_money_date_or_name(self, town: Town, field: str, value: str) -> None:
        with pytest.raises(RefusedError):
            self.correct(town, town.asked(), field, value)

    def test_of_a_draft_that_names_no_contact_is_refused_in_words(self, town: Town) -> None:
        draft = town.begun(without="contact")
        with pytest.raises(RefusedError):
            self.correct(town, town.ask(town.submit(draft)), "contact_hours", "Mornings")


class TestTheLastSigner:
    @pytest.fixture
    def draft(self, town: Town) -> Draft:
        return town.signed_by(town.asked(), *FIRST_THREE)

    def test_may_approve_with_an_amendment_in_words(self, town: Town, draft: Draft) -> None:
        done = town.answer(draft, "deputy-mayor", "approve_as_amended", "Only until March 2027.")
        draft.refresh_from_db()
        assert draft.state == "approved_as_amended"
        assert "Only until March 2027." in str(Notice.objects.get(number=done.number).facts())

    def test_may_refuse_which_is_a_decision_too(self, town: Town, draft: Draft) -> None:
        done = town.answer(draft, "deputy-mayor", "refuse", "It repeats what Bury does already.")
        draft.refresh_from_db()
        assert draft.state == "refused"
        notice = Notice.objects.get(number=done.number)
        assert notice.total_pence is None
        assert states(draft)["deputy-mayor"] == "withheld"
        assert states(draft)["director"] == "given"

    def test_may_put_it_off_and_it_is_taken_up_again(self, town: Town, draft: Draft) -> None:
        town.answer(draft, "deputy-mayor", "defer", "Until the Treasury has answered.")
        draft.refresh_from_db()
        assert (draft.state, draft.notice) == ("deferred", None)
        drafting.take_up_again(draft_id=draft.id, actor=town["programme-officer"], at=AT)
        town.signed_by(town.ask(town.submit(draft)), *FIRST_THREE, "deputy-mayor")
        draft.refresh_from_db()
        assert draft.state == "approved"

    @pytest.mark.parametrize("step", ["approve_as_amended", "refuse", "defer"])
    def test_alone_decides(self, town: Town, step: str) -> None:
        with pytest.raises(RefusedError, match="Only whoever signs last decides"):
            town.answer(town.asked(), "assistant-director", step, "Some words here.")

    @pytest.mark.parametrize("step", ["approve_as_amended", "refuse", "defer"])
    def test_says_why(self, town: Town, draft: Draft, step: str) -> None:
        with pytest.raises(RefusedError, match="Say"):
            town.answer(draft, "deputy-mayor", step)


class TestWhatASignatureRestsOn:
    @pytest.mark.parametrize(
        ("change", "says"),
        [({"digest": "b" * 64}, "has been changed since"), ({"is_chosen": False}, "is no longer chosen")],
    )
    def test_makes_all_signatures_fall_when_the_linked_split_has_changed(
        self, town: Town, workbench: Callable[..., PlannedSplit], change: dict[str, Any], says: str
    ) -> None:
        split = workbench()
        draft = town.begun()
        draft_parts.link_run(draft_id=draft.id, run_id=split.run_id, actor=town["programme-officer"], at=AT)
        draft = town.signed_by(town.ask(town.submit(draft)), "assistant-director")
        workbench(**change)
        done = town.answer(draft, "director")
        draft.refresh_from_db()
        assert says in done.lapsed
        assert draft.state == "returned"
        assert states(draft)["assistant-director"] == "lapsed"

    def test_makes_all_signatures_fall_when_a_further_post_must_sign_by_now(self, town: Town) -> None:
        small = {
            "total_pence": 30_000_00,
            "parts": [{"place": "Bury", "recipient": "Bury Council", "pence": 30_000_00}],
        }
        waiting = town.signed_by(town.asked(financial=small), "assistant-director")
        other = town.asked(financial=small)
        town.signed_by(other, "assistant-director", "director", "treasurer")
        other.refresh_from_db()
        assert other.state == "approved"
        done = town.answer(waiting, "director")
        waiting.refresh_from_db()
        assert "must sign too by now" in done.lapsed
        assert waiting.state == "returned"
        assert set(states(waiting).values()) == {"lapsed"}
        assert Letter.objects.filter(key__startswith="lapsed:").exists()

    def test_is_told_to_the_ledger_without_who_receives_what(self, town: Town) -> None:
        small = {
            "total_pence": 30_000_00,
            "parts": [{"place": "Bury", "recipient": "Bury Council", "pence": 30_000_00}],
        }
        waiting = town.signed_by(town.asked(financial=small), "assistant-director")
        town.signed_by(town.asked(financial=small), "assistant-director", "director", "treasurer")
        town.answer(waiting, "director")
        (fell,) = (each for each in history_of("draft", waiting.id) if each.verb == "draft.returned")
        assert fell.facts == {"lapsed": True}

    def test_is_held_by_its_hash(self, town: Town) -> None:
        draft = town.asked()
        row = Signature.objects.filter(draft=draft).first()
        assert row is not None
        assert row.version.sha256 == hash_of(draft)
        assert row.asked_at is None or row.asked_at.date() == date(2026, 5, 4)
