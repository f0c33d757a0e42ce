"""Reads and checks a made-up record, as a person's upload is."""

from collections.abc import Callable

import pytest

from throughline.decisions.checking import CheckingFacts, check, supplied_facts
from throughline.decisions.reading.reader import read_decisions
from throughline.decisions.reading.shape import Finding

Findings = Callable[..., list[Finding]]

_RECORD = """Decision maker: Director of Communities
Decision status: Approved
Title: {title}
Date of decision: {on}
Publication date: {published}
Decision: {decision}
{more}
"""

_FORM = """
**NOTICE OF DECISION AGREED
ON {day}**

**Decision author and proposer: Jo Ferris:**

<b>Subject:</b>
<b>Peer mentoring in Greater Manchester</b>

<b>Type of decision: Commissioning Decision final sign off</b>\t\t\t
<b>Deputy Mayor's decision</b>\t<b>{deputy_mayors}</b>\t<b>Chief Officer's decision</b>\t<b>{chief_officers}</b>

**In all case this will need to be approved by the Assistant Director Police, Crime, Criminal Justice and Fire.**

<p><b>The decision is that:</b></p> <p>{decision}</p>
<p><b>The reasons for the decision are THAT:</b></p> <p>Mentors help people to stay out of prison.</p>

Links to Police and Crime Plan:

{priorities}

**Financial comments:**

{financial}

**Legal comments:**

{legal}

**Is safeguarding of children relevant and has this been considered:**

{children}

**Is safeguarding of vulnerable adults relevant and has this been considered:**

{adults}

{more}

**Agreed by Assistant Director – Police, Crime, Criminal Justice and Fire**

{assistant}

**Agreed by Director – Police, Crime, Criminal Justice and Fire**

{director}

Agreed by GMCA Treasurer

{treasurer}

Agreed by Deputy Mayor

Only required for a Deputy Mayor Decision on amounts of £50,000+

{deputy}

Contact Officer: {contact}

This page is intentionally left blank
"""

_FILLED_IN = {
    "day": "MONDAY, 1ST NOVEMBER, 2021",
    "deputy_mayors": "X",
    "chief_officers": "",
    "decision": "A grant of £20,000 is awarded to Acorn Trust.",
    "priorities": "Priority 1 – Safer streets",
    "financial": "The cost is met from the reserve for mentoring.",
    "legal": "A grant agreement is used under the general power.",
    "children": "Yes. A policy, a named lead and training are in place.",
    "adults": "Yes. Staff are trained and an audit was held in May 2021.",
    "more": "",
    "assistant": "Signed A Lane\nDate 26 October 2021",
    "director": "Signed.....\n\nDate...27<sup>th</sup> October 2021.....",
    "treasurer": "Signed\n\nDate 28/10/2021",
    "deputy": "Signed: ...\n\nDate: ...1<sup>st</sup> November 2021.....",
    "contact": "Ann Lee",
}


def _checked(text: str, facts: CheckingFacts | None = None) -> list[Finding]:
    facts = facts or supplied_facts()
    (decision,) = read_decisions(text, facts.places)
    return list(check(decision, text, facts))


@pytest.fixture
def findings() -> Findings:
    """The findings of the only decision in a text."""
    return _checked


@pytest.fixture
def on_record() -> Findings:
    """The findings of a record of labels and prose, otherwise without fault."""

    def checked(
        decision: str, more: str = "", facts: CheckingFacts | None = None, **labels: str
    ) -> list[Finding]:
        filled = {"title": "Community grants", "on": "4 June 2024", "published": "10 June 2024"} | labels
        return _checked(_RECORD.format(decision=decision, more=more, **filled), facts)

    return checked


@pytest.fixture
def on_form() -> Findings:
    """The findings of a form with tick boxes, questions and signature blocks, otherwise without fault."""

    def checked(**filled: str) -> list[Finding]:
        return _checked(_FORM.format(**(_FILLED_IN | filled)))

    return checked


def codes(found: list[Finding]) -> list[str]:
    """The codes, each once."""
    return sorted({finding.code for finding in found})
