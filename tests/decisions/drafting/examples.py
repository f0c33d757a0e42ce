"""A made-up draft for the tests, whole and right, to be spoiled one way at a time."""

from dataclasses import replace
from typing import Any

from throughline.decisions.drafting.content import Content, LeansOn

SECTIONS: dict[str, dict[str, Any]] = {
    "subject": {
        "title": "Harbour outreach grants 2026/27",
        "purpose": "outreach to people who sleep rough at the harbour",
        "author": "Ines Marchetti",
    },
    "type": {"decision_type": "deputy-mayor", "stage": "final"},
    "function": {"function": "police-and-crime"},
    "power": {"legal_power": "Section 9 of the Police Reform and Social Responsibility Act 2011"},
    "decision": {
        "decision": "Grants of £120,000 in total are awarded for 2026/27 for outreach at the harbour.",
        "conditions": [{"text": "A report each quarter."}],
    },
    "reasons": {"reasons": "More people slept rough at the harbour last winter than the winter before."},
    "alternatives": {"alternatives": "One contract for all: rejected, because four services run already."},
    "fund": {"fund": "Harbour safety fund 2026/27"},
    "financial": {
        "total_pence": 12_000_000,
        "parts": [
            {"place": "Bolton", "recipient": "Bolton Council", "legal_recipient": "", "pence": 7_000_000},
            {"place": "Bury", "recipient": "Bury Council", "legal_recipient": "", "pence": 5_000_000},
        ],
        "price_basis": "actual",
        "payment_basis": "advance",
        "comments": "The money is confirmed.",
    },
    "when": {"planned_on": "2026-05-04", "effective_from": "2026-06-01", "purpose_key": "Harbour outreach"},
    "route": {"route": "grant", "subsidy": "none", "comments": "Grants, as advised on 4 March 2026."},
    "consultation": {"consultation": "Both councils were asked in January 2026, and both agreed."},
    "strategy": {"contribution": "Fewer people sleep rough."},
    "leans": {"promises": [{"text": "A risk log is kept.", "owner": "Programme lead", "due": "2026-06-30"}]},
    "risk": {"risk": "Posts may stay vacant."},
    "safeguarding": {
        "children_answer": "Yes. Workers ask about children at home.",
        "children_policy": "Harbour Trust, May 2025",
        "adults_answer": "Yes. Every client is asked about harm.",
        "adults_lead": "Head of practice",
    },
    "equality": {"equality": "Fewer women come; two teams go out with a women's worker."},
    "environment": {"environment": "None of note."},
    "contact": {"contact_officer": "Ines Marchetti", "contact_telephone": "0161 496 0000"},
}


def draft(**changed: dict[str, Any]) -> Content:
    """The made-up draft; `draft(financial={"total_pence": 1})` changes values of one section."""
    sections = {slug: {**values, **changed.get(slug, {})} for slug, values in SECTIONS.items()}
    sections |= {slug: values for slug, values in changed.items() if slug not in sections}
    return Content(draft_id="00000000-0000-0000-0000-000000000001", sections=sections)


def leaning(content: Content, *leans_on: LeansOn) -> Content:
    return replace(content, leans_on=leans_on)
