"""Which signature blocks does the form print, and who filled them in?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case
from .posts import POST_WORD


@dataclass(frozen=True, slots=True)
class Block:
    post: str
    text: str
    is_blank: bool
    condition: str


OPENING = re.compile(
    r"(?m:^)[ \t]*(?:(?:agreed|approved|authorised|authorized|signed off|signed|countersigned"
    r"|endorsed)(?: and \w+)? (?:by|on behalf of)"
    r"|(?:signature|sign-off|approval|authorisation) (?:of|by"
    r"|from))(?: the)?[ \t:]+(?P<post>[^\n\t:]{3,120})(?P<rest>[^\n]{0,200})",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    r"(?m:^)[ \t]*(?P<post>[A-Z][^\n\t:.]{2,80}?)(?:['’]s)? (?:signature"
    r"|sign-off)\b[ :]*(?P<rest>[^\n]{0,200})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?m:^)[ \t]*signed[ :\t]*\((?P<post>[^\n()]{3,80})\)[ :]*(?P<rest>[^\n]{0,200})", re.IGNORECASE
)
_SIGNING_LINE = re.compile(
    r"[ \t]*(?:\(?(?:signed|signature|date|dated|date signed|name|print name|printed name|full name"
    r"|position|title|post)\b\)?[ :.\t]*|$)",
    re.IGNORECASE,
)
_SIGNING_WORDS = re.compile(
    r"\b(?:signed|signature|date signed|dated?|print(?:ed)? name|full name|name|position|title|post|day"
    r"|month|year|dd|mm|yyyy)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:only|not) (?:required|needed|applicable)\b|\b(?:required|needed) (?:if|where|when|for)\b|\bn/a\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[ ]*\(?(?:name|print|printed|full name|position|title|post)\b", re.IGNORECASE
)  # no signature
_PAGE_NUMBER = re.compile(r"[ \t]*(?:page )?\d{1,3}(?: of \d{1,3})?[ \t]*", re.IGNORECASE)
_LABEL = re.compile(r"[^\n]*:|[ \t]*(?:contact|agreed|approved|author|this page|published)\b", re.IGNORECASE)
_FILLED = re.compile(r"[^\W_]{2,}|\d")


def blocks(case: Case) -> Iterator[Block]:
    """Every block of the form: under a post, in a table, or with the post printed below the line."""
    headed = list(_headed_blocks(case))
    yield from headed
    yield from _table_blocks(case)
    if not headed:  # where posts stand above their lines, the post below a line is the next block's
        yield from _posts_below(case)


def _headed_blocks(case: Case) -> Iterator[Block]:
    text = case.clean
    openings = sorted(
        (match for pattern in (OPENING, _POSSESSIVE, _BRACKETED) for match in pattern.finditer(text)),
        key=lambda m: m.start(),
    )
    for i, match in enumerate(openings):
        post = match["post"].strip(" .,*–-")
        if not POST_WORD.search(post) or len(post.split()) > 12:
            continue
        stop = openings[i + 1].start() if i + 1 < len(openings) else len(text)
        inside, condition = _inside(text[match.start("rest") : min(stop, match.end() + 500)])
        yield Block(post, case.quote(match.start(), match.end()), not _FILLED.search(inside), condition)


def _inside(text: str) -> tuple[str, str]:
    """What stands at the signature's and the date's place of a block, and the condition printed in it."""
    kept, condition, bare = [], "", False
    for number, line in enumerate(text.split("\n")):
        if _CONDITION.search(line):
            condition += f" {line}"
        elif number and _PAGE_NUMBER.fullmatch(line):
            continue
        elif _SIGNING_LINE.match(line) or not number:
            value = " ".join(
                _SIGNING_WORDS.sub(" ", cell) for cell in line.split("\t") if not _NAME.match(cell)
            )
            kept.append(value)
            bare = not _FILLED.search(value) if line.strip() else bare
        elif bare and len(line.split()) <= 6 and not _LABEL.match(line):
            kept.append(line)  # the signature on the line below its label
            bare = False
        else:
            break
    return " ".join(kept), condition


_SIGNING_COLUMN = re.compile(r"(?:signature|signed|date|approved|sign-off)\b", re.IGNORECASE)


def _table_blocks(case: Case) -> Iterator[Block]:
    """Rows under a heading row with a post, a signature and a date."""
    columns: list[int] = []
    at = 0
    for line in case.clean.split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        marks = [i for i, cell in enumerate(cells) if _SIGNING_COLUMN.match(cell)]
        if len(cells) > 2 and len(marks) > 1:
            columns = marks
        elif columns and POST_WORD.search(cells[0]) and len(cells) <= columns[-1] + 2:
            signed = " ".join(cells[i] for i in columns if i < len(cells))
            yield Block(cells[0], case.quote(at, at + len(line)), not _FILLED.search(signed), signed)
        elif line.strip():
            columns = []
        at += len(line) + 1


_POST_BELOW = re.compile(
    r"(?m:^)(?P<signing>[ \t]*(?:signed"
    r"|signature)\b[^\n]{0,160})\n{1,2}(?P<dated>[ \t]*dated?\b[^\n]{0,60}\n{1,2})?"
    r"[ \t]*(?P<post>[A-Z][^\n\t:.£]{2,80})(?=\n|\Z)",
    re.IGNORECASE,
)


def _posts_below(case: Case) -> Iterator[Block]:
    """A signature line with the post printed under it."""
    for match in _POST_BELOW.finditer(case.clean):
        before = case.clean[max(0, match.start() - 200) : match.start()].rstrip("\n").rsplit("\n", 1)[-1]
        heads_a_block = POST_WORD.search(before) and not re.search(r"[:@\t.]", before)
        if not POST_WORD.search(match["post"]) or len(match["post"].split()) > 9 or heads_a_block:
            continue
        inside, _ = _inside(f"{match['signing']}\n{match['dated'] or ''}")
        yield Block(match["post"].strip(), case.quote(*match.span()), not _FILLED.search(inside), "")
