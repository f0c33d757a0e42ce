"""What is the text of this file, whatever kind of file it is?

What a file is, its content says; its name's ending is not believed. Nothing is unpacked to disk, nothing is
fetched, and a PDF is opened by another process that can be stopped.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from . import plain
from .limits import LARGEST_FILE, LONGEST_LINE, LONGEST_TEXT, UnreadableFileError

Kind = Literal["text", "html", "pdf", "docx"]

_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (rar)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_HOW_TO_SEND = "Save it as PDF, Word (.docx), HTML or plain text and send that."
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|main|article|section|div|table|p|h[1-6])\b[^>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING_TAG = re.compile(r"</(?:html|body|main|article|section|div|table|p|h[1-6])\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A file and its text; offsets of every quote count characters of `text`."""

    name: str
    sha256: str
    text: str
    text_sha256: str
    kind: Kind
    pages: int | None = None  # of a PDF
    unread_pages: tuple[int, ...] = ()  # pages of a PDF that are pictures without text


def read_file(source: Path | bytes, name: str | None = None) -> NoticeFile:
    """The file's text; UnreadableFileError says in a sentence why there is none."""
    data = _load(source) if isinstance(source, Path) else source
    if name is None:
        name = source.name if isinstance(source, Path) else ""
    if len(data) > LARGEST_FILE:
        raise UnreadableFileError(
            f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. "
            "Send the notice without its pictures and attachments."
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError("The file is empty. Send the file again from where you keep the notice.")
    kind, text, pages, unread = _read(data)
    _check_size(text)
    return NoticeFile(
        name=safe_name(name),
        sha256=sha256(data).hexdigest(),
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        kind=kind,
        pages=pages,
        unread_pages=unread,
    )


def safe_name(name: str) -> str:
    """The last part of an uploaded name, without control characters: it may be shown and stored."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(character for character in last if character.isprintable()).strip(" .")
    return kept[:200] or "unnamed"


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{safe_name(path.name)} is a folder. Name the notice's file.")
        if path.exists() and not path.is_file():
            raise UnreadableFileError(
                f"{safe_name(path.name)} is not an ordinary file. Name the notice's file."
            )
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise UnreadableFileError(
            f"There is no file {safe_name(path.name)}. Check its name and folder."
        ) from None
    except PermissionError:
        raise UnreadableFileError(
            f"You may not read {safe_name(path.name)}. Ask whoever owns the file to let you."
        ) from None
    except (OSError, ValueError):
        raise UnreadableFileError(
            f"{safe_name(path.name)} cannot be opened. Check its name and the disk it is on."
        ) from None


def _read(data: bytes) -> tuple[Kind, str, int | None, tuple[int, ...]]:
    if b"%PDF-" in data[:1024]:
        from . import pdf

        found = pdf.read(data)
        return "pdf", found.text, found.pages, found.unread_pages
    if data.startswith(b"PK"):
        from . import docx

        return "docx", docx.read(data), None, ()
    _refuse_other_formats(data)
    text = plain.decode(data)
    if _is_html(text):
        from . import html

        return "html", html.read(text), None, ()
    if not text.strip():
        raise UnreadableFileError("The file is empty. Send the file again from where you keep the notice.")
    return "text", text, None, ()


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFileError(
                "The file is locked with a password. Remove the password and send it again."
            )
        raise UnreadableFileError(
            f"The file is in the old Office format (such as .doc or .xls). {_HOW_TO_SEND}"
        )
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif") or data[8:12] == b"WEBP":
        raise UnreadableFileError(f"The file is a picture. {_HOW_TO_SEND}")
    for start, what in _OTHER_FORMATS:
        if data.startswith(start) and (len(start) > 2 or b"\x00" in data[:4096]):
            raise UnreadableFileError(f"The file is {what}. {_HOW_TO_SEND}")
    head = data[:4096].lower()
    if b"mime-version:" in head and b"content-type: multipart/" in head:
        raise UnreadableFileError(f"The file is an e-mail or a saved web archive. {_HOW_TO_SEND}")


def _is_html(text: str) -> bool:
    if _HTML_START.match(text, 0, 6000) is None:
        return False
    return re.match(r"\s*<(?:!doctype|html|\?xml)", text, re.IGNORECASE) is not None or bool(
        _CLOSING_TAG.search(text)
    )


def _check_size(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise UnreadableFileError(
            f"The file holds {len(text):,} characters, more than any notice ({LONGEST_TEXT:,}). "
            "Send the notice alone."
        )
    longest = max(map(len, re.split(r"[\n\r\f]", text)))
    if longest > LONGEST_LINE:
        raise UnreadableFileError(
            f"The file has a line of {longest:,} characters, so it is not a notice as people write one. "
            "Send the notice as it was published."
        )
