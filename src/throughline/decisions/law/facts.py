"""What of a draft, and of the decisions on record, counts towards its value?

A recipient is the same when its name is, whatever its capitals, stops and “Ltd”. Where a part names no recipient, its
place stands for one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughline.frame.lists import fold
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

from ..drafting.content import Award, Content
from .rules import Running, ValueFacts

_FORMS = {
    "limited": "ltd",
    "company": "co",
    "the": "",
    "cic": "",
    "cio": "",
    "ltd": "",
    "plc": "",
    "llp": "",
    "and": "",
}


@dataclass(frozen=True, slots=True)
class PastAward:
    """One award of a decision that counts in the year: to whom, for what, how much."""

    decision: str
    recipient: str
    purpose: str
    pence: Money


def key_of(name: str) -> str:
    """The name by which two spellings of one recipient are the same; empty for no name."""
    words = [_FORMS.get(word, word) for word in re.findall(r"[a-z0-9]+", fold(name))]
    return " ".join(word for word in words if word and word != "ltd") or fold(name)


def purpose_key(text: str) -> str:
    """The short name of a purpose as drafts keep it."""
    return "-".join(text.casefold().split())


def facts_of(content: Content, past: Iterable[PastAward], on: date) -> ValueFacts:
    """The facts of a draft, with what was decided before in the financial year of that day. Authority: R3."""
    earlier = list(past)
    awards = content.awards
    by_year = [row["pence"] for row in content.rows("financial", "by_year") if type(row.get("pence")) is int]
    stated = [
        each
        for each in (content.whole_life, Money(sum(by_year)) if len(by_year) > 1 else None)
        if each is not None
    ]
    # Of a change each part counts whichever way it goes: £100,000 from one place to another is not nothing.
    counted = [abs(award.pence) if content.is_variation else award.pence for award in awards]
    parts = Money(sum(counted)) if awards else None
    return ValueFacts(
        total=content.total,
        parts=parts,
        whole_life=max(stated, default=None),
        is_variation=content.is_variation,
        new_award=content.new_award,
        year=str(FinancialYear.of(on)),
        recipients=tuple(_by_recipient(awards, earlier)),
        purpose=_for_purpose(content, earlier, content.total or parts),
    )


def receiver_of(award: Award) -> str:
    """Who an award goes to, as the running total names them."""
    return award.signs or award.place


def _by_recipient(awards: Iterable[Award], past: list[PastAward]) -> Iterable[Running]:
    """One running total for each recipient of this draft who is given more than in this draft alone, or twice in it."""
    names: dict[str, str] = {}
    now: dict[str, int] = {}
    for award in awards:
        if name := receiver_of(award).strip():
            key = key_of(name)
            names.setdefault(key, name)
            now[key] = now.get(key, 0) + award.pence
    for key, pence in now.items():
        before = [each for each in past if key_of(each.recipient) == key]
        yield Running(
            names[key],
            Money(pence + sum(each.pence.pence for each in before)),
            1 + len({each.decision for each in before}),
        )


def _for_purpose(content: Content, past: list[PastAward], now: Money | None) -> Running | None:
    if not content.purpose_key:
        return None
    before = [each for each in past if each.purpose and each.purpose == content.purpose_key]
    in_all = sum(each.pence.pence for each in before) + (now.pence if now else 0)
    return Running(content.purpose_key, Money(in_all), 1 + len({each.decision for each in before}))
