"""What would a careful monitoring officer mark on the two notices that the programme rests on, and what not?"""

import os
from functools import cache
from pathlib import Path

import pytest

from throughline.decisions.checking import check, supplied_facts
from throughline.decisions.reading.files import read_file
from throughline.decisions.reading.reader import read_decisions
from throughline.decisions.reading.shape import Finding

FOLDER = os.environ.get("THROUGHLINE_NOTICES")


@pytest.mark.skipif(FOLDER is None, reason="THROUGHLINE_NOTICES does not name the folder of the two notices")
class TestTheNoticeOf2021:
    """Its parts come to the total, its weekday is right, no part reaches the threshold of 2021, every place has one."""

    @pytest.fixture
    def found(self) -> dict[str, list[Finding]]:
        return _marked("000_6bd1ad907dad17b5.txt")

    def test_is_marked_for_these_reasons_and_no_other(self, found: dict[str, list[Finding]]) -> None:
        assert {code: len(findings) for code, findings in found.items()} == {
            "sign-off-not-evidenced": 1,  # the assistant director, whom the form asks for in every case
            "limit-reached": 1,  # the Deputy Mayor, by the total
            "legal-route-unresolved": 1,  # grant or contract is left open beside grants that are awarded
            "safeguarding-without-evidence": 2,  # "not with children" and experience are comfort (R8)
            "owner-missing": 3,  # plan and risk log, development group, links: by nobody
            "promise-without-date": 4,  # the three, and each commissioner's partnership agreement
            "priority-unnumbered": 1,  # the second of three
            "contact-missing": 1,  # the last field of the form
        }

    def test_misses_one_signature_and_names_the_post(self, found: dict[str, list[Finding]]) -> None:
        (missing,) = found["sign-off-not-evidenced"]
        assert missing.post == "Assistant Director Police, Crime, Criminal Justice and Fire"

    def test_needs_the_deputy_mayor_because_of_its_total(self, found: dict[str, list[Finding]]) -> None:
        (limit,) = found["limit-reached"]
        assert "Deputy Mayor must sign because the decision totals £639,733.00" in limit.message
        assert limit.severity == "note"


@pytest.mark.skipif(FOLDER is None, reason="THROUGHLINE_NOTICES does not name the folder of the two notices")
class TestTheRecordOf2024:
    """It has no signature blocks, no safeguarding questions and no contact field, and its total is no single award."""

    @pytest.fixture
    def found(self) -> dict[str, list[Finding]]:
        return _marked("002_a2310808de729f06.txt")

    def test_is_marked_for_these_reasons_and_no_other(self, found: dict[str, list[Finding]]) -> None:
        assert {code: len(findings) for code, findings in found.items()} == {
            "breakdown-missing": 1,  # ten authorities, one figure
            "limit-reached": 1,  # the Deputy Mayor, who is among the decision makers
            "published-late": 1,  # 28 May to 8 July
            "year-not-confirmed": 1,  # values for 2024/25 only, the model intended beyond
            "promise-without-date": 1,  # scrutiny and assurance by the partnership
            "related-decision-not-held": 2,  # of November and of April 2023
        }

    def test_was_published_41_days_after_the_decision(self, found: dict[str, list[Finding]]) -> None:
        assert "41 days" in found["published-late"][0].message


@pytest.mark.skipif(FOLDER is None, reason="THROUGHLINE_NOTICES does not name the folder of the two notices")
@pytest.mark.parametrize("name", ["000_6bd1ad907dad17b5.txt", "002_a2310808de729f06.txt"])
def test_every_finding_quotes_the_notice_itself(name: str) -> None:
    text = read_file(Path(FOLDER or "") / name).text
    for findings in _marked(name).values():
        for finding in findings:
            assert finding.text
            assert finding.text in text


@cache
def _marked(name: str) -> dict[str, list[Finding]]:
    text = read_file(Path(FOLDER or "") / name).text
    facts = supplied_facts()
    (decision,) = read_decisions(text, facts.places)
    found: dict[str, list[Finding]] = {}
    for finding in check(decision, text, facts):
        found.setdefault(finding.code, []).append(finding)
    return found
