"""What do the pages of the ministry's file say, to whom, and what when it is wrong?"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.pages import words

from throughline.evidence import synthetic
from throughline.evidence.actions import extracts
from throughline.evidence.models import Extract, Measuring, ReturnedFile
from throughline.evidence.synthetic.offences import offences_file
from throughline.kernel.actor import Actor

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
MACHINE = Actor("system:evidence", frozenset({"system"}))
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
Staff = Callable[[str], Client]


@pytest.fixture
def held(db: None, tmp_path: Path, settings: Any) -> Extract:
    settings.THROUGHLINE_DATA = tmp_path
    tables = synthetic.make(seed=6, people=80)
    (tmp_path / "back.csv").write_bytes(offences_file(tables, seed=6, known_until=date(2026, 3, 31)))
    return extracts.take(
        actor=MACHINE, at=AT, source=extracts.Source("Made up", "generator", COVERS, True, 6), tables=tables
    )


def send(browser: Client, row: Extract, content: bytes) -> Any:
    said = {
        "file": SimpleUploadedFile("back.csv", content),
        "known_until_day": "31",
        "known_until_month": "3",
    }
    return browser.post(reverse("extract-returned", args=[row.id]), said | {"known_until_year": "2026"})


class TestAnAnalyst:
    def test_takes_the_file_in_from_the_page_of_its_extract(
        self, held: Extract, staff: Staff, tmp_path: Path
    ) -> None:
        browser = staff("analyst")
        page = browser.get(reverse("extract", args=[held.id]))
        assert "No file yet, so proven reoffending is not measured" in words(page)
        assert reverse("extract-returned", args=[held.id]) in page.content.decode()
        assert "proven_on" in words(browser.get(reverse("extract-returned", args=[held.id])))
        content = (tmp_path / "back.csv").read_bytes()
        assert send(browser, held, content).status_code == 302
        said = words(browser.get(reverse("extract", args=[held.id])))
        assert "people matched; whoever was not matched is left out" in said
        assert "It looked up to 31 March 2026" in said
        assert send(browser, held, content).status_code == 302
        assert ReturnedFile.objects.count() == 1

    def test_alone_is_told_how_many_were_matched(self, held: Extract, staff: Staff, tmp_path: Path) -> None:
        send(staff("analyst"), held, (tmp_path / "back.csv").read_bytes())
        for role in ("auditor", "data-protection", "programme-lead"):
            said = words(staff(role).get(reverse("extract", args=[held.id])))
            assert "Whoever was not matched is left out" in said, role
            assert "people matched" not in said, role

    def test_is_told_what_is_wrong_in_which_row_and_nothing_is_taken(
        self, held: Extract, staff: Staff, tmp_path: Path
    ) -> None:
        browser = staff("analyst")
        content = b"person,offence_on,proven_on,group\r\nAnn Example,2025-01-01,2025-02-01,theft\r\n"
        page = send(browser, held, content)
        assert "1 row is wrong, and nothing was taken." in words(page)
        assert "Row 2, person : This is no pseudonym" in words(page)
        assert "Ann Example" not in words(page)
        assert 'value="2026"' in page.content.decode()  # what was typed stays
        assert "has not been filled in" in words(browser.post(reverse("extract-returned", args=[held.id])))
        assert not ReturnedFile.objects.exists()


class TestAnybodyElse:
    def test_takes_nothing_in(self, held: Extract, staff: Staff) -> None:
        for role in ("data-protection", "auditor", "programme-lead"):
            browser = staff(role)
            assert browser.get(reverse("extract-returned", args=[held.id])).status_code == 403
            assert "Take in what the ministry returned" not in words(
                browser.get(reverse("extract", args=[held.id]))
            )

    def test_reads_that_no_file_is_here_and_why_there_is_no_comparison(
        self, held: Extract, staff: Staff
    ) -> None:
        browser = staff("commissioner")
        page = words(browser.get(reverse("reoffending")))
        assert "not measured yet" in page
        assert "No file from the ministry" in page
        assert "never made of fewer than 60 people on a side" in page
        assert browser.get(reverse("reoffending-svg")).status_code == 404
        measure = words(browser.get(reverse("measure", args=["proven-reoffending"])))
        assert "not measured yet" in measure
        assert "No file from the ministry" in measure
        assert Measuring.objects.count() == 0
