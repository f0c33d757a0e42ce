"""Which characters do these bytes stand for?"""

import codecs
import re

from .limits import UnreadableFileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LATIN_PAGES = frozenset({"us-ascii", "iso-8859-1", "windows-1252"})  # browsers read all three as the last


def decode(data: bytes) -> str:
    """The text as it stands in the file, without its byte order mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding)
    if b"\x00" in data[:4096]:
        return _whole(data, _utf16_without_mark(data))
    named = _META_CHARSET.search(data[:4096])
    if named is not None and named[1].decode().lower() in _LATIN_PAGES:
        return _whole(data, "cp1252")
    try:
        return _refuse_binary(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if (
            error.end >= len(data) and error.start > len(data) - 4 and error.start
        ):  # cut inside the last character
            return _refuse_binary(data[: error.start].decode("utf-8"))
    return _whole(data, "cp1252")


def _whole(data: bytes, encoding: str) -> str:
    try:
        return _refuse_binary(data.decode(encoding))
    except UnicodeDecodeError:
        raise _not_text() from None


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and not even:
        return "utf-16-le"
    if even > len(sample) // 4 and not odd:
        return "utf-16-be"
    raise _not_text()


def _refuse_binary(text: str) -> str:
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > max(2, len(text) // 200):
        raise _not_text()
    return text


def _not_text() -> UnreadableFileError:
    return UnreadableFileError(
        "The file is not text, PDF, Word (.docx) or HTML, or it is damaged. "
        "Open it where you made it, save it as one of these and send that."
    )
