"""Which function does the decision exercise, and under which law?"""

import re
from collections.abc import Sequence

from .people import block
from .record import Found, Record
from .shape import Function, SignOff

# What says outright whose function it is, and offices and Acts that have one function only.
_SAID: tuple[tuple[Function, str], ...] = (
    (
        "police-and-crime",
        r"PCC DN|PCC functions?|(?:police|policing) and crime (?:commissioner )?functions?"
        r"|functions? of (?:the |a )?(?:police and crime|PCC)",
    ),
    (
        "fire",
        r"fire (?:and rescue )?(?:authority )?functions?|functions? of (?:the "
        r"|a )?fire and rescue authority",
    ),
    (
        "mayoral",
        r"mayoral (?:general )?(?:functions?|power)|(?:general )?functions? of the mayor"
        r"|mayor's (?:general )?functions?",
    ),
    (
        "authority",
        r"(?:combined |local )?authority functions?|non-mayoral functions?|executive functions?"
        r"|functions? of the (?:combined )?authority|council functions?",
    ),
)
_IMPLIED: tuple[tuple[Function, str], ...] = (
    (
        "police-and-crime",
        r"PCC decision|(?:office of the )?(?:[A-Z]\w{2,20} )?police and crime commissioner"
        r"|police (?:and|&) crime commissioner|policing (?:and|&) crime"
        r"|deputy mayor for (?:policing|police)[\w ]{0,20}"
        r"|Police Reform and Social Responsibility Act|PRSRA",
    ),
    ("fire", r"Fire and Rescue Services Act|fire and rescue (?:authority|service)"),
    ("mayoral", r"decision of the mayor|mayoral decision"),
    ("authority", r"combined authority decision"),
)
_PATTERNS = tuple(
    tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in table)
    for table in (_SAID, _IMPLIED)
)
_SECTION = r"(?i:sections?|ss?\.?|articles?|regulations?|paragraphs?|part|schedule)"
_NUMBERS = (
    r"\d{1,4}[A-Z]{0,3}(?: ?\(\w{1,4}\)){0,4}(?:(?:,| and| or| to"
    r"|[-–]) ?\d{1,4}[A-Z]{0,3}(?: ?\(\w{1,4}\)){0,4}){0,4}"
)
_WORD = (
    r"(?:(?!(?:Under|In|This|By|Pursuant|The|That|And|Where|As|To|For|Section)\b)[A-Z][\w'’&-]{0,30},?"
    r"|\([A-Z][\w .]{0,40}\))"
)
_ACT = (
    rf"{_WORD}(?: (?:{_WORD}|and|of|the|for|in|to)){{0,14}} (?:Act|Order|Regulations|Measure)(?: "
    rf"|, )\d{{4}}"
)
_LAW = re.compile(
    rf"\b(?:{_SECTION} ?{_NUMBERS},? ?(?:of |to )?(?:the )?(?:{_ACT}|[A-Z]{{3,7}}(?: \d{{4}})?)"
    rf"|{_ACT}(?:,? ?\(?{_SECTION} ?{_NUMBERS}\)?)?)"
)
_POWERED = re.compile(
    r"\b(?:power|powers|under|pursuant to|exercise of|virtue of|accordance with|relies on|relied on"
    r"|conferred by|enabled by)\b",
    re.IGNORECASE,
)
_NOT_A_POWER = re.compile(
    r"Equality|Data Protection|Freedom of Information|Procurement|Public Contracts|Modern Slavery"
    r"|Human Rights|Subsidy|Care Act"
    r"|Schedule 12A|Access to Information|Executive Arrangements"
    r"|Transfer of Undertakings|Social Value|Best Value",
    re.IGNORECASE,
)


def function(
    record: Record, signed: Sequence[Found[SignOff]], power: Found[str] | None
) -> Found[Function] | None:
    """The function that the notice says it exercises."""
    view = record.view
    spans = [
        (field.start, field.end) for field in record.form.all("function", "decision_makers", "legal_power")
    ]
    spans += [(found.start, found.end) for found in (*signed, power) if found]
    spans += [record.cover, (record.start, min(record.end, record.start + 400))]
    for table in _PATTERNS:
        for start, end in spans:
            for name, pattern in table:
                match = pattern.search(view.flow, start, end)
                if match:
                    return Found(name, match.start(), match.end())
    return None


def legal_power(record: Record) -> Found[str] | None:
    """The power relied on: as answered to its own label, else an Act that the text says it acts under."""
    field = record.form.first("legal_power")
    if field:
        span = block(record, field)
        return record.worded(*span, ".:;") if span else None
    for sentence in record.sentences:
        whole = _LAW.fullmatch(sentence.text)
        if (
            not whole
            and not _POWERED.search(sentence.text)
            and sentence.section not in ("legal", "delegation")
        ):
            continue
        for match in _LAW.finditer(record.view.flow, sentence.start, sentence.end):
            if not _NOT_A_POWER.search(match[0]):
                return record.worded(match.start(), match.end())
    return None
