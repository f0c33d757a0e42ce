"""Which labels does this record print, and what stands behind each?

A label stands at the start of a line or of a cell, before a colon, a question mark, a dash, a tab or the end of
its line. What follows, up to the next label or heading, is its value.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .labels import field_of, numbering
from .view import View

_LONGEST = 110  # characters of a label
_MOST_CELLS = 60
_COLON = re.compile(r"(?<!\bhttp)(?<!\bhttps)[:?](?!//)(?!\d\d)")
_DASH = re.compile(r" [-–—=] ?|(?<=\w)[–—] ")
_GOES_ON = re.compile(r"\b(?:the|a|an|of|for|to|by|with|and|that|in|on) $", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w'’-])[A-Z]")
_SIGNING = re.compile(
    r"\(?dated(?: this)? (?:the )?(?=\d)|\(?(?:electronically |digitally )?"
    r"(?:agreed|approved|authorised|authorized|signed|signature|sign-off|signed off|endorsed)\b"
    r"(?: and \w+)?(?: (?:by|for|on behalf of|off by)\b|\s*[:\t\n]|$)",
    re.IGNORECASE,
)
DECLARES = re.compile(r"I (?:hereby )?(?:confirm|declare|certify)\b", re.IGNORECASE)
_FORM_NAME = re.compile(
    r"(?:[\w'’]+ ){0,4}decisions?(?: \w+)? (?:details?|notice|record|report|form|sheet|log)(?: form"
    r"| sheet)?|decision details",
    re.IGNORECASE,
)

Label = tuple[str | None, int, int, int]  # field, where the label begins and ends, where its value begins


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the part of the text behind it; `name` is None for a heading that no field answers to."""

    name: str | None
    label: tuple[int, int]
    start: int
    end: int


class Form:
    """The labelled fields of one record, in the order of the text."""

    def __init__(self, view: View, start: int, end: int, cells: Sequence[Field] | None = None) -> None:
        self.view, self.start, self.end = view, start, end
        self.fields: list[Field] = list(self._fields()) if cells is None else list(cells)
        self._by_name: dict[str, list[Field]] = {}
        for field in self.fields:
            if field.name:
                self._by_name.setdefault(field.name, []).append(field)

    def all(self, *names: str) -> list[Field]:
        """Every field of these names: by name in the order given, then in the order of the text."""
        return [field for name in names for field in self._by_name.get(name, ())]

    def first(self, *names: str) -> Field | None:
        """The first of these fields that has a value."""
        return next((field for field in self.all(*names) if field.start < field.end), None)

    def line(self, field: Field) -> tuple[int, int]:
        """The first cell or line of a field's value."""
        text = self.view.clean
        ends = (text.find("\n", field.start, field.end), text.find("\t", field.start, field.end))
        stop = min((at for at in ends if at >= 0), default=field.end)
        return self.view.trim(field.start, stop)

    def row(self, field: Field) -> tuple[int, int]:
        """The first line of a field's value with all its cells."""
        stop = self.view.clean.find("\n", field.start, field.end)
        return self.view.trim(field.start, stop if stop >= 0 else field.end)

    def paragraph(self, field: Field) -> tuple[int, int]:
        """A field's value up to the first blank line."""
        stop = self.view.clean.find("\n\n", field.start, field.end)
        return self.view.trim(field.start, stop if stop >= 0 else field.end)

    def _fields(self) -> Iterator[Field]:
        found = self._paired(list(self._labels()))
        for i, (name, label_start, label_end, value_start) in enumerate(found):
            value_end = found[i + 1][1] if i + 1 < len(found) else self.end
            yield Field(
                name, (label_start, label_end), *self.view.trim(value_start, max(value_start, value_end))
            )

    def _paired(self, found: list[Label]) -> list[Label]:
        """Labels that stand in a column of their own, each moved to its line of the column of values under them."""
        text, i = self.view.clean, 0
        while i < len(found):
            j = i
            while (
                j + 1 < len(found)
                and found[j + 1][0]
                and not text[found[j][3] : found[j + 1][1]].strip(" \t\n:?")
            ):
                j += 1
            count = j - i + 1
            if count >= 3 and found[i][0]:
                stop = found[j + 1][1] if j + 1 < len(found) else self.end
                values = list(lines_of(text, found[j][3], min(stop, found[j][3] + 3000)))[: count + 1]
                whole = len(values) == count or (
                    len(values) > count and text[values[count - 1][1] : values[count][0]] == "\n\n"
                )
                if whole:
                    for k, (start, _) in enumerate(values[:count]):
                        name, _, label_end, _ = found[i + k]
                        found[i + k] = (name, start, label_end, start)
            i = j + 1
        return found

    def _labels(self) -> Iterator[Label]:
        text, waiting, covered = self.view.clean, False, 0
        lines = list(lines_of(text, self.start, self.end))
        for i, (start, end) in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else None
            if self._heads_table(start, end, following):
                waiting = False
                continue
            found = [label for label in self._in_line(start, end, following) if label[2] > covered]
            yield from found
            if found:
                covered = found[-1][3]
                waiting = not text[found[-1][3] : end].strip(" \t")
            else:
                signs = self._signs(start, end) or self._declares((start, end), following)
                if signs or (not waiting and self._heading(start, end)):
                    yield None, start, end, end
                waiting = False

    def _in_line(self, start: int, end: int, following: tuple[int, int] | None) -> Iterator[Label]:
        text = self.view.clean
        cells = list(cells_of(text, start, end))
        for i, (begin, stop) in enumerate(cells):
            label = self._wrapped(begin, stop, following) if len(cells) == 1 else None
            label = label or self._label(begin, stop, alone=len(cells) == 1, more=i + 1 < len(cells))
            if label:
                yield label
            yield from self._inside(label[3] if label else begin, stop)

    def _wrapped(self, start: int, end: int, following: tuple[int, int] | None) -> Label | None:
        """A label that a line break has parted."""
        text = self.view.clean
        if (
            following is None
            or end - start > 50
            or not text[following[0]].islower()
            or ":" in text[start:end]
        ):
            return None
        colon = _COLON.search(text, following[0], min(following[1], following[0] + 60))
        name = field_of(text[numbering(text, start, end) : colon.start()]) if colon else None
        return (name, start, colon.start(), colon.end()) if name and colon else None

    def _label(self, start: int, end: int, *, alone: bool, more: bool) -> Label | None:
        text = self.view.clean
        words = numbering(text, start, end)
        if words >= end:
            return None
        capital = text[words].isupper() or text[words].isdigit()
        near = min(end, words + _LONGEST)
        for pattern in (_COLON, _DASH) if capital else (_COLON,):
            for i, match in enumerate(pattern.finditer(text, words, near)):
                name = field_of(text[words : match.start()])
                if name:
                    after = match.end()
                    while after < end and text[after] in ":?-– ":
                        after += 1
                    return name, start, match.start(), after
                if i:
                    break
        if not capital:
            return None
        for mark in range(words + 2, near + 1):
            if mark in self.view.marks and mark < end and (name := field_of(text[words:mark])):
                return name, start, mark, mark
        if end - words <= _LONGEST and (
            text[end - 1] not in ".;," or text[end - 3 : end].lower() in ("no.", "ef.")
        ):
            name = field_of(text[words:end])
            if name and (alone or more) and not _FORM_NAME.fullmatch(text, words, end):
                return name, start, end, end
        return None

    def _inside(self, start: int, end: int) -> Iterator[Label]:
        """Labels within a line that has lost its breaks: at least two words, or one after a sentence's end."""
        text, after, seen = self.view.clean, start, 0
        if end - start < 20:
            return
        for colon in _COLON.finditer(text, start, end):
            low = max(after, colon.start() - 70)
            for word in _WORD.finditer(text, low, colon.start()):
                at = word.start()
                if at <= start or text[at - 1] not in " )" or _GOES_ON.search(text, low, at):
                    continue
                name = field_of(text[at : colon.start()])
                several = " " in text[at : colon.start()] or "-" in text[at : colon.start()]
                if name and (several or seen > 1 or text[at - 2 : at - 1] in ".;!?"):
                    yield name, at, colon.start(), colon.end() + (text[colon.end() : colon.end() + 1] == ":")
                    seen += 1
                    break
            after = colon.end()

    def _heads_table(self, start: int, end: int, following: tuple[int, int] | None) -> bool:
        """Whether a line of cells heads a table: no colon in it, and a line of as many cells under it."""
        text = self.view.clean
        cells = list(cells_of(text, start, end))
        if len(cells) < 2 or following is None or ":" in text[start:end] or "?" in text[start:end]:
            return False
        if any(ch.isdigit() and "£" in text[start:end] for ch in text[start:end]):
            return False
        below = list(cells_of(text, *following))
        if len(below) < 2 or field_of(text[below[0][0] : below[0][1]]):
            return False
        labelled = [field_of(text[a:b]) is not None for a, b in cells]
        if labelled[0] and not any(
            labelled[1:]
        ):  # a label and its value, unless figures stand under short words
            return cells[1][1] - cells[1][0] <= 30 and any(ch.isdigit() for ch in text[slice(*below[-1])])
        return True

    def _signs(self, start: int, end: int) -> bool:
        """Whether a line opens a signature."""
        words = numbering(self.view.clean, start, end)
        if self.view.clean[words : words + 8].lower() == "endorsed" and self.view.clean[end - 1] == ".":
            return False  # a sentence
        return end - words < 160 and bool(_SIGNING.match(self.view.clean, words, min(end + 1, self.end)))

    def _declares(self, line: tuple[int, int], following: tuple[int, int] | None) -> bool:
        """Whether a line begins what the signatory declares, or is the post above it."""
        text = self.view.clean
        heads = following is not None and line[1] - line[0] <= 90 and DECLARES.match(text, *following)
        return bool(heads or DECLARES.match(text, *line))

    def _heading(self, start: int, end: int) -> bool:
        text, view = self.view.clean, self.view
        words = numbering(text, start, end)
        if end - words > _LONGEST or words >= end or not text[words].isupper():
            return False
        if (start in view.heads or (start in view.marks and end in view.marks)) and "\t" not in text[
            start:end
        ]:
            return True
        shown = text[words:end]
        if shown.endswith(":") and ". " not in shown and len(shown.split()) <= 9:
            return True
        return shown.isupper() and len(shown.split()) >= 2 and "£" not in shown and "\t" not in shown


def lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that hold something."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1


def cells_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a line that hold something."""
    return ((begin, stop) for begin, stop in every_cell(text, start, end) if stop > begin)


def every_cell(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a line, also the empty ones; no more than a table can have."""
    for _ in range(_MOST_CELLS):
        stop = text.find("\t", start, end)
        yield start, end if stop < 0 else stop
        if stop < 0:
            return
        start = stop + 1
