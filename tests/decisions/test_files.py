"""What is the text of this file, whatever kind of file it is?"""

import io
from hashlib import sha256
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from throughline.decisions.reading.files import read_file, safe_name
from throughline.decisions.reading.limits import UnreadableFileError

NOTICE = "Decision notice\n\nDate of decision: 3 May 2023\nTotal: £12,000\n"


def pdf(source: str) -> bytes:
    return bytes(typst.compile(source.encode(), format="pdf"))


def word(document: "docx.document.Document") -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


class TestAPlainText:
    def test_is_kept_as_it_stands(self) -> None:
        text = "Decision\r\n\r\n<b>Total:</b>\t£5 &amp; more\n"
        read = read_file(text.encode(), "notice.txt")
        assert (read.kind, read.text, read.pages) == ("text", text, None)

    def test_is_told_by_content_and_not_by_its_ending(self) -> None:
        assert read_file(NOTICE.encode(), "notice.pdf").kind == "text"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    def test_comes_out_the_same_from_every_usual_encoding(self, encoding: str) -> None:
        assert read_file(NOTICE.encode(encoding), "notice.txt").text == NOTICE

    def test_cut_inside_its_last_character_keeps_the_rest(self) -> None:
        whole = "Total £".encode()
        assert read_file(whole[:-1], "cut.txt").text == "Total "

    def test_has_the_hash_of_its_bytes_and_of_its_text(self) -> None:
        data = NOTICE.encode("utf-16")
        read = read_file(data, "notice.txt")
        assert read.sha256 == sha256(data).hexdigest()
        assert read.text_sha256 == sha256(NOTICE.encode()).hexdigest()

    def test_is_read_from_a_path_under_its_own_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a notice.txt"
        path.write_text(NOTICE, encoding="utf-8")
        assert read_file(path).name == "a notice.txt"


class TestAName:
    @pytest.mark.parametrize(
        ("uploaded", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\notice.txt", "notice.txt"),
            ("no\x00ti\x1b[31mce\n.txt", "noti[31mce.txt"),
            ("gpj.\u202ecexe", "gpj.cexe"),
            ("..", "unnamed"),
            ("", "unnamed"),
            ("n" * 5000, "n" * 200),
        ],
    )
    def test_loses_folders_and_control_characters(self, uploaded: str, kept: str) -> None:
        assert safe_name(uploaded) == kept
        assert read_file(NOTICE.encode(), uploaded).name == kept


class TestAWebPage:
    def text(self, body: str) -> str:
        page = f"<!DOCTYPE html><html><head><title>Menu</title></head><body>{body}</body></html>"
        read = read_file(page.encode(), "page.html")
        assert read.kind == "html"
        return read.text

    def test_gives_a_line_a_row_and_a_tab_between_cells(self) -> None:
        rows = "<tr><th>Place<th>Amount</tr><tr><td><p>Alderton</p></td><td>&pound;38,&nbsp;741.73</td></tr>"
        assert self.text(f"<table>{rows}</table>") == "Place\tAmount\nAlderton\t£38, 741.73\n"

    def test_keeps_paragraphs_apart_and_inline_words_together(self) -> None:
        assert (
            self.text("<p>On 27<sup>th</sup>  May\n<b>2023</b></p><p>Next</p>")
            == "On 27th May 2023\n\nNext\n"
        )

    def test_leaves_out_scripts_menus_hidden_parts_and_the_site_footer(self) -> None:
        hidden = "<nav>Home</nav><script>x()</script><p hidden>no</p><p style='display: none'>no</p>"
        assert self.text(f"{hidden}<p>Decision</p><footer>Contact us:</footer>") == "Decision\n"

    def test_keeps_label_and_value_of_a_description_list_on_one_line(self) -> None:
        assert self.text("<dl><dt>Status</dt><dd>Approved</dd></dl>") == "Status\tApproved\n"

    def test_keeps_the_paragraphs_of_a_layout_table_as_lines(self) -> None:
        cell = "<p>Decision: yes</p><p>Reasons: " + "because " * 60 + "</p>"
        assert "Decision: yes\n" in self.text(f"<table><tr><td>{cell}</td></tr></table>")

    def test_shows_which_box_is_ticked(self) -> None:
        assert (
            self.text("<p><input type=checkbox checked> Key <input type=checkbox> Not</p>") == "☒ Key ☐ Not\n"
        )

    def test_reads_the_encoding_that_the_page_names(self) -> None:
        page = "<html><head><meta charset='windows-1252'></head><body><p>£5 – ok</p></body></html>"
        assert read_file(page.encode("cp1252"), "p.htm").text == "£5 – ok\n"


class TestAPdf:
    def test_gives_the_rows_of_a_drawn_table_with_wrapped_cells_whole(self) -> None:
        table = (
            "#table(columns: (3cm, 4cm), [Place], [Amount], [Alderton and the Vale of Brackley], [£38,741.73],"
            " [Cotham], [£9.00])"
        )
        read = read_file(pdf(table), "notice.pdf")
        assert (read.kind, read.pages) == ("pdf", 1)
        assert read.text.split() != []
        assert "Alderton and the Vale of Brackley\t£38,741.73\nCotham\t£9.00" in read.text

    def test_keeps_columns_without_lines_apart(self) -> None:
        grid = (
            "#grid(columns: (5cm, 5cm), row-gutter: 8pt, [Decision status], [Approved], [Key decision], [No])"
        )
        assert read_file(pdf(grid), "n.pdf").text == "Decision status\tApproved\nKey decision\tNo\n"

    def test_has_a_form_feed_between_pages(self) -> None:
        read = read_file(pdf("First\n#pagebreak()\nSecond"), "n.pdf")
        assert (read.text, read.pages) == ("First\n\fSecond\n", 2)

    def test_keeps_a_raised_ordinal_with_its_number(self) -> None:
        assert read_file(pdf("On 27#super[th] October 2021"), "n.pdf").text == "On 27th October 2021\n"

    def test_reads_a_page_that_is_turned(self) -> None:
        turned = "#set page(width: 20cm, height: 20cm)\n#rotate(90deg, reflow: true)[Total value £5]"
        assert read_file(pdf(turned), "n.pdf").text == "Total value £5\n"


class TestAWordDocument:
    def test_gives_headers_paragraphs_bullets_rows_and_footers(self) -> None:
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = "Northmoor Council"
        document.sections[0].footer.paragraphs[0].text = "Contact: Jo"
        document.add_paragraph("Decision")
        document.add_paragraph("first", "List Bullet")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Alderton", "£5"
        read = read_file(word(document), "n.docx")
        assert read.kind == "docx"
        assert read.text == "Northmoor Council\n\nDecision\n\n- first\n\nAlderton\t£5\n\nContact: Jo\n"

    def test_leaves_out_what_was_deleted_and_keeps_what_was_put_in(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("Total ")
        for tag, text_tag, words in (("w:del", "w:delText", "£9"), ("w:ins", "w:t", "£5")):
            change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
            text.text = words
            run.append(text)
            change.append(run)
            paragraph._p.append(change)
        assert read_file(word(document), "n.docx").text == "Total £5\n"

    def test_leaves_out_hidden_text(self) -> None:
        document = docx.Document()
        document.add_paragraph("Seen").add_run(" unseen").font.hidden = True
        assert read_file(word(document), "n.docx").text == "Seen\n"

    def test_reads_a_text_box_once(self) -> None:
        document = docx.Document()
        run = document.add_paragraph("Signed")._p.add_r()
        both = OxmlElement("w:pict")
        both.append(_text_box("Stamp"))
        run.append(both)
        assert read_file(word(document), "n.docx").text == "Signed\n\nStamp\n"


def _text_box(words: str) -> "OxmlElement":
    box, paragraph, run, text = (OxmlElement(tag) for tag in ("w:txbxContent", "w:p", "w:r", "w:t"))
    text.text = words
    run.append(text)
    paragraph.append(run)
    box.append(paragraph)
    assert box.tag == qn("w:txbxContent")
    return box


class TestARefusal:
    def test_is_one_sentence_for_a_person(self) -> None:
        with pytest.raises(UnreadableFileError, match=r"^The file is empty\. Send the file again"):
            read_file(b"", "nothing.txt")
