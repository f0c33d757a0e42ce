"""An evidence pack's draft: what it opens with, what it compares and hides, and the same in three forms."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages import words
from tests.publication.published import text_of_pdf
from tests.publication.test_register import pdf_ua_faults

from throughline.evidence import tables as evidence
from throughline.evidence.models import Release
from throughline.evidence.tables import Quarter
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.trace.documents.report import report_pdf, report_xlsx
from throughline.trace.queries import reports
from throughline.trace.reporting import Cell, Offered, Pack, Section

SignedIn = Callable[[str], Client]
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
Q1, Q2_OF_2025 = Quarter(2026, 1), Quarter(2025, 2)
MOST = 13  # of the signed-in person, then aims, places, the newest edition, and everything that left in one


def pack_of(actor: Actor, which: str, quarter: Quarter = Q1) -> Pack:
    it = reports.draft(actor, which, quarter, AT.date())
    assert it is not None
    return it


def section(it: Pack, slug: str) -> Section:
    return next(each for each in it.sections if each.slug == slug)


def sent(browser: Client, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


def of_place_and_quarter(many: dict[str, int]) -> None:
    """Referrals by place and quarter left, of which these are shown."""
    of = Release.objects.filter(measure="referrals", by="place").latest("released_at")
    quarters = Release.objects.get(extract=of.extract, measure="referrals", by="quarter").dimensions
    with act(actor=Actor("system:tests"), at=AT, verb="table.released", subject=("extract", of.extract_id)):
        Release.objects.create(
            extract=of.extract,
            measure=of.measure,
            measure_version=of.measure_version,
            name=of.name,
            cohort=of.cohort,
            by="place+quarter",
            period=of.period,
            dimensions=[*of.dimensions, *quarters],
            cells=[],
            figures={key: {"of": each, "counted": each} for key, each in many.items()},
            hidden=0,
            released_at=AT,
            released_by="system:tests",
        )


@pytest.mark.usefixtures("demonstration")
class TestAPack:
    def test_opens_with_the_aims_and_ends_with_what_it_cannot_show(
        self, somebody: Callable[[str], Actor]
    ) -> None:
        it = pack_of(somebody("programme-lead"), "bury")
        slugs = [each.slug for each in it.sections]
        assert slugs == ["aims-gm-irs-dr", "changes", "need", "way", "figures", "cannot", "cannot-each"]

    def test_says_that_its_people_are_made_up(self, signed_in: SignedIn) -> None:
        page = words(signed_in("programme-officer").get("/packs/drafts/2026-q1/panel/"))
        assert "Illustration. Made up: these people do not exist" in page
        assert "seed 20260401" in page

    def test_names_extract_and_version_of_every_figure(self, somebody: Callable[[str], Actor]) -> None:
        it = pack_of(somebody("programme-lead"), "bury")
        said = {each.slug: each for each in it.sections}
        notes = [row[0].note for row in said["figures"].rows if row[1].tone != "stop"]
        assert notes
        assert all(re.search(r"\. Version \d+$", each) for each in notes)
        for each in ("aims-gm-irs-dr", "figures"):
            assert re.match(r"All from the extract “.+” \(made up by a generator\)", said[each].source)
        for each in ("need", "way"):
            assert "version" in said[each].source
            assert "extract" in said[each].source

    def test_sets_a_place_beside_all(self, somebody: Callable[[str], Actor]) -> None:
        lead = somebody("programme-lead")
        bury, all_ = (pack_of(lead, which) for which in ("bury", "hmpps"))
        assert section(bury, "figures").columns == ("Measure", "Bury", "All localities")
        assert section(all_, "figures").columns == ("Measure", "All localities")
        assert [row[2] for row in section(bury, "figures").rows] == [
            row[1] for row in section(all_, "figures").rows
        ]

    def test_says_what_left_the_gate_and_nothing_else(self, somebody: Callable[[str], Actor]) -> None:
        analyst = somebody("analyst")
        for place in ("Bury", "Rochdale"):
            for each in evidence.gathered(actor=analyst, place=place).figures:
                table = evidence.released(each.measure.code, "place", actor=analyst)
                assert table
                is_counted = place in {key[0] for key in table.cells}
                assert (each.here == "hidden") == (is_counted and place not in table.figures), each

    def test_compares_quarters_that_are_over_and_old_enough(self, somebody: Callable[[str], Actor]) -> None:
        figures = evidence.gathered(actor=somebody("analyst")).figures
        later = {each.measure.code: each.change.later for each in figures if each.change}
        assert later["referrals"] == "2026 Q1"  # the extract ends with it
        assert later["first-contact"] == "2025 Q4"  # the last weeks' referrals still wait
        assert later["no-return"] == "2025 Q2"  # six months to come back
        assert not [
            each.change
            for each in figures
            if each.change and "too few" in each.change.before + each.change.now
        ]

    def test_of_an_earlier_quarter_compares_nothing_later(self, somebody: Callable[[str], Actor]) -> None:
        later = {
            row[2].note for row in section(pack_of(somebody("analyst"), "hmpps", Q2_OF_2025), "changes").rows
        }
        assert max(later) == "2025 Q2"

    def test_says_of_each_aim_what_it_was_before_and_what_it_is_here(
        self, somebody: Callable[[str], Actor]
    ) -> None:
        aims = section(pack_of(somebody("programme-lead"), "bury"), "aims-gm-irs-dr")
        assert aims.columns[2:5] == ("Before", "All localities", "Bury")
        row = next(row for row in aims.rows if row[1].text == "Appropriate referrals")
        assert re.fullmatch(r"\d+% of [\d,]+", row[2].text)
        assert re.match(r"31 March 2025, Illustration, made-up people: the year to that day", row[2].note)
        published = next(row for row in aims.rows if row[1].text == "Engagement after sentence")
        assert published[2].note.startswith("31 December 2023, Published linked national data")

    def test_compares_nothing_of_a_place_before_its_quarters_left(
        self, somebody: Callable[[str], Actor]
    ) -> None:
        it = pack_of(somebody("programme-lead"), "bury")
        assert "Referrals sent" not in {row[0].text for row in section(it, "changes").rows}

    def test_says_of_a_place_what_changed_from_the_first_start(
        self, somebody: Callable[[str], Actor]
    ) -> None:
        it = pack_of(somebody("programme-lead"), "manchester")
        assert {row[0].text for row in section(it, "changes").rows} >= {
            "Appropriate referrals",
            "Planned exits",
        }

    def test_opens_with_those_who_need_help_and_do_not_get_it(self, somebody: Callable[[str], Actor]) -> None:
        lead = somebody("programme-lead")
        bury, all_ = (pack_of(lead, which) for which in ("bury", "hmpps"))
        assert re.match(
            r"About \d+ of \d+ people who need help in Bury do not get it \(likely ", bury.finding
        )
        assert re.match(r"About [\d,]+ of [\d,]+ people who need help do not get it$", all_.finding)

    def test_compares_two_quarters_of_a_place_where_both_are_shown(
        self, somebody: Callable[[str], Actor]
    ) -> None:
        of_place_and_quarter(
            {
                "Bury+2025 Q4": 41,
                "Bury+2026 Q1": 52,
                "Wigan+2026 Q1": 60,
                "total+2025 Q4": 9,
                "total+2026 Q1": 9,
            }
        )
        lead = somebody("programme-lead")
        bury, wigan = (pack_of(lead, which) for which in ("bury", "wigan"))
        sent = [row for row in section(bury, "changes").rows if row[0].text == "Referrals sent"]
        assert sent == [
            (
                Cell("Referrals sent", "W1. More is better. Version 1"),
                Cell("41", "2025 Q4"),
                Cell("52", "2026 Q1"),
            ),
        ]
        assert "Referrals sent" not in {row[0].text for row in section(wigan, "changes").rows}

    def test_is_empty_for_who_reads_no_evidence(self) -> None:
        assert evidence.gathered(actor=Actor("person:x", frozenset({"key-worker"}))).figures == ()

    @pytest.mark.parametrize("which", ["bury", "hmpps", "panel"])
    def test_asks_the_database_a_constant_number_of_times(self, signed_in: SignedIn, which: str) -> None:
        assert sent(signed_in("programme-lead"), f"/packs/drafts/2026-q1/{which}/") <= MOST

    def test_so_does_the_list(self, signed_in: SignedIn) -> None:
        assert sent(signed_in("programme-lead"), "/packs/drafts/2026-q1/") <= 9


HOSTILE = Pack(
    Offered("bury", "Bury", "For its partnership", "Bury"),
    "Evidence pack: Bury",
    "=1+1",
    "Made up: these people do not exist.",
    ("“A year”",),
    (
        Section(
            "figures",
            "Figures",
            "One.",
            ("Measure", "Now"),
            (
                (Cell("=cmd|'/c calc'!A1", "note"), Cell("hidden", "", "quiet")),
                (Cell("+1"), Cell("12", "=2")),
            ),
        ),
    ),
)


class TestTheForms:
    def test_of_the_document_are_for_everybody(self, tmp_path: Path) -> None:
        assert pdf_ua_faults(report_pdf(HOSTILE, at=AT), tmp_path) == []

    def test_of_the_document_say_illustration_on_each_page(self) -> None:
        assert "illustration, made-up people" in text_of_pdf(report_pdf(HOSTILE, at=AT))
        assert "illustration" not in text_of_pdf(report_pdf(replace(HOSTILE, made_up=""), at=AT)).lower()

    def test_are_the_same_bytes_each_time(self) -> None:
        assert report_pdf(HOSTILE, at=AT) == report_pdf(HOSTILE, at=AT)

    def test_of_the_workbook_run_nothing(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(report_xlsx(HOSTILE, on=date(2026, 5, 4))))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} == {"s", "n"}
        assert [cell.value for cell in cells if cell.data_type == "n"] == [12]
        assert not [cell.value for cell in cells if str(cell.value)[0] in "=+-@"]

    def test_say_the_same(self, somebody: Callable[[str], Actor], tmp_path: Path) -> None:
        it = pack_of(somebody("programme-lead"), "bury")
        pdf = report_pdf(it, at=AT)
        assert pdf_ua_faults(pdf, tmp_path) == []
        in_pdf = re.sub(r"\s", "", text_of_pdf(pdf))
        book = openpyxl.load_workbook(io.BytesIO(report_xlsx(it, on=AT.date())))
        in_book = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
        for section in it.sections:
            assert re.sub(r"\s", "", section.title) in in_pdf
            said = {said for row in section.rows for cell in row for said in (cell.text, cell.note) if said}
            assert {re.sub(r"^([\d,]+)$", lambda each: each[0].replace(",", ""), each) for each in said} <= {
                each.removeprefix("'") for each in in_book
            }
