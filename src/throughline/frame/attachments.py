"""Which files may be attached to something, and how does one come out again?

A file is what its bytes say: its name must agree, and what could run (macros, scripts, pages) is refused. It leaves as
a download only, so that no browser ever shows it as a page of ours.
"""

import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from throughline.kernel.verdict import RefusedError

from .models import StoredFile
from .upload import MOST_IN_WORDS, Upload, store

ACCEPTED = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt", "png", "jpg")
ACCEPTED_IN_WORDS = (
    f"PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text or a picture, at most {MOST_IN_WORDS}"
)
_STARTS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_SAME = {"jpeg": "jpg"}
_MACROS = ("vbaproject.bin", "/xl/macrosheets/", "/basic/", "/scripts/")  # Office's and OpenDocument's
_NO_TEXT = frozenset(range(32)) - {*b"\t\n\f\r"}


def attach(upload: Upload, *, at: datetime) -> StoredFile:
    """The stored file with these bytes; RefusedError when its kind is not accepted or not what its name says."""
    kind = kind_of(upload.content)
    ending = PurePath(upload.name).suffix.lower().removeprefix(".")
    ending = _SAME.get(ending, ending)
    if kind == "txt" and ending == "csv":
        kind = "csv"
    if kind not in ACCEPTED:
        raise RefusedError(f"This kind of file cannot be attached. Send {ACCEPTED_IN_WORDS}.")
    if ending != kind:
        called = f"ends in .{ending}" if ending else "has no ending"
        raise RefusedError(
            f"The name of this file {called}, and inside it is {kind}. Save it anew as .{kind}."
        )
    return store(upload, kind=kind, at=at)


def kind_of(content: bytes) -> str:
    """What the bytes are: one of ACCEPTED, or nothing."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    return "txt" if _is_plain(content) else ""


def download(sha256: str, name: str) -> HttpResponse:
    """The file as a download under that name; StoredFile.DoesNotExist when there is none."""
    file = StoredFile.objects.get(pk=sha256)
    response = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kind_of_zip(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as file:
            names = file.namelist()
            if any(macro in f"/{name.lower()}" for name in names for macro in _MACROS):
                return ""
            if "mimetype" in names and file.getinfo("mimetype").file_size < 200:
                return _OPEN.get(file.read("mimetype").strip(), "")
    except (BadZipFile, RuntimeError, OSError, ValueError, EOFError, zlib.error):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((kind for start, kind in _FOLDERS.items() if any(n.startswith(start) for n in names)), "")


def _is_plain(content: bytes) -> bool:
    """Text in UTF-8, or in what a spreadsheet on Windows saves (its pound sign is no UTF-8), and no page or script."""
    text = content.removeprefix(BOM_UTF8).lstrip()
    if _NO_TEXT.intersection(text) or text.startswith((b"<", b"#!", BOM_UTF16_LE, BOM_UTF16_BE)):
        return False
    return _reads_as("utf-8", text) or _reads_as("cp1252", text)


def _reads_as(encoding: str, content: bytes) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
