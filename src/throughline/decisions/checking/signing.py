"""Who had to sign, and does the notice show that they did?"""

import re
from collections.abc import Iterator

from ..reading.money import amounts
from ..reading.shape import Finding
from .blocks import Block, blocks
from .case import Case
from .posts import POST_WORD, same_post
from .value import value

_MUST = re.compile(
    r"\b(?:needs?|must|has|have|is required|are required|requires|required)(?: also)? (?:to )?be"
    r" (?:\w+ and )?(?:approved|agreed|signed(?: off)?|authorised"
    r"|countersigned)(?: and \w+)? by (?:the )?(?P<post>[^.;\n]{3,120})"
    r"|\b(?:requires?|needs?) (?:the )?(?:written |prior |formal )?"
    r"(?:approval|signature|sign-off|agreement|authorisation) (?:of|from"
    r"|by) (?:the )?(?P<other>[^.;\n]{3,120})"
    r"|\bin (?:all|every) cases?,? (?:the )?(?:approval|signature|sign-off) (?:of|from"
    r"|by) (?:the )?(?P<always>[^.;\n]{3,120})",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(r"\b(?:if|where|when|unless|only|over|above|exceed\w*|before)\b", re.IGNORECASE)
_POST_ENDS = re.compile(
    r",? (?:is|are|must|will|before|prior to|who|which|and (?:must|will|is|then|that)|if|where|when"
    r"|unless|in (?:all"
    r"|every)|for (?:all|any|every)"
    r"|in accordance|under|as|on|within|at)\b|\(",
    re.IGNORECASE,
)


def sign_off_not_evidenced(case: Case) -> Iterator[Finding]:
    """R2: a post that the form or the scheme asks for, and no signature of it; no signature is ever supplied."""
    shown = [sign_off.post for sign_off in case.decision.sign_offs]
    shown += [block.post for block in blocks(case) if not block.is_blank]
    missing: list[str] = []
    decided = (
        case.decision.decision_makers
    )  # whoever decided has approved, where no block waits for a signature
    asked = [
        (post, text) for post, text in _posts_that_must(case) if not any(same_post(post, d) for d in decided)
    ]
    for post, text in [*asked, *_blank_blocks(case)]:
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


def _posts_that_must(case: Case) -> Iterator[tuple[str, str]]:
    for sentence in case.sentences:
        if "£" in sentence.text:
            continue  # a rule with a limit: another finding
        for match in _MUST.finditer(sentence.text):
            group = match["post"] or match["other"] or match["always"]
            cut = _POST_ENDS.search(group)
            rest = group[cut.start() :] if cut else ""
            if _ONLY_IF.search(sentence.text[: match.start()]) or _ONLY_IF.search(rest):
                continue
            for post in _split_posts(group[: cut.start()] if cut else group):
                yield post, case.quote(sentence.start, sentence.end)


def _split_posts(words: str) -> list[str]:
    parts = re.split(r",? and (?:the )?|, (?:the )?|;", words)
    if len(parts) > 1 and all(POST_WORD.search(part) for part in parts):
        return [part.strip(" ,*") for part in parts]
    whole = words.strip(" ,*")
    return [whole] if POST_WORD.search(whole) else []


def _blank_blocks(case: Case) -> Iterator[tuple[str, str]]:
    """Posts with a signature block that nobody filled in and that this decision needs."""
    for block in blocks(case):
        if block.is_blank and _is_needed(case, block):
            yield block.post, block.text


def _is_needed(case: Case, block: Block) -> bool:
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
