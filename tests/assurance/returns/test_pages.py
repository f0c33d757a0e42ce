"""What a commissioner, a certifier and an officer see and do on the pages of returns."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from tests.pages import words

from throughline.assurance.models import Return, ReturnLine
from throughline.assurance.queries.contents import content_of

from .conftest import Area, newest

Browsers = Callable[[str], Any]
JSON = {"HTTP_ACCEPT": "application/json"}


def at(asked: Return, name: str = "return", *more: object) -> str:
    return reverse(name, args=[asked.id, *more])


class TestTheList:
    def test_shows_each_reader_what_is_theirs(self, granted: Area, browsers: Browsers) -> None:
        page = browsers("commissioner").get(reverse("returns"))
        assert "Spending plan 2025/26" in words(page)
        granted.add("elsewhere", "commissioner", of="bury")
        assert "No returns yet" in words(browsers("elsewhere").get(reverse("returns")))
        assert browsers("elsewhere").get(at(granted.one())).status_code == 404

    def test_is_for_people_who_have_to_do_with_returns(self, granted: Area, browsers: Browsers) -> None:
        granted.add("worker", "key-worker")
        assert browsers("worker").get(reverse("returns")).status_code == 403
        assert browsers("worker").get(at(granted.one())).status_code == 403

    def test_is_searched_filtered_and_downloaded(self, granted: Area, browsers: Browsers) -> None:
        browser = browsers("programme-officer")
        assert "No return fits" in words(browser.get(reverse("returns"), {"q": "Wigan"}))
        assert "1 return" in words(browser.get(reverse("returns"), {"q": "bolton", "kind": "plan"}))
        lines = browser.get(reverse("returns-csv"), {"kind": "plan"}).content.decode().splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("Bolton,Bolton Metropolitan Borough Council,Spending plan")

    def test_asks_few_queries(
        self, granted: Area, browsers: Browsers, django_assert_max_num_queries: Any
    ) -> None:
        browser = browsers("commissioner")
        browser.get(reverse("returns"))
        with django_assert_max_num_queries(12):  # seven of them are who is asking, and savepoints
            browser.get(reverse("returns"))


class TestFillingIn:
    def test_a_field_is_saved_when_it_is_left(self, granted: Area, browsers: Browsers) -> None:
        asked, browser = granted.opened(), browsers("commissioner")
        content = content_of(asked)
        line, grant = content.grants[0].lines[0], content.grants[0]
        sent = {"ref": line.ref, "column": "actual", "value": "40,000.50", "revision": "0"}
        answer = browser.post(at(asked, "return-section", grant.section), sent, **JSON)
        assert answer.status_code == 200, answer.content
        assert answer.json()["revision"] == 1
        assert "£40,000.50 spent + £0.00 expected = £40,000.50 of £100,000.00" in answer.json()["check"]

    def test_a_field_that_somebody_else_saved_meanwhile_is_not_written_over(
        self, granted: Area, browsers: Browsers
    ) -> None:
        asked, browser = granted.opened(), browsers("commissioner")
        grant = content_of(asked).grants[0]
        ref = grant.lines[0].ref
        where = at(asked, "return-section", grant.section)
        for value, revision, status in (("1", "0", 200), ("2", "0", 409), ("2", "1", 200), ("2", "1", 200)):
            sent = {"ref": ref, "column": "actual", "value": value, "revision": revision}
            assert browser.post(where, sent, **JSON).status_code == status
        assert str(ReturnLine.objects.get(of=asked).actual_pence) == "£2.00"

    def test_without_scripts_a_wrong_amount_is_named_and_nothing_typed_is_lost(
        self, granted: Area, browsers: Browsers
    ) -> None:
        asked, browser = granted.opened(), browsers("commissioner")
        grant = content_of(asked).grants[0]
        first, second = grant.lines[0].ref, grant.lines[1].ref
        sent = {
            f"{first}.actual": "12,34",
            f"{first}.revision": "0",
            f"{second}.actual": "5",
            f"{second}.revision": "0",
        }
        page = browser.post(at(asked, "return-section", grant.section), sent)
        assert "Key workers: “12,34” is not an amount in pounds" in words(page)
        assert 'value="12,34"' in page.content.decode()
        assert 'value="5"' in page.content.decode()
        assert not ReturnLine.objects.exists()

    def test_whoever_does_not_fill_it_in_reads_and_saves_nothing(
        self, granted: Area, browsers: Browsers
    ) -> None:
        asked, browser = granted.opened(), browsers("programme-officer")
        grant = content_of(asked).grants[0]
        where = at(asked, "return-section", grant.section)
        assert "Keeps what was typed” is not for your role" in words(browser.get(where))
        sent = {"ref": grant.lines[0].ref, "column": "actual", "value": "1", "revision": "0"}
        assert browser.post(where, sent, **JSON).status_code == 409

    def test_the_page_of_a_return_asks_few_queries(
        self, granted: Area, browsers: Browsers, django_assert_max_num_queries: Any
    ) -> None:
        asked, browser = granted.opened(), browsers("commissioner")
        browser.get(at(asked))
        with django_assert_max_num_queries(PAGE):
            browser.get(at(asked))

    def test_is_not_asked_for_with_the_whole_reason_or_not_at_all(
        self, granted: Area, browsers: Browsers
    ) -> None:
        asked, lead = granted.opened(), browsers("programme-lead")
        drop = at(asked, "return-step", "drop")
        for because, says in (
            ("", "Say why it is not asked"),
            ("x" * 2_001, "2001 characters; at most 2000"),
        ):
            answer = lead.post(drop, {"because": because})
            assert says in words(answer)
            assert because in answer.content.decode()  # nothing typed is lost
        asked.refresh_from_db()
        assert asked.state == "open"
        lead.post(drop, {"because": "y" * 2_000})
        asked.refresh_from_db()
        assert (asked.state, asked.because) == ("dropped", "y" * 2_000)


PAGE = 18  # who asks 3, the return with its versions and questions 4, what it holds 9, and two savepoints


class TestASpreadsheet:
    def test_goes_out_prefilled_and_comes_back(self, granted: Area, browsers: Browsers) -> None:
        asked, browser = granted.opened(), browsers("commissioner")
        book = load_workbook(BytesIO(browser.get(at(asked, "return-sheet-xlsx")).content))
        money = book["Money"]
        column = [cell.value for cell in money[1]].index("Spent so far (£)") + 1
        money.cell(2, column).value = 1234.56
        page = browser.post(at(asked, "return-sheet"), {"file": uploaded(book)}, follow=True)
        assert "1 value was changed" in words(page)
        assert str(ReturnLine.objects.get(of=asked).actual_pence) == "£1,234.56"

    def test_with_a_wrong_cell_names_its_sheet_and_row_and_keeps_nothing(
        self, granted: Area, browsers: Browsers
    ) -> None:
        asked, browser = granted.opened(), browsers("commissioner")
        book = load_workbook(BytesIO(browser.get(at(asked, "return-sheet-xlsx")).content))
        column = [cell.value for cell in book["Money"][1]].index("Spent so far (£)") + 1
        book["Money"].cell(2, column).value = 12
        book["Money"].cell(3, column).value = "about ten"
        page = browser.post(at(asked, "return-sheet"), {"file": uploaded(book)})
        assert "Money, row 3: Spent so far (£) of “Rooms”: “about ten” is not an amount" in words(page)
        assert not ReturnLine.objects.exists()


def uploaded(book: Any) -> SimpleUploadedFile:
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("return.xlsx", out.getvalue())


class TestTheWholeWay:
    def test_of_a_return_that_is_certified_queried_and_submitted_again(
        self, granted: Area, browsers: Browsers
    ) -> None:
        asked = granted.fill(granted.opened())
        commissioner, certifier, officer = (
            browsers(x) for x in ("commissioner", "certifier", "programme-officer")
        )
        assert "Everything holds together" in words(commissioner.get(at(asked, "return-check")))
        page = commissioner.post(at(asked, "return-check"), follow=True)
        assert "nothing more is asked of you" in words(page)

        assert "page 1 of 2" in words(certifier.get(at(asked, "return-certify")))
        confirm = at(asked, "return-certify-confirm")
        assert "Section 151 officer" in words(certifier.get(confirm))
        seen = {"seen": newest(asked).sha256}
        assert "Tick that it is right" in words(certifier.post(confirm, seen))
        assert "Certified. Thank you" in words(
            certifier.post(confirm, {"is_right": "on", **seen}, follow=True)
        )

        place = next(content_of(asked).lines).ref
        about = {"about": [place, ""], "words": ["Why a thousand?", ""]}
        assert "It is queried" in words(officer.post(at(asked, "return-query"), about, follow=True))
        assert "asks about “RECOVERY: Key workers”: Why a thousand?" in words(commissioner.get(at(asked)))
        page = commissioner.post(at(asked, "return-check"))
        assert "1 question about the last version wait" in words(page)
        [query] = newest(asked).queries.all()
        said = {"answer": "One key worker for a month."}
        commissioner.post(at(asked, "return-answer", query.id), said)
        commissioner.post(at(asked, "return-check"))
        page = certifier.get(at(asked, "return-certify"))
        assert "One key worker for a month." in words(page)
        certifier.post(confirm, {"is_right": "on", "seen": newest(asked).sha256})
        page = officer.post(at(asked, "return-step", "accept"), follow=True)
        assert "accepted as the record" in words(page)
        for number in (1, 2):
            assert f"version {number}" in words(officer.get(at(asked, "return-version", number)))
        assert officer.get(f"/returns/{asked.id}/versions/2.json").json()["version"] == 2

    def test_of_one_that_is_sent_back_for_words(self, granted: Area, browsers: Browsers) -> None:
        asked, certifier = granted.submitted(), browsers("certifier")
        assert "Say what is to be put right" in words(
            certifier.post(at(asked, "return-send-back"), {"words": " "})
        )
        page = certifier.post(at(asked, "return-send-back"), {"words": "Rent is missing."}, follow=True)
        assert "Rent is missing." in words(page)
        assert Return.objects.get(pk=asked.pk).state == "queried"

    @pytest.mark.parametrize(
        "name", ["return-certify", "return-certify-confirm", "return-send-back", "return-query"]
    )
    def test_nothing_is_certified_or_asked_before_it_is_submitted(
        self, granted: Area, browsers: Browsers, name: str
    ) -> None:
        who = "programme-officer" if name == "return-query" else "certifier"
        assert browsers(who).get(at(granted.opened(), name)).status_code == 404


class TestQuestions:
    def test_without_a_use_are_put_to_nobody(self, area: Area, browsers: Browsers) -> None:
        lead = browsers("programme-lead")
        said = {
            "text": "How many?",
            "section": "More",
            "answer": "number",
            "asked_in": ["plan"],
            "used_for": "",
        }
        where = reverse("return-questions")
        assert "“What is the answer used for?” has not been filled in" in words(lead.post(where, said))
        assert "a question without a use is not asked" in words(lead.post(where, said | {"used_for": "n/a"}))
        page = lead.post(where, said | {"used_for": "Choosing whom to visit."}, follow=True)
        assert "Used for: Choosing whom to visit." in words(page)
        page = lead.post(reverse("return-question-retire", args=["how-many"]), follow=True)
        assert "do not ask it any more" in words(page)

    def test_are_put_by_leads_only(self, area: Area, browsers: Browsers) -> None:
        said = {
            "text": "How many?",
            "section": "More",
            "answer": "number",
            "asked_in": ["plan"],
            "used_for": "A visit to plan.",
        }
        page = browsers("commissioner").post(reverse("return-questions"), said)
        assert "is for programme leads" in words(page)
