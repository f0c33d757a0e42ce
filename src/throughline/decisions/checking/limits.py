"""Does the amount need a further signature?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading.areas import names_of
from ..reading.shape import Finding
from .blocks import OPENING
from .case import Case, money
from .posts import POST_WORD, same_post
from .value import value

_FORM_LIMIT = re.compile(
    r"\b(?:required|needed|necessary|must (?:sign|approve)|sign(?:s|ed|ature)?|approv\w+)\b[^.;\n]{0,90}?"
    r"\b(?P<kind>of|over|above|exceed(?:ing|s)?|greater than|more than|at|from|worth)\b"
    r"(?: (?:amounts|decisions|awards|values|grants|contracts|expenditure|spend|sums|value)(?: of| over"
    r"| above| exceeding)?){0,2} $",
    re.IGNORECASE,
)
_LIMIT_FIRST = re.compile(
    r"(?:\+| (?:and|or) (?:over|above|more))?,? (?:\w+ ){0,3}?(?:requires?|needs?) (?:the )?(?:\w+ )?"
    r"(?:approval|signature|sign-off|agreement|authorisation) (?:of|from"
    r"|by) (?:the )?(?P<post>[A-Z][\w’' -]{3,60})",
)
_OVER = re.compile(r"\b(?P<kind>over|above|exceeding|more than|of|from|at) $", re.IGNORECASE)
_FROM = ("of", "at", "from", "worth")  # the amount itself is in; after "over" it is not
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
    return re.search(rf"\b(?:{elsewhere})\b", case.clean, re.IGNORECASE) is not None


def _printed_limits(case: Case) -> Iterator[_Limit]:
    kind = f"{case.decision.decision_type or ''} {' '.join(case.decision.decision_makers)}".casefold()
    for amount in case.amounts:
        sentence = case.sentence_at(amount.start)
        begin = max(sentence.start if sentence else 0, amount.start - 200)
        more = _AND_MORE.match(case.flow, amount.end)
        first = _LIMIT_FIRST.match(case.flow, amount.end)
        before = (_OVER if first else _FORM_LIMIT).search(case.flow, begin, amount.start)
        if before is None or (before["kind"].casefold() in _FROM and not more):
            continue
        post = first["post"].strip() if first else _post_of(case, begin, amount.start)
        words = case.flow[begin : amount.start].casefold()
        if post is None or ("deputy mayor decision" in words and "deputy mayor" not in kind):
            continue
        strictly = before["kind"].casefold() not in _FROM and not more
        yield _Limit(post, amount.pence + strictly, case.quote(begin, first.end() if first else amount.end))


def _post_of(case: Case, start: int, end: int) -> str | None:
    """The post of the signature block that prints the limit, or the one that the sentence itself names."""
    opening = None
    for match in OPENING.finditer(case.clean, max(0, start - 300), end):
        opening = match
    if opening and POST_WORD.search(opening["post"]) and case.clean.count("\n", opening.end(), start) <= 3:
        return opening["post"].strip(" .,*–-")
    named = re.search(
        r"(?:approval|signature|sign-off|agreement|authorisation) (?:of|by"
        r"|from) (?:the )?(?P<a>[A-Z][\w’' -]{3,60}?) (?:is|was|will)"
        r"|(?:^|\bthe )(?P<b>[A-Z][\w’' -]{3,60}?) (?:must|has to|needs to|is required to|signs|approves)",
        case.flow[start:end],
    )
    return (named["a"] or named["b"]) if named else None
