"""The position page, the thread of a pound and the pack: who sees what, that figures agree, and what they cost."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from throughline.agreements.demonstration import CLOSED, MIDLIFE, NEXT, grant_ids
from throughline.kernel.money import Money

SignedIn = Callable[[str], Client]
MID = "/position/?programme=gm-irs-dr&year=2024/25"
FILE = "/position/gm-irs-dr/2024-25"


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.usefixtures("demonstration")
class TestThePositionPage:
    def test_shows_a_treasurer_all_ten_areas_with_their_sums(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("treasurer"), MID)
        assert page.count('class="govuk-table__row tl-position__row') == 10
        assert "£1,257,000.00" in page
        assert "£15,000.00" in page
        assert "£0.01 over the limit" in page

    def test_prints_one_rule_for_each_colour(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("treasurer"), MID)
        for colour in ("Red", "Yellow", "Green", "Grey"):
            assert page.count(f">{colour}</span></dt>") == 1

    def test_says_that_a_split_in_no_record_is_an_illustration(self, signed_in: SignedIn) -> None:
        assert "no record gives these areas’" in _text(signed_in("treasurer"), MID)
        assert "no record gives these areas’" not in _text(
            signed_in("treasurer"), "/position/?programme=gm-irs-dr&year=2021/22"
        )

    def test_leads_from_every_figure_to_the_thread_of_its_grant(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("treasurer"), MID)
        for grant in grant_ids(MIDLIFE).values():
            assert page.count(f'href="/grants/{grant}/thread/#') >= 8

    def test_puts_what_needs_somebody_first_when_asked(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("treasurer"), f"{MID}&sort=unallocated")
        assert page.index(">Rochdale</a>") < page.index(">Salford</a>") < page.index(">Bolton</a>")

    def test_shows_a_commissioner_their_own_area_only(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("commissioner.wigan"), MID)
        assert ">Wigan</a>" in page
        assert ">Bolton</a>" not in page

    def test_shows_a_providers_manager_the_grants_of_their_own_body(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("provider-manager.provider-3"), "/position/")
        assert [
            area for area in ("Bolton", "Bury", "Oldham", "Rochdale", "Wigan") if f">{area}</a>" in page
        ] == [
            "Bury",
            "Oldham",
            "Rochdale",
        ]

    def test_shows_hmpps_the_money_of_all_areas(self, signed_in: SignedIn) -> None:
        assert _text(signed_in("hmpps-finance"), MID).count("tl-position__row--") == 10

    def test_is_for_nobody_who_works_with_people_on_probation(self, signed_in: SignedIn) -> None:
        assert signed_in("probation-practitioner").get(MID).status_code == 403

    def test_is_for_nobody_who_has_not_signed_in(self, client: Client) -> None:
        assert client.get(MID).status_code == 302

    def test_asks_no_more_for_ten_areas_than_for_one(self, signed_in: SignedIn) -> None:
        for reader in ("treasurer", "commissioner.bury"):
            for path in (NEXT_YEAR, SETTLED):
                assert _queries(signed_in(reader), path) <= POSITION


POSITION = 12  # whatever the number of areas, and whoever reads: docs/adr/0032
NEXT_YEAR = "/position/?programme=gm-irs-dr&year=2025/26"
SETTLED = "/position/?programme=gm-irs-dr&year=2021/22"


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    own = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return len(own)


@pytest.mark.usefixtures("demonstration")
class TestItsFiles:
    def test_say_what_the_page_says_and_add_up(self, signed_in: SignedIn) -> None:
        rows = list(csv.DictReader(StringIO(_text(signed_in("treasurer"), f"{FILE}.csv"))))
        *areas, total = rows
        assert len(areas) == 10
        for column in ("Allocation", "Paid", "Spent", "Unallocated"):
            added = sum(Money.from_pounds(f"{float(each[column]):.2f}").pence for each in areas)
            assert added == Money.from_pounds(f"{float(total[column]):.2f}").pence
        assert {each["Illustration"] for each in areas} == {"yes"}

    def test_are_the_same_as_a_spreadsheet(self, signed_in: SignedIn) -> None:
        answer = signed_in("treasurer").get(f"{FILE}.xlsx")
        sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
        assert [sheet["A1"].value, sheet["A2"].value, sheet.max_row] == ["Area", "Bolton", 12]

    def test_are_not_there_for_a_year_without_grants(self, signed_in: SignedIn) -> None:
        assert signed_in("treasurer").get("/position/gm-irs-dr/2022-23.csv").status_code == 404


@pytest.mark.usefixtures("demonstration")
class TestTheThreadOfAPound:
    def test_goes_from_the_decision_to_what_was_seen(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("auditor"), f"/grants/{grant_ids(CLOSED)['bolton']}/thread/")
        steps = [
            "Decision",
            "Award",
            "Agreements",
            "Conditions",
            "Money out",
            "Returns",
            "Assurance",
            "Year end",
        ]
        found = [page.index(f"<span>{each}") for each in steps]
        assert found == sorted(found)
        assert "£69,573.32 of £69,573.32 is paid." in page
        assert "nobody is asked for an underspend" in page

    def test_names_who_signed_and_the_hash_of_what_they_signed(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("auditor"), f"/grants/{grant_ids(CLOSED)['wigan']}/thread/")
        assert "For the other side: " in page
        assert "For the authority: " in page
        assert page.count('<code class="tl-pound__digest">') >= 4

    def test_says_why_money_is_held_and_what_lies_unallocated(self, signed_in: SignedIn) -> None:
        client = signed_in("treasurer")
        held = _text(client, f"/grants/{grant_ids(NEXT)['rochdale']}/thread/")
        assert "£15,000.01 is unallocated" in held
        spent = _text(client, f"/grants/{grant_ids(MIDLIFE)['rochdale']}/thread/")
        assert "= £15,000.01 unallocated." in spent

    def test_is_not_there_for_another_areas_people(self, signed_in: SignedIn) -> None:
        path = f"/grants/{grant_ids(MIDLIFE)['bolton']}/thread/"
        assert signed_in("commissioner.wigan").get(path).status_code == 404
        assert signed_in("commissioner").get(path).status_code == 200


@pytest.mark.usefixtures("demonstration")
class TestThePack:
    def test_of_a_grant_is_a_document(self, signed_in: SignedIn) -> None:
        answer = signed_in("auditor").get(f"/packs/grants/{grant_ids(MIDLIFE)['salford']}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert b"pdfuaid" in answer.content

    def test_of_a_year_holds_every_grant_that_the_reader_may_see(self, signed_in: SignedIn) -> None:
        whole = signed_in("auditor").get("/packs/gm-irs-dr/2021-22.pdf").content
        own = signed_in("commissioner.wigan").get("/packs/gm-irs-dr/2021-22.pdf").content
        assert whole.startswith(b"%PDF-")
        assert len(whole) > len(own) > 10_000

    def test_is_not_there_for_another_areas_people(self, signed_in: SignedIn) -> None:
        path = f"/packs/grants/{grant_ids(MIDLIFE)['bolton']}.pdf"
        assert signed_in("commissioner.wigan").get(path).status_code == 404


@pytest.mark.usefixtures("demonstration")
class TestTheSearchOfTheHeader:
    def test_finds_grants_agreements_and_the_locality_for_those_who_come_to_them(
        self, signed_in: SignedIn
    ) -> None:
        page = _text(signed_in("treasurer"), "/search/?q=bolton")
        grant = grant_ids(MIDLIFE)["bolton"]
        assert all(f">{group}</h2>" in page for group in ("Localities", "Grants", "Agreements"))
        assert f'href="/grants/{grant}/"' in page
        assert 'href="/localities/bolton/"' in page
        assert "Grant agreement: Bolton, 2024/25" in page

    def test_finds_nothing_of_another_area(self, signed_in: SignedIn) -> None:
        page = _text(signed_in("commissioner.wigan"), "/search/?q=bolton")
        assert f'href="/grants/{grant_ids(MIDLIFE)["bolton"]}/"' not in page
        assert "Grant agreement: Bolton" not in page
        assert 'href="/localities/bolton/"' not in page

    def test_finds_them_for_no_visitor(self, signed_in: SignedIn) -> None:
        page = _text(Client(), "/search/?q=bolton")
        assert "/grants/" not in page.replace("/register/grants/", "")
        assert "Agreements</h2>" not in page
