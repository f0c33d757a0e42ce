"""What does a Word document say, as it would be printed with all changes accepted?

Only the parts that hold text are read, each up to a limit, from memory; links to other files are ignored.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from . import layout
from .layout import BLANK, LINE
from .limits import LONGEST_TEXT, UnreadableFileError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = (  # the standard's other spelling of the same names
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
)
_MOST_MEMBERS = 2_000
_LARGEST_PART = 20 * 1024 * 1024
_LARGEST_WHOLE = 200 * 1024 * 1024
_MOST_PACKED = 300  # times smaller than what it unpacks to; text reaches a few dozen
_DEEPEST = 150
_SILENT = frozenset(
    _W + name
    for name in (
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "commentReference", "annotationRef"),
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
    )
)
_CHECK_MARKS = {
    "F0FE": "☒",
    "F0FD": "☒",
    "F0FC": "✓",
    "F078": "☒",
    "F052": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0A3": "☐",
}


def read(data: bytes) -> str:
    """The document's text: headers, body, notes, footers; a line a paragraph, a tab between cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _document(_Parts(archive))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,  # a way of packing that zipfile does not know
        OSError,
        KeyError,
        ValueError,
        etree.LxmlError,  # nested or repeated past what its parser allows
    ) as error:
        if b"PK\x05\x06" not in data[-66_000:]:
            raise UnreadableFileError("The file ends in the middle. Send the whole file again.") from error
        raise UnreadableFileError(
            "The Word document is damaged. Open it in Word, save it again and send that."
        ) from error


class _Parts:
    """The members of the archive, read one at a time and never further than a limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        members = archive.infolist()
        names = {member.filename for member in members}
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_WHOLE:
            raise UnreadableFileError(_TOO_MUCH)
        for member in members:
            if member.flag_bits & 1:
                raise UnreadableFileError(
                    "The file is locked with a password. Remove the password and send it again."
                )
            if member.file_size > 1_000_000 and member.file_size > _MOST_PACKED * max(
                1, member.compress_size
            ):
                raise UnreadableFileError(_TOO_MUCH)
            path = member.filename.replace("\\", "/")
            if path.startswith("/") or ".." in path.split("/"):
                raise UnreadableFileError(
                    "The file holds a name that leads outside itself, as no Word document does. "
                    "Save the notice again as PDF."
                )
        if len(names) != len(members):
            raise UnreadableFileError(
                "The file holds the same part twice. Open it in Word, save it again and send that."
            )
        self.names = names
        self._refuse_other_archives()

    def _refuse_other_archives(self) -> None:
        types = self.bytes("[Content_Types].xml") if "[Content_Types].xml" in self.names else b""
        if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise UnreadableFileError(
                "The document holds macros (programs). Save it as .docx without macros and send that."
            )
        if any(name.startswith("word/") for name in self.names) and types:
            return
        what = "a compressed folder (zip)"
        for start, kind in (
            ("xl/", "a spreadsheet"),
            ("ppt/", "a presentation"),
            ("content.xml", "an OpenDocument file"),
        ):
            if any(name.startswith(start) for name in self.names):
                what = kind
        raise UnreadableFileError(
            f"The file is {what}. Save the notice as PDF or Word (.docx) and send that."
        )

    def bytes(self, name: str) -> bytes:
        with self.archive.open(name) as part:
            data = part.read(_LARGEST_PART + 1)
        if len(data) > _LARGEST_PART:
            raise UnreadableFileError(_TOO_MUCH)
        return data

    def root(self, name: str) -> etree._Element:
        data = self.bytes(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFileError(
                "The document defines entities of its own, which Word never writes and an attack does. "
                "Save the notice as PDF and send that."
            )
        return root

    def targets(self, name: str, kind: str) -> dict[str, str]:
        """Relationship id → part name, for relationships of a kind that stay inside the file."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self.names:
            return {}
        found = {}
        for relation in self.root(rels):
            if (
                str(relation.get("Type", "")).endswith(f"/{kind}")
                and relation.get("TargetMode") != "External"
            ):
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
                found[str(relation.get("Id"))] = target.lstrip("/") if target.startswith("/") else target
        return {key: target for key, target in found.items() if target in self.names}


_TOO_MUCH = (
    "The file unpacks to far more than a notice holds. "
    "Save the notice again as PDF or Word (.docx) and send that."
)


def _document(parts: _Parts) -> str:
    name = next(iter(parts.targets("", "officeDocument").values()), "word/document.xml")
    root = parts.root(name)
    walk = _Walk(_bullets(parts, name))
    headers = _once(walk, parts, name, root, "header")
    body = walk.text(root)
    notes = [
        walk.text(parts.root(part))
        for kind in ("footnotes", "endnotes")
        for part in parts.targets(name, kind).values()
    ]
    footers = _once(walk, parts, name, root, "footer")
    text = layout.settle(BLANK.join([*headers, body, *notes, *footers]))
    if not text.strip():
        raise UnreadableFileError(
            "The document holds no text, perhaps only a picture of the notice. "
            "Send the document the picture was made from."
        )
    return text + "\n"


def _once(walk: "_Walk", parts: _Parts, name: str, root: etree._Element, kind: str) -> list[str]:
    targets = parts.targets(name, kind)
    wanted = dict.fromkeys(str(use.get(f"{_R}id")) for use in root.iter(f"{_W}{kind}Reference"))
    texts = [walk.text(parts.root(targets[use])) for use in wanted if use in targets]
    return [text for text in dict.fromkeys(texts) if layout.settle(text).strip()]


def _bullets(parts: _Parts, name: str) -> frozenset[str]:
    """Which lists (numId) are bulleted."""
    for part in parts.targets(name, "numbering").values():
        root = parts.root(part)
        kinds = {}
        for abstract in root.iter(f"{_W}abstractNum"):
            form = abstract.find(f"{_W}lvl/{_W}numFmt")
            kinds[abstract.get(f"{_W}abstractNumId")] = form is not None and form.get(f"{_W}val") == "bullet"
        found = []
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            if link is not None and kinds.get(link.get(f"{_W}val")):
                found.append(str(number.get(f"{_W}numId")))
        return frozenset(found)
    return frozenset()


class _Walk:
    """One walk over one part; a text box stands where it is anchored."""

    def __init__(self, bullets: frozenset[str]) -> None:
        self.bullets = bullets
        self.size = 0

    def text(self, element: etree._Element, depth: int = 0) -> str:
        tag = element.tag
        if tag in _SILENT:
            return ""
        if depth > _DEEPEST or self.size > LONGEST_TEXT:
            raise UnreadableFileError(_TOO_MUCH)
        if tag == f"{_W}t":
            self.size += len(element.text or "")
            return (element.text or "").replace("\u00a0", " ").replace(LINE, "").replace(BLANK, "")
        if tag == f"{_W}r" and _is_hidden(element):
            return ""
        if tag == f"{_W}tr":
            return self._row(element, depth)
        if tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            return self._inside(choice if choice is not None else element, depth)
        if tag in _MARKS:
            return _MARKS[tag]
        if tag == f"{_W}sym":
            return _CHECK_MARKS.get(str(element.get(f"{_W}char")).upper(), "")
        if tag == f"{_W}p":
            return self._paragraph(element, depth)
        if tag in (f"{_W}tbl", f"{_W}txbxContent"):
            return f"{BLANK}{self._inside(element, depth)}{BLANK}"
        return self._inside(element, depth)

    def _inside(self, element: etree._Element, depth: int) -> str:
        return "".join(self.text(child, depth + 1) for child in element)

    def _paragraph(self, element: etree._Element, depth: int) -> str:
        inside = self._inside(element, depth)
        style, number = element.find(f"{_W}pPr/{_W}pStyle"), element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        bulleted = (number is not None and number.get(f"{_W}val") in self.bullets) or (
            style is not None and str(style.get(f"{_W}val")).startswith("ListBullet")
        )
        if bulleted and inside.strip():
            return f"{LINE}- {inside}{LINE}"
        return f"{BLANK}{inside}{BLANK}" if inside.strip(" \t\n") else BLANK

    def _row(self, element: etree._Element, depth: int) -> str:
        if element.find(f"{_W}trPr/{_W}del") is not None:
            return ""
        cells = [layout.settle(self._inside(cell, depth + 1)) for cell in _cells(element)]
        return f"{LINE}{layout.row(cells)}{LINE}" if any(cells) else LINE


_MARKS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _cells(child)


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")
