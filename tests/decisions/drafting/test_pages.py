"""The pages on which a decision is drafted, without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from tests.decisions.conftest import AT, OFFICER, record, send
from tests.decisions.drafting.conftest import at, save
from tests.pages import words

from throughline.decisions import law_supplied
from throughline.decisions.actions import drafting
from throughline.decisions.drafting.sections import BY_SLUG
from throughline.decisions.drafting.sections import SECTIONS as TABLE
from throughline.decisions.models import Draft, DraftSection, DraftVersion
from throughline.decisions.ports import PlannedSplit
from throughline.decisions.queries.drafting import content_of
from throughline.kernel.actor import Actor

Staff = Callable[[str], Client]


class TestBeginningADraft:
    def test_leads_to_its_list_of_sections(self, officer: Client) -> None:
        sent = officer.post("/drafts/begin/", {"title": "Harbour grants", "started_from": ""})
        page = words(officer.get(sent.headers["Location"]))
        assert "Harbour grants" in page
        assert "Safeguarding Not started" in page
        assert all(section.heading in page for section in TABLE)

    def test_from_a_decision_that_is_not_held_says_so_beside_the_field(self, officer: Client) -> None:
        page = officer.post("/drafts/begin/", {"title": "", "started_from": "1999-001"})
        assert "No decision 1999-001 is on record here." in words(page)
        assert not Draft.objects.exists()

    def test_from_one_that_is_held_offers_it(self, officer: Client) -> None:
        notice = record(send()[0].id)
        assert "Lantern Street outreach grants" in words(officer.get("/drafts/begin/"))
        assert (
            f'value="{notice.number}"' in officer.get(f"/drafts/begin/?from={notice.number}").content.decode()
        )

    @pytest.mark.parametrize("role", ["legal", "key-worker", "deputy-mayor"])
    def test_is_for_those_who_draft(self, staff: Staff, role: str) -> None:
        assert staff(role).get("/drafts/begin/").status_code == 403


class TestTheListOfDrafts:
    def test_is_searched_filtered_and_downloaded(self, officer: Client, filled: Draft) -> None:
        assert "Harbour outreach grants" in words(officer.get("/drafts/?q=HARBOUR+outreach&state=draft"))
        assert "No draft fits" in words(officer.get("/drafts/?state=signing"))
        file = officer.get("/drafts.csv?type=deputy-mayor").content.decode()
        assert "Harbour outreach grants 2026/27,Draft,Deputy Mayor's decision," in file
        assert ",120000.00,2026-01-05,2026-01-05" in file

    def test_teaches_while_it_is_empty(self, officer: Client) -> None:
        assert "Nothing is being drafted" in words(officer.get("/drafts/"))


class TestEverySection:
    @pytest.mark.parametrize("slug", [section.slug for section in TABLE])
    def test_opens_for_its_drafter_and_for_an_adviser(
        self, staff: Staff, officer: Client, filled: Draft, slug: str
    ) -> None:
        address = at(filled, "attachments/" if slug == "attachments" else f"sections/{slug}/")
        page = officer.get(address)
        assert page.status_code == 200
        assert "Examples" in words(page) or not BY_SLUG[slug].examples
        adviser = words(staff("legal").get(address))
        assert "is not for your role" in adviser or slug in ("attachments",)

    @pytest.mark.parametrize("slug", [section.slug for section in TABLE if section.fields])
    def test_sends_back_exactly_what_it_showed(self, officer: Client, filled: Draft, slug: str) -> None:
        before = (
            DraftSection.objects.filter(draft=filled, section=slug).values_list("values", flat=True).first()
        )
        sent = officer.post(
            at(filled, f"sections/{slug}/"), shown_in(officer.get(at(filled, f"sections/{slug}/")))
        )
        assert sent.status_code == 302
        after = DraftSection.objects.get(draft=filled, section=slug).values
        assert {name: value for name, value in after.items() if value} == {
            name: value for name, value in (before or {}).items() if value
        }

    def test_that_there_is_none_of_is_not_found(self, officer: Client, begun: Draft) -> None:
        assert officer.get(at(begun, "sections/nonsense/")).status_code == 404


def shown_in(page: Any) -> dict[str, Any]:
    """What a browser without scripts would send back of the section's form."""
    (form,) = html.fromstring(page.content.decode()).xpath("//form[@id='section']")
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


class TestSavingASection:
    def test_leads_to_the_next_one(self, officer: Client, begun: Draft) -> None:
        sent = officer.post(
            at(begun, "sections/reasons/"), {"revision": 0, "reasons": "Because.\r\nAnd so.", "then": "next"}
        )
        assert sent.headers["Location"] == at(begun, "sections/alternatives/")
        assert content_of(begun).said("reasons", "reasons") == "Because.\nAnd so."

    def test_keeps_rows_and_offers_more(self, officer: Client, begun: Draft) -> None:
        sent = officer.post(
            at(begun, "sections/financial/"),
            {"revision": 0, "total_pence": "£1,000.50", "parts-rows": 2, "parts-0-place": "Bolton",
             "parts-0-pence": "1000.50", "parts-1-place": "", "by_year-rows": 0, "more": "parts"},
        )  # fmt: skip
        assert sent.headers["Location"].endswith("?more=parts#parts")
        page = officer.get(sent.headers["Location"]).content.decode()
        assert 'name="parts-5-place"' in page
        assert 'value="1,000.50"' in page
        assert [award.pence for award in content_of(begun).awards] == [100_050]

    @pytest.mark.parametrize(
        ("slug", "typed", "says"),
        [
            ("financial", {"total_pence": "about ten"}, "is not an amount in pounds"),
            ("financial", {"parts-rows": "1", "parts-0-pence": "1.001"}, "fraction of a penny"),
            ("when", {"planned_on": "31 February"}, "day, month and year"),
            ("type", {"decision_type": "mayor's"}, "Choose one of those that are offered"),
            ("reasons", {"reasons": "x" * 20_001}, "at most 20000"),
            ("financial", {"by_year-rows": "1", "by_year-0-year": "2026/28"}, "not one financial year"),
        ],
    )
    def test_that_cannot_be_understood_says_why_and_loses_nothing_typed(
        self, officer: Client, begun: Draft, slug: str, typed: dict[str, str], says: str
    ) -> None:
        page = officer.post(
            at(begun, f"sections/{slug}/"), {"revision": 0, "comments": "Kept words", **typed}
        )
        assert "There is a problem" in words(page)
        assert says in words(page)
        assert "Kept words" in page.content.decode() or slug in ("when", "type", "reasons")
        assert not DraftSection.objects.exists()

    @pytest.mark.parametrize("rows", ["-1", "many", "99999999999999999999", ""])
    def test_takes_no_nonsense_as_a_number_of_rows(self, officer: Client, begun: Draft, rows: str) -> None:
        sent = officer.post(at(begun, "sections/financial/"), {"revision": 0, "parts-rows": rows})
        assert sent.status_code == 302

    def test_that_somebody_else_saved_shows_both_texts_and_then_keeps_what_was_put_together(
        self, officer: Client, begun: Draft
    ) -> None:
        save(begun, "reasons", {"reasons": "Theirs, first."})
        page = officer.post(at(begun, "sections/reasons/"), {"revision": 0, "reasons": "Mine, later."})
        assert "Nothing of either is lost" in words(page)
        assert "Theirs, first." in words(page)
        assert "Mine, later." in words(page)
        assert 'name="revision" value="1"' in page.content.decode()
        officer.post(at(begun, "sections/reasons/"), {"revision": 1, "reasons": "Theirs, and mine."})
        assert content_of(begun).said("reasons", "reasons") == "Theirs, and mine."

    def test_once_it_is_submitted_is_refused_and_shows_what_was_typed(
        self, officer: Client, filled: Draft
    ) -> None:
        drafting.submit_draft(draft_id=filled.id, actor=OFFICER, at=AT)
        page = officer.post(at(filled, "sections/reasons/"), {"revision": 1, "reasons": "Too late."})
        assert "This draft is submitted" in words(page)

    def test_is_refused_to_an_adviser(self, staff: Staff, begun: Draft) -> None:
        page = staff("legal").post(at(begun, "sections/reasons/"), {"revision": 0, "reasons": "Mine."})
        assert "not for your role" in words(page)
        assert not DraftSection.objects.exists()


class TestSavingWhileSomebodyTypes:
    def send(self, officer: Client, draft: Draft, **typed: Any) -> Any:
        return officer.post(
            at(draft, "sections/reasons/"), {"revision": 0, **typed}, headers={"Accept": "application/json"}
        )

    def test_says_when_it_was_saved_and_as_which_revision(self, officer: Client, begun: Draft) -> None:
        said = self.send(officer, begun, reasons="Because.").json()
        assert said["revision"] == 1
        assert re.fullmatch(r"\d\d:\d\d", said["saved"])

    def test_says_that_somebody_else_saved_it(self, officer: Client, begun: Draft) -> None:
        save(begun, "reasons", {"reasons": "Theirs."})
        answer = self.send(officer, begun, reasons="Mine.")
        assert (answer.status_code, "Nothing of either is lost" in answer.json()["refused"]) == (409, True)

    def test_says_what_is_wrong_with_it(self, officer: Client, begun: Draft) -> None:
        answer = self.send(officer, begun, reasons="x" * 20_001)
        assert answer.status_code == 422
        assert "reasons" in answer.json()["errors"]


class TestTheFindings:
    def test_stand_beside_their_field_and_in_the_list_of_sections(
        self, officer: Client, filled: Draft
    ) -> None:
        save(filled, "financial", {"total_pence": 12_000_001}, revision=1)
        assert "£0.01 less than the total" in words(officer.get(at(filled, "sections/financial/")))
        (state,) = html.fromstring(officer.get(at(filled)).content.decode()).xpath(
            "//*[@id='state-financial']"
        )
        assert state.text_content().strip() == "2 wrong", "the parts, and the total in the decision itself"
        page = words(officer.get(at(filled, "submit/")))
        assert "£0.01 less" in page
        assert re.search(r"<button[^>]*disabled", officer.get(at(filled, "submit/")).content.decode())


class TestTheLaw:
    """R6: the regime of the function says what a draft should be looked at for."""

    @pytest.mark.parametrize(
        ("function", "pence", "is_key"),
        [
            ("authority", 60_000_000, True),
            ("police-and-crime", 60_000_000, False),
            ("authority", 1_000_000, False),
        ],
    )
    def test_calls_a_large_draft_of_the_authority_a_key_decision_and_no_other(
        self, officer: Client, filled: Draft, function: str, pence: int, is_key: bool
    ) -> None:
        law_supplied.load(Actor("system:tests"), AT)
        save(filled, "function", {"function": function}, revision=1)
        parts = [{"place": "Bolton", "recipient": "Bolton Council", "legal_recipient": "", "pence": pence}]
        save(filled, "financial", {"total_pence": pence, "parts": parts}, revision=1)
        assert ("this is a key decision" in words(officer.get(at(filled, "submit/")))) is is_key
        assert ("this is a key decision" in words(officer.get(at(filled, "sections/function/")))) is is_key


class TestSubmitting:
    def test_freezes_the_draft(self, officer: Client, filled: Draft) -> None:
        sent = officer.post(at(filled, "submit/"))
        assert "Submitted" in words(officer.get(sent.headers["Location"]))
        assert DraftVersion.objects.get().why == "submitted"

    def test_twice_happens_once(self, officer: Client, filled: Draft) -> None:
        officer.post(at(filled, "submit/"))
        again = officer.post(at(filled, "submit/"))
        assert "This draft is submitted" in words(again)
        assert DraftVersion.objects.count() == 1


class TestWithdrawing:
    def test_asks_first(self, officer: Client, filled: Draft) -> None:
        assert "Withdraw this draft?" in words(officer.get(at(filled, "withdraw/")))
        filled.refresh_from_db()
        assert filled.state == "draft"
        officer.post(at(filled, "withdraw/"))
        assert "Withdrawn" in words(officer.get(at(filled)))


class TestVersions:
    def test_show_what_differs_in_words_and_go_back(self, officer: Client, filled: Draft) -> None:
        officer.post(at(filled, "versions/"), {"why": "before"})
        save(filled, "risk", {"risk": "Posts will stay vacant."}, revision=1)
        page = officer.get(at(filled, "versions/"))
        assert "taken out: </span>may " in page.content.decode()
        assert "put in: </span>will " in page.content.decode()
        officer.post(at(filled, "sections/risk/restore/"), {"version": "1"})
        assert content_of(filled).said("risk", "risk") == "Posts may stay vacant."

    @pytest.mark.parametrize("asked", ["?from=9&to=8", "?from=x", "?from=1&to=now'--"])
    def test_that_there_are_none_of_change_nothing(self, officer: Client, filled: Draft, asked: str) -> None:
        assert officer.get(at(filled, "versions/") + asked).status_code == 200


class TestAttachments:
    def send(self, officer: Client, draft: Draft, content: bytes, name: str = "advice.pdf") -> Any:
        sent = {"file": SimpleUploadedFile(name, content), "title": "Advice", "exempt_ground": ""}
        return officer.post(at(draft, "attachments/"), sent)

    def test_leave_as_a_download_only(self, officer: Client, begun: Draft) -> None:
        self.send(officer, begun, b"%PDF-1.7 made up")
        page = officer.get(at(begun, "attachments/")).content.decode()
        address = re.findall(rf'href="({at(begun)}attachments/[0-9a-f-]+/)"', page)[0]
        file = officer.get(address)
        assert file.content == b"%PDF-1.7 made up"
        assert file.headers["Content-Disposition"].startswith("attachment")
        assert file.headers["Content-Type"] == "application/octet-stream"
        assert Client().get(address).status_code in (302, 403)

    def test_that_are_not_what_they_say_are_refused_beside_the_field(
        self, officer: Client, begun: Draft
    ) -> None:
        page = self.send(officer, begun, b"<script>alert(1)</script>")
        assert "There is a problem" in words(page)
        assert "cannot be attached" in words(page)

    def test_are_removed_and_attached_again(self, officer: Client, begun: Draft) -> None:
        self.send(officer, begun, b"%PDF-1.7 made up")
        sent = officer.post(at(begun, f"attachments/{begun.attachments.get().id}/remove/"))
        page = words(officer.get(sent.headers["Location"]))
        assert "No file is attached" in page
        assert "attach it again" in page
        self.send(officer, begun, b"%PDF-1.7 made up")
        assert "advice.pdf" in words(officer.get(at(begun, "attachments/")))


class TestWhatItLeansOn:
    def test_is_searched_linked_named_and_taken_away(self, officer: Client, begun: Draft) -> None:
        notice = record(send()[0].id)
        page = officer.get(at(begun, "sections/leans/?q=lantern"))
        assert f'value="decision:{notice.number}"' in page.content.decode()
        officer.post(at(begun, "leanings/"), {"on": f"decision:{notice.number}"})
        officer.post(at(begun, "leanings/"), {"text": "The pilot", "decided_on": "19/04/2023"})
        page = officer.get(at(begun, "sections/leans/"))
        assert "Decision " + notice.number in words(page)
        assert "19 April 2023" in words(page)
        officer.post(at(begun, f"leanings/{begun.leanings.get(decision=notice).id}/remove/"))
        assert begun.leanings.count() == 1

    def test_without_words_says_so_beside_the_field(self, officer: Client, begun: Draft) -> None:
        page = officer.post(at(begun, "leanings/"), {"text": "", "decided_on": "whenever"})
        assert "day, month and year" in words(page)


class TestALinkedSplit:
    def test_is_offered_linked_shown_and_unlinked(
        self, officer: Client, filled: Draft, workbench: Callable[..., PlannedSplit]
    ) -> None:
        split = workbench()
        assert "nothing is retyped" in words(officer.get(at(filled, "sections/financial/")))
        officer.post(at(filled, "split/"), {"run": str(split.run_id)})
        page = officer.get(at(filled, "sections/financial/"))
        assert "£639,733.00" in words(page)
        assert 'name="total_pence"' not in page.content.decode()
        workbench(digest="b" * 64)
        assert "has changed since it was linked" in words(officer.get(at(filled, "sections/financial/")))
        officer.post(at(filled, "split/"), {"run": ""})
        assert content_of(filled).total.pence == 12_000_000  # type: ignore[union-attr]  # it has one

    def test_that_is_nonsense_or_not_chosen_changes_nothing(self, officer: Client, filled: Draft) -> None:
        officer.post(at(filled, "split/"), {"run": str(filled.id)})
        filled.refresh_from_db()
        assert filled.run_id is None


class TestRemarks:
    def test_are_made_by_an_adviser_and_settled(self, staff: Staff, officer: Client, begun: Draft) -> None:
        staff("legal").post(at(begun, "sections/route/remarks/"), {"text": "Which Act?"})
        assert "1 open remark" in words(officer.get(at(begun)))
        remark = begun.comments.get()
        officer.post(at(begun, f"remarks/{remark.id}/"))
        assert "Dealt with by" in words(officer.get(at(begun, "sections/route/")))
        officer.post(at(begun, f"remarks/{remark.id}/"), {"choice": "reopen"})
        assert "1 open remark" in words(officer.get(at(begun)))

    def test_without_words_say_so(self, officer: Client, begun: Draft) -> None:
        assert "has not been filled in" in words(
            officer.post(at(begun, "sections/route/remarks/"), {"text": " "})
        )


class TestWhoMayNotSeeDrafts:
    @pytest.mark.parametrize("role", ["key-worker", "csp-chair", "hmpps-contract-manager"])
    def test_is_told_nothing(self, staff: Staff, filled: Draft, role: str) -> None:
        client = staff(role)
        for path in ("/drafts/", at(filled), at(filled, "whole/"), at(filled, "versions/"), "/drafts.csv"):
            answer = client.get(path)
            assert answer.status_code == 403
            assert "Harbour" not in words(answer)
