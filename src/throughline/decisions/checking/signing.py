"""Who had to sign, and does the notice show that they did?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading.money import amounts
from ..reading.shape import Finding
from .areas import names_of
from .case import Case, money
from .value import value

_POST_WORD = re.compile(
    r"\b(?:director|officer|mayor|treasurer|commissioner|executive|leader|head|manager|member|councillor"
    r"|cabinet|chair|solicitor"
    r"|constable|chief|cfo|ceo|pcc|accountant|s151|lead|secretary|superintendent)\b",
    re.IGNORECASE,
)
# A different qualifier is a different post: an assistant director is not the director.
_RANKS = frozenset(("assistant", "deputy", "vice", "associate", "assisting"))
_SMALL = frozenset(("the", "of", "for", "and", "gm", "gmca", "a", "an", "by", "on", "behalf"))
_MUST = re.compile(
    r"\b(?:needs?|must|has|have|is required|are required|requires|required)(?: also)? (?:to )?be"
    r" (?:\w+ and )?(?:approved|agreed|signed(?: off)?|authorised"
    r"|countersigned)(?: and \w+)? by (?:the )?(?P<post>[^.;\n]{3,120})"
    r"|\brequires? (?:the )?(?:written |prior |formal )?(?:approval|signature|sign-off|agreement"
    r"|authorisation) of (?:the )?"
    r"(?P<other>[^.;\n]{3,120})",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(r"\b(?:if|where|when|unless|only|over|above|exceed\w*|before)\b", re.IGNORECASE)
_POST_ENDS = re.compile(
    r",? (?:before|prior to|who|which|and (?:must|will|is|then|that)|if|where|when|unless|in (?:all"
    r"|every)|for (?:all|any|every)"
    r"|in accordance|under|as|on|within|at)\b|\(",
    re.IGNORECASE,
)


def sign_off_not_evidenced(case: Case) -> Iterator[Finding]:
    """R2: a post that the form or the scheme asks for, and no signature of it; no signature is ever supplied."""
    shown = [sign_off.post for sign_off in case.decision.sign_offs]
    shown += [block.post for block in _blocks(case) if not block.is_blank]
    missing: list[str] = []
    for post, text in [*_posts_that_must(case), *_blank_blocks(case)]:
        if any(same_post(post, other) for other in [*shown, *missing]):
            continue
        missing.append(post)
        yield case.find(
            "sign-off-not-evidenced",
            "error",
            f"The notice asks for the sign-off of the {post} and does not show it.",
            text=text,
            field="sign_offs",
            post=post,
        )


def same_post(one: str, other: str) -> bool:
    """Whether two printed posts are the same one, the longer with more words; an assistant is another post."""
    a, b = _post_words(one), _post_words(other)
    return a & _RANKS == b & _RANKS and bool(a and b) and (a <= b or b <= a)


def _post_words(post: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", post.casefold())) - _SMALL


def _posts_that_must(case: Case) -> Iterator[tuple[str, str]]:
    for sentence in case.sentences:
        for match in _MUST.finditer(sentence.text):
            group = match["post"] or match["other"]
            cut = _POST_ENDS.search(group)
            rest = group[cut.start() :] if cut else ""
            if _ONLY_IF.search(sentence.text[: match.start()]) or _ONLY_IF.search(rest):
                continue
            for post in _split_posts(group[: cut.start()] if cut else group):
                yield post, case.quote(sentence.start, sentence.end)


def _split_posts(words: str) -> list[str]:
    parts = re.split(r",? and (?:the )?|, (?:the )?|;", words)
    if len(parts) > 1 and all(_POST_WORD.search(part) for part in parts):
        return [part.strip(" ,*") for part in parts]
    whole = words.strip(" ,*")
    return [whole] if _POST_WORD.search(whole) else []


@dataclass(frozen=True, slots=True)
class _Block:
    post: str
    text: str
    is_blank: bool
    condition: str


_OPENING = re.compile(
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


def _blank_blocks(case: Case) -> Iterator[tuple[str, str]]:
    """Posts with a signature block that nobody filled in and that this decision needs."""
    for block in _blocks(case):
        if block.is_blank and _is_needed(case, block):
            yield block.post, block.text


def _blocks(case: Case) -> Iterator[_Block]:
    text = case.clean
    openings = sorted(
        (match for pattern in (_OPENING, _POSSESSIVE, _BRACKETED) for match in pattern.finditer(text)),
        key=lambda m: m.start(),
    )
    for i, match in enumerate(openings):
        post = match["post"].strip(" .,*–-")
        if not _POST_WORD.search(post) or len(post.split()) > 12:
            continue
        stop = openings[i + 1].start() if i + 1 < len(openings) else len(text)
        inside, condition = _inside(text[match.start("rest") : min(stop, match.end() + 500)])
        yield _Block(post, case.quote(match.start(), match.end()), not _FILLED.search(inside), condition)
    yield from _table_blocks(case)
    yield from _posts_below(case)


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


def _table_blocks(case: Case) -> Iterator[_Block]:
    """Rows under a heading row with a post, a signature and a date."""
    columns: list[int] = []
    at = 0
    for line in case.clean.split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        marks = [i for i, cell in enumerate(cells) if _SIGNING_COLUMN.match(cell)]
        if len(cells) > 2 and len(marks) > 1:
            columns = marks
        elif columns and _POST_WORD.search(cells[0]) and len(cells) <= columns[-1] + 2:
            signed = " ".join(cells[i] for i in columns if i < len(cells))
            yield _Block(cells[0], case.quote(at, at + len(line)), not _FILLED.search(signed), signed)
        elif line.strip():
            columns = []
        at += len(line) + 1


_POST_BELOW = re.compile(
    r"(?m:^)(?P<signing>[ \t]*(?:signed"
    r"|signature)\b[^\n]{0,160})\n{1,2}(?P<dated>[ \t]*dated?\b[^\n]{0,60}\n{1,2})?"
    r"[ \t]*(?P<post>[A-Z][^\n\t:.£]{2,80})(?=\n|\Z)",
    re.IGNORECASE,
)


def _posts_below(case: Case) -> Iterator[_Block]:
    """A signature line with the post printed under it."""
    for match in _POST_BELOW.finditer(case.clean):
        before = case.clean[max(0, match.start() - 200) : match.start()].rstrip("\n").rsplit("\n", 1)[-1]
        heads_a_block = _POST_WORD.search(before) and not re.search(r"[:@\t.]", before)
        if not _POST_WORD.search(match["post"]) or len(match["post"].split()) > 9 or heads_a_block:
            continue
        inside, _ = _inside(f"{match['signing']}\n{match['dated'] or ''}")
        yield _Block(match["post"].strip(), case.quote(*match.span()), not _FILLED.search(inside), "")


def _is_needed(case: Case, block: _Block) -> bool:
    kind = f"{case.decision.decision_type or ''} {' '.join(case.decision.decision_makers)}".casefold()
    by_deputy_mayor = "deputy mayor" in kind
    if "chief officer" in kind and not by_deputy_mayor:
        return "director" in block.post.casefold()  # R2: the Director alone may do
    if re.search(r"\bnot (?:required|needed|applicable)\b|\bn/a\b", block.condition, re.IGNORECASE):
        return False
    if "deputy mayor" in block.condition.casefold() and not by_deputy_mayor:
        return False
    worth = value(case)
    return all(worth is not None and worth.pence >= limit.pence for limit in amounts(block.condition))


_FORM_LIMIT = re.compile(
    r"\b(?:required|needed|necessary|must (?:sign|approve)|sign(?:s|ed|ature)?|approv\w+)\b[^.;\n]{0,90}?"
    r"\b(?P<kind>of|over|above|exceed(?:ing|s)?|greater than|more than|at|from|worth)\b"
    r"(?: (?:amounts|decisions|awards|values|grants|contracts|expenditure|spend|sums|value)(?: of| over"
    r"| above| exceeding)?){0,2} $",
    re.IGNORECASE,
)
_AND_MORE = re.compile(r"\+| ?(?:and|or) (?:over|above|more)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Limit:
    post: str
    from_pence: int
    text: str


def limit_reached(case: Case) -> Iterator[Finding]:
    """R2, R3: the amount needs a further signature; the sentence names the basis that decided."""
    worth = value(case)
    if worth is None:
        return
    for limit in _limits(case):
        if worth.pence < limit.from_pence:
            continue
        signed = [sign_off.post for sign_off in case.decision.sign_offs]
        decided = signed or case.decision.decision_makers
        there = any(same_post(limit.post, post) for post in decided)
        yield case.find(
            "limit-reached",
            "note" if there else "warning",
            f"The {limit.post} must sign because {worth.because}; the limit is {money(limit.from_pence)}.",
            text=limit.text or worth.text,
            field="total_pence",
        )


def _limits(case: Case) -> list[_Limit]:
    """The limits that the form prints, else the scheme's where the decision is one of its kind."""
    printed = list(_printed_limits(case))
    if printed:
        return printed
    if _is_of_another_scheme(case):
        return []
    makers = [*case.decision.decision_makers, case.decision.decision_type or ""]
    return [
        _Limit(limit.post, limit.from_pence, "")
        for limit in case.facts.limits_on(case.decision.decided_on)
        if any(limit.post.casefold() in maker.casefold() for maker in makers)
    ]


def _is_of_another_scheme(case: Case) -> bool:
    """Whether the record is of another mayor's office, whose limits are not known here."""
    if re.search(r"\bGreater Manchester\b|\bGMCA\b|\bGM\b", case.clean):
        return False
    elsewhere = "|".join(map(re.escape, (*names_of("region"), "London", "MOPAC", "DMPC")))
    return re.search(rf"\b(?:{elsewhere})\b", case.clean) is not None


def _printed_limits(case: Case) -> Iterator[_Limit]:
    kind = f"{case.decision.decision_type or ''} {' '.join(case.decision.decision_makers)}".casefold()
    for amount in case.amounts:
        sentence = case.sentence_at(amount.start)
        begin = max(sentence.start if sentence else 0, amount.start - 200)
        before = _FORM_LIMIT.search(case.flow, begin, amount.start)
        more = _AND_MORE.match(case.flow, amount.end)
        if before is None or (before["kind"].casefold() in ("of", "at", "from", "worth") and not more):
            continue
        post = _post_of(case, begin, amount.start)
        words = case.flow[begin : amount.start].casefold()
        if post is None or ("deputy mayor decision" in words and "deputy mayor" not in kind):
            continue
        strictly = before["kind"].casefold() not in ("of", "at", "from", "worth") and not more
        yield _Limit(post, amount.pence + strictly, case.quote(begin, amount.end))


def _post_of(case: Case, start: int, end: int) -> str | None:
    """The post of the signature block that prints the limit, or the one that the sentence itself names."""
    opening = None
    for match in _OPENING.finditer(case.clean, max(0, start - 300), end):
        opening = match
    if opening and _POST_WORD.search(opening["post"]) and case.clean.count("\n", opening.end(), start) <= 3:
        return opening["post"].strip(" .,*–-")
    named = re.search(
        r"(?:approval|signature|sign-off|agreement|authorisation) (?:of|by"
        r"|from) (?:the )?(?P<a>[A-Z][\w’' -]{3,60}?) (?:is|was|will)"
        r"|(?:^|\bthe )(?P<b>[A-Z][\w’' -]{3,60}?) (?:must|has to|needs to|is required to|signs|approves)",
        case.flow[start:end],
    )
    return (named["a"] or named["b"]) if named else None
