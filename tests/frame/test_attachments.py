"""Which files may be attached, and do they leave as downloads only?"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.frame.attachments import attach, download, kind_of
from throughline.frame.upload import Upload
from throughline.kernel.verdict import RefusedError

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF\n"


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<x/>", f"{folder}__document_dot_xml": b"<x/>", **more})


class TestAFile:
    @pytest.mark.parametrize(
        ("name", "content", "kind"),
        [
            ("agenda.pdf", PDF, "pdf"),
            ("Agenda.PDF", PDF, "pdf"),
            ("terms.docx", office("word"), "docx"),
            ("figures.xlsx", office("xl"), "xlsx"),
            ("note.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
            ("figures.csv", "Ort,£\nBolton,1\n".encode(), "csv"),
            ("figures.csv", "Place,£\r\nBolton,£1\r\n".encode("cp1252"), "csv"),
            ("note.txt", b"Plain words.", "txt"),
            ("photo.jpeg", b"\xff\xd8\xff\xe0", "jpg"),
        ],
    )
    def test_is_kept_when_its_bytes_are_what_its_name_says(
        self, db: None, name: str, content: bytes, kind: str
    ) -> None:
        assert attach(Upload(name, content), at=AT).kind == kind

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("agenda.pdf", b"MZ\x90\x00\x03"),
            ("agenda.pdf", b"<html><script>alert(1)</script>"),
            ("page.html", b"<!doctype html>"),
            ("run.txt", b"#!/bin/sh"),
            ("drawing.txt", b"  <svg onload=alert(1)>"),
            ("terms.docx", office("word", word__vbaProject_dot_bin=b"x")),
            ("figures.xlsx", office("xl", xl__macrosheets__sheet1_dot_xml=b"x")),
            ("note.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text", Basic__a_dot_xml=b"x")),
            ("note.txt", b"\xff\xfe<\0s\0"),
            ("note.txt", b"\xef\xbb\xbf <script>"),
            ("any.docx", zipped(run_dot_exe=b"MZ")),
            ("broken.docx", b"PK\x03\x04 and then nothing"),
            ("terms.docx", PDF),
            ("nothing", PDF),
        ],
    )
    def test_is_refused_when_it_could_run_or_is_something_else(
        self, db: None, name: str, content: bytes
    ) -> None:
        with pytest.raises(RefusedError):
            attach(Upload(name, content), at=AT)

    @given(st.binary(max_size=40), st.integers(0, 200))
    def test_that_is_damaged_anywhere_is_refused_or_kept_and_never_an_error_of_ours(
        self, damage: bytes, where: int
    ) -> None:
        whole = zipped(mimetype=b"application/vnd.oasis.opendocument.text")
        assert kind_of(whole[:where] + damage + whole[where + len(damage) :]) in ("", "odt", "txt")

    def test_leaves_as_a_download_with_its_own_name(self, db: None) -> None:
        file = attach(Upload("Größe.pdf", PDF), at=AT)
        answer = download(file.sha256, "Größe; rm.pdf")
        assert answer.content == PDF
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert "\n" not in answer.headers["Content-Disposition"]

    def test_of_no_bytes_is_plain_text(self) -> None:
        assert kind_of(b"") == "txt"
