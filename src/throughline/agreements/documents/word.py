"""How does an agreement look in Word, for whoever reads with Word's tools or sends it round for comments?"""

import re
import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from ..signing.content import Table, blocks
from ..terms import SIDES
from . import Document

_INK = RGBColor(0x14, 0x3C, 0x43)
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # a file in a ZIP carries a day; the same one gives the same bytes
_GRID = "Table Grid"
_UNSPEAKABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_word(document: Document) -> bytes:
    """The document as DOCX: real headings, tables with header rows, its language, title and hash."""
    file = docx.Document()
    _look(file, document)
    said = document.said
    file.add_heading(_legible(said.title), level=1)
    file.add_paragraph(document.standing)
    if said.is_illustration:
        file.add_paragraph().add_run(
            "Illustration: made up for a demonstration. It binds nobody."
        ).bold = True
    for each in blocks(said):
        file.add_heading(_legible(each.heading), level=2)
        for words in each.paragraphs:
            file.add_paragraph(_legible(words))
        if each.pairs:
            _table(file, Table("", ("What", "As agreed"), each.pairs))
        for point in each.points:
            file.add_paragraph(_legible(point), style="List Bullet")
        if each.table:
            file.add_paragraph(each.table.caption)
            _table(file, each.table)
    _signatures(file, document)
    return _same_each_time(file)


def _look(file: Any, document: Document) -> None:
    """Its title, language and type; when it was made is when it was last signed."""
    about = file.core_properties
    about.title, about.author, about.language = document.said.title, "Throughline", "en-GB"
    about.comments = f"SHA-256 of the text: {document.sha256}"
    about.created = about.modified = document.made_at.replace(tzinfo=None)
    about.last_modified_by, about.revision = "Throughline", 1
    style = file.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)
    for level in (1, 2, 3):
        heading = file.styles[f"Heading {level}"]
        heading.font.name, heading.font.color.rgb = "Arial", _INK
        heading.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
    footer = file.sections[0].footer.paragraphs[0]
    footer.text = f"{document.said.title}, text {document.said.number}. SHA-256 {document.sha256}"
    footer.runs[0].font.size = Pt(7.5)


def _signatures(file: Any, document: Document) -> None:
    file.add_page_break()
    file.add_heading("Signatures", level=2)
    file.add_paragraph("Both sides sign these bytes and no others:")
    file.add_paragraph(document.sha256)
    for each in document.signatures:
        file.add_heading(_legible(f"{SIDES[each.side]}: {each.body}"), level=3)
        if not each.at:
            file.add_paragraph("Not signed yet")
            continue
        rows = (
            ("By", each.name),
            ("As", each.capacity),
            ("With authority from", each.authority),
            ("At", each.at),
            ("SHA-256", document.sha256),
        )
        _table(file, Table("", ("Signed for", each.body), rows))
    if document.said.unconfirmed:
        file.add_heading("Not yet confirmed", level=2)
        file.add_paragraph(
            f"No legal adviser has confirmed the words of: {', '.join(document.said.unconfirmed)}."
        )


def _table(file: Any, said: Table) -> None:
    """A table whose first row is its header on every page."""
    table = file.add_table(rows=1, cols=len(said.header), style=_GRID)
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)
    for cell, words in zip(table.rows[0].cells, said.header, strict=True):
        cell.paragraphs[0].add_run(_legible(words)).bold = True
    for row in said.rows:
        for number, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = _legible(words)
            if number in said.right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    file.add_paragraph()


def _legible(words: str) -> str:
    """The words without the characters that no XML file can hold."""
    return _UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def _same_each_time(file: Any) -> bytes:
    """The file's bytes without the moment at which they were put together."""
    made, kept = BytesIO(), BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in given.namelist():
            zipped.writestr(
                zipfile.ZipInfo(name, _ZIPPED), given.read(name), compress_type=zipfile.ZIP_DEFLATED
            )
    return kept.getvalue()
