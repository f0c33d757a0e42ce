"""Is it a post, and is it the same post?"""

import re

POST_WORD = re.compile(
    r"\b(?:director|officer|mayor|treasurer|commissioner|executive|leader|head|manager|member|councillor"
    r"|cabinet|chair|solicitor"
    r"|constable|chief|cfo|ceo|pcc|accountant|s151|lead|secretary|superintendent)\b",
    re.IGNORECASE,
)
# A different qualifier is a different post: an assistant director is not the director.
_RANKS = frozenset(("assistant", "deputy", "vice", "associate", "assisting"))
_SMALL = frozenset(("the", "of", "for", "and", "gm", "gmca", "a", "an", "by", "on", "behalf"))


def same_post(one: str, other: str) -> bool:
    """Whether two printed posts are the same one, the longer with more words; an assistant is another post."""
    a, b = _post_words(one), _post_words(other)
    return a & _RANKS == b & _RANKS and bool(a and b) and (a <= b or b <= a)


def _post_words(post: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", post.casefold())) - _SMALL
