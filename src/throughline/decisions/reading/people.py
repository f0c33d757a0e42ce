"""Who decided, who wrote the notice, who may be asked?"""

import re
from collections.abc import Iterator

from .form import DECLARES, Field, lines_of
from .record import Found, Record

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,5}")
_PHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|ext|extension)\b\.?:? ?)?\+?\d[\d ()-]{7,18}\d", re.IGNORECASE
)
_CONTACT_WORDS = re.compile(
    r"\b(?:e-?mail|tel|telephone|phone|mobile|contact|address)(?: (?:no|number|address))?\.?:? ?$",
    re.IGNORECASE,
)
_DID = re.compile(r" (?:has|have) (?:drafted|prepared|written|reviewed|completed|authored)\b")
_NOBODY = re.compile(r"(?:n/?a|none|not applicable|tbc|tba|nil|-|–|—|x|unknown)\.?", re.IGNORECASE)

# What a post is called: its name ends in one of these, before any "of" or "for".
_HEAD = (
    r"(?:director|officer|mayor|treasurer|commissioner|leader|head|manager|member|councillor|cllr|chair"
    r"|chairman|chairwoman|president"
    r"|secretary|solicitor|superintendent|constable|lead|lawyer|board|committee|panel|cabinet|minister"
    r"|portfolio holder|executive"
    r"|governor|registrar|counsel|accountant|cfo|ceo|dpcc|pcc|s151|deputy|authority|council|administrator"
    r"|controller|coordinator|principal)s?"
)
_POST = re.compile(rf"\b{_HEAD}\b", re.IGNORECASE)
_POST_HEAD = re.compile(
    rf"(?:^|\b){_HEAD}(?: \([^()]{{1,40}}\))?$|^(?:s\.?|section )151\b|^monitoring officer", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady|Baroness|Rev|Prof|Professor|Alderman)\.? )?"
    r"(?:[A-Z][\w'’.-]{0,30} ?){2,4}(?:MBE|OBE|CBE|QPM|CPFA)?$"
)
_TITLE = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady|Baroness|Rev|Prof|Professor|Alderman)\.? "
)
_JOIN = re.compile(
    r"\n(?=[A-Z(•*-])|\t+|;(?: and)?|, (?:and )?(?:the )?|,? and (?:the )?(?=[A-Z])|,? & (?=[A-Z])"
    r"| / (?=[A-Z])|,? (?:jointly|together) with (?:the )?"
)
_LABELLED = re.compile(r"[A-Z][\w '/()-]{1,40}\??: ?")
_CONSULTED = re.compile(
    r"[,(]? ?\b(?:in|following|after|subject to) (?:consultation|consulting|discussion|agreement) with\b"
    r"|[,(]? ?\bafter consulting\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?:[,;&–-]|\b(?:and|of|for|the|to|with|in|on))$")


def decision_makers(record: Record) -> list[Found[str]]:
    """One entry per post or person who decided; "Name, Post" is one."""
    text = record.view.clean[record.start : record.start + 300]
    names = ("decision_makers", "maker_maybe") if _HOLDERS.search(text) else ("decision_makers",)
    for field in record.form.all(*names):
        span = block(record, field)
        if span and not _NOBODY.fullmatch(record.view.words(*span)):
            return list(split_people(record, *span))
    return list(_ticked(record)) or list(_headed(record)) or list(_declaring(record))


def _headed(record: Record) -> Iterator[Found[str]]:
    """Whose decision a heading says it is."""
    match = _DECISION_BY.search(record.view.clean, record.start, min(record.end, record.start + 600))
    found = record.worded(match.start("who"), match.end("who"), ".,:") if match else None
    if found and is_post(found.value):
        yield found


def _declaring(record: Record) -> Iterator[Found[str]]:
    """The post above a declaration such as "I confirm that I have considered …"."""
    text, above = record.view.clean, (0, 0)
    for start, end in lines_of(text, record.start, record.end):
        if (
            DECLARES.match(text, start, end)
            and is_post(text[slice(*above)])
            and ":" not in text[slice(*above)]
        ):
            found = record.worded(*above, ".")
            if found:
                yield found
            return
        above = (start, end)


def person(record: Record, *names: str) -> Found[str] | None:
    """The person or post behind one of these labels, without address and telephone."""
    for field in record.form.all(*names):
        span = block(record, field)
        if span is None:
            continue
        start, end = span
        text = record.view.clean
        for match in (*_EMAIL.finditer(text, start, end), *_PHONE.finditer(text, start, end)):
            end = min(end, match.start())
        did = _DID.search(text, start, end)
        end = did.start() if did else end
        words = _CONTACT_WORDS.search(text, start, end)
        found = record.worded(start, words.start() if words else end, ":,;(-–<.|")
        if found and not _NOBODY.fullmatch(found.value) and any(c.isalpha() for c in found.value):
            return found
    return None


def contact(record: Record) -> Found[str] | None:
    """Who may be asked, as worded, with address and telephone where printed."""
    for field in record.form.all("contact"):
        span = block(record, field)
        if span and not _NOBODY.fullmatch(record.view.words(*span)):
            return record.worded(*span, ":;,")
    return None


def block(record: Record, field: Field) -> tuple[int, int] | None:
    """The lines of a short value: the first, and those after it that carry it on."""
    text = record.view.clean
    if field.start >= field.end:
        return None
    stop = text.find("\n\n", field.start, field.end)
    stop = field.end if stop < 0 else stop
    if stop - field.start > 2000:
        stop = record.form.line(field)[1]
    same_line = "\n" not in text[field.label[1] : field.start]
    brief = stop - field.start < 160 and text.count("\n", field.start, stop) <= 2 and text[stop - 1] != "."
    at = text.find("\n", field.start, stop)
    while at >= 0:
        line_end = text.find("\n", at + 1, stop)
        line = text[at + 1 : stop if line_end < 0 else line_end].strip()
        carried = (
            _OPEN_END.search(text[max(field.start, at - 12) : at].rstrip())
            or line[:1].islower()
            or line[:1] == "("
        )
        listed = (brief or not same_line) and len(line) < 90 and not line.endswith(".")
        known = (
            _EMAIL.match(line)
            or _PHONE.match(line)
            or (_POST.search(line) and len(line) < 70 and not line.endswith("."))
        )
        if not (carried or listed or known) or (_LABELLED.match(line) and not _EMAIL.match(line)):
            return record.view.trim(field.start, at)
        at = line_end
    return record.view.trim(field.start, stop)


def split_people(record: Record, start: int, end: int) -> Iterator[Found[str]]:
    """A list of posts or people taken apart, but no post with an inner comma or "and"."""
    text = record.view.clean
    pieces: list[tuple[int, int]] = []
    at = start
    consulted = _CONSULTED.search(record.view.flow, start, end)
    end = consulted.start() if consulted else end
    for match in _JOIN.finditer(text, start, end):
        if _parts_here(text, at, match, end):
            pieces.append((at, match.start()))
            at = match.end()
    pieces.append((at, end))
    for begin, stop in pieces:
        found = record.worded(begin, stop, ".,;:-–•*")
        if found and not _EMAIL.fullmatch(found.value):
            yield found


def is_post(words: str) -> bool:
    """Whether the words are a post: short, and with a post's name in them."""
    return (
        len(words) <= 160
        and bool(_POST.search(words))
        and not re.search(r"\b(?:is|was|has|have|will|must|should|may|be|[Dd]ecision)\b", words)
    )


def is_name(words: str) -> bool:
    """Whether the words look like a person's name and no post."""
    bare = _TITLE.sub("", words.strip())
    return bool(_NAME.match(bare)) and not _POST.search(bare) and 2 <= len(bare.split()) <= 5


def unwrapped(record: Record, found: Found[str] | None) -> Found[str] | None:
    """The same words without a bracket that has lost its other half."""
    if found and found.value.count("(") != found.value.count(")"):
        return record.worded(found.start, found.end, "()")
    return found


def without_name(text: str, start: int, end: int) -> int:
    """Where the post begins in "Jo Carver, Director" or "Jo Carver (Director)"."""
    for match in re.compile(r", | \(| [-–] |\t").finditer(text, start, end):
        if is_name(text[start : match.start()]) and _POST.search(text, match.end(), end):
            return match.end()
        break
    return start


def _parts_here(text: str, at: int, match: re.Match[str], end: int) -> bool:
    """Whether a separator in a list of people parts two of them."""
    before = " ".join(text[at : match.start()].split())
    following = _JOIN.search(text, match.end(), end)
    after = " ".join(text[match.end() : following.start() if following else end].split())
    if not before or not after:
        return False
    if match[0][0] in ";\t" or "with" in match[0]:
        return not (is_name(before) and _begins_post(after))
    if is_name(before) and (_begins_post(after) or _POST.search(after)):
        return False
    if _POST.search(before) or _POST_HEAD.search(before):
        then = text[following.end() : end] if following else ""
        named = is_name(after) and is_name(re.split(r",", before)[0]) and bool(_POST.search(then))
        return _begins_post(after) or named or (match[0][0] == "\n" and after[0] in "•*-")
    return is_name(before) and is_name(after)


def _begins_post(words: str) -> bool:
    """Whether a part of a list is a post of its own: its head noun, before any "of" or "for", is a post's."""
    head = re.split(r"\b(?:of|for|to)\b| [-–] |\(", words.lstrip("•*- "), maxsplit=1)[0]
    return bool(_POST_HEAD.search(head.strip()))


_HOLDERS = re.compile(
    r"\b(?:cabinet|executive|portfolio|chief officer)\b", re.IGNORECASE
)  # a form on which such a one decides
_DECISION_BY = re.compile(
    r"^[^\n.]{0,60}\bdecisions? (?:made |taken |agreed )?(?:by|of) (?:the "
    r"|an? )?(?P<who>[A-Z][^\n.:]{3,80}?)(?: on (?:\w+day )?\d[^\n]{0,30})?$",
    re.IGNORECASE | re.MULTILINE,
)
_TICK = re.compile(r"[xX✓✔☒☑]|\[[xX✓✔]\]|(?i:yes)")
_OPTION = re.compile(r"(?:the )?(?P<who>[A-Z][\w'’ ]{2,40}?)(?:['’]s)? decision", re.IGNORECASE)


def _ticked(record: Record) -> Iterator[Found[str]]:
    """Whose decision it is where a form lists several and one is ticked."""
    text = record.view.clean
    for field in record.form.all("decision_type"):
        for match in _OPTION.finditer(text, field.start, min(field.end, field.start + 600)):
            rest = text[match.end() : match.end() + 6]
            if (
                text[match.end() : match.end() + 1] in "\t :"
                and _TICK.match(rest.strip())
                and rest.strip()[1:2] in ("", "\t", "\n", " ", "]")
            ):
                yield Found(match["who"], match.start("who"), match.end("who"))
