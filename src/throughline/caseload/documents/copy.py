"""How does the copy of a record look that a person is given?"""

from datetime import datetime
from pathlib import Path
from typing import Any

from throughline.frame.typesetting import typeset

TEMPLATE = Path(__file__).with_name("record.typ")


def copy_pdf(told: dict[str, Any], *, at: datetime) -> bytes:
    """The copy as PDF/UA-1; its title names nobody."""
    return typeset(TEMPLATE, {**told, "is_redrawn": False}, at=at)
