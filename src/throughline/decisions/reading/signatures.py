"""Which signatures does the notice show? Nothing is supplied: a post without a date or a signature is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .form import cells_of, every_cell, lines_of
from .labels import field_of, numbering
from .people import decision_makers, is_name, is_post, unwrapped, without_name
from .record import Found, Record
from .shape import SignOff

_SIGN = r"(?:agreed|approved|authorised|authorized|signed off|signed|endorsed and signed|confirmed)"
_OPENING = re.compile(
    rf"(?:electronically |digitally )?{_SIGN}(?: and \w+)?(?: (?:by|for and on behalf of"
    rf"|on behalf of)\b(?: the)?[ \t]*:?|:)[ \t]*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\(?(?:(?:electronically|digitally) )?(?:signed|signature)\b\)?(?: of (?:the )?(?P<whose>[\w ]{2,60})(?=:))?(?: "
    r"\([^()]{0,30}\))?[ \t]*[:–-]?[ \t]*",
    re.IGNORECASE,
)
_POST_SIGNED = re.compile(r"(?P<post>[A-Z][\w '’&-]{3,60}): (?:signed|signature|approved)\b[ \t:]*")
_DATED = re.compile(r"(?:date|dated)\b(?: signed| of signature| this)?[ \t]*[:–-]?[ \t]*", re.IGNORECASE)
_DATED_THIS = re.compile(r"dated(?: this)? (?:the )?(?=\d)", re.IGNORECASE)
_POST_LABEL = re.compile(
    r"(?:job )?(?:title|post|position|role|designation|capacity|office)(?: held)?[ \t]*:[ \t]*", re.IGNORECASE
)
_NAME_LABEL = re.compile(r"(?:print(?:ed)? |full )?name[ \t]*:[ \t]*", re.IGNORECASE)
_EMPTY = re.compile(
    r"[\W_]*(?:\((?:signature|sign|name|date)\)|signature|date|name|tbc|pending|awaited|awaiting signature"
    r"|not (?:yet )?signed|n/?a|blank)?[\W_]*",
    re.IGNORECASE,
)
_ON = re.compile(r"[ ,(]+(?:on |dated? ?:? ?)?$", re.IGNORECASE)
_NO_SIGNATURE_TABLE = re.compile(
    r"\b(?:meeting|version|review|milestone|payment|task|action)\b", re.IGNORECASE
)

Span = tuple[int, int]


@dataclass(slots=True)
class _Block:
    """A signature block as it is being read."""

    post: Found[str] | None = None
    hand: Span | None = None
    day: Found[date] | None = None
    signed: bool = False  # a place to sign has been seen


def sign_offs(record: Record) -> list[Found[SignOff]]:
    """Every signature that is evidenced, in the order of the text."""
    found: list[Found[SignOff]] = []
    for block in (*_Blocks(record).read(), *_tabled(record)):
        if block.post is None and block.signed:
            block.post = _only_maker(record)
        if block.post is None or not (block.day or block.hand):
            continue
        path = f"sign_offs[{len(found)}]"
        record.evidence[f"{path}.post"] = record.view.quote(block.post.start, block.post.end)
        if block.day:
            record.evidence[f"{path}.signed_on"] = record.view.quote(block.day.start, block.day.end)
        value = SignOff(block.post.value, block.day.value if block.day else None)
        found.append(Found(value, block.post.start, block.post.end))
    return found


def _only_maker(record: Record) -> Found[str] | None:
    """The one decision maker, whose the signature is where no other post stands at it."""
    makers = decision_makers(record)
    if len(makers) != 1:
        return None
    start = without_name(record.view.clean, makers[0].start, makers[0].end)
    return unwrapped(record, record.worded(start, makers[0].end, ".:,;"))


class _Blocks:
    """Signature blocks, line by line: an opening or a place to sign begins one, a date ends it."""

    def __init__(self, record: Record) -> None:
        self.record, self.text = record, record.view.clean
        self.lines = list(lines_of(self.text, record.start, record.end))
        self.block: _Block | None = None
        self.since = 0  # lines since the block began
        self.used: set[int] = set()

    def read(self) -> list[_Block]:
        blocks: list[_Block] = []
        for i, (start, end) in enumerate(self.lines):
            self.since += 1
            cells = list(cells_of(self.text, start, end))
            heads = {field_of(self.text[a:b]) for a, b in cells}
            if heads >= {"signature", "signed_date"} and None not in heads:
                continue  # the heading of a table of signatures
            for at, stop in cells:
                at, stop = self.record.view.trim(at, stop)
                begun = self._cell(i, at, stop)
                if begun:
                    blocks.append(begun)
            if self.block and self.since > 14:
                self.block = None
        return blocks

    def _cell(self, i: int, start: int, end: int) -> _Block | None:
        """Reads a cell into the open block; gives a block when the cell begins one."""
        text = self.text
        opening = _OPENING.match(text, start, end)
        if opening:
            opened = self._open(i, opening.end(), end)
            if opened:
                return opened
        named = _POST_SIGNED.match(text, start, end)
        if named and is_post(named["post"]):
            by_post = _Block(self._post(*named.span("post")), signed=True)
            self.block, self.since = by_post, 0
            self._hand(i, named.end(), end)
            return by_post
        signed = _SIGNED.match(text, start, end)
        if signed and (signed.end() == end or signed[0].rstrip()[-1:] in ":–-" or end - signed.end() < 60):
            begun = None
            if self.block is None or self.block.signed:
                said_whose = signed["whose"] and is_post(signed["whose"])
                post = self._post(*signed.span("whose")) if said_whose else self._post_before(i)
                begun = self.block = _Block(post, day=self._dated_above(i))
                self.since = 0
            self.block.signed = True
            self._hand(i, signed.end(), end)
            return begun
        dated = _DATED.match(text, start, end)
        if dated and self.block:
            self._date(i, dated.end(), end)
        elif self.block and self.block.post is None and self.since <= 5:
            label = _POST_LABEL.match(text, start, end)
            name = _NAME_LABEL.match(text, start, end)
            begin = label.end() if label else name.end() if name else start
            if begin < end and is_post(text[begin:end]) and text[end - 1] != ".":
                self.block.post = self._post(begin, end)
                self.used.add(i)
        elif (
            self.block
            and self.block.hand is None
            and self.since <= 3
            and self.block.signed
            and is_name(text[start:end])
        ):
            self.block.hand = (start, end)
        return None

    def _open(self, i: int, start: int, end: int) -> _Block | None:
        """A line such as "Agreed by the Treasurer", or one whose post stands on the next line."""
        if start >= end and i + 1 < len(self.lines):
            start, end = self.lines[i + 1]
            if _NAME_LABEL.match(self.text, start, end) or _POST_LABEL.match(self.text, start, end):
                self.block, self.since = _Block(), 0
                return self.block
        if end - start > 160 or not is_post(self.text[start:end]):
            return None
        day = next(iter(self.record.dates_in(start, end)), None)
        if (day is None and self.text[end - 1] == "." and end - start > 60) or (day and day.end < end - 3):
            return None  # a sentence, not a signature
        stop = day.start if day else end
        before = _ON.search(self.text, start, stop)
        self.block = _Block(self._post(start, before.start() if before and day else stop))
        self.since = 0
        if day:
            self.block.day = Found(day.day, day.start, day.end)
        return self.block

    def _hand(self, i: int, start: int, end: int) -> None:
        block = self.block
        if block is None:
            return
        if start >= end:
            start, end = next(iter(cells_of(self.text, end + 1, self.lines[i][1])), (end, end))
        inner = re.compile(r"\b(?:date|dated)\b[ :.]*", re.IGNORECASE).search(self.text, start, end)
        if inner:
            self._date(i, inner.end(), end)
            end = inner.start()
        start, end = self.record.view.trim(start, end, ",;")
        day = next(iter(self.record.dates_in(start, end)), None)
        if day and block.day is None:
            block.day = Found(day.day, day.start, day.end)
            before = _ON.search(self.text, start, day.start)
            end = before.start() if before else day.start
        if start < end and not _EMPTY.fullmatch(self.text[start:end]):
            block.hand = (start, end)
            if block.post is None and is_post(self.text[start:end]):
                block.post = self._post(start, end)

    def _date(self, i: int, start: int, end: int) -> None:
        block = self.block
        if block is None or block.day:
            return
        start, end = self.record.view.trim(start, end)
        if start >= end:
            start, end = self.record.view.trim(end, self.lines[i][1])  # the next cell
        if start >= end and i + 1 < len(self.lines):
            start, end = self.lines[i + 1]
        day = next(iter(self.record.dates_in(start, min(end, start + 60))), None)
        if day and (day.start - start < 14 or not self.text[start : day.start].strip(" \t:.,-")):
            block.day = Found(day.day, day.start, day.end)

    def _post_before(self, i: int) -> Found[str] | None:
        """The post in one of the lines right above a place to sign."""
        for j in range(i - 1, max(-1, i - 7), -1):
            start, end = self.lines[j]
            label = _POST_LABEL.match(self.text, start, end)
            if "\t" in self.text[start:end]:
                continue
            if self.block and j <= i - self.since:
                return None  # that line belongs to the block before
            if j in self.used:
                return None
            begin = label.end() if label else start
            if not label:
                begin = numbering(self.text, start, end)
                colon = self.text.find(":", begin, min(end, begin + 80))
                end = colon if colon > 0 and is_post(self.text[begin:colon]) else end
            if (
                end - begin <= 110
                and is_post(self.text[begin:end])
                and self.text[end - 1] not in ".:"
                and (label or ":" not in self.text[begin:end])
            ):
                self.used.add(j)
                return self._post(begin, end)
        return None

    def _dated_above(self, i: int) -> Found[date] | None:
        """The day of "Dated this …" in one of the lines right above a place to sign."""
        for start, end in self.lines[max(0, i - 2) : i]:
            dated = _DATED_THIS.match(self.text, start, end)
            day = next(iter(self.record.dates_in(dated.end(), end)), None) if dated else None
            if day:
                return Found(day.day, day.start, day.end)
        return None

    def _post(self, start: int, end: int) -> Found[str] | None:
        start = without_name(self.text, start, end)
        return unwrapped(self.record, self.record.worded(start, end, ".:,;"))


def _tabled(record: Record) -> Iterator[_Block]:
    """Signatures in a table whose heading names posts and dates or signatures."""
    text, columns = record.view.clean, {}
    for start, end in lines_of(text, record.start, record.end):
        cells = list(every_cell(text, start, end))
        if len(cells) < 2:
            continue
        heads = [_column(text[a:b]) for a, b in cells]
        if (
            "post" in heads
            and ("hand" in heads or "day" in heads)
            and not _NO_SIGNATURE_TABLE.search(text, start, end)
        ):
            columns = {name: k for k, name in reversed(list(enumerate(heads))) if name}
            continue
        if not columns or len(cells) <= columns["post"]:
            continue
        begin, stop = cells[columns["post"]]
        if not is_post(text[begin:stop]):
            continue
        block = _Block(record.worded(begin, stop))
        for name, k in columns.items():
            if k < len(cells):
                a, b = record.view.trim(*cells[k])
                day = next(iter(record.dates_in(a, b)), None) if name == "day" else None
                if day:
                    block.day = Found(day.day, day.start, day.end)
                if name == "hand" and a < b and not _EMPTY.fullmatch(text[a:b]):
                    block.hand = (a, b)
        yield block


def _column(words: str) -> str | None:
    name = words.strip(" :*").lower()
    if re.fullmatch(
        r"(?:job )?(?:post|title|position|role|designation|officer|approver|signatory|post holder"
        r"|name and (?:post|title|position))",
        name,
    ):
        return "post"
    if re.fullmatch(r"(?:signature|signed|sign(?:ed)? off|approved(?: by)?)", name):
        return "hand"
    return (
        "day"
        if re.fullmatch(
            r"(?:date|dated|date signed|signed on|date approved|date of signature|date agreed)", name
        )
        else None
    )
