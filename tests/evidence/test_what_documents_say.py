"""Does the attacker read documents: each number in a table of one, in a sentence, in what a file says of itself? R43

The packs are written by the code that writes them for people; in each test something stands in one that a page hides.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from json import dumps
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from tests.evidence.documents import parts_of
from tests.evidence.outsider import Outsider, attacker_of, files_read

from throughline.trace.documents.report import report_pdf, report_xlsx
from throughline.trace.reporting import Cell, Offered, Pack, Section

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
GATE = "/evidence/gate/00000000-0000-4000-8000-000000000000/"
PERIOD = "1 April 2024 until before 1 April 2026"
# Bolton has 3 and Bury 6: who knows Bury's six knows Bolton's three.
TABLE = b"place,people\ntotal,30\nBolton,hidden\nBury,hidden\nWigan,21\n"
PAGE = b"<!doctype html><p>From 1 April 2024 to 31 March 2026. Counts of 1 to 4 are hidden.</p>"


def pack(bury: str = "hidden", *, sentence: str = "1 of 41 measures has a figure.", note: str = "") -> Pack:
    """A pack of Bury of one measure."""
    figures = Section(
        "figures",
        "What came out of each measure",
        sentence,
        ("Measure", "Bury", "All localities"),
        ((Cell("Referrals sent", "W1. More is better. Version 1"), Cell(bury, note), Cell("30")),),
    )
    changes = Section(
        "changes",
        "What changed since the quarter before",
        "Nothing can be compared yet.",
        ("Measure", "Quarter before", "Last quarter"),
        (),
    )
    return Pack(
        Offered("bury", "Bury", "For its community safety partnership", "Bury"),
        "Evidence pack: Bury, January to March 2026",
        "1 of 41 measures has a figure",
        "",
        (f"“Made up by a generator, seed 8” (made up by a generator), {PERIOD}",),
        (figures, changes),
        standing="Edition 1, issued on 1 May 2026 by Nobody.",
    )


def as_pdf(what: Pack) -> tuple[str, bytes]:
    return "/packs/bury/2026-q1/1.pdf", report_pdf(what, at=AT)


def as_workbook(what: Pack) -> tuple[str, bytes]:
    return "/packs/bury/2026-q1/1.xlsx", report_xlsx(what, on=date(2026, 5, 1))


def reading(address: str, content: bytes) -> Outsider:
    """Somebody who has read the table at the gate and this document."""
    pages = {GATE: PAGE, f"{GATE}table.csv": TABLE, address: content}
    return Outsider(None, pages, {f"{GATE}table.csv": 'filename="referrals-by-place.csv"'})


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody changed it."""
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


FORMS = pytest.mark.parametrize("form", [as_pdf, as_workbook])


@FORMS
class TestADocument:
    def test_that_hides_what_its_table_hides_says_nothing(self, form: Any) -> None:
        one = reading(*form(pack()))
        files = files_read(one)
        assert (files.documents, files.strange) == (1, {})
        assert {each.low for each in files.said} == {30}, "what it shows is heard"
        assert attacker_of(one).finds() == []

    def test_that_shows_the_other_hidden_count_is_found_by_its_sums(self, form: Any) -> None:
        one = reading(*form(pack("6")))
        [(_, strange)] = files_read(one).strange.items()
        assert strange == ["referrals {'place': 'Bury'} between 6 and 6: in a hidden cell"]
        assert [(name, most) for name, most in attacker_of(one).finds()] == [("referrals ('Bolton',)", 3)]

    @pytest.mark.parametrize(
        "said",
        [
            {"sentence": "1 of 41 measures has a figure. Bury sent 6 of them."},
            {"note": "twice as many as the 3 of Bolton"},
            {"bury": "hidden, but 20% of all"},
        ],
    )
    def test_that_says_it_in_words_is_not_explained(self, form: Any, said: dict[str, str]) -> None:
        assert files_read(reading(*form(pack(**said)))).strange

    def test_that_was_frozen_earlier_is_held_to_the_table_of_its_own_days(self, form: Any) -> None:
        frozen = replace(pack("6"), extracts=(pack().extracts[0].replace("1 April 2026", "1 January 2026"),))
        one = reading(*form(frozen))
        assert "in no table" in str(files_read(one).strange)
        earlier = GATE.replace("0-4000-", "1-4000-")
        one.pages |= {
            earlier: PAGE.replace(b"31 March 2026", b"31 December 2025"),
            f"{earlier}table.csv": b"place,people\ntotal,30\nBolton,hidden\nBury,6\nWigan,hidden\n",
            f"{GATE}table.csv": TABLE.replace(b"30", b"60").replace(b"21", b"41"),
        }
        one.files[f"{earlier}table.csv"] = one.files[f"{GATE}table.csv"]
        assert files_read(one).strange == {}
        assert attacker_of(one).finds() == []


class TestWhoCameBetweenTwoPeriods:
    @pytest.mark.parametrize(("bury_now", "found"), [(b"8", True), (b"6", False), (b"11", False)])
    def test_is_a_group_like_any_other(self, bury_now: bytes, found: bool) -> None:
        one = reading(*as_pdf(pack("hidden")))
        earlier = GATE.replace("0-4000-", "1-4000-")
        one.pages |= {
            earlier: PAGE.replace(b"31 March 2026", b"31 December 2025"),
            f"{earlier}table.csv": b"place,people\ntotal,26\nBolton,5\nBury,6\nWigan,15\n",
            f"{GATE}table.csv": b"place,people\ntotal,40\nBolton,hidden\nBury,%s\nWigan,hidden\n" % bury_now,
        }
        one.files[f"{earlier}table.csv"] = one.files[f"{GATE}table.csv"]
        assert bool(attacker_of(one).finds()) is found


@FORMS
class TestAPackOfAllLocalities:
    def test_keeps_each_figure_of_its_aims_under_its_head(self, form: Any) -> None:
        rows = [
            (Cell("A1 Less harm"), Cell(name), Cell("nobody knows"), Cell("30")) for name in ("a", "b", "c")
        ]
        aims = Section(
            "aims-x",
            "Aims",
            "",
            ("Aim or means", "Measured by", "Before", "All localities"),
            (*rows,),
            of="aim",
        )
        parts = parts_of(*form(replace(pack(), sections=(aims,))))
        said = [row for each in parts for row in each.rows]
        assert [(row["Measured by"], row["Before"], row["All localities"]) for row in said] == [
            (name, "nobody knows", "30") for name in ("a", "b", "c")
        ]


class TestAWorkbook:
    @pytest.mark.parametrize(
        "change",
        [
            lambda book: setattr(book.properties, "keywords", "Bolton 3"),
            lambda book: setattr(book["About"]["A1"], "comment", Comment("Bolton 3", "nobody")),
            lambda book: book["1 figures"].__setitem__("E9", "=33-30"),
            lambda book: book.create_sheet("kept").append(["Bolton", 3]),
            lambda book: setattr(book["1 figures"].oddFooter.left, "text", "Bolton 3"),
        ],
        ids=["properties", "comment", "formula", "another sheet", "footer"],
    )
    def test_is_read_where_no_cell_is_seen(self, change: Callable[[Any], None]) -> None:
        address, content = as_workbook(pack())
        assert files_read(reading(address, changed(content, lambda _: None))).strange == {}
        assert files_read(reading(address, changed(content, change))).strange


class TestAPicture:
    def test_is_no_more_exact_than_its_file(self) -> None:
        mark = '<svg xmlns="http://www.w3.org/2000/svg"><path aria-label="best: {}; Model: 1"/></svg>'
        file = {"/evidence/hidden-need/x/models.csv": b"Model,Everybody\nprobation,8278\n"}
        picture = "/evidence/hidden-need/x/models.svg"
        for said, is_strange in (("8278", False), ("8277.94704042", True)):
            one = Outsider(None, {picture: mark.format(said).encode(), **file})
            assert bool(files_read(one).strange) is is_strange


class TestAFile:
    def test_with_a_column_that_nobody_knows_is_not_explained(self) -> None:
        address = "/evidence/measures/referrals/table.csv"
        one = Outsider(None, {address: b"Locality,How many,Of them women\nWigan,21,3\n"})
        assert "column" in str(files_read(one).strange[address])

    @pytest.mark.parametrize(("bury", "is_strange"), [("573", False), ("574", True)])
    def test_of_an_allocation_counts_need_as_its_page_does(self, bury: str, is_strange: bool) -> None:
        source = "Need estimate, version 2, from the extract “Made up” (made up by a generator)"
        one = Outsider(
            None,
            {
                "/evidence/need/place.csv": b"Place,Known,need best,need low,need high\nBury,440,573.4,526.6,640.0\n",
                "/programmes/x/runs/1/inputs.json": dumps(
                    {"indicators": [{"name": "Need", "source": source}]}
                ).encode(),
                "/programmes/x/runs/1/run.csv": f"place,Need,Need low,Need high\nBury,{bury},526,640\n".encode(),
            },
        )
        assert bool(files_read(one).strange) is is_strange
