"""How does the report to the Police, Fire and Crime Panel look as a document?"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from ..queries.panel import Line, Report

TEMPLATE = Path(__file__).with_name("panel.typ")


def panel_pdf(report: Report, *, at: datetime) -> bytes:
    """The report of a year as PDF/UA-1; it says what its page says."""
    return typeset(
        TEMPLATE,
        {
            "title": f"How the grants of {report.year} were assured",
            "made_on": long_date(timezone.localdate(at)),
            "summary": report.in_words,
            "is_illustration": any(each.is_illustration for each in report.lines),
            "lines": [_line(each) for each in report.lines],
            "is_redrawn": False,
        },
        at=at,
    )


def _line(line: Line) -> dict[str, Any]:
    return {
        "title": f"{line.area}, {line.programme}",
        "is_illustration": line.is_illustration,
        "facts": [[what, said] for what, said, _ in line.facts],
        "words": line.words,
    }
