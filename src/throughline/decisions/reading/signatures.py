"""Which signatures does the notice show? Nothing is supplied: a post without a date or a signature is none."""

import re
from collections.abc import Iterator
from datetime import date

from .dates import dates
from .people import _POST as POST
from .record import Found, Record
from .shape import SignOff

_OPENING = re.compile(
    r"(?m:^)[ \t]*(?:electronically |digitally )?(?:(?:agreed|approved|authorised|authorized|signed off|signed)(?: and \w+)?"
    r" (?:by|for and on behalf of|on behalf of)\b|decision of the)(?: the)?[ \t:]*(?P<post>[^\n]{0,160})",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?m:^|\t)[ ]?(?:signed|signature)\b[ \t:]*(?P<hand>[^\n\t]{0,120})", re.IGNORECASE)
_DATED = re.compile(r"(?:(?m:^)|[\t ,(])(?:date|dated|on)\b(?: signed)?[ \t:]*\n{0,2}", re.IGNORECASE)
_EMPTY = re.compile(r"[\s.…_:–-]*(?:date(?:d)?[\s.…_:]*)?(?:name[\s.…_:]*)?", re.IGNORECASE)


def sign_offs(record: Record) -> list[Found[SignOff]]:
    """Every signature that is evidenced, in the order of the text."""
    found: list[Found[SignOff]] = []
    for start, end, post in _blocks(record):
        signed_on = _date_in(record, start, end)
        hand = _hand_in(record, start, end)
        if post and (signed_on or hand):
            day, at = signed_on or (None, hand or (post.start, post.end))
            found.append(Found(SignOff(post.value, day), post.start, post.end))
            record.evidence[f"sign_offs[{len(found) - 1}].post"] = record.view.quote(post.start, post.end)
            if day:
                record.evidence[f"sign_offs[{len(found) - 1}].signed_on"] = record.view.quote(*at)
    return found


def _blocks(record: Record) -> Iterator[tuple[int, int, Found[str] | None]]:
    text = record.view.clean
    openings = [m for m in _OPENING.finditer(text, record.start, record.end) if POST.search(m["post"])]
    for i, match in enumerate(openings):
        limit = openings[i + 1].start() if i + 1 < len(openings) else record.end
        yield match.start("post"), min(limit, match.end() + 400), record.worded(match.start("post"), match.end("post"), ".:,")


def _date_in(record: Record, start: int, end: int) -> tuple[date, tuple[int, int]] | None:
    for match in _DATED.finditer(record.view.clean, start, end):
        for found in dates(record.view.flow, match.end(), min(end, match.end() + 40)):
            if found.day and not record.view.clean[match.end() : found.start].strip(" \t\n:.,"):
                return found.day, (found.start, found.end)
            break
    return None


def _hand_in(record: Record, start: int, end: int) -> tuple[int, int] | None:
    for match in _SIGNED.finditer(record.view.clean, start, end):
        if not _EMPTY.fullmatch(match["hand"]):
            return match.start("hand"), match.end("hand")
    return None
