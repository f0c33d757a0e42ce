"""How is a draft, or one value of it, put into words: for a page, a comparison, and the checks of a notice?"""

from datetime import date
from typing import Any

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from .content import Content, safeguarding
from .fields import Column, Field, Section
from .sections import MAY_BE_EXEMPT
from .terms import DECISION_TYPES


def in_words(field: Field | Column, value: Any) -> str:
    """One value as a person reads it; nothing for nothing."""
    if value in (None, "", []):
        return ""
    if isinstance(field, Field) and field.kind == "rows":
        return "\n".join(row_in_words(field, row) for row in value if any(row.values()))
    match field.kind:
        case "money":
            return str(Money(value))
        case "date":
            return _day(value)
        case "choices":
            return "\n".join(str(each.get("title", "")) for each in value)
        case "choice":
            return (field.choices or MAY_BE_EXEMPT).get(value, str(value))
        case _:
            return str(value)


def row_in_words(field: Field, row: dict[str, Any]) -> str:
    """One row on one line; its columns are parted by commas."""
    said = [words for column in field.columns if (words := in_words(column, row.get(column.name)))]
    return ", ".join([*(words.rstrip(".") for words in said[:-1]), *said[-1:]])


def said_in(section: Section, content: Content) -> list[tuple[Field, str]]:
    """What the section says: each field that is filled in, with its words, in the table's order."""
    values = content.sections.get(section.slug, {})
    said = [(field, in_words(field, values.get(field.name))) for field in section.fields]
    return [(field, words) for field, words in said if words]


def further_words(section: Section, content: Content) -> list[str]:
    """What a section says beyond its fields: the linked split, what it leans on, the attached files."""
    match section.slug:
        case "financial" if content.split:
            split = content.split
            parts = [
                ", ".join(filter(None, (part.place, part.signs, str(Money(part.pence)))))
                for part in content.awards
            ]
            return [f"Linked split: {split.name}, {Money(split.total_pence)}", *parts]
        case "leans":
            return [
                ", ".join(filter(None, (e.about, e.number, e.text, _day(e.decided_on))))
                for e in content.leans_on
            ]
        case "attachments":
            return [f"{each.title} ({each.name})" for each in content.attachments]
        case _:
            return []


def as_text(content: Content) -> str:
    """The draft as a labelled form, which the checks of a notice read like any other."""
    lines = [
        f"Subject: {content.title}",
        f"Type of decision: {DECISION_TYPES.get(content.said('type', 'decision_type'), '')}",
    ]
    if power := content.said("power", "legal_power"):
        lines.append(f"Legal power: {power}")
    for label, slug, name in (
        ("Decision", "decision", "decision"),
        ("Reasons for the decision", "reasons", "reasons"),
        ("Alternatives considered", "alternatives", "alternatives"),
        ("Consultation", "consultation", "consultation"),
        ("Links to priorities", "strategy", "contribution"),
        ("Financial comments", "financial", "comments"),
        ("Legal comments", "route", "comments"),
        ("Risk assessment", "risk", "risk"),
        ("Equality", "equality", "equality"),
        ("Environmental implications", "environment", "environment"),
    ):
        if words := content.said(slug, name):
            lines += ["", f"{label}:", words]
    if conditions := content.rows("decision", "conditions"):
        lines += ["", "Conditions:", *(f"- {row.get('text', '')}" for row in conditions)]
    if content.total is not None:
        lines += ["", f"Total: {content.total}"]
    lines += [f"{award.place}\t{Money(award.pence)}" for award in content.awards]
    for label, whom in (("children", "children"), ("vulnerable adults", "adults")):
        lines += [
            "",
            f"Is safeguarding of {label} relevant and has this been considered:",
            safeguarding(content, whom),
        ]
    officer = content.said("contact", "contact_officer")
    lines += ["", f"Contact officer: {officer}"]
    return "\n".join(lines)


def _day(written: str) -> str:
    if not written:
        return ""
    day = date.fromisoformat(written)
    return long_date(day)
