"""Who decided, who wrote the notice, who may be asked?"""

import re
from collections.abc import Iterator

from .form import Field
from .record import Found, Record

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,5}")
_PHONE = re.compile(r"(?:\b(?:tel|telephone|phone|mobile|ext|extension)\b\.?:? ?)?\+?\d[\d ()-]{7,18}\d", re.IGNORECASE)
_CONTACT_WORDS = re.compile(r"\b(?:e-?mail|tel|telephone|phone|mobile|contact|address)(?: (?:no|number|address))?\.?:? ?$", re.IGNORECASE)
_NOBODY = re.compile(r"(?:n/?a|none|not applicable|tbc|tba|nil|-|–|—|x|unknown)\.?", re.IGNORECASE)

# What a post is called; a part of a list that begins with one is another post.
_POST = re.compile(
    r"\b(?:director|officer|mayor|treasurer|commissioner|executive|leader|head|manager|member|councillor|cllr|cabinet|chair"
    r"|chairman|chairwoman|president|secretary|solicitor|superintendent|constable|lead|lawyer|board|committee|panel|council"
    r"|minister|portfolio|deputy|chief|cfo|ceo|dpcc|pcc|authority|governor|registrar|counsel|accountant|s151)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady|Baroness|Rev|Prof|Professor|Alderman)\.? )?"
                   r"(?:[A-Z][\w'’.-]{0,30} ?){2,4}(?:MBE|OBE|CBE|QPM|CPFA)?$")
_JOIN = re.compile(r"\n(?=[A-Z(])|\t+|;|, (?:and )?|,? and (?=[A-Z])|,? & (?=[A-Z])|,? in consultation with (?:the )?| / ")
_OPEN_END = re.compile(r"(?:[,;&–-]|\b(?:and|of|for|the|to|with|in|on))$")


def decision_makers(record: Record) -> list[Found[str]]:
    """One entry per post or person who decided; "Name, Post" is one."""
    for field in record.form.all("decision_makers", "maker_maybe"):
        span = block(record, field)
        if span and not _NOBODY.fullmatch(record.view.words(*span)):
            return list(split_people(record, *span))
    return list(_ticked(record))


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
    at = text.find("\n", field.start, stop)
    while at >= 0:
        line_end = text.find("\n", at + 1, stop)
        line = text[at + 1 : stop if line_end < 0 else line_end].strip()
        carried = _OPEN_END.search(text[max(field.start, at - 12) : at].rstrip()) or line[:1].islower() or line[:1] == "("
        listed = not same_line and len(line) < 90 and not line.endswith(".")
        known = _EMAIL.match(line) or _PHONE.match(line) or (_POST.search(line) and len(line) < 70 and not line.endswith("."))
        if not (carried or listed or known):
            return record.view.trim(field.start, at)
        at = line_end
    return record.view.trim(field.start, stop)


def split_people(record: Record, start: int, end: int) -> Iterator[Found[str]]:
    """A list of posts or people taken apart, but no post with an inner comma or "and"."""
    text = record.view.clean
    pieces: list[tuple[int, int]] = []
    at = start
    for match in _JOIN.finditer(text, start, end):
        if _parts_here(text, at, match, end):
            pieces.append((at, match.start()))
            at = match.end()
    pieces.append((at, end))
    for begin, stop in pieces:
        found = record.worded(begin, stop, ".,;:-–•")
        if found and not _EMAIL.fullmatch(found.value):
            yield found


def _parts_here(text: str, at: int, match: re.Match[str], end: int) -> bool:
    before = " ".join(text[at : match.start()].split())
    following = _JOIN.search(text, match.end(), end)
    after = " ".join(text[match.end() : following.start() if following else end].split())
    if not before or not after:
        return False
    if match[0] in (";",) or match[0][0] == "\t" or "consultation" in match[0]:
        return True
    before_is_post, after_is_post = bool(_POST.search(before)), _begins_post(after)
    if match[0][0] == "\n":
        if _NAME.match(before) and not before_is_post:
            return not after_is_post
        return after_is_post or bool(_NAME.match(after))
    if before_is_post:
        return after_is_post or (_is_name(after) and not re.search(r"\b(?:for|of)\b [^,]*$", before))
    if _is_name(before) and after_is_post:
        return False
    return _is_name(before) and _is_name(after) and " " in after.strip()


def _begins_post(words: str) -> bool:
    """Whether a part of a list is a post of its own: a post word near its beginning, before any "of" or "for"."""
    head = re.split(r"\b(?:of|for)\b|[-–]", words, maxsplit=1)[0]
    return bool(_POST.search(" ".join(head.split()[:5])))


def _is_name(words: str) -> bool:
    return bool(_NAME.match(words)) and not _POST.search(words) and len(words.split()) <= 5


_TICK = re.compile(r"[xX✓✔☒☑]|\[[xX✓✔]\]|(?i:yes)")
_OPTION = re.compile(r"(?:the )?(?P<who>[A-Z][\w'’ ]{2,40}?)(?:['’]s)? decision", re.IGNORECASE)


def _ticked(record: Record) -> Iterator[Found[str]]:
    """Whose decision it is where a form lists several and one is ticked."""
    text = record.view.clean
    for field in record.form.all("decision_type"):
        for match in _OPTION.finditer(text, field.start, min(field.end, field.start + 600)):
            rest = text[match.end() : match.end() + 6]
            if text[match.end() : match.end() + 1] in "\t :" and _TICK.match(rest.strip()) and rest.strip()[1:2] in ("", "\t", "\n", " ", "]"):
                yield Found(match["who"], match.start("who"), match.end("who"))
