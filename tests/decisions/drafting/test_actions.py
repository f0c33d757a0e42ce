"""Beginning, saving, freezing, handing on, and what goes with a draft."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.decisions.conftest import AT, LEAD, NOTICE, OFFICER, record, send
from tests.decisions.drafting.conftest import LEGAL, fill, in_state, save

from throughline.decisions.actions import draft_parts, drafting
from throughline.decisions.drafting.content import from_frozen
from throughline.decisions.models import Draft, DraftSection, DraftVersion
from throughline.decisions.ports import PlannedSplit
from throughline.decisions.queries import drafting as queries
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

AUDITOR = Actor(f"person:{uuid4()}", frozenset({"auditor"}))
PDF = Upload("advice.pdf", b"%PDF-1.7 made up")


def verbs() -> list[str]:
    return sorted(Act.objects.filter(subject_kind="draft").values_list("verb", flat=True))


class TestBeginning:
    def test_is_for_those_who_draft(self, db: None) -> None:
        with pytest.raises(RefusedError):
            drafting.begin_draft(actor=LEGAL, at=AT)
        assert drafting.begin_draft(title="Harbour", actor=OFFICER, at=AT).title == "Harbour"

    def test_from_an_earlier_decision_carries_its_words_and_no_money(self, db: None) -> None:
        notice = record(
            send(NOTICE.replace("outreach grants", "outreach grants 2022/23"))[0].id, purpose="outreach"
        )
        draft = drafting.begin_draft(started_from=notice.number, actor=OFFICER, at=AT)
        content = queries.content_of(draft)
        assert content.title == "Lantern Street outreach grants 2023/24"
        assert [award.place for award in content.awards] == ["Halewick", "Oxmoor", "Penfield"]
        assert content.total is None
        assert sum(award.pence for award in content.awards) == 0
        assert [(each.kind, each.number) for each in content.leans_on] == [("decision", notice.number)]
        assert (draft.title, draft.started_from) == (content.title, notice)

    def test_from_one_that_is_not_held_says_so(self, db: None) -> None:
        with pytest.raises(RefusedError, match=r"No decision 1999-001"):
            drafting.begin_draft(started_from="1999-001", actor=OFFICER, at=AT)


class TestSavingASection:
    def test_is_working_text_of_which_the_ledger_hears_nothing(self, begun: Draft) -> None:
        save(begun, "reasons", {"reasons": "Because."})
        assert verbs() == ["draft.begun"]

    def test_that_lists_and_rules_ask_of_is_an_act(self, begun: Draft) -> None:
        save(begun, "subject", {"title": "Harbour", "purpose": "outreach"})
        assert verbs() == ["draft.begun", "draft.edited"]
        begun.refresh_from_db()
        assert begun.title == "Harbour"
        save(begun, "subject", {"title": "Harbour", "purpose": "outreach at night"}, revision=1)
        assert verbs() == ["draft.begun", "draft.edited"]

    def test_twice_with_the_same_words_is_saved_once(self, begun: Draft) -> None:
        first = save(begun, "reasons", {"reasons": "Because."})
        again = save(begun, "reasons", {"reasons": "Because."})
        assert (first.revision, again.revision) == (1, 1)

    def test_over_what_somebody_else_saved_is_refused_with_both_texts(self, begun: Draft) -> None:
        save(begun, "reasons", {"reasons": "Theirs."})
        with pytest.raises(drafting.ChangedMeanwhileError) as refused:
            save(begun, "reasons", {"reasons": "Mine."})
        assert refused.value.theirs.values == {"reasons": "Theirs."}
        assert DraftSection.objects.get(section="reasons").values == {"reasons": "Theirs."}

    def test_keeps_no_field_that_the_section_does_not_ask(self, begun: Draft) -> None:
        save(begun, "reasons", {"reasons": "Because.", "total_pence": 1})
        assert DraftSection.objects.get(section="reasons").values == {"reasons": "Because."}

    def test_is_for_those_who_draft(self, begun: Draft) -> None:
        with pytest.raises(RefusedError):
            drafting.save_section(
                draft_id=begun.id, section="reasons", values={"reasons": "x"}, revision=0, actor=LEGAL, at=AT
            )

    def test_that_came_back_makes_it_a_draft_again(self, filled: Draft) -> None:
        in_state(filled, "returned")
        save(filled, "reasons", {"reasons": "Better ones."}, revision=1)
        filled.refresh_from_db()
        assert filled.state == "draft"
        assert verbs().count("draft.edited") == 5, "four while it was filled in, one that takes it up again"

    def test_that_is_submitted_is_refused(self, filled: Draft) -> None:
        drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"submitted"):
            save(filled, "reasons", {"reasons": "Other ones."}, revision=1)


class TestTheDatabaseItself:
    """R4 and R5, below Django."""

    def change(self, draft: Draft, section: str, **values: str) -> None:
        saved = DraftSection.objects.get(draft=draft, section=section)
        saved.values = {**saved.values, **values}
        with transaction.atomic():
            saved.save()

    @pytest.mark.parametrize("state", ["submitted", "signing", "withdrawn"])
    def test_refuses_a_change_of_what_is_not_open(self, filled: Draft, state: str) -> None:
        in_state(filled, state)
        with pytest.raises(IntegrityError, match=r"recall it first"):
            self.change(filled, "reasons", reasons="Slipped in.")

    def test_lets_the_harmless_fields_pass_while_it_is_being_signed_and_no_other(self, filled: Draft) -> None:
        in_state(filled, "signing")
        self.change(filled, "contact", contact_telephone="0161 496 0001", contact_hours="9 to 5")
        with pytest.raises(IntegrityError, match=r"recall it first"):
            self.change(filled, "contact", contact_officer="Somebody else")
        with pytest.raises(IntegrityError, match=r"recall it first"):
            self.change(filled, "contact", contact_telephone="0161 496 0002", total_pence="1")

    def test_remembers_every_writer_whatever_it_is_told(self, begun: Draft) -> None:
        save(begun, "reasons", {"reasons": "Because."})
        saved = DraftSection.objects.get(section="reasons")
        saved.saved_by, saved.writers = LEAD.id, []
        saved.save()
        saved.refresh_from_db()
        assert saved.writers == [OFFICER.id, LEAD.id]

    def test_never_deletes_a_section(self, filled: Draft) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            DraftSection.objects.filter(draft=filled).delete()


class TestTwoWhoSaveAtOnce:
    def test_have_one_outcome_and_one_is_told(self, committed_db: Any) -> None:
        draft = drafting.begin_draft(actor=OFFICER, at=AT)
        save(draft, "reasons", {"reasons": "Before."})

        def write(words: str) -> str:
            try:
                save(draft, "reasons", {"reasons": words}, revision=1)
            except drafting.ChangedMeanwhileError as refused:
                return f"told of {refused.theirs.values['reasons']}"
            finally:
                connection.close()
            return words

        with ThreadPoolExecutor(2) as both:
            said = sorted(both.map(write, ["One", "Two"]))
        kept = DraftSection.objects.get(draft=draft, section="reasons")
        assert said in (["One", "told of One"], ["Two", "told of Two"])
        assert (kept.values["reasons"], kept.revision) == (said[0], 2)

    def test_a_first_time_have_one_outcome(self, committed_db: Any) -> None:
        draft = drafting.begin_draft(actor=OFFICER, at=AT)

        def write(words: str) -> bool:
            try:
                save(draft, "risk", {"risk": words})
            except drafting.ChangedMeanwhileError:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(write, ["One", "Two"])) == [False, True]

    def test_a_save_and_a_submission_leave_a_version_of_what_stands(self, committed_db: Any) -> None:
        draft = drafting.begin_draft(actor=OFFICER, at=AT)
        fill(draft)

        def submit(_: int) -> None:
            drafting.submit_draft(draft_id=draft.id, actor=OFFICER, at=AT)
            connection.close()

        def write(_: int) -> None:
            try:
                save(draft, "risk", {"risk": "Another risk."}, revision=1)
            except RefusedError:
                pass
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as both:
            waiting = [both.submit(submit, 0), both.submit(write, 0)]
            for each in waiting:
                each.result()
        frozen = from_frozen(bytes(DraftVersion.objects.get(draft=draft).content))
        assert frozen.sections["risk"] == DraftSection.objects.get(draft=draft, section="risk").values


class TestSubmitting:
    def test_freezes_what_the_draft_says(self, filled: Draft) -> None:
        version = drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        filled.refresh_from_db()
        assert (filled.state, filled.submitted_by, filled.total_pence) == (
            "submitted",
            OFFICER.id,
            Money(12_000_000),
        )
        assert from_frozen(bytes(version.content)) == queries.content_of(filled)
        leaf = Act.objects.get(verb="draft.submitted").leaf
        assert version.sha256 in leaf
        assert "Harbour outreach" not in leaf

    def test_twice_freezes_other_bytes_each_time(self, filled: Draft) -> None:
        first = drafting.save_version(draft_id=filled.id, why="before the meeting", actor=OFFICER, at=AT)
        second = drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        assert first.sha256 != second.sha256, "the salt is another one"
        assert (first.number, second.number) == (1, 2)

    @pytest.mark.parametrize(
        ("section", "values", "says"),
        [
            ("subject", {"title": ""}, "its subject"),
            ("decision", {"decision": ""}, "what is decided"),
            ("type", {"decision_type": ""}, "whose decision"),
            ("function", {"function": ""}, "function"),
            ("financial", {"total_pence": 12_000_001}, r"£0\.01 less"),
        ],
    )
    def test_is_refused_by_what_nobody_could_sign(
        self, begun: Draft, section: str, values: dict[str, Any], says: str
    ) -> None:
        fill(begun, **{section: values})
        with pytest.raises(RefusedError, match=says):
            drafting.submit_draft(draft_id=begun.id, actor=OFFICER, at=AT)
        begun.refresh_from_db()
        assert begun.state == "draft"
        assert not DraftVersion.objects.exists()

    def test_is_not_refused_by_a_finding(self, begun: Draft) -> None:
        fill(begun, reasons={"reasons": ""}, safeguarding={"adults_answer": "Yes, vast experience."})
        drafting.submit_draft(draft_id=begun.id, actor=OFFICER, at=AT)

    def test_is_for_those_who_draft(self, filled: Draft) -> None:
        with pytest.raises(RefusedError):
            drafting.submit_draft(draft_id=filled.id, actor=LEGAL, at=AT)


class TestGivingUpAndGoingOn:
    def test_a_withdrawn_draft_is_kept_and_goes_no_further(self, filled: Draft) -> None:
        drafting.withdraw_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError):
            drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        assert queries.visible_to(OFFICER).get().state == "withdrawn"

    def test_a_section_says_again_what_it_said_in_a_version(self, filled: Draft) -> None:
        drafting.save_version(draft_id=filled.id, why="before", actor=OFFICER, at=AT)
        save(filled, "risk", {"risk": "Spoiled."}, revision=1)
        restored = drafting.restore_section(draft_id=filled.id, section="risk", version=1, actor=LEAD, at=AT)
        assert restored.values["risk"] == "Posts may stay vacant."
        assert LEAD.id in queries.drafters_of(filled.id)


class TestALinkedSplit:
    def test_gives_its_figures_and_is_frozen_with_them(
        self, filled: Draft, workbench: Callable[..., PlannedSplit]
    ) -> None:
        split = workbench()
        drafting_link(filled, split)
        filled.refresh_from_db()
        assert (filled.total_pence, filled.round_code) == (Money(639_733_00), "harbour/2026-27")
        version = drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        assert from_frozen(bytes(version.content)).total == Money(639_733_00)

    @pytest.mark.parametrize("change", [{"digest": "b" * 64}, {"is_chosen": False}])
    def test_that_changes_is_found_and_stops_the_submission(
        self, filled: Draft, workbench: Callable[..., PlannedSplit], change: dict[str, Any]
    ) -> None:
        drafting_link(filled, workbench())
        workbench(**change)
        with pytest.raises(RefusedError, match=r"no longer what it was"):
            drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        draft_parts.unlink_run(draft_id=filled.id, actor=OFFICER, at=AT)
        filled.refresh_from_db()
        assert (filled.total_pence, filled.run_id) == (Money(12_000_000), None)

    def test_is_not_overwritten_by_what_somebody_types(
        self, filled: Draft, workbench: Callable[..., PlannedSplit]
    ) -> None:
        drafting_link(filled, workbench())
        save(filled, "financial", {"total_pence": 5}, revision=2)
        filled.refresh_from_db()
        assert filled.total_pence == Money(639_733_00)
        assert queries.content_of(filled).total == Money(639_733_00)

    def test_that_nobody_chose_is_refused(
        self, filled: Draft, workbench: Callable[..., PlannedSplit]
    ) -> None:
        with pytest.raises(RefusedError, match=r"not chosen"):
            draft_parts.link_run(draft_id=filled.id, run_id=uuid4(), actor=OFFICER, at=AT)


def drafting_link(draft: Draft, split: PlannedSplit) -> None:
    draft_parts.link_run(draft_id=draft.id, run_id=split.run_id, actor=OFFICER, at=AT)


class TestWhatGoesWithADraft:
    def test_a_file_is_attached_once_and_its_removal_stays_on_record(self, begun: Draft) -> None:
        held = draft_parts.attach(draft_id=begun.id, upload=PDF, title="Advice", actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"attached already"):
            draft_parts.attach(draft_id=begun.id, upload=PDF, title="Again", actor=OFFICER, at=AT)
        draft_parts.remove_attachment(draft_id=begun.id, attachment_id=held.id, actor=LEAD, at=AT)
        assert queries.content_of(begun).attachments == ()
        draft_parts.attach(draft_id=begun.id, upload=PDF, title="Advice", actor=LEAD, at=AT)
        assert [each.title for each in queries.content_of(begun).attachments] == ["Advice"]
        assert begun.attachments.get(removed_at__isnull=False).removed_by == LEAD.id

    def test_a_file_that_is_not_what_it_says_leaves_nothing(self, begun: Draft) -> None:
        with pytest.raises(RefusedError, match=r"cannot be attached"):
            draft_parts.attach(
                draft_id=begun.id, upload=Upload("a.pdf", b"MZ\x90"), title="", actor=OFFICER, at=AT
            )
        assert verbs() == ["draft.begun"]

    def test_it_leans_on_a_decision_once_and_on_words(self, begun: Draft) -> None:
        notice = record(send()[0].id)
        on = f"decision:{notice.number}"
        leaning = draft_parts.lean_on(draft_id=begun.id, on=on, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"already"):
            draft_parts.lean_on(draft_id=begun.id, on=on, actor=OFFICER, at=AT)
        draft_parts.lean_on(draft_id=begun.id, text="The pilot of 2019", actor=OFFICER, at=AT + timedelta(1))
        assert [each.kind for each in queries.content_of(begun).leans_on] == ["decision", "words"]
        draft_parts.no_longer_lean_on(draft_id=begun.id, leaning_id=leaning.id, actor=OFFICER, at=AT)
        assert [each.text for each in queries.content_of(begun).leans_on] == ["The pilot of 2019"]

    @pytest.mark.parametrize(
        "on", ["decision:1999-001", "item:nonsense", "item:164c1051-6239-4080-8beb-4ded93bcd061", "?"]
    )
    def test_it_leans_on_nothing_that_is_not_held(self, begun: Draft, on: str) -> None:
        with pytest.raises(RefusedError, match=r"not held here"):
            draft_parts.lean_on(draft_id=begun.id, on=on, actor=OFFICER, at=AT)

    def test_an_adviser_remarks_and_a_drafter_settles(self, begun: Draft) -> None:
        remark = draft_parts.comment_on(
            draft_id=begun.id, section="route", text="Which Act?", actor=LEGAL, at=AT
        )
        later = AT + timedelta(hours=1)
        settled = draft_parts.settle_comment(comment_id=remark.id, actor=OFFICER, at=later)
        assert settled.settled_by == OFFICER.id
        draft_parts.reopen_comment(comment_id=remark.id, actor=LEGAL, at=later)
        with pytest.raises(RefusedError):
            draft_parts.comment_on(draft_id=begun.id, section="route", text="?", actor=AUDITOR, at=AT)

    def test_nothing_is_added_once_it_is_submitted(self, filled: Draft) -> None:
        drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError):
            draft_parts.attach(draft_id=filled.id, upload=PDF, title="", actor=OFFICER, at=AT)
        with pytest.raises(RefusedError):
            draft_parts.lean_on(draft_id=filled.id, text="More", actor=OFFICER, at=AT)
