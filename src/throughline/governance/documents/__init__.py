"""How does a whole pack leave as one file: the sheet as a PDF, and every paper under its number?"""

from datetime import datetime
from pathlib import Path, PurePath
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from ..models import Meeting, Paper
from ..queries.meetings import hours, titled
from ..queries.packs import Pack, Point, contents_of

TEMPLATE = Path(__file__).with_name("sheet.typ")
IN_MEMORY = 20_000_000  # bytes; a larger pack waits on the disk
_KEPT = frozenset(" -,()'’")


def sheet_pdf(pack: Pack, *, state: str, at: datetime) -> bytes:
    """The agenda of a meeting, with its minutes once there are some, as PDF/UA-1."""
    return typeset(TEMPLATE, _told(pack, state, at), at=at)


def zipped(pack: Pack, *, state: str, at: datetime) -> IO[bytes]:
    """The pack as a ZIP file, open at its beginning: the sheet, then the papers in order under their numbers."""
    papers = [each for each in pack.papers if each.withdrawn_at is None]
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response that sends it closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as into:
        into.writestr(f"00 {file_name(pack.meeting)}.pdf", sheet_pdf(pack, state=state, at=at))
        for paper, content in contents_of(papers):
            into.writestr(entry_name(paper), content)
    file.seek(0)
    return file


def file_name(meeting: Meeting) -> str:
    """The group and the day, as a file may be called."""
    return _safe(titled(meeting))


def entry_name(paper: Paper) -> str:
    """“01 Title.pdf”, “01.2 Title.pdf” for a supplement: sorted by name they stand in the pack's order."""
    number = f"{paper.number:02}" + (f".{paper.supplement}" if paper.supplement else "")
    return (
        f"{number} {_safe(paper.title)[:100].strip()}{PurePath(_safe(paper.file_name, '.')).suffix.lower()}"
    )


def _safe(text: str, also: str = "") -> str:
    """The text without what could lead out of a folder or upset a file system."""
    return " ".join(
        "".join(each if each.isalnum() or each in _KEPT or each in also else " " for each in text).split()
    )


def _told(pack: Pack, state: str, at: datetime) -> dict[str, Any]:
    meeting = pack.meeting
    return {
        "title": titled(meeting),
        "state": state,
        "when": ", ".join(filter(None, (hours(meeting), meeting.place or "place not stated"))),
        "source": meeting.item.source,
        "members": [
            f"{each.member}{' (chair)' if each.member.role == 'chair' else ''}"
            + (f": {each.how.get_presence_display().lower()}" if each.how else "")
            + (f", {each.how.name}" if each.how and each.how.name else "")
            for each in pack.members
        ]
        + [f"{name}: also there" for name in pack.others],
        "quorum": pack.quorum.words if any(each.how for each in pack.members) else "",
        "points": [_point(each) for each in pack.points],
        "papers": [
            [
                each.label,
                f"Withdrawn: {each.withdrawn_because}" if each.withdrawn_at else each.title,
                each.late_because,
            ]
            for each in pack.papers
        ],
        "actions": [[each.what, each.who, long_date(each.due_on), each.state] for each in pack.actions],
        "made_on": long_date(timezone.localdate(at)),
        "is_redrawn": False,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "number": str(point.item.position),
        "title": point.item.title,
        "about": ", ".join(
            filter(
                None,
                (
                    point.item.get_purpose_display(),
                    point.item.presenter,
                    *(each.label for each in point.papers if each.withdrawn_at is None),
                ),
            )
        ),
        "interests": [
            f"{each.who} declared an interest: {each.interest} {each.done}" for each in point.declarations
        ],
        "minutes": point.item.minutes,
        "outcomes": [[kind, text] for kind, text in point.outcomes],
        "is_withheld": point.is_withheld,
    }
