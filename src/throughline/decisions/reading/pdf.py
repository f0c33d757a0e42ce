"""What does a PDF say, page by page?

Another process opens it, with little memory, little time and nothing but the bytes: the file may be hostile,
and a parser written in C is stopped more surely from outside.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .limits import UnreadableFileError

SECONDS = 20
_NEEDED = ("LD_LIBRARY_PATH",)  # where some Pythons find their own library; nothing else is handed on
_CHILD = Path(__file__).with_name("pdf_child.py")
_SENTENCES = {
    "password": "The PDF is locked with a password. Remove the password and send it again.",
    "damaged": "The PDF is damaged. Open it where you made it, save it again and send that.",
    "truncated": "The PDF ends in the middle. Send the whole file again.",
    "pages": "The PDF has more pages than any notice. Send the pages of the notice alone.",
    "scan": "The PDF is a picture of the notice (a scan), so it holds no text. "
    "Send the document the scan was made from, or a PDF with its text recognised.",
    "letters": "The PDF does not say which letters its shapes stand for. "
    "Save it as PDF again from the original document and send that.",
    "form": "The PDF is a form that only its own program can fill in. Print it to PDF and send that.",
    "empty": "The PDF holds no text. Send the document it was made from.",
}
_TOO_HARD = "The PDF takes too long or too much memory to read. Print it to PDF and send that."


@dataclass(frozen=True, slots=True)
class PdfText:
    text: str
    pages: int
    unread_pages: tuple[int, ...]


def read(data: bytes) -> PdfText:
    """The text, a line a row, a tab between columns, a form feed between pages."""
    if b"%%EOF" not in data[-2048:]:
        raise UnreadableFileError(_SENTENCES["truncated"])
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-B", str(_CHILD), *_folders()],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(_TOO_HARD) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableFileError(_TOO_HARD if done.returncode < 0 else _SENTENCES["damaged"]) from None
    if "refused" in answer:
        raise UnreadableFileError(_SENTENCES.get(answer["refused"], _SENTENCES["damaged"]))
    return PdfText(answer["text"], answer["pages"], tuple(answer["unread"]))


def _folders() -> list[str]:
    """Where this package and pypdfium2 are: the child looks for modules nowhere else."""
    spec = find_spec("pypdfium2")
    if spec is None or spec.origin is None:
        raise ImportError("pypdfium2 is not installed; it is a dependency of this distribution.")
    return [str(_CHILD.parents[3]), str(Path(spec.origin).parents[1])]
