"""The pages on which a notice is read, confirmed, recorded and published, without JavaScript."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages import words

from throughline.decisions import supplied
from throughline.decisions.actions import notices as actions
from throughline.decisions.models import Notice, Reading
from throughline.frame.models import MOST_BYTES, StoredFile
from throughline.kernel.actor import Actor

from .conftest import AT, LEAD, NOTICE, confirm_everything, record, send

Staff = Callable[[str], Client]
MADE_UP = sorted((Path(__file__).parent / "notices").glob("*.txt"))


def upload(client: Client, content: bytes, name: str = "lantern.txt") -> Any:
    return client.post("/notices/read/", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def officer(staff: Staff) -> Client:
    return staff("programme-officer")


class TestSendingANotice:
    def test_leads_to_its_fields_beside_its_text(self, officer: Client) -> None:
        sent = upload(officer, NOTICE.encode())
        reading = Reading.objects.get()
        assert sent.headers["Location"] == f"/notices/{reading.id}/"
        page = officer.get(sent.headers["Location"])
        assert "as read: Halewick, £40,000.00" in words(page)
        assert '<a href="#field-breakdown-0">Halewick</a>' in page.content.decode()
        assert 'id="at-title"' in page.content.decode()
        assert "values still unconfirmed" in words(page)

    def test_with_several_decisions_leads_to_the_list(self, officer: Client) -> None:
        sent = upload(officer, (NOTICE + "\n\n" + NOTICE.replace("Lantern", "Harbour")).encode())
        assert "decision 2 of 2" in words(officer.get(sent.headers["Location"]))

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("n.txt", b"", "empty"),
            ("n.txt", b"x" * (MOST_BYTES + 1), "larger than 20 MB"),
            ("n.pdf", b"%PDF-1.4 cut", "PDF"),
            ("../../etc/passwd", b"root:x:0:0", "No decision"),
        ],
    )
    def test_that_cannot_be_read_says_why_and_keeps_nothing(
        self, officer: Client, name: str, content: bytes, says: str
    ) -> None:
        page = upload(officer, content, name)
        assert page.status_code == 200
        assert "There is a problem" in words(page)
        assert says in words(page)
        assert not StoredFile.objects.exists()

    def test_without_choosing_one_says_so(self, officer: Client) -> None:
        assert "Choose a file." in words(officer.post("/notices/read/", {}))

    @pytest.mark.parametrize("role", ["auditor", "programme-lead"])
    def test_is_for_those_who_record(self, staff: Staff, role: str) -> None:
        assert staff(role).get("/notices/read/").status_code == (403 if role == "auditor" else 200)

    @pytest.mark.parametrize("file", MADE_UP, ids=lambda file: file.stem)
    def test_of_any_made_up_shape_gives_a_page_that_opens(self, officer: Client, file: Path) -> None:
        upload(officer, file.read_bytes(), file.name)
        for reading in Reading.objects.all():
            assert officer.get(f"/notices/{reading.id}/").status_code == 200


class TestConfirming:
    @pytest.fixture
    def reading(self, officer: Client) -> Reading:
        upload(officer, NOTICE.encode())
        return Reading.objects.get()

    def answer(self, officer: Client, reading: Reading, path: str, choice: str) -> Any:
        return officer.post(f"/notices/{reading.id}/answer/", {"path": path, "choice": choice})

    def answers(self, reading: Reading) -> dict[str, str]:
        reading.refresh_from_db()
        return {path: answer["as"] for path, answer in reading.answers.items()}

    def test_a_value_returns_to_it(self, officer: Client, reading: Reading) -> None:
        back = self.answer(officer, reading, "breakdown[1]", "confirm")
        assert back.headers["Location"].endswith("#field-breakdown-1")
        self.answer(officer, reading, "title", "absent")
        assert self.answers(reading) == {"breakdown[1]": "confirmed", "title": "absent"}
        self.answer(officer, reading, "title", "reopen")
        assert self.answers(reading) == {"breakdown[1]": "confirmed"}

    def test_a_group_confirms_what_was_found_and_what_was_not(
        self, officer: Client, reading: Reading
    ) -> None:
        self.answer(officer, reading, "group-dates-and-regime", "group")
        given = self.answers(reading)
        assert given["decided_on"] == "confirmed"
        assert given["effective_from"] == "absent"
        assert "title" not in given

    def test_corrects_a_value_in_place(self, officer: Client, reading: Reading) -> None:
        address = f"/notices/{reading.id}/?correct=breakdown[1]"
        assert 'value="30,000.00"' in officer.get(address).content.decode()
        wrong = officer.post(address, {"place": "Oxmoor", "pence": "about thirty"})
        assert "is not an amount in pounds" in words(wrong)
        officer.post(address, {"place": "Bury", "pence": "£30,000.50"})
        reading.refresh_from_db()
        assert reading.answers["breakdown[1]"]["value"] == {
            "place": "Bury",
            "gss_code": "E08000002",
            "pence": 3_000_050,
        }

    @pytest.mark.parametrize(
        "written", ["14/04/2023", "14 April 2023", "2023-04-14", "14th April 2023", "14.04.2023"]
    )
    def test_takes_a_date_as_people_write_it(self, officer: Client, reading: Reading, written: str) -> None:
        officer.post(f"/notices/{reading.id}/?correct=decided_on", {"value": written})
        reading.refresh_from_db()
        assert reading.answers["decided_on"]["value"] == "2023-04-14"

    def test_adds_a_value_only_with_its_words(self, officer: Client, reading: Reading) -> None:
        address = f"/notices/{reading.id}/?add=conditions"
        assert "Copy the words" in words(officer.post(address, {"value": "Outreach only", "words": ""}))
        assert "not in the notice" in words(officer.post(address, {"value": "Any", "words": "no such words"}))
        back = officer.post(address, {"value": "Outreach only", "words": "for outreach on Lantern Street"})
        assert back.headers["Location"].endswith("#field-conditions-added-1")
        assert "Outreach only" in words(officer.get(f"/notices/{reading.id}/"))

    def test_opens_the_form_that_adds_to_a_list_of_which_nothing_was_found(
        self, officer: Client, reading: Reading
    ) -> None:
        page = officer.get(f"/notices/{reading.id}/").content.decode()
        assert 'href="?add=conditions#field-conditions"' in page
        opened = officer.get(f"/notices/{reading.id}/?add=conditions").content.decode()
        assert 'action="?add=conditions"' in opened
        assert officer.post(f"/notices/{reading.id}/?correct=conditions", {"value": "x"}).status_code == 200
        assert self.answers(reading) == {}

    def test_offers_nobody_to_add_a_signature(self, officer: Client, reading: Reading) -> None:
        page = officer.get(f"/notices/{reading.id}/").content.decode()
        assert "add=sign_offs" not in page
        assert "add=conditions" in page
        sent = officer.post(
            f"/notices/{reading.id}/?add=sign_offs",
            {"post": "Treasurer", "signed_on": "", "words": "Signed by"},
        )
        assert "never supplied" in words(sent)
        assert self.answers(reading) == {}

    def test_is_seen_by_all_staff_and_done_by_those_who_record(self, staff: Staff, reading: Reading) -> None:
        auditor = staff("auditor")
        page = auditor.get(f"/notices/{reading.id}/")
        assert page.status_code == 200
        assert 'value="confirm"' not in page.content.decode()
        assert self.answer(auditor, reading, "title", "confirm").status_code == 403
        auditor.post(f"/notices/{reading.id}/?correct=title", {"value": "Mine"})
        assert self.answers(reading) == {}

    def test_is_hidden_from_whoever_has_not_signed_in(self, client: Client, reading: Reading) -> None:
        assert client.get(f"/notices/{reading.id}/").status_code == 302


class TestRecordingAndPublishing:
    def test_goes_from_the_last_value_to_the_public_register(self, staff: Staff) -> None:
        officer, lead = staff("programme-officer"), staff("programme-lead")
        upload(officer, NOTICE.encode())
        reading = Reading.objects.get()
        early = officer.post(f"/notices/{reading.id}/record/", {"purpose": "outreach"})
        assert (early.status_code, Notice.objects.count()) == (302, 0)
        confirm_everything(reading.id)
        assert "The parts add up to the total." in words(officer.get(f"/notices/{reading.id}/record/"))
        done = officer.post(f"/notices/{reading.id}/record/", {"purpose": "outreach to rough sleepers"})
        assert done.headers["Location"] == "/decisions/2023-001/"
        page = officer.get("/decisions/2023-001/")
        assert "£90,000 for outreach to rough sleepers, in three parts." in words(page)
        assert "It is for: programme lead" in words(page), "the disabled button says who may publish"
        officer.post("/decisions/2023-001/publish/")
        assert Notice.objects.get().state == "recorded"
        lead.post("/decisions/2023-001/publish/")
        assert Notice.objects.get().state == "published"
        assert Client().get("/register/decisions/2023-001/").status_code == 200

    def test_of_the_same_file_again_asks_why(self, officer: Client) -> None:
        record(send()[0].id)
        again = send()[0]
        confirm_everything(again.id)
        assert "on record already as 2023-001" in words(officer.get(f"/notices/{again.id}/"))
        refused = officer.post(f"/notices/{again.id}/record/", {"purpose": "", "again_because": ""})
        assert "say why" in words(refused)
        assert Notice.objects.count() == 1
        officer.post(f"/notices/{again.id}/record/", {"again_because": "A page was missing."})
        assert Notice.objects.count() == 2

    def test_discarding_asks_first(self, officer: Client) -> None:
        reading = send()[0]
        assert "Discard this reading?" in words(officer.get(f"/notices/{reading.id}/discard/"))
        assert Reading.objects.get().state == "open"
        officer.post(f"/notices/{reading.id}/discard/")
        assert Reading.objects.get().state == "discarded"


class TestThePageOfADecision:
    @pytest.fixture
    def auditor(self, staff: Staff) -> Client:
        supplied.load(Actor("system:supplied"), AT)
        return staff("auditor")

    def test_tells_the_known_labels_the_sum_and_who_did_not_sign(self, auditor: Client) -> None:
        page = words(auditor.get("/decisions/2021-001/"))
        for label in ("Decision Maker", "Decision status", "Is Key decision?", "Is subject to call in?"):
            assert label in page
        assert "The parts add up to the total." in page
        assert "Assistant Director Police, Crime, Criminal Justice and Fire Not evidenced" in page
        assert "Supplied with Throughline" in page

    def test_says_what_the_record_does_not_say(self, auditor: Client) -> None:
        page = words(auditor.get("/decisions/2024-001/"))
        assert "The record does not say how the money is split." in page
        assert "not held here" in page

    def test_of_nothing_is_not_found(self, auditor: Client) -> None:
        assert auditor.get("/decisions/1999-001/").status_code == 404

    def test_lists_search_filter_and_download_the_same_rows(self, auditor: Client) -> None:
        assert "1 decision" in words(auditor.get("/decisions/?q=rehabilitation"))
        assert "No decision fits" in words(auditor.get("/decisions/?year=1999"))
        lines = auditor.get("/decisions.csv?year=2021").content.decode().splitlines()
        assert len(lines) == 2
        assert "639733.00" in lines[1]

    @pytest.mark.parametrize("year", ["0", "0000", "99999", "٣٣٣٣", "x"])
    def test_lists_everything_when_asked_for_a_year_that_is_none(self, auditor: Client, year: str) -> None:
        assert "2 decisions" in words(auditor.get("/decisions/", {"year": year}))


class TestQueries:
    def count(self, client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def test_are_few_and_do_not_grow_with_the_rows(self, officer: Client) -> None:
        def texts(i: int) -> str:
            return NOTICE.replace("Lantern Street", f"Street {i}").replace("WMX/2023/07", f"WMX/{i}")

        record(send(texts(0))[0].id)
        send(texts(1))
        addresses = ("/decisions/", "/notices/", "/decisions/2023-001/")
        before = [self.count(officer, address) for address in addresses]
        for i in range(2, 6):
            notice = record(send(texts(i))[0].id)
            actions.publish_decision(number=notice.number, actor=LEAD, at=AT)
            send(texts(10 + i))
        assert [self.count(officer, address) for address in addresses] == before
        assert (
            max(before) <= 17
        )  # the page of a decision: with its versions, promises and what is linked to it
