"""Where does each decision record of a text begin and end?"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from .form import Field, Form, every_cell, lines_of
from .labels import field_of
from .view import View

Span = tuple[int, int]

# Labels that only the record of a decision prints, and those that other papers print too.
_OWN = frozenset(
    [
        "decision_makers",
        "decided_on",
        "key_decision",
        "subject_to_call_in",
        "decision_type",
        "effective_from",
        "alternatives",
        "safeguarding_children",
        "safeguarding_adults",
        "call_in_until",
        "delegation",
    ]
)
_SHARED = frozenset(
    [
        "decision",
        "status",
        "published_on",
        "reference",
        "title",
        "reasons",
        "financial",
        "legal",
        "risk",
        "author",
        "contact",
        "conflicts",
        "exempt",
        "consultation",
        "equality",
        "wards",
        "purpose",
        "lead_officer",
        "legal_power",
        "function",
        "total",
    ]
)
# One of these begins a record; a record prints each of them once.
_ANCHORS = frozenset(
    [
        "reference",
        "title",
        "decision_makers",
        "decided_on",
        "published_on",
        "status",
        "key_decision",
        "decision_type",
        "author",
    ]
)
_DAYS = frozenset(["decided_on", "published_on", "effective_from", "call_in_until"])
_DECIDES = frozenset(
    [
        "decision_makers",
        "decided_on",
        "decision",
        "status",
        "key_decision",
        "author",
        "decision_type",
        "signature",
    ]
)
_KIND = (
    r"(?:decision (?:notice|record|report|form|details?|log|sheet|paper|summary|statement)s?"
    r"|notice of (?:\w+ ){0,3}decisions?"
    r"|(?:record|form|statement) of (?:\w+ ){0,5}decisions?|decisions? (?:taken|made|agreed|under delegated)"
    r"|(?:officer|delegated|mayoral|executive|PCC|commissioner'?s?|chief officer|DMPC|director"
    r"|cabinet member) (?:executive |key )?decisions?"
    r"|request for (?:\w+ ){0,3}decision|decision of the)"
)
_HEADING = re.compile(
    rf"^(?P<before>[^\n.:]{{0,60}})\b{_KIND}\b(?P<after>(?:[^\n.]|No\.){{0,60}})$",
    re.IGNORECASE | re.MULTILINE,
)
_LETTERS = re.compile(r"[^A-Za-z]+")
_ABOUT = re.compile(
    r"\W*(?:how|guid|template|about|example|training|complet|notes?\b|what|why|when|advice|instructions?"
    r"|scheme (?:for|of)|publishing|polic(?:y|ies)|faq)",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:(?:have|has|hereby|I|is|was|[A-Z][a-z]{2,20},?) (?:on [\w ]{4,20} )?(?:decided|approved|approve"
    r"|agreed|resolved|determined) (?:to|that|the|a|by)\b|the decision is\b|it is (?:hereby )?decided\b"
    r"|decision (?:was )?(?:taken|made|agreed) (?:by|on)\b)",
    re.IGNORECASE,
)
_COMMA_CELL = re.compile(r'(?:"(?P<quoted>[^"\n]*)"|(?P<plain>[^,\n]*))(?:,|$)')
_SIGNED = re.compile(
    r"^\(?(?:signed|signature|agreed by|approved by|authorised by)\b", re.IGNORECASE | re.MULTILINE
)
_OTHER_PAPER = re.compile(
    r"^[^\n]{0,50}\b(?:invoice|minutes of|agenda|job (?:title|description|advert)|vacancy|purchase order"
    r"|remittance|grant agreement"
    r"|partnership agreement|terms and conditions|contract between|agreement between|press release"
    r"|news release|receipt|payslip|quotation|forward plan|forthcoming|scheme of delegation"
    r"|application form|terms of reference|contract award|privacy notice|risk register)\b",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One record: where it is, the cover it shares with others, and its form where that is already read."""

    start: int
    end: int
    cover: Span = (0, 0)
    form: Form | None = None


def split(view: View) -> list[Part]:
    """Each record in its order; empty when the text is no record of a decision."""
    end = len(view.clean)
    if not end:
        return []
    parts = list(_rows(view))
    if parts and not _is_record(view, Form(view, 0, parts[0].start), heading_alone=False):
        return parts  # else the table stands inside a record
    form = Form(view, 0, end)
    for starts in _beginnings(view, form):
        bounds = [*starts, end]
        parts = [Part(start, stop, (0, starts[0])) for start, stop in pairwise(bounds)]
        if len(parts) >= 2 and _alike(form, parts):
            return parts
    return [Part(0, end, form=form)] if _is_record(view, form) else []


def _beginnings(view: View, form: Form) -> Iterator[list[int]]:
    """Where records may begin: at repeated headings, else at the first label that is repeated."""
    headings: dict[str, list[int]] = {}
    for match in _HEADING.finditer(view.clean):
        if _bare_heading(match):
            headings.setdefault(_LETTERS.sub("", match[0]).lower(), []).append(match.start())
    again = max(headings.values(), key=len, default=[])
    if len(again) >= 2:
        yield again
    tried = set()
    for field in form.fields:
        if field.name in _ANCHORS and field.name not in tried:
            tried.add(field.name)
            again = [other.label[0] for other in form.fields if other.name == field.name]
            if len(again) >= 2:
                yield [_with_heading(view, form, at) for at in again]


def _bare_heading(match: re.Match[str]) -> bool:
    return len(match["after"].split()) <= 6 and len(match[0].split()) <= 12 and not _ABOUT.match(match[0])


def _with_heading(view: View, form: Form, at: int) -> int:
    """A record's beginning with the heading lines right above its first label."""
    earlier = bisect_left(form.fields, at, key=lambda field: field.label[0])
    named = next(
        (field for field in reversed(form.fields[max(0, earlier - 5) : earlier]) if field.name), None
    )
    before = form.line(named)[1] if named else 0
    start = at
    for begin, stop in reversed(list(lines_of(view.clean, max(before, at - 400), at))):
        line = view.clean[begin:stop]
        heads = _HEADING.search(line) or re.match(
            r"(?:decision|record|item|notice) (?:no\.? ?)?\d{1,3}\b|\d{1,3}[.)] ", line, re.IGNORECASE
        )
        if heads or begin in view.marks or (line.isupper() and len(line) < 120):
            start = begin
        else:
            break
    return start


def _alike(form: Form, parts: Sequence[Part]) -> bool:
    """Whether each part is a record of its own: it decides something, and prints much the same labels."""
    names: list[set[str]] = [set() for _ in parts]
    starts = [part.start for part in parts]
    for field in form.fields:
        i = bisect_right(starts, field.label[0]) - 1
        if field.name and field.start < field.end and i >= 0:
            names[i].add(field.name)
    anchors = [found & _ANCHORS for found in names]
    first = anchors[0]
    return all(
        len(mine) >= 2 and found & _DECIDES and len(mine & first) * 2 >= min(len(mine), len(first))
        for mine, found in zip(anchors, names, strict=True)
    )


def _is_record(view: View, form: Form, *, heading_alone: bool = True) -> bool:
    """Enough labels of a decision's record: its own weigh more than those that other papers have too."""
    named = {
        field.name
        for field in form.fields
        if field.name and field.start < field.end and (field.name not in _DAYS or _has_digit(view, field))
    }
    own, shared = len(named & _OWN), len(named & _SHARED)
    heading = any(
        _bare_heading(match) for match in _HEADING.finditer(view.clean, 0, min(len(view.clean), 3000))
    )
    outright = bool(_DECIDED.search(view.flow))
    decided = outright or "decision" in named
    if _OTHER_PAPER.search(view.clean[:300]) and not heading:
        return False
    if heading and heading_alone:
        return (
            own >= 1
            or shared >= 2
            or (outright and "reasons" in named)
            or ((decided or "title" in named) and bool(_SIGNED.search(view.clean)))
        )
    return (
        own >= 2
        or (own == 1 and "decision" in named and shared >= 3)
        or {"title", "decision", "reasons"} <= named
    )


def _has_digit(view: View, field: Field) -> bool:
    """Whether a date may stand in a field: guidance says in words what to write there."""
    return any(sign.isdigit() for sign in view.clean[field.start : min(field.end, field.start + 80)])


def _comma_cells(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells of a line of comma-separated values."""
    for match in islice(_COMMA_CELL.finditer(text, start, end), 60):
        yield match.span("quoted") if match["quoted"] is not None else match.span("plain")
        if match.end() == end and text[end - 1] != ",":
            return


def _rows(view: View) -> Iterator[Part]:
    """The rows of a register: a table whose heading prints the labels of a decision."""
    text = view.clean
    names: list[tuple[str | None, Span]] = []
    commas = False
    for start, end in lines_of(text, 0, len(text)):
        tabs = "\t" in text[start:end]
        cells = list(
            every_cell(text, start, end) if tabs or (names and not commas) else _comma_cells(text, start, end)
        )
        if len(cells) >= 3:
            heads = [field_of(text[a:b]) for a, b in cells]
            if len(
                {name for name in heads if name in _ANCHORS | _OWN | {"decision", "total"}}
            ) >= 3 and not any(":" in text[a:b] for a, b in cells):
                names, commas = list(zip(heads, cells, strict=True)), not tabs
                continue
        if names and len(cells) >= max(2, len(names) - 2):
            fields = [
                Field(name, head, *view.trim(a, b))
                for (name, head), (a, b) in zip(names, cells, strict=False)
                if a < b
            ]
            yield Part(start, end, form=Form(view, start, end, fields))
        elif names and "\t" not in text[start:end]:
            names = names if len(text[start:end]) < 40 else []
