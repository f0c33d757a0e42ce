"""What of a signed draft may everybody read, and what stays in the file?

The public part is made of what nobody marked as exempt, and of nothing else: what is exempt is left out here once,
before anything comes on record, so that no page, list, search or proof can show it. Where an exempt amount, name or
text stands in a public sentence as well, the sentence says “(exempt)” instead (exempt_words). Authority: R7, R46.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from throughline.kernel.wording import long_date

from .drafting.content import Content, as_said, exempt_sections, without_exempt
from .drafting.fields import Column, Field
from .drafting.sections import BY_SLUG, SECTIONS
from .drafting.terms import GROUNDS
from .drafting.wording import in_words
from .exempt_words import Pattern, patterns, whole
from .made import Attachment, Exempt, LeansOn, Text
from .reading.shape import PlacePart, Promise, ReadDecision, Safeguarding
from .record import as_values, for_all, from_values

AN_ATTACHMENT, INSTEAD = "An attachment", "(exempt)"
_NEVER = frozenset({"exempt", "contact", "safeguarding", "attachments"})  # no text of their own is published
_ELSEWHERE = frozenset(
    {
        *("title", "purpose", "programme", "reference", "author", "decision_type", "stage", "function"),
        *("legal_power", "conditions", "total_pence", "parts", "receivers", "by_year"),
        *("price_basis", "payment_basis"),
        *("effective_from", "planned_on", "purpose_key", "promises", "endorsements"),
    }
)
_WITH_MONEY = frozenset({"whole_life_pence", "new_award_pence"})  # these tell an exempt total
_NAMES = frozenset({"recipient", "legal_recipient", "who", "owner", "advised_by", "funders"})


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What everybody may read of a draft as it was signed."""

    said: ReadDecision
    purpose: str
    texts: tuple[Text, ...]
    leans_on: tuple[LeansOn, ...]
    attachments: tuple[Attachment, ...]
    exempt: tuple[Exempt, ...]
    is_money_exempt: bool
    amendment: str


def public_part(content: Content, amendment: str = "") -> PublicPart:
    """The public part of a draft, and of the words with which it was amended."""
    hidden = exempt_sections(content)
    shown = without_exempt(content)
    said = replace(
        as_said(shown),
        breakdown=tuple(
            PlacePart(each.place, each.gss_code, each.pence, each.signs) for each in shown.awards
        ),
        promises=tuple(Promise(each.text, each.owner, _day(each.due)) for each in as_said(shown).promises),
        safeguarding=Safeguarding() if "safeguarding" in hidden else as_said(shown).safeguarding,
    )
    black = _black(content, hidden)
    return PublicPart(
        said=replace(from_values(_without(as_values(said), black)), contact=said.contact),
        purpose=_without(shown.said("subject", "purpose"), black),
        texts=tuple(
            replace(each, text=_without(each.text, black)) for each in _texts(shown, "financial" in hidden)
        ),
        leans_on=tuple(
            LeansOn(each.about or each.kind, _without(each.text, black), _date(each.decided_on))
            for each in shown.leans_on
            if each.kind == "item"
        ),
        attachments=tuple(
            Attachment(_without(each.title, black), _without(each.name, black), each.sha256, each.size)
            for each in shown.attachments
        ),
        exempt=tuple(_exempt(content, hidden)),
        is_money_exempt="financial" in hidden,
        amendment=_without(amendment.strip(), black),
    )


def tells_exempt(content: Content, words: Iterable[str]) -> bool:
    """Whether one of these texts has an exempt amount, name or text in it."""
    black = _black(content, exempt_sections(content))
    return any(each.search(whole(text)) for text in words for each in black)


def exempt_promises(content: Content) -> frozenset[Promise]:
    """The promises that are exempt, or that tell what is: not for anybody outside. Authority: R46."""
    promises = as_said(content).promises
    if "leans" in exempt_sections(content):
        return frozenset(promises)
    return frozenset(
        each for each in promises if tells_exempt(content, (each.text, each.owner or "", each.due or ""))
    )


def _texts(shown: Content, is_money_exempt: bool) -> Iterator[Text]:
    for section in SECTIONS:
        for field in section.fields:
            if (
                section.slug in _NEVER
                or field.name in _ELSEWHERE
                or (is_money_exempt and field.name in _WITH_MONEY)
            ):
                continue
            if words := in_words(field, shown.sections.get(section.slug, {}).get(field.name)):
                is_main = field.name == section.slug
                yield Text(
                    field.name if is_main else f"{section.slug}.{field.name}",
                    section.heading if is_main else f"{section.heading}: {field.label}",
                    words,
                )


def _exempt(content: Content, hidden: dict[str, str]) -> Iterator[Exempt]:
    for slug, ground in hidden.items():
        yield Exempt(slug, BY_SLUG[slug].heading if slug in BY_SLUG else slug, GROUNDS.get(ground, ground))
    for each in content.attachments:
        if each.exempt_ground:
            yield Exempt("attachments", AN_ATTACHMENT, GROUNDS.get(each.exempt_ground, each.exempt_ground))


def _black(content: Content, hidden: dict[str, str]) -> tuple[Pattern, ...]:
    """What is looked for in public sentences: exempt amounts, names and texts."""
    names, texts, amounts = set[str](), set[str](), set[int]()
    for slug in hidden:
        section = BY_SLUG.get(slug)
        for field in section.fields if section else ():
            for column, value in _cells(field, content.sections.get(slug, {}).get(field.name)):
                if column.kind == "money" and isinstance(value, int):
                    amounts.add(value)
                elif isinstance(value, str):
                    (names if column.name in _NAMES else texts).add(value)
    if "financial" in hidden and content.split:
        amounts |= {content.split.total_pence, *(part.pence for part in content.split.parts)}
        names |= {name for part in content.split.parts for name in (part.recipient, part.legal_recipient)}
    if "financial" in hidden:
        amounts |= {content.pence("when", name) or 0 for name in _WITH_MONEY}
    for each in content.attachments:
        if each.exempt_ground or "attachments" in hidden:
            names |= {each.title, each.name}
    return patterns(amounts, names, texts)


def _cells(field: Field, value: Any) -> Iterator[tuple[Field | Column, Any]]:
    if field.kind == "rows" and isinstance(value, list):
        for row in value:
            for column in field.columns:
                yield column, row.get(column.name)
    else:
        yield field, value


def _without(value: Any, black: tuple[Pattern, ...]) -> Any:
    if isinstance(value, str):
        value = whole(value) if black else value
        for each in black:
            value = each.sub(INSTEAD, value)
        return for_all(value)
    if isinstance(value, dict):
        return {
            name: inner if name == "gss_code" else _without(inner, black) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_without(each, black) for each in value]
    return value


def _date(written: str | None) -> date | None:
    """The day that is written as a form keeps days; None for any other words."""
    if not written or not re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _day(written: str | None) -> str | None:
    """A date of the form in words; other words as they are."""
    day = _date(written)
    return long_date(day) if day else written or None
