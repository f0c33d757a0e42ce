"""What does a provider's manager see of what came in, and whose record counts?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.elsewhere.test_importing import LATER, bring, sheet
from tests.pages import words

from throughline.caseload.actions import episodes
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.caseload.models import Imported, RecordMode, Referral
from throughline.caseload.queries.record_modes import mode_of
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elsewhere")]
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
WHO_IS_ASKING = 9  # session, person, roles, scope, how far they see, savepoints
PAGES = ("/from-your-system/", "/from-your-system/reconcile/", "/whose-record/")


def send(browser: Client, content: bytes, path: str = "/from-your-system/", **more: str) -> Any:
    field = "adult" if path.endswith("/reconcile/") else "file"
    return browser.post(path, {field: SimpleUploadedFile("x.csv", content), **more})


class TestAFileOnThePage:
    def test_comes_in_and_says_what_became_of_its_rows(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        made = referred()
        rows = f"1,{made.reference},,,,accepted,2026-03-03,,", "2,DR-222-222,,,,accepted,2026-03-03,,"
        answer = send(browse(ward.manager), sheet(*rows))
        assert answer.status_code == 302
        shown = words(browse(ward.manager).get(answer["Location"]))
        assert "1 row was not taken" in shown
        assert "Nobody in your sight has this." in shown
        text = browse(ward.manager).get(answer["Location"] + "rejects.csv").content.decode()
        assert text.splitlines()[1].startswith('3,reference,"Nobody in your sight')
        look(ward.worker, TODAY)
        made.refresh_from_db()
        assert made.state == "accepted"

    def test_again_says_that_nothing_was_changed(self, ward: Ward, browse: Browse, referred: Make) -> None:
        content = sheet(f"1,{referred().reference},,,,accepted,2026-03-03,,")
        browser = browse(ward.manager)
        first, again = send(browser, content), send(browser, content)
        assert first["Location"] == again["Location"]
        assert "This file came in before. Nothing was changed." in words(browser.get(again["Location"]))

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"a,b\r\n1,2", "These are missing: event_id, kind, on"),
            (b"", "This file is empty."),
            (b"PKx", "XLSX"),
        ],
    )
    def test_that_is_none_says_why_beside_the_field(
        self, ward: Ward, browse: Browse, content: bytes, says: str
    ) -> None:
        answer = send(browse(ward.manager), content)
        assert answer.status_code == 200
        assert says in words(answer)
        assert "Error: " in answer.content.decode()

    def test_is_for_the_manager_of_a_provider_and_seen_by_no_other(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        run = bring(ward, sheet(f"1,{referred().reference},,,,accepted,2026-03-03,,"))
        for actor in (ward.worker, ward.practitioner, ward.head, ward.officer):
            for path in PAGES[:2]:
                assert browse(actor).get(path).status_code == 403
        elm = browse(ward.elm_manager)
        assert elm.get(f"/from-your-system/{run.id}/").status_code == 404
        assert elm.get(f"/from-your-system/{run.id}/rejects.csv").status_code == 404
        assert "Nothing came in yet" in words(elm.get("/from-your-system/"))

    def test_stays_within_ten_queries(
        self, ward: Ward, browse: Browse, referred: Make, django_assert_max_num_queries: Any
    ) -> None:
        run = bring(ward, sheet(f"1,{referred().reference},,,,accepted,2026-03-03,,", "2,DR-222-222,,,,x,,,"))
        browser = browse(ward.manager)
        for path in (*PAGES, f"/from-your-system/{run.id}/"):
            with django_assert_max_num_queries(10 + WHO_IS_ASKING):
                assert browser.get(path).status_code == 200


class TestWhoseRecordCounts:
    def test_is_elsewhere_until_somebody_says_otherwise(self, ward: Ward, browse: Browse) -> None:
        assert mode_of(ward.ash, TODAY) == mode_of(ward.elm, TODAY) == "elsewhere"
        browser, today = browse(ward.manager), timezone.localdate()
        said = {"since_day": today.day, "since_month": today.month, "since_year": today.year}
        answer = browser.post("/whose-record/", {"provider": str(ward.ash), "mode": "here", **said})
        assert answer.status_code == 302, words(answer)
        assert mode_of(ward.ash, today) == "here"
        assert "The record of your organisation is here" in words(browser.get("/from-your-system/"))

    def test_when_it_is_here_nothing_comes_in(self, ward: Ward, referred: Make) -> None:
        made = referred()
        say_whose_record(actor=ward.manager, at=AT, body_id=ward.ash, mode="here", since=LATER.date())
        with pytest.raises(RefusedError, match="Record elsewhere"):
            bring(ward, sheet(f"1,{made.reference},,,,accepted,2026-03-03,,"))
        look(ward.manager, TODAY)
        assert Imported.objects.count() == 0

    def test_is_said_of_ones_own_provider_once_and_not_for_the_past(self, ward: Ward) -> None:
        for actor in (ward.elm_manager, ward.worker, ward.practitioner):
            with pytest.raises(RefusedError):
                say_whose_record(actor=actor, at=AT, body_id=ward.ash, mode="here", since=TODAY)
        with pytest.raises(RefusedError, match="from today"):
            say_whose_record(actor=ward.officer, at=AT, body_id=ward.ash, mode="here", since=date(2026, 3, 1))
        for _ in range(2):
            say_whose_record(actor=ward.officer, at=AT, body_id=ward.elm, mode="here", since=TODAY)
        assert RecordMode.objects.filter(body=ward.elm).count() == 1


class TestAnOverviewWhereTheRecordIsElsewhere:
    def test_says_so_and_asks_for_nothing_but_an_urgent_concern(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        made = referred()
        bring(ward, sheet(f"1,{made.reference},,,,accepted,2026-03-03,,"))
        shown = words(browse(ward.worker).get(f"/people/{made.reference}/"))
        assert "In Ash Service’s own system" in shown
        assert "Raise a concern" in shown
        for typed in (
            "Begin the first assessment",
            "Book an appointment",
            "Start a pathway",
            "End the support",
        ):
            assert typed not in shown


class TestTheMonitoringNumber:
    def test_is_linked_once_and_to_one_person(self, ward: Ward, browse: Browse, referred: Make) -> None:
        made, other = referred("accepted"), referred("accepted", crn="Y654321")
        browser = browse(ward.worker)
        for _ in range(2):
            answer = browser.post(
                f"/people/{made.reference}/monitoring/", {"client_id": "c9", "episode_id": "e1"}
            )
            assert answer.status_code == 302
        assert "C9" in words(browser.get(f"/people/{made.reference}/monitoring/"))
        answer = browser.post(f"/people/{other.reference}/monitoring/", {"client_id": "C9"})
        assert "This CLIENTID is linked to somebody else." in words(answer)
        answer = browser.post(f"/people/{made.reference}/monitoring/", {"client_id": "C8"})
        assert "This person has another CLIENTID already." in words(answer)


class TestAnExtract:
    def test_says_who_is_in_both_only_here_only_there_and_why(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        linked, gone, open_ = referred("accepted"), referred("accepted", crn="Y1"), referred(crn="Y2")
        look(ward.worker, TODAY)
        for each, number in ((linked, "C1"), (gone, "C2")):
            episodes.link(actor=ward.worker, at=AT, referral_id=each.id, client_id=number, episode_id="E1")
        browser = browse(ward.manager)
        rows = "C1,E1,x,2026-03-04,2026-03-20", "C9,E1,x,,", ",E1,x,,", "C1,E1,x,soon,"
        extract = "\r\n".join(("CLIENTID,EPISODID,DOB,TRIAGED,MODEXIT", *rows))
        shown = words(send(browser, extract.encode(), "/from-your-system/reconcile/"))
        assert "Ended there, still open here." in shown
        assert "This CLIENTID is linked to nobody here" in shown
        assert "Linked, but not in this extract" in shown
        assert "Not decided yet." in shown
        assert "CLIENTID is missing." in shown
        for each in (linked, gone, open_):
            assert each.reference in shown
        answer = send(browser, extract.encode(), "/from-your-system/reconcile/", download="csv")
        lines = answer.content.decode().splitlines()
        assert lines[0] == "where,set,row,reference,why"
        assert len(lines) == 1 + 1 + 1 + 2 + 2
        assert not any("C1" in line for line in lines), "the file that goes out holds no CLIENTID"

    def test_of_both_sets_says_who_is_in_which(self, ward: Ward, browse: Browse, referred: Make) -> None:
        both, alone, neither = referred("accepted"), referred("accepted", crn="Y1"), referred(crn="Y2")
        look(ward.worker, TODAY)
        for each, number in ((both, "C1"), (alone, "C2")):
            episodes.link(actor=ward.worker, at=AT, referral_id=each.id, client_id=number, episode_id="E1")
        header = "CLIENTID,EPISODID,TRIAGED,MODEXIT"
        adult, justice = (
            "\r\n".join((header, *rows)).encode()
            for rows in (["C1,E1,2026-03-04,"], ["C1,E1,2026-03-04,", "C2,E1,2026-03-04,", "C3,E1,,"])
        )
        files = {
            name: SimpleUploadedFile("x.csv", content)
            for name, content in (("adult", adult), ("justice", justice))
        }
        browser = browse(ward.manager)
        shown = words(browser.post("/from-your-system/reconcile/", files))
        for said in (
            "In both sets 1",
            "In the adult set alone 0",
            "In the criminal justice set alone 1",
            "In neither 1",
        ):
            assert said in shown
        assert "Row 4 of the criminal justice set" in shown
        assert neither.reference in shown
        for each in files.values():
            each.seek(0)
        text = browser.post("/from-your-system/reconcile/", {**files, "download": "csv"}).content.decode()
        assert f'Not in this set,adult set,,{alone.reference},"In the criminal justice set alone' in text

    def test_of_neither_set_is_asked_for(self, ward: Ward, browse: Browse) -> None:
        answer = browse(ward.manager).post("/from-your-system/reconcile/", {"x": "y"})
        assert "Choose a file of either set." in words(answer)

    def test_lacks_its_columns(self, ward: Ward, browse: Browse) -> None:
        answer = send(browse(ward.manager), b"DOB,SEX\r\nx,y", "/from-your-system/reconcile/")
        assert "These are missing: clientid, episodid, triaged, modexit" in words(answer)
