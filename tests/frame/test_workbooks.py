"""Is a workbook that would take all the memory there is refused before anything reads it?"""

import io
import zipfile

import pytest
from openpyxl import Workbook

from throughline.frame.workbooks import measured
from throughline.kernel.verdict import RefusedError


def book(*places: str) -> bytes:
    made, out = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for place in places:
        sheet[place] = "said"
    made.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(book("A1"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def open_it(content: bytes) -> bytes:
    return measured(content, most_bytes=1_000_000, most_cells=10_000)


class TestAWorkbook:
    def test_with_its_cells_together_is_read_as_it_was_measured(self) -> None:
        with zipfile.ZipFile(io.BytesIO(open_it(book("A1", "J1000")))) as packed:
            assert b"J1000" in packed.read("xl/worksheets/sheet1.xml")

    @pytest.mark.parametrize("far", ["XFD1", "A1048576", "XFD1048576"])
    def test_with_a_cell_far_away_is_refused(self, far: str) -> None:
        with pytest.raises(RefusedError, match="far away"):
            open_it(book("A1", far))

    def test_that_unpacks_to_more_than_its_share_is_refused(self) -> None:
        with pytest.raises(RefusedError, match="too large"):
            open_it(with_part("xl/sharedStrings2.xml", b" " * 2_000_000))

    def test_loses_what_is_no_part_of_a_table(self) -> None:
        for name in ("content.xml", "xl/vbaProject.bin", "xl/workbook.bin"):
            with zipfile.ZipFile(io.BytesIO(open_it(with_part(name, b"x")))) as packed:
                assert name not in packed.namelist()

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"no workbook"])
    def test_that_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(RefusedError, match="cannot be read"):
            open_it(content)
