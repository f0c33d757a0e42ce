"""What does the made-up draft in progress say?

The round of 2026/27, which nobody has decided. Its figures are not here: they are read from the split that the
workbench put forward. It is left unfinished on purpose, so that a finding of each kind shows.
"""

from typing import Any

TITLE = "Illustration: Dependency and Recovery grants 2026/27"
BETTER_REASONS = (
    "People on probation who use drugs or alcohol come to the services that the ten councils already run. A grant adds "
    "key workers in every probation delivery unit, so that nobody needs a second point of access. In this illustration "
    "the year before reached 2,140 people; 61 in 100 of them started treatment within three weeks."
)
REMARK = "Please name the section of the Act, and say who in procurement advised on “grant”."
SECTIONS: dict[str, dict[str, Any]] = {
    "subject": {
        "title": TITLE,
        "purpose": "drug and alcohol support for people on probation",
        "programme": "gm-irs-dr",
        "author": "A made-up programme officer",
    },
    "type": {"decision_type": "deputy-mayor", "stage": "final"},
    "function": {"function": "police-and-crime"},
    "power": {"legal_power": "Police Reform and Social Responsibility Act 2011"},
    "decision": {
        "decision": "Grants are awarded to the ten Greater Manchester local authorities for 2026/27, in the parts "
        "listed, for enhanced support of people on probation who use drugs or alcohol.",
        "conditions": [{"text": "A spending plan that the Community Safety Partnership has approved."}],
    },
    "reasons": {
        "reasons": "People on probation who use drugs or alcohol come to the services that each council already runs."
    },
    "alternatives": {
        "alternatives": "One contract for the whole of Greater Manchester was considered and rejected: a second "
        "service would stand beside the one that each council runs, and people would have two doors to knock at."
    },
    "fund": {
        "fund": "Made-up settlement for 2026/27",
        "funders": "The record of this illustration does not say.",
    },
    "financial": {
        "price_basis": "actual",
        "payment_basis": "advance",
        "comments": "The money for 2026/27 is confirmed. Money for 2027/28 is not yet confirmed.",
    },
    "when": {"planned_on": "2026-12-14", "effective_from": "2026-12-21", "purpose_key": "gm-irs-dr"},
    "route": {
        "route": "not-yet",
        "comments": "Whether grants can be used instead of contracts will be explored.",
    },
    "leans": {
        "promises": [
            {"text": "A risk log is kept for the year.", "owner": "Programme lead", "due": "2027-01-29"},
            {"text": "Each council signs a partnership agreement.", "owner": "", "due": None},
        ],
    },
    "risk": {
        "risk": "Posts may stay vacant in the first quarter. The programme board sees the vacancies each month."
    },
    "safeguarding": {
        "children_answer": "The service will not work with children.",
        "adults_answer": "Yes. Every client is asked about harm at each visit.",
        "adults_policy": "Each council's adult safeguarding policy, as listed in the agreement",
        "adults_lead": "The lead named in each agreement",
    },
}
