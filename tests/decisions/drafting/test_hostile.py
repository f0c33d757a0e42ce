"""What becomes of a form that is sent twice, sent wrongly, or sent by somebody whose session has ended?"""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from tests.decisions.conftest import AT, LEAD, OFFICER, record, send
from tests.decisions.drafting.conftest import LEGAL, at, in_state, save

from throughline.decisions.actions import draft_parts, drafting, signing
from throughline.decisions.models import ConflictDeclaration, Draft, DraftSection, DraftVersion
from throughline.decisions.queries import drafting as queries
from throughline.frame.models import KeptForm
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act


class TestAFormSentTwice:
    def test_begins_one_draft(self, officer: Client) -> None:
        page = html.fromstring(officer.get("/drafts/begin/").content.decode())
        (key,) = page.xpath("//input[@name='draft_id']/@value")
        form = {"draft_id": key, "title": "Harbour grants", "started_from": ""}
        first, again = officer.post("/drafts/begin/", form), officer.post("/drafts/begin/", form)
        assert first.headers["Location"] == again.headers["Location"] == f"/drafts/{key}/"
        assert Draft.objects.count() == 1

    def test_with_other_words_after_the_back_button_begins_another(self, officer: Client) -> None:
        key = str(uuid4())
        for title in ("Harbour grants", "Lantern grants"):
            officer.post("/drafts/begin/", {"draft_id": key, "title": title})
        assert set(Draft.objects.values_list("title", flat=True)) == {"Harbour grants", "Lantern grants"}

    def test_begins_no_draft_of_somebody_else(self, db: None) -> None:
        theirs = drafting.begin_draft(title="Theirs", draft_id=uuid4(), actor=LEAD, at=AT)
        mine = drafting.begin_draft(title="Theirs", draft_id=theirs.id, actor=OFFICER, at=AT)
        assert mine.id != theirs.id

    def test_remarks_once(self, begun: Draft) -> None:
        for _ in range(2):
            draft_parts.comment_on(draft_id=begun.id, section="route", text="Why?", actor=LEGAL, at=AT)
        assert begun.comments.count() == 1

    def test_keeps_one_version(self, filled: Draft) -> None:
        drafting.save_version(draft_id=filled.id, why="before", actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"Nothing has changed since version 1"):
            drafting.save_version(draft_id=filled.id, why="before", actor=OFFICER, at=AT)
        assert DraftVersion.objects.count() == 1

    def test_removes_a_file_and_a_leaning_once(self, begun: Draft) -> None:
        pdf = Upload("advice.pdf", b"%PDF-1.7 made up")
        held = draft_parts.attach(draft_id=begun.id, upload=pdf, title="", actor=OFFICER, at=AT)
        leaning = draft_parts.lean_on(draft_id=begun.id, text="The pilot", actor=OFFICER, at=AT)
        draft_parts.remove_attachment(draft_id=begun.id, attachment_id=held.id, actor=OFFICER, at=AT)
        draft_parts.no_longer_lean_on(draft_id=begun.id, leaning_id=leaning.id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"no longer"):
            draft_parts.remove_attachment(draft_id=begun.id, attachment_id=held.id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"any more"):
            draft_parts.no_longer_lean_on(draft_id=begun.id, leaning_id=leaning.id, actor=OFFICER, at=AT)


class TestWhatBelongsToAnotherDraft:
    def test_is_neither_removed_nor_downloaded_nor_settled(self, officer: Client, begun: Draft) -> None:
        other = drafting.begin_draft(title="Other", actor=LEAD, at=AT)
        pdf = Upload("advice.pdf", b"%PDF-1.7 made up")
        held = draft_parts.attach(draft_id=other.id, upload=pdf, title="", actor=LEAD, at=AT)
        leaning = draft_parts.lean_on(draft_id=other.id, text="The pilot", actor=LEAD, at=AT)
        remark = draft_parts.comment_on(draft_id=other.id, section="risk", text="?", actor=LEAD, at=AT)
        assert officer.get(at(begun, f"attachments/{held.id}/")).status_code == 404
        assert officer.post(at(begun, f"remarks/{remark.id}/")).status_code == 404
        assert officer.post(at(begun, f"attachments/{held.id}/remove/")).status_code == 302
        assert officer.post(at(begun, f"leanings/{leaning.id}/remove/")).status_code == 302
        content = queries.content_of(other)
        assert (len(content.attachments), len(content.leans_on)) == (1, 1)


class TestWhatNoBrowserSends:
    @pytest.mark.parametrize(
        ("rest", "form"),
        [
            ("leanings/", {"on": "decision:\0"}),
            ("leanings/", {"text": "a\0b"}),
            ("split/", {"run": "\0"}),
            ("sections/reasons/", {"revision": "9" * 30, "reasons": "x"}),
            ("sections/reasons/", {"revision": "-1", "reasons": "x"}),
            ("sections/reasons/", {"revision": "0", "reasons": "a\0b"}),
            ("sections/reasons/", {"reasons": "x"}),
            ("sections/subject/", {"revision": "0", "programme": "nobody's"}),
            ("sections/financial/", {"revision": "0", "total_pence": "9" * 40}),
            ("sections/when/", {"revision": "0", "planned_on": "31/12/10000"}),
        ],
    )
    def test_changes_nothing_and_is_no_error_of_ours(
        self, officer: Client, begun: Draft, rest: str, form: dict[str, str]
    ) -> None:
        assert officer.post(at(begun, rest), form).status_code in (200, 302, 400)
        assert not DraftSection.objects.exists()
        assert not begun.leanings.exists()


class TestAFormThatStandsBesideAnother:
    @pytest.mark.parametrize(
        ("rest", "form", "slug"),
        [("sections/route/remarks/", {"text": ""}, "route"), ("leanings/", {"text": ""}, "leans")],
    )
    def test_still_saves_its_section_after_the_other_was_refused(
        self, officer: Client, begun: Draft, rest: str, form: dict[str, str], slug: str
    ) -> None:
        page = html.fromstring(officer.post(at(begun, rest), form).content.decode())
        assert page.xpath("//form[@id='section']/@action") == [at(begun, f"sections/{slug}/")]


class TestADraftThatGoesNoFurther:
    def test_is_not_remarked_on_any_more(self, filled: Draft) -> None:
        remark = draft_parts.comment_on(draft_id=filled.id, section="risk", text="?", actor=LEGAL, at=AT)
        in_state(filled, "withdrawn")
        with pytest.raises(RefusedError, match=r"no further"):
            draft_parts.comment_on(draft_id=filled.id, section="risk", text="And?", actor=LEGAL, at=AT)
        with pytest.raises(RefusedError, match=r"no further"):
            draft_parts.settle_comment(comment_id=remark.id, actor=OFFICER, at=AT)

    def test_shows_its_pages_without_a_form(self, officer: Client, filled: Draft) -> None:
        in_state(filled, "withdrawn")
        for rest in ("", "whole/", "versions/", "sections/risk/", "attachments/", "submit/", "withdraw/"):
            page = html.fromstring(officer.get(at(filled, rest)).content.decode())
            buttons = page.xpath("//main//button[not(@disabled)][not(ancestor::form[@method='get'])]")
            assert [each.text_content() for each in buttons] == []


class TestADraftThatWasNeverSubmitted:
    """Nobody was asked to sign it, so there is nobody to remind and nothing to stand aside from."""

    @pytest.mark.parametrize("signature", ["", "nonsense", str(UUID(int=7))])
    def test_has_nobody_to_nudge(self, begun: Draft, signature: str) -> None:
        with pytest.raises(RefusedError):
            signing.nudge(draft_id=begun.id, signature=signature, actor=OFFICER, at=AT)
        assert not Act.objects.filter(verb="signature.nudged").exists()

    @pytest.mark.parametrize("role", ["director", "programme-officer", "auditor"])
    def test_takes_no_declaration_of_an_interest(self, begun: Draft, role: str) -> None:
        somebody = Actor(f"person:{uuid4()}", frozenset({role}))
        with pytest.raises(RefusedError):
            signing.declare_conflict(
                draft_id=begun.id, text="My sister works there.", stands_aside=True, actor=somebody, at=AT
            )
        assert not ConflictDeclaration.objects.exists()

    @pytest.mark.parametrize("rest", ["nudge/", "sign/interest/", "recall/", "return/", "sign/"])
    def test_has_no_such_page(self, officer: Client, begun: Draft, rest: str) -> None:
        assert officer.post(at(begun, rest), {"text": "Why not?", "signature": "x"}).status_code in (
            302,
            403,
            404,
        )
        begun.refresh_from_db()
        assert begun.state == "draft"


class TestAnExemptFile:
    def test_tells_the_ledger_not_even_its_hash(self, begun: Draft) -> None:
        pdf = Upload("Quenby.pdf", b"%PDF-1.7 Quenby")
        held = draft_parts.attach(
            draft_id=begun.id, upload=pdf, title="Quenby", exempt_ground="business", actor=OFFICER, at=AT
        )
        draft_parts.remove_attachment(draft_id=begun.id, attachment_id=held.id, actor=OFFICER, at=AT)
        leaves = " ".join(Act.objects.filter(verb__startswith="draft.attach").values_list("leaf", flat=True))
        assert "is_exempt" in leaves
        assert pdf.sha256 not in leaves
        assert "Quenby" not in leaves


class TestASessionThatEndedWhileSomebodyTyped:
    def ended(self, officer: Client) -> None:
        Session.objects.update(expire_date=AT)  # long ago

    def test_keeps_the_section_until_they_have_signed_in_again(self, officer: Client, begun: Draft) -> None:
        form = {"revision": "0", "reasons": "Typed late at night.", "then": "next"}
        person = officer.session["_auth_user_id"]
        self.ended(officer)
        sent = officer.post(at(begun, "sections/reasons/"), form)
        kept = sent.headers["Location"].partition("next=")[2]
        assert kept.startswith("/kept/")
        assert not DraftSection.objects.exists()
        officer.force_login(_person(person))
        assert "Typed late at night." in officer.get(kept).content.decode()
        assert officer.post(kept).headers["Location"] == at(begun, "sections/reasons/")
        officer.post(at(begun, "sections/reasons/"), form)
        assert queries.content_of(begun).said("reasons", "reasons") == "Typed late at night."

    def test_lets_no_script_crowd_out_what_is_kept(self, officer: Client, begun: Draft) -> None:
        self.ended(officer)
        for _ in range(3):
            officer.post(
                at(begun, "sections/reasons/"),
                {"revision": "0", "reasons": "Typed."},
                headers={"Accept": "application/json"},
            )
        assert not KeptForm.objects.exists()

    def test_keeps_no_file(self, officer: Client, begun: Draft) -> None:
        self.ended(officer)
        sent = {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"), "title": "Advice"}
        assert officer.post(at(begun, "attachments/"), sent).status_code == 302
        assert not begun.attachments.exists()


def _person(pk: Any) -> Any:
    from throughline.organisations.models import Person

    return Person.objects.get(pk=pk)


class TestStartingFromAnEarlierDecision:
    def test_brings_no_word_of_what_was_exempt_and_nothing_that_somebody_said_then(self) -> None:
        from tests.decisions.drafting.examples import draft

        from throughline.decisions.drafting.start import from_draft

        earlier = draft(
            risk={"risk": "Quenby may fail."},
            exempt={"exempt": [{"section": "risk", "ground": "business", "why": "Quenby is small."}]},
            leans={"endorsements": [{"text": "The Steering Group"}]},
            route={"advised_by": "A solicitor of then"},
            subject={"reference": "DN/2025/17"},
        )
        carried = from_draft(earlier)
        assert "risk" not in carried
        for word in ("Quenby", "Steering", "solicitor", "DN/2025/17", "January 2026"):
            assert word not in str(carried)
        assert carried["reasons"] == earlier.sections["reasons"]

    def test_of_one_read_from_a_notice_brings_no_endorsement(self, db: None) -> None:
        notice = record(send()[0].id)
        begun = drafting.begin_draft(started_from=notice.number, actor=OFFICER, at=AT)
        assert "endorsements" not in queries.content_of(begun).sections.get("leans", {})


class TestAnExemptRow:
    def test_that_names_no_section_is_not_overlooked(self, filled: Draft) -> None:
        save(filled, "exempt", {"exempt": [{"section": "", "ground": "business", "why": ""}]})
        with pytest.raises(RefusedError, match=r"not which section"):
            drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
