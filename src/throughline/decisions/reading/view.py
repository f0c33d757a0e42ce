"""What would a person see of this text, and where in the file does each character of it stand?

Tags, entities, emphasis marks, dotted leaders and white space become plain text with four separators: a space,
a tab (next cell), a newline, a blank line. Every reader works on that text; evidence quotes the file's own.
"""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from .shape import Quote

_SPACE, _TAB, _NEWLINE, _BLANK, _CELL, _ROW = 1, 2, 3, 4, 5, 6

_ATOM = re.compile(
    r"""
    (?P<hidden><!--[^<>]{0,400}-->|<(?P<raw>script|style)\b[^<>]{0,400}>[^<]{0,20000}</(?P=raw)>)
    |(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]{0,10})\b[^<>]{0,500}>)
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,12});)
    |(?P<noise>(?m:^)[ \t*]{0,9}(?:this\ page\ (?:is|was)\ (?:intentionally\ )?(?:left\ )?blank
        |page\ \d{1,3}(?:\ ?(?:of|/)\ ?\d{1,3})?|\d{1,3}\ of\ \d{1,3})[ \t*]{0,9}(?=[\r\n\f]|\Z))
    |(?P<rule>(?m:^)[ \t]*+(?:[-=|:+─━═│┼_][-=|:+─━═│┼_ \t]{2,}+)(?=\r?\n|\Z))
    |(?P<white>\s{2,}+|[^\S ])
    |(?P<pipe>[|│¦])
    |(?P<leader>(?:[.…_·]\ ?){3,}+|…)
    |(?P<mark>\*{2,}+|(?m:^)\#{1,6}+\ {1,4})
    |(?P<nothing>[\u200b-\u200f\u2060\ufeff\u00ad\x00]|\\(?=[*_\#|\[\](){}.!-]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BREAKS = {
    **dict.fromkeys(
        ("br", "li", "ul", "ol", "div", "section", "dl", "header", "footer", "body", "html"), _NEWLINE
    ),
    **dict.fromkeys(
        ("p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "article", "title", "head"), _BLANK
    ),
    **dict.fromkeys(("tr", "thead", "tbody", "dd", "caption"), _ROW),
    **dict.fromkeys(("td", "th", "dt"), _CELL),
}
_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "sup",
        "sub",
        "span",
        "a",
        "font",
        "small",
        "mark",
        "label",
        "abbr",
        "s",
        "del",
        "ins",
        "img",
        "input",
        "meta",
        "link",
        "o",
        "main",
        "nav",
        "form",
        "time",
    ]
)
_EMPHASIS = frozenset(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "u"])
_HEADS = frozenset(["h1", "h2", "h3"])


@dataclass(slots=True)
class View:
    """The text as seen; `quote` gives back the file's own characters for any part of it."""

    source: str
    clean: str = ""
    flow: str = ""  # the same, tabs and newlines as spaces: same offsets
    marks: set[int] = field(default_factory=set)  # where emphasis begins or ends
    heads: set[int] = field(default_factory=set)  # where a heading begins or ends
    _at: list[int] = field(default_factory=list)
    _from: list[int] = field(default_factory=list)
    _upto: list[int] = field(default_factory=list)
    _literal: list[bool] = field(default_factory=list)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the file's text of a part of the clean text, which must not be empty."""
        i, j = bisect_right(self._at, start) - 1, bisect_right(self._at, end - 1) - 1
        first = self._from[i] + (start - self._at[i] if self._literal[i] else 0)
        last = self._from[j] + (end - self._at[j]) if self._literal[j] else self._upto[j]
        return first, last

    def quote(self, start: int, end: int) -> Quote:
        """The file's own characters for a part of the clean text."""
        first, last = self.place(start, end)
        return Quote(self.source[first:last], first, last)

    def locate(self, first: int, last: int) -> tuple[int, int]:
        """The part of the clean text that shows these characters of the file's text: `place` backwards."""
        return self._shown(first), self._shown(last - 1) + 1

    def _shown(self, offset: int) -> int:
        i = max(0, bisect_right(self._from, offset) - 1)
        return self._at[i] + (offset - self._from[i] if self._literal[i] else 0)

    def trim(self, start: int, end: int, extra: str = "") -> tuple[int, int]:
        """The same part without white space (and `extra` characters) around it."""
        drop = " \t\n" + extra
        text = self.clean
        while start < end and text[start] in drop:
            start += 1
        while end > start and text[end - 1] in drop:
            end -= 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """The part as one line."""
        return " ".join(self.clean[start:end].split())


def see(source: str) -> View:
    """The view of a file's text; linear in its length whatever it holds."""
    return _Builder(source).build()


class _Builder:
    def __init__(self, source: str) -> None:
        self.view = View(source)
        self.parts: list[str] = []
        self.length = 0
        self.gap = 0
        self.cells = 0
        self.gap_from = self.gap_upto = 0
        self.waiting: list[set[int]] = []

    def build(self) -> View:
        view, source, done = self.view, self.view.source, 0
        for match in _ATOM.finditer(source):
            start, end = match.span()
            if start > done:
                self._text(done, start)
            done = end
            self._atom(match.lastgroup or "", match, start, end)
        if done < len(source):
            self._text(done, len(source))
        view.clean = "".join(self.parts)
        view.flow = view.clean.replace("\t", " ").replace("\n", " ")
        return view

    def _atom(self, kind: str, match: re.Match[str], start: int, end: int) -> None:
        if match["tag"] is not None:
            self._tag(match, start, end)
        elif match["entity"] is not None:
            letter = html.unescape(match["entity"])
            if letter.isspace():
                self._break(_SPACE, start, end)
            else:
                self._put(letter, start, end, literal=letter == match["entity"])
        elif match["white"] is not None:
            white = match["white"]
            lines = white.count("\n") or white.count("\r")
            if lines or "\f" in white:
                self._break(_BLANK if lines > 1 else _NEWLINE, start, end)
            elif "\t" in white:
                self._break(_TAB, start, end, white.count("\t"))
            else:
                ended = self.parts and self.parts[-1][-1:] in ".!?;:,"
                self._break(_TAB if len(white) > 1 and not ended else _SPACE, start, end)
        elif match["pipe"] is not None:
            self._break(_TAB, start, end, 1)
        elif match["leader"] is not None:
            self._break(_TAB, start, end)
        elif match["rule"] is not None or match["noise"] is not None:
            self._break(_NEWLINE, start, end)
        elif match["mark"] is not None:
            self._mark(self.view.marks)
            if match["mark"][0] == "#":
                self._mark(self.view.heads)

    def _tag(self, match: re.Match[str], start: int, end: int) -> None:
        name = match["name"].lower()
        kind = _BREAKS.get(name)
        if kind is None and name not in _INLINE:
            self._put(match["tag"], start, end, literal=True)
            return
        closing = match["tag"][1] == "/"
        if kind is not None and closing and name in _EMPHASIS:
            self._emphasis(name)
        if kind == _CELL:
            self._break(_CELL if closing else 0, start, end, 1 if closing else 0)
        elif kind is not None:
            self._break(kind, start, end)
        if name in _EMPHASIS and not (kind is not None and closing):
            self._emphasis(name)

    def _emphasis(self, name: str) -> None:
        self._mark(self.view.marks)
        if name in _HEADS:
            self._mark(self.view.heads)

    def _mark(self, marks: set[int]) -> None:
        """Emphasis counts for the text before it and, after a separator, for the text that follows."""
        marks.add(self.length)
        if self.gap:
            self.waiting.append(marks)

    def _break(self, kind: int, start: int, end: int, cells: int = 0) -> None:
        if not kind:
            return
        if not self.gap:
            self.gap_from, self.cells = start, 0
        self.cells += cells
        self.gap, self.gap_upto = max(self.gap, kind), end

    def _text(self, start: int, end: int) -> None:
        source = self.view.source
        if self.gap:
            while start < end and source[start] == " ":
                start += 1
        elif source.startswith(" ", start) and end - start == 1:
            self._break(_SPACE, start, end)
            return
        if start < end:
            self._put(source[start:end], start, end, literal=True)

    def _put(self, text: str, start: int, end: int, *, literal: bool) -> None:
        if self.gap:
            between = {_SPACE: " ", _NEWLINE: "\n", _BLANK: "\n\n", _ROW: "\n"}.get(
                self.gap, "\t" * max(1, self.cells)
            )
            self.gap = 0
            if between != " " and self.parts and self.parts[-1].endswith(" "):
                self.parts[-1] = self.parts[-1][:-1]
                self.length -= 1
            if self.length:
                self._add(between, self.gap_from, self.gap_upto, literal=False)
            for marks in self.waiting:
                marks.add(self.length)
            self.waiting.clear()
        self._add(text, start, end, literal=literal)

    def _add(self, text: str, start: int, end: int, *, literal: bool) -> None:
        view = self.view
        view._at.append(self.length)
        view._from.append(start)
        view._upto.append(end)
        view._literal.append(literal)
        self.parts.append(text)
        self.length += len(text)
