"""Is a whole made-up notice marked for everything that it deserves, and for nothing else?"""

from collections import Counter
from pathlib import Path

import pytest

from .conftest import Findings

FOLDER = Path(__file__).parents[1] / "notices"

DESERVED = {
    "check-01-every-fault": {
        "parts-do-not-sum": 1,  # 700,000 against 640,500
        "totals-disagree": 1,  # 640,500 and 604,500
        "place-missing": 2,  # Salford and Trafford
        "place-repeated": 1,  # Tameside
        "place-inconsistent": 1,  # Bury's marshals under Bolton's subject
        "sign-off-not-evidenced": 2,  # assistant director, treasurer
        "limit-reached": 1,
        "date-weekday-disagrees": 1,  # 15 May 2024 was a Wednesday
        "published-late": 1,
        "year-not-confirmed": 1,
        "award-at-or-over-threshold": 1,  # Manchester's part
        "legal-route-unresolved": 1,
        "safeguarding-unanswered": 1,
        "safeguarding-without-evidence": 1,
        "owner-missing": 1,
        "promise-without-date": 1,
        "priority-unnumbered": 1,
        "contact-missing": 1,
        "related-decision-not-held": 1,
    },
    "check-02-no-fault": {},
    "check-03-record-of-another-authority": {"award-at-or-over-threshold": 1},
    "check-04-grants-by-name": {"totals-disagree": 1},  # the table comes to its own total, not to the text’s
}


@pytest.mark.parametrize("name", sorted(DESERVED))
def test_a_notice_is_marked_as_it_deserves(name: str, findings: Findings) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert Counter(finding.code for finding in findings(text)) == DESERVED[name]
