"""How is an exempt amount, name or text found in a public sentence, however it is written there?

Found are the very words: with other spaces, dashes, apostrophes or capitals, with or without accents, with characters
between that nobody sees; each sentence of an exempt text by itself; an amount as £90,000.00, 90 000, £90k or £0.09
million. Not found is what says the same in other words: that is for whoever drafts, and whoever signs. Authority: R46.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

SHORTEST = 20  # characters of an exempt text that is looked for in public sentences
_UNSEEN = "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
_SPACE = f"(?:{_UNSEEN}\\s)+{_UNSEEN}"
_ALIKE = ("'\u2018\u2019\u02bc\u00b4`", '"\u201c\u201d\u201e', "-\u2010\u2011\u2012\u2013\u2014\u2212")
_SENTENCES = re.compile(r"(?<=[.!?;:])\s+|\n+")
_YEARS = 10_000  # pounds: a smaller plain number without its pound sign is as well a year or a count
_GAP = "[,\\s\u2009\u202f]"

Pattern = re.Pattern[str]


def patterns(amounts: Iterable[int], words: Iterable[str], texts: Iterable[str]) -> tuple[Pattern, ...]:
    """What to look for, the longest words first: `words` always, of `texts` what is long enough, amounts in pence."""
    found = {whole(each) for each in words}
    for text in texts:
        found |= {each for each in map(whole, (text, *_SENTENCES.split(text))) if len(each) >= SHORTEST}
    found |= {_plain(each) for each in found}
    in_order = sorted(found - {""}, key=lambda each: (-len(each), each))
    largest = sorted(set(amounts) - {0}, reverse=True)
    return (*(_words(each) for each in in_order), *(_amount(each) for each in largest))


def whole(text: str) -> str:
    """The text with composed accents, which is how every pattern expects it."""
    return unicodedata.normalize("NFC", text).strip()


def _plain(text: str) -> str:
    """Without accents."""
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def _words(text: str) -> Pattern:
    return re.compile(_SPACE.join(_UNSEEN.join(map(_like, word)) for word in text.split()), re.IGNORECASE)


def _like(character: str) -> str:
    return next((f"[{re.escape(each)}]" for each in _ALIKE if character in each), re.escape(character))


def _amount(pence: int) -> Pattern:
    pounds, rest = divmod(abs(pence), 100)
    digits = f"{pounds:,}".split(",")
    tail = r"(?:\.00)?" if rest == 0 else rf"\.{rest:02}"
    plain = "".join(digits) + tail
    forms = [_GAP.join(digits) + tail] if len(digits) > 1 else []
    forms += [plain] if pounds >= _YEARS else [f"(?<=£){plain}", f"{pounds}\\.{rest:02}"]
    forms += [
        f"{re.escape(short)}{_GAP}?(?:{names})\\b"
        for unit, names in ((1000, "k|thousand"), (1_000_000, "m|mn|million"))
        for short in _short(abs(pence), unit)
    ]
    return re.compile(rf"£?\s?(?<![\d,.])(?:{'|'.join(forms)})(?!\d|[,.]\d)", re.IGNORECASE)


def _short(pence: int, unit: int) -> Iterator[str]:
    """The amount in thousands or millions, where a person would write it so."""
    value = Decimal(pence) / 100 / unit
    written = f"{value.normalize():f}"
    if Decimal("0.01") <= value < 1000 and len(written) <= 7:
        yield written
        if "." in written and len(written.split(".")[1]) == 1:
            yield f"{written}0"
