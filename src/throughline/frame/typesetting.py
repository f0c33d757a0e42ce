"""How do facts become a PDF that everybody can read, also by ear (PDF/UA-1)?"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

MOST_ATTEMPTS = 12  # different missing characters; with more, every rare one is taken out at once
_ONE_AT_A_TIME = Lock()  # a compiler breaks off when another thread asks it meanwhile
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(template: Path, told: dict[str, Any], *, at: datetime) -> bytes:
    """The template with these facts as PDF/UA-1; the same facts and moment give the same bytes.

    The template reads them as JSON from the input that has its own name. PDF/UA-1 forbids a character that no font
    can draw: it becomes U+FFFD, and the fact `is_redrawn` is true.
    """
    for _ in range(MOST_ATTEMPTS):
        try:
            return _typeset(template, told, at)
        except typst.TypstError as refused:
            if not (undrawn := _UNDRAWN.search(str(refused))):
                raise
        missing = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), undrawn[1])
        told = _redrawn(told, set(missing).__contains__) | {"is_redrawn": True}
    return _typeset(template, _redrawn(told, _is_rare), at)


def _typeset(template: Path, told: dict[str, Any], at: datetime) -> bytes:
    with _ONE_AT_A_TIME:
        pdf: bytes = _compiler(template).compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={template.stem: json.dumps(told, ensure_ascii=False, sort_keys=True)},
            timestamp=int(at.timestamp()),
        )
    return pdf


def _redrawn(value: Any, is_missing: Callable[[str], bool]) -> Any:
    if isinstance(value, str):
        return "".join("\N{REPLACEMENT CHARACTER}" if is_missing(each) else each for each in value)
    if isinstance(value, dict):
        return {name: _redrawn(inner, is_missing) for name, inner in value.items()}
    if isinstance(value, list):
        return [_redrawn(inner, is_missing) for inner in value]
    return value


def _is_rare(character: str) -> bool:
    """Neither Latin, nor usual punctuation, nor a currency sign."""
    code = ord(character)
    return not (
        0x20 <= code < 0x7F or 0xA0 <= code < 0x180 or 0x2010 <= code < 0x2027 or character in "\n\t€"
    )


@cache
def _compiler(template: Path) -> Any:
    return typst.Compiler(template, root=template.parent, ignore_system_fonts=True)
