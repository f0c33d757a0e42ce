"""What happens to a file that is broken, locked, of another kind, or made to hurt?"""

import io
import os
import struct
import tempfile
import time
import zipfile
import zlib
from itertools import pairwise
from pathlib import Path

import docx
import pypdf
import pytest
import typst

from throughline.decisions.reading import pdf
from throughline.decisions.reading.files import read_file
from throughline.decisions.reading.limits import LARGEST_FILE, LONGEST_LINE, LONGEST_TEXT, UnreadableFileError

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(data: bytes, name: str = "file") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_file(data, name)
    return str(refused.value)


def a_pdf(source: str = "Decision notice") -> bytes:
    return bytes(typst.compile(source.encode(), format="pdf"))


def a_document() -> bytes:
    kept, document = io.BytesIO(), docx.Document()
    document.add_paragraph("Decision notice")
    document.save(kept)
    return kept.getvalue()


def archive(parts: dict[str, bytes | str], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compress) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return kept.getvalue()


def a_word_file(body: str, **more: bytes | str) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": body, **more})


def a_picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + bytes(8) for _ in range(8)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class TestAFileThatIsNoNotice:
    @pytest.mark.parametrize("data", [b"", b"   \r\n\t ", b"\xef\xbb\xbf", b"\x00" * 64])
    def test_when_empty_is_said_to_be_empty(self, data: bytes) -> None:
        assert refusal(data).startswith("The file is empty.")

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
            (b"\xff\xd8\xff\xe0" + bytes(40), "picture"),
            (b"{\\rtf1\\ansi Decision}", "rich text"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office format"),
            (b"\x1f\x8b\x08" + bytes(40), "compressed"),
            (b"MZ" + bytes(90), "program"),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "e-mail"),
            (archive({"xl/workbook.xml": "<a/>", "[Content_Types].xml": TYPES}), "spreadsheet"),
            (
                archive({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.text"}),
                "OpenDocument",
            ),
            (archive({"notes.txt": "hello"}), "compressed folder"),
        ],
    )
    def test_of_another_format_is_named_with_what_to_send(self, data: bytes, said: str) -> None:
        sentence = refusal(data)
        assert said in sentence
        assert "send that" in sentence

    def test_that_starts_like_a_bitmap_but_is_text_is_read(self) -> None:
        assert read_file(b"BMX track: decision notice", "n.txt").kind == "text"

    @pytest.mark.parametrize(
        "data", [bytes(range(256)) * 40, os.urandom(4000), b"Decision\x00notice\x00" * 9]
    )
    def test_of_bytes_that_are_no_text_is_refused(self, data: bytes) -> None:
        assert "not text" in refusal(data)

    def test_larger_than_the_limit_is_refused_before_it_is_looked_at(self) -> None:
        assert "larger than 20 MB" in refusal(b"%PDF-" + bytes(LARGEST_FILE))


class TestAPathThatIsNoFile:
    def test_is_refused_in_words(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        for name, said in (
            ("absent", "no file"),
            (".", "folder"),
            ("pipe", "ordinary file"),
            ("loop", "opened"),
        ):
            with pytest.raises(UnreadableFileError, match=said):
                read_file(tmp_path / name)

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
    def test_that_may_not_be_read_is_refused_in_words(self, tmp_path: Path) -> None:
        locked = tmp_path / "locked.txt"
        locked.write_text("Decision")
        locked.chmod(0)
        with pytest.raises(UnreadableFileError, match="may not read"):
            read_file(locked)


class TestALongText:
    def test_with_an_endless_line_is_refused_at_once(self) -> None:
        started = time.process_time()
        assert f"{LONGEST_LINE + 1:,} characters" in refusal(b"a" * (LONGEST_LINE + 1))
        assert time.process_time() - started < 1

    def test_of_more_than_any_notice_is_refused(self) -> None:
        assert "more than any notice" in refusal(b"word word\n" * (LONGEST_TEXT // 10 + 1))

    def test_in_a_web_page_is_refused_too(self) -> None:
        assert "line of" in refusal(b"<html><body><p>" + b"word " * LONGEST_LINE + b"</p></body></html>")


class TestAHostileWebPage:
    def test_with_entities_of_its_own_is_refused(self) -> None:
        page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>&x;</body></html>'
        assert "entities of its own" in refusal(page)

    def test_nested_without_end_neither_hurts_nor_crashes(self) -> None:
        assert refusal(b"<html><body>" + b"<div>" * 100_000 + b"x") != ""

    def test_filled_in_by_a_program_is_said_to_be_so(self) -> None:
        assert "filled in by a program" in refusal(b"<html><body><script>draw()</script></body></html>")


class TestAHostileWordFile:
    def test_that_unpacks_without_end_is_refused(self) -> None:
        bomb = a_word_file("<a/>", **{"word/media/a.xml": b" " * 60_000_000})
        assert len(bomb) < 100_000
        assert "unpacks to far more" in refusal(bomb)

    def test_that_lies_about_its_size_is_refused(self) -> None:
        body = f'<w:document xmlns:w="{WORD}">{" " * 500_000}</w:document>'
        lie = a_word_file(body).replace(struct.pack("<I", len(body)), struct.pack("<I", 90))
        assert "damaged" in refusal(lie)

    def test_with_thousands_of_parts_is_refused(self) -> None:
        assert "unpacks to far more" in refusal(
            a_word_file("<a/>", **{f"word/{i}.xml": "" for i in range(2_100)})
        )

    @pytest.mark.parametrize("more", [{"word/vbaProject.bin": b"x"}, {}])
    def test_with_macros_is_refused(self, more: dict[str, bytes | str]) -> None:
        types = (
            TYPES
            if more
            else TYPES.replace("/>", ' a="application/vnd.ms-word.document.macroEnabled.main+xml"/>')
        )
        parts = {"[Content_Types].xml": types, "word/document.xml": "<a/>", **more}
        assert "macros" in refusal(archive(parts), "notice.docm")

    @pytest.mark.parametrize(
        "entity", ['x SYSTEM "file:///etc/passwd"', 'x "ten ten ten"', '% x SYSTEM "http://127.0.0.1:9/x"']
    )
    def test_with_external_or_growing_entities_is_refused(self, entity: str) -> None:
        body = (
            f'<!DOCTYPE d [<!ENTITY {entity}>]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
            "<w:t>Decision</w:t></w:r></w:p></w:body></w:document>"
        )
        assert "entities of its own" in refusal(a_word_file(body))

    @pytest.mark.parametrize("name", ["../../outside.txt", "/etc/cron.d/x", "word\\..\\..\\x"])
    def test_with_a_name_that_leads_outside_is_refused(self, name: str) -> None:
        assert "leads outside" in refusal(a_word_file("<a/>", **{name: "x"}))

    def test_nested_without_end_is_refused(self) -> None:
        deep = "<w:p>" * 240 + "<w:r><w:t>x</w:t></w:r>" + "</w:p>" * 240
        body = f'<w:document xmlns:w="{WORD}"><w:body>{deep}</w:body></w:document>'
        assert "more than a notice holds" in refusal(a_word_file(body))

    @pytest.mark.parametrize(
        ("start", "body"),
        [
            ("", "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000),
            (
                f'<!DOCTYPE d [<!ENTITY a "{"a" * 1000}">'
                + "".join(f'<!ENTITY {y} "{f"&{x};" * 20}">' for x, y in pairwise("abcdefghi"))
                + "]>",
                "<w:p><w:r><w:t>&i;</w:t></w:r></w:p>",
            ),
        ],
        ids=["tables in tables", "entities in entities"],
    )
    def test_past_what_its_parser_allows_is_refused(self, start: str, body: str) -> None:
        whole = f'{start}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        assert "damaged" in refusal(a_word_file(whole))

    @pytest.mark.parametrize("kept", [0.3, 0.7, 0.98])
    def test_cut_short_is_said_to_end_in_the_middle(self, kept: float) -> None:
        data = a_document()
        assert "ends in the middle" in refusal(data[: int(len(data) * kept)])

    def test_whose_parts_are_damaged_is_said_to_be(self) -> None:
        data = bytearray(a_document())
        at = data.index(b"word/document.xml") + 60
        data[at : at + 200] = bytes(200)
        assert "damaged" in refusal(bytes(data))

    def test_with_only_a_picture_is_said_to_hold_no_text(self) -> None:
        kept, document = io.BytesIO(), docx.Document()
        document.add_picture(io.BytesIO(a_picture()))
        document.save(kept)
        assert "holds no text" in refusal(kept.getvalue())

    def test_locked_with_a_password_is_said_to_be(self) -> None:
        locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
        assert "password" in refusal(locked)


class TestAHostilePdf:
    def test_locked_with_a_password_is_said_to_be(self) -> None:
        writer, kept = pypdf.PdfWriter(clone_from=io.BytesIO(a_pdf())), io.BytesIO()
        writer.encrypt("secret", algorithm="AES-128")
        writer.write(kept)
        assert "password" in refusal(kept.getvalue())

    def test_that_opens_without_a_password_is_read(self) -> None:
        writer, kept = pypdf.PdfWriter(clone_from=io.BytesIO(a_pdf())), io.BytesIO()
        writer.encrypt("", owner_password="owner", algorithm="AES-128")
        writer.write(kept)
        assert read_file(kept.getvalue(), "n.pdf").text == "Decision notice\n"

    @pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
    def test_cut_short_is_said_to_end_in_the_middle(self, kept: float) -> None:
        data = a_pdf()
        assert "ends in the middle" in refusal(data[: int(len(data) * kept)])

    def test_that_is_no_pdf_inside_is_said_to_be_damaged(self) -> None:
        assert "damaged" in refusal(b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF\n")

    def test_that_is_a_scan_is_said_to_be_a_picture(self, tmp_path: Path) -> None:
        (tmp_path / "scan.png").write_bytes(a_picture())
        scan = typst.compile(b'#image("scan.png", width: 100%)', root=str(tmp_path), format="pdf")
        assert "picture of the notice" in refusal(bytes(scan))

    def test_without_text_or_picture_is_said_to_hold_none(self) -> None:
        assert "holds no text" in refusal(a_pdf("#pagebreak()"))

    def test_that_takes_too_long_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "SECONDS", 0.001)
        assert "too long" in refusal(a_pdf())


class TestWhateverTheFileIs:
    def test_nothing_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        read_file(a_pdf(), "good.pdf")
        read_file(a_document(), "good.docx")
        for data in (a_pdf()[:900], a_word_file("<a/>", **{"../x": "x"}), b"", b"%PDF-1.4 %%EOF"):
            refusal(data)
        assert list(tmp_path.iterdir()) == []
