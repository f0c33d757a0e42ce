"""What was corrected while people signed, without voiding what they signed? Authority: R4."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..drafting.content import Content
from ..drafting.terms import HARMLESS

LABELS = {
    "contact_telephone": "Contact telephone",
    "contact_office": "Contact office",
    "contact_hours": "Contact hours",
}
_TELEPHONE = re.compile(r"\+?[\d\s()\-]{5,30}(,? ?(ext|extension)\.? ?\d{1,6})?", re.IGNORECASE)
_DECIDES = re.compile(r"£|\bgbp\b|\bpounds?\b|\d{1,3},\d{3}|@|https?:|\b(19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A harmless correction: what the version says, and what stands there now."""

    label: str
    before: str
    now: str


def may_be_corrected(field: str, value: str) -> Verdict:
    """Whether this is one of the listed fields, and says nothing there but what belongs there. Authority: R4."""
    if field not in HARMLESS:
        return Refused("This cannot be corrected under signature. Recall the draft to change it.")
    if field == "contact_telephone" and not _TELEPHONE.fullmatch(value):
        return Refused("Enter a telephone number, such as 0161 496 0000.")
    if field != "contact_telephone" and _DECIDES.search(value):
        return Refused(
            "Money, dates and addresses on the internet are not corrected here. Recall the draft to change them."
        )
    return Allowed()


def corrections(content: Content, now: Mapping[str, Any]) -> list[Corrected]:
    """Every listed field of the section "contact" that says something else now than in the version."""
    then = content.sections.get("contact", {})
    return [
        Corrected(LABELS[name], _said(then, name), _said(now, name))
        for name in HARMLESS
        if _said(then, name) != _said(now, name)
    ]


def as_corrected(content: Content, now: Mapping[str, Any]) -> Content:
    """The version as it is read by everybody: with what was corrected, and nothing else that has changed since."""
    contact = dict(content.sections.get("contact", {})) | {
        name: now[name] for name in HARMLESS if name in now
    }
    return replace(content, sections={**content.sections, "contact": contact}) if contact else content


def _said(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "")
