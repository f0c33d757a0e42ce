"""What stands in a document, as whoever opens it reads it: headings, sentences, and tables by rows and columns?

A PDF is read through its tags, a workbook by its cells, also what neither draws: properties, and what has no tag. The
page of a pack or a plan is read as its documents are.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from ctypes import c_ushort
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from pypdfium2 import PdfDocument, raw
from python_calamine import CalamineWorkbook

HEADINGS = {"/H1", "/H2", "/H3", "/H4", "/Title"}
LINES = {"/P", "/Span", "/LI", "/Caption", *HEADINGS}
# Every part of a workbook that is read, or in which no number of ours can stand.
OF_A_WORKBOOK = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml"
    r"|xl/theme/theme1\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml"
)


@dataclass
class Part:
    """What stands under one heading: sentences, and the rows of its tables by the words above their columns."""

    title: str = ""
    sentences: list[str] = field(default_factory=list)
    rows: list[Mapping[str, str]] = field(default_factory=list)


def parts_of(address: str, content: bytes) -> list[Part]:
    """Everything that stands in this PDF, workbook or page."""
    form = {"pdf": in_pdf, "xlsx": in_workbook}.get(address.rpartition(".")[2], in_page)
    return [*form(content)]


def in_workbook(content: bytes) -> Iterator[Part]:
    """A part for each sheet, and one for what a workbook says of itself; a note joins the column that it is of."""
    yield Part("properties", [*_of_itself(content)])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        part, heads = Part(name.lstrip("0123456789 ")), list[str]()
        for row in book.get_sheet_by_name(name).to_python():
            cells = [_printed(each) for each in row]
            if heads:
                part.rows.append(_joined(heads, cells))
            elif sum(map(bool, cells)) > 1:
                heads = cells
            else:
                part.sentences += [each for each in cells if each]
        part.sentences += heads  # a head may say a number too
        yield part


def _of_itself(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if not OF_A_WORKBOOK.fullmatch(name):
                yield f"A part that nobody reads: {name} 0"
            elif name.startswith("docProps/"):
                yield " ".join(" ".join(etree.fromstring(parts.read(name)).itertext()).split())
            elif name.startswith("xl/worksheets/") and re.search(
                rb"<(f|legacyDrawing|drawing|oleObjects|headerFooter|dataValidations|conditionalFormatting)\b",
                parts.read(name),
            ):
                yield f"A formula, a picture or a rule that nobody reads: {name} 0"


def _printed(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else str(value)
    return str(value).removeprefix("'")


def _joined(heads: list[str], cells: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for head, cell in zip(heads, cells, strict=False):
        of = head.removesuffix(", note")
        row[of] = f"{row[of]} {cell}".strip() if of in row else cell
    return row


def in_page(content: bytes) -> Iterator[Part]:
    """A part for each heading of a page, without what leads elsewhere or is filled in."""
    [main] = html.fromstring(content).xpath("//main")
    for each in main.xpath(".//form | .//nav | .//script"):
        each.drop_tree()
    part = Part()
    for each in main.iter("h1", "h2", "h3", "table", "p", "li", "dt", "dd", "summary", "caption"):
        if each.tag in ("h1", "h2", "h3"):
            yield part
            part = Part(_words(each))
        elif each.tag == "table":
            heads = [_words(head) for head in each.xpath(".//thead//th")]
            part.sentences += [*heads, *map(_words, each.xpath("./caption"))]
            for row in each.xpath(".//tbody/tr"):
                cells = [_words(cell) for cell in row.xpath("./th | ./td")]
                if len(cells) == len(heads):
                    part.rows.append(dict(zip(heads, cells, strict=True)))
                else:
                    part.sentences += cells
        elif not each.xpath("ancestor::table | .//p | .//li | .//table"):
            part.sentences.append(_words(each))
    yield part


def _words(tag: Any) -> str:
    return " ".join(" ".join(tag.itertext()).split())


def in_pdf(content: bytes) -> Iterator[Part]:
    """A part for each heading by the tags; one for what a PDF says of itself, and for what it draws without a tag."""
    reader = PdfReader(io.BytesIO(content))
    metadata = reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"<x/>"
    said = [str(each) for each in (reader.metadata or {}).values()]
    yield Part("properties", [*said, " ".join(" ".join(etree.fromstring(metadata).itertext()).split())])
    texts = _texts(content)
    reading = _Tagged(reader, texts)
    yield from reading.parts
    rest = [text for at, text in texts.items() if at not in reading.heard]
    yield Part("drawn without a tag", rest)


def _texts(content: bytes) -> dict[tuple[int, int], str]:
    """What each marked piece of each page says; of a page what is not marked is its piece -1."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(PdfDocument(content)):
        textpage = page.get_textpage()
        for each in page.get_objects(max_depth=9):
            if each.type == raw.FPDF_PAGEOBJ_TEXT:
                at = number, raw.FPDFPageObj_GetMarkedContentID(each.raw)
                size = raw.FPDFTextObj_GetText(each.raw, textpage.raw, None, 0)
                letters = (c_ushort * (size // 2))()
                raw.FPDFTextObj_GetText(each.raw, textpage.raw, letters, size)
                found[at] = found.get(at, "") + bytes(letters)[: size - 2].decode("utf-16-le")
    return found


class _Tagged:
    """Walks through the tags of a PDF."""

    def __init__(self, reader: PdfReader, texts: Mapping[tuple[int, int], str]) -> None:
        self.texts, self.heard = texts, set[tuple[int, int]]()
        self.pages = {each.indirect_reference.idnum: n for n, each in enumerate(reader.pages)}  # type: ignore[union-attr]
        self.parts = [Part()]
        root: Any = reader.trailer["/Root"]
        self._walk(root["/StructTreeRoot"]["/K"])

    def _walk(self, tag: Any) -> None:
        for each in _inside(tag):
            kind = each.get("/S")
            if kind in HEADINGS:
                self.parts.append(Part(self._text(each)))
            elif kind == "/Table":
                self._table(each)
            elif kind in LINES and not any(one.get("/S") in {"/Table", *LINES} for one in _below(each)):
                self.parts[-1].sentences.append(self._text(each))
            elif "/K" in each:
                self._walk(each["/K"])
            if "/Alt" in each or "/ActualText" in each:
                self.parts[-1].sentences.append(f"{each.get('/Alt', '')} {each.get('/ActualText', '')}")

    def _table(self, table: Any) -> None:
        part, heads = self.parts[-1], list[str]()
        for row in (each for each in _below(table) if each.get("/S") == "/TR"):
            cells = [self._text(each) for each in _inside(row["/K"])]
            if len(cells) == 1:
                part.sentences += cells
            elif heads and len(cells) == len(heads):
                part.rows.append(dict(zip(heads, cells, strict=True)))
            elif heads:
                part.sentences.append(f"A row that does not fit its head: {cells} 0")
            else:
                heads = cells
        part.sentences += heads

    def _text(self, tag: Any) -> str:
        return " ".join(" ".join(self._pieces(tag, 0)).split())

    def _pieces(self, tag: Any, page: int) -> Iterator[str]:
        """What a tag says, piece by piece; a piece stands on the page that it names, or on that of its tag."""
        if isinstance(tag, DictionaryObject):
            page = self.pages[tag.raw_get("/Pg").idnum] if "/Pg" in tag else page
        if isinstance(tag, DictionaryObject) and "/MCID" not in tag:
            for each in _kids(tag.get("/K", ())):
                yield from self._pieces(each, page)
        else:
            at = page, int(tag["/MCID"] if isinstance(tag, DictionaryObject) else tag)
            self.heard.add(at)
            yield self.texts.get(at, "")


def _kids(value: Any) -> Iterable[Any]:
    value = value.get_object() if hasattr(value, "get_object") else value
    return [each.get_object() for each in value] if isinstance(value, ArrayObject | tuple) else [value]


def _inside(value: Any) -> Iterator[Any]:
    yield from (each for each in _kids(value) if isinstance(each, DictionaryObject) and "/MCID" not in each)


def _below(tag: Any) -> Iterator[Any]:
    for each in _inside(tag.get("/K", ())):
        yield each
        yield from _below(each)
