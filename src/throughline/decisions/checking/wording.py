"""Which words say that money goes to several, and that it is awarded at all?

Phrases that more than one check listens for; each is bounded, so that no text makes it slow.
"""

import re

_NUMBERS = {
    word: value
    for value, word in enumerate(
        (
            *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ),
        start=2,
    )
}
NUMBER = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|[2-9]|[1-9]\d)"
PLACES = (
    r"(?:local(?:ity|ities)|(?:local )?authorit(?:y|ies)|boroughs?|districts?|councils?|areas?|LAs?|CSPs?"
    r"|unitar(?:y|ies)"
    r"|(?:community safety )?partnerships?|forces?|county|counties|towns?|cit(?:y|ies)|boards?)"
)
RECEIVERS = (
    rf"(?:{PLACES}|providers?|organisations?|charit(?:y|ies)|recipients?|trusts?|schools?|colleges?"
    r"|projects?|groups?"
    r"|operators?|suppliers?|contractors?|clubs?|companies|bod(?:y|ies)|hubs?|partners?|agencies|agency|services?|commissioners?|applicants?|bidders?|grantees?"
    r"|consorti(?:a|um))"
)
# "each of the ten Greater Manchester localities", "all districts", "the five providers"
_QUANTITY = rf"(?:each|all|every|both|{NUMBER})\b(?: of)?(?: (?:the|our|its|these|those))?(?: {NUMBER}\b)?"
EVERY_PLACE = re.compile(
    rf"\b(?:each|all|every)\b(?: of)?(?: (?:the|our|its))?(?: (?P<number>{NUMBER})\b)?"
    rf"(?: (?!and\b|or\b|other\b)[\w’'&/-]{{1,25}}){{0,4}}? {PLACES}\b"
    rf"|\b(?:the|all) (?P<count>{NUMBER}\b)(?: (?!and\b|or\b|other\b)[\w’'&/-]{{1,25}}){{0,4}}? {PLACES}\b",
    re.IGNORECASE,
)
SEVERAL = rf"{_QUANTITY}(?: (?!and\b|or\b|to\b)[\w’'&/-]{{1,25}}){{0,4}}? {RECEIVERS}\b"
GIVING = (
    r"\b(?:award(?:s|ed|ing)?|allocat\w{1,4}|distribut\w{1,4}|shar(?:e|es|ed|ing)|split|apportion\w{0,4}"
    r"|grant(?:s|ed)?"
    r"|paid|pay|payments?|devolv\w{1,4}|transferr?(?:ed|s)?|pass(?:ed|ported)|disburs\w{1,4}|divid(?:e|ed))\b"
)
GIVEN_TO_SEVERAL = re.compile(
    rf"{GIVING}(?:(?!\bto\b|\bfor\b)(?:[^.;]|\.(?=\d))){{0,90}}?\b(?:to|between|among|amongst"
    r"|across)(?: the| our"
    rf"| its)? {SEVERAL}"
    rf"|\b{SEVERAL}(?: (?:will|shall|to|is|are|would))?(?: each)?(?: be)?"
    r" (?:receives?|get|gets|awarded|allocated|paid|granted|given)\b"
    r"|\b(?:grants?|funding|awards?|allocations?)(?: of £[\d,.]+(?: ?(?:k|m"
    rf"|million))?)? for (?:the )?{SEVERAL}",
    re.IGNORECASE,
)
AN_AWARD = re.compile(
    r"\b(?:award(?:s|ed|ing)?|grants?|granted|contracts?|contracted|commission(?:ed|ing)?|appoint\w{0,5}"
    r"|procur\w{1,6}"
    r"|allocat\w{1,4}|fund(?:s|ed|ing)?|pay|paid|payments?|purchase\w{0,2}|invest\w{0,5})\b",
    re.IGNORECASE,
)


def gap(most: int) -> str:
    """Up to so many characters of the same sentence; the point in £1.26m ends none."""
    return rf"(?:[^.;]|\.(?=\d)){{0,{most}}}"


def number(word: str) -> int:
    """The number that NUMBER matched."""
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
