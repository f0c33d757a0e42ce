"""An evidence pack of a quarter, issued: who reads which, that it stays, and what a correction says."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.pages import words
from tests.publication.published import text_of_pdf
from tests.publication.test_register import pdf_ua_faults
from tests.trace.test_page_costs import sent

from throughline.evidence.models import Release
from throughline.evidence.tables import Quarter
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body
from throughline.organisations.roles import ROLES
from throughline.trace import actions
from throughline.trace.models import PackEdition
from throughline.trace.queries import reports

SignedIn = Callable[[str], Client]
Somebody = Callable[[str], Actor]
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
Q4, Q1 = Quarter(2025, 4), Quarter(2026, 1)  # the first is issued in the demonstration, the last is not


def issue(actor: Actor, pack: str = "bury", quarter: Quarter = Q1, because: str = "") -> PackEdition:
    return actions.issue(actor=actor, at=AT, pack=pack, quarter=quarter, because=because)


@pytest.mark.usefixtures("demonstration")
class TestWhoReadsWhich:
    @pytest.mark.parametrize("role", ["programme-officer", "programme-lead", "analyst"])
    def test_the_team_reads_all(self, signed_in: SignedIn, role: str) -> None:
        assert len(packs_on(signed_in(role))) == 12

    def test_a_commissioner_reads_that_of_the_locality(self, signed_in: SignedIn) -> None:
        wigan = signed_in("commissioner.wigan")
        assert packs_on(wigan) == {"wigan"}
        for kind in ("/", ".pdf", ".xlsx"):
            assert wigan.get(f"/packs/wigan/2025-q4/1{kind}").status_code == 200
            for other in ("bury", "hmpps", "panel", "nowhere"):
                assert wigan.get(f"/packs/{other}/2025-q4/1{kind}").status_code == 404

    @pytest.mark.parametrize(
        ("role", "own"),
        [("hmpps-analyst", "hmpps"), ("director-of-probation", "hmpps"), ("panel-member", "panel")],
    )
    def test_hmpps_and_the_panel_read_their_own(self, signed_in: SignedIn, role: str, own: str) -> None:
        browser = signed_in(role)
        assert packs_on(browser) == {own}
        assert browser.get("/packs/bury/").status_code == 404
        assert browser.get("/packs/bury/2025-q4/1/").status_code == 404

    def test_others_learn_whose_they_are(self, signed_in: SignedIn) -> None:
        assert "No pack is yours" in signed_in("auditor").get("/packs/").content.decode()
        assert signed_in("auditor").get("/packs/hmpps/").status_code == 403

    def test_who_is_not_signed_in_reads_none(self, demonstration: None, client: Client) -> None:
        for path in ("/packs/", "/packs/hmpps/", "/packs/panel/2025-q4/1.pdf", "/packs/bury/2025-q4/1.xlsx"):
            assert client.get(path).status_code in (302, 403), path

    def test_a_draft_is_seen_by_those_who_issue_it_and_by_no_other_role(
        self, demonstration: None, settings: Any
    ) -> None:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        issuers = {"programme-officer", "programme-lead"}
        for role in ROLES:
            browser = having(role.code)
            for path in ("", "2026-q1/", "2026-q1/wigan/", "2026-q1/wigan.xlsx"):
                answered = browser.get(f"/packs/drafts/{path}").status_code
                assert answered == (200 if role.code in issuers else 403), (role.code, path)

    def test_being_of_the_panel_too_opens_no_other_locality(self, somebody: Callable[[str], Actor]) -> None:
        commissioner = somebody("commissioner.wigan")
        both = Actor(commissioner.id, commissioner.roles | {"panel-member"})
        assert [each.slug for each in reports.offered(both, AT.date())] == ["wigan", "panel"]


def having(role: str) -> Client:
    """A browser in which somebody with this role alone has signed in."""
    command = Actor("system:tests", frozenset({"supplier"}))
    person = organisations.add_person(
        actor=command, at=AT, name="Made Up", email=f"{role}@x.example", body=body("gmca")
    )
    organisations.grant_role(actor=command, at=AT, person=person, role=role)
    client = Client()
    client.force_login(person)
    return client


def packs_on(browser: Client) -> set[str]:
    return set(re.findall(r'href="/packs/([a-z-]+)/2025-q4/1/"', browser.get("/packs/").content.decode()))


@pytest.mark.usefixtures("demonstration")
class TestTheList:
    def test_is_by_quarter_and_pack_in_pages(self, signed_in: SignedIn, somebody: Somebody) -> None:
        browser, officer = signed_in("programme-officer"), somebody("programme-officer")
        actions.issue_all(actor=officer, at=AT, quarter=Q1)
        actions.issue_all(actor=officer, at=AT, quarter=Quarter(2025, 3))
        assert "1 to 24 of 36 editions" in words(browser.get("/packs/"))
        assert "12 editions" in words(browser.get("/packs/?quarter=2025-q3"))
        assert "1 edition" in words(browser.get("/packs/?quarter=2025-q3&pack=hmpps"))

    def test_says_why_it_is_empty(self, signed_in: SignedIn) -> None:
        assert "No such pack was issued" in words(signed_in("panel-member").get("/packs/?quarter=2024-q2"))

    def test_leads_from_a_place_to_its_newest_pack(self, signed_in: SignedIn) -> None:
        assert signed_in("commissioner.wigan").get("/packs/wigan/")["Location"] == "/packs/wigan/2025-q4/1/"

    def test_asks_the_database_a_constant_number_of_times(self, signed_in: SignedIn) -> None:
        assert sent(signed_in("programme-lead"), "/packs/") <= 8
        assert sent(signed_in("programme-lead"), "/packs/bury/2025-q4/1/") <= 9


@pytest.mark.usefixtures("demonstration")
class TestIssuing:
    def test_is_for_the_programme_officer_and_lead(self, somebody: Somebody) -> None:
        for role in ("analyst", "csp-chair", "panel-member"):
            with pytest.raises(RefusedError, match="programme officer"):
                issue(somebody(role))
        assert issue(somebody("programme-lead")).number == 1

    def test_is_of_a_quarter_that_is_over_and_has_figures(self, somebody: Somebody) -> None:
        for quarter in (Quarter(2026, 2), Quarter(2024, 1)):
            with pytest.raises(RefusedError, match="not over"):
                issue(somebody("programme-officer"), quarter=quarter)

    def test_keeps_who_when_and_of_what_in_the_ledger(self, somebody: Somebody) -> None:
        officer = somebody("programme-officer")
        made = issue(officer)
        said = Act.objects.get(id=made.act)
        assert (said.actor, said.verb) == (officer.id, "pack.issued")
        for fact in (
            f'"document_sha256":"{made.document_id}"',
            '"referrals":1',
            '"extracts":["',
            '"edition":1',
        ):
            assert fact in said.leaf, fact

    def test_says_in_the_pack_who_issued_it_and_when(self, signed_in: SignedIn, somebody: Somebody) -> None:
        issue(somebody("programme-officer"), "panel")
        page = words(signed_in("panel-member").get("/packs/panel/2026-q1/1/"))
        assert re.search(r"Edition 1, issued on 4 May 2026 by \w+", page)
        assert "Draft" not in page

    def test_by_a_button_issues_each_pack_that_is_not(self, signed_in: SignedIn, somebody: Somebody) -> None:
        issue(somebody("programme-officer"))
        browser = signed_in("programme-officer")
        assert "11 packs not issued" in words(browser.get("/packs/drafts/2026-q1/"))
        browser.post("/packs/drafts/2026-q1/")
        assert PackEdition.objects.filter(quarter="2026 Q1").count() == 12
        assert "Every pack is issued" in words(browser.get("/packs/drafts/2026-q1/"))

    def test_is_refused_to_an_analyst_who_posts_it(self, signed_in: SignedIn) -> None:
        assert signed_in("analyst").post("/packs/drafts/2026-q1/").status_code == 403
        assert not PackEdition.objects.filter(quarter="2026 Q1").exists()


@pytest.mark.usefixtures("demonstration")
class TestAnIssuedPack:
    def test_keeps_its_bytes_when_figures_and_aims_change(
        self, signed_in: SignedIn, somebody: Somebody
    ) -> None:
        issue(somebody("programme-officer"))
        browser = signed_in("programme-lead")
        paths = [f"/packs/bury/2026-q1/1{kind}" for kind in (".pdf", ".xlsx")]
        before = [browser.get(path).content for path in paths]
        told = words(browser.get("/packs/bury/2026-q1/1/"))
        corrected()
        assert [browser.get(path).content for path in paths] == before
        assert words(browser.get("/packs/bury/2026-q1/1/")) == told

    def test_is_for_everybody(self, signed_in: SignedIn, tmp_path: object) -> None:
        pdf = signed_in("programme-lead").get("/packs/bury/2025-q4/1.pdf").content
        assert pdf_ua_faults(pdf, tmp_path) == []
        assert "October to December 2025" in text_of_pdf(pdf)
        assert "draft" not in text_of_pdf(pdf).lower()

    def test_cannot_be_changed_in_the_database(self) -> None:
        for statement in (
            "UPDATE trace_packedition SET number = 7",
            "DELETE FROM trace_packedition",
            "TRUNCATE trace_packedition",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.mark.usefixtures("demonstration")
class TestACorrection:
    def test_is_an_edition_that_says_what_changed_and_why(
        self, signed_in: SignedIn, somebody: Somebody
    ) -> None:
        officer, browser = somebody("programme-officer"), signed_in("programme-officer")
        issue(officer)
        corrected()
        answer = browser.post("/packs/drafts/2026-q1/bury/", {"because": "Referrals came late."})
        assert answer["Location"] == "/packs/bury/2026-q1/2/"
        page = words(browser.get("/packs/bury/2026-q1/2/"))
        assert "It replaces edition 1: Referrals came late." in page
        assert "What changed since edition 1" in page
        assert re.search(r"What came out of each measure: Referrals sent, all localities", page)
        assert "77,777" in page
        assert "Edition 2 replaces this one" in words(browser.get("/packs/bury/2026-q1/1/"))
        book = openpyxl.load_workbook(io.BytesIO(browser.get("/packs/bury/2026-q1/2.xlsx").content))
        assert "2 changed" in book.sheetnames

    def test_says_why(self, somebody: Somebody) -> None:
        issue(somebody("programme-officer"))
        corrected()
        with pytest.raises(RefusedError, match="says why"):
            issue(somebody("programme-officer"), because=" ")

    def test_of_nothing_is_none(self, signed_in: SignedIn, somebody: Somebody) -> None:
        issue(somebody("programme-officer"))
        answer = signed_in("programme-officer").post(
            "/packs/drafts/2026-q1/bury/", {"because": "A typing error."}
        )
        assert "Every figure is as in edition 1" in words(answer)
        assert PackEdition.objects.filter(pack="bury", quarter="2026 Q1").count() == 1

    def test_compares_with_what_the_edition_before_said_not_with_what_it_changed(
        self, somebody: Somebody
    ) -> None:
        officer = somebody("programme-officer")
        issue(officer)
        corrected()
        issue(officer, because="Referrals came late.")
        with pytest.raises(RefusedError, match="as in edition 2"):
            issue(officer, because="Again.")


def corrected() -> None:
    """Another number of referrals left the gate, later."""
    from throughline.ledger.actions import act

    row = Release.objects.filter(measure="referrals", by="place").latest("released_at")
    figures = {key: {**said, "of": 77_777} if key == "total" else said for key, said in row.figures.items()}
    with act(actor=Actor("system:tests"), at=AT, verb="table.released", subject=("extract", row.extract_id)):
        row.pk, row.figures, row.measure_version = None, figures, row.measure_version + 1
        row.released_at = datetime(2030, 1, 1, tzinfo=UTC)
        row._state.adding = True
        row.pk = Release._meta.pk.get_default()
        row.save()
