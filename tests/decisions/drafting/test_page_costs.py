"""What does a page of a draft cost, and does the whole draft say everything?"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.decisions.conftest import AT, OFFICER, record, send
from tests.decisions.drafting.conftest import at, save
from tests.decisions.drafting.examples import SECTIONS
from tests.pages import words

from throughline.decisions.actions import drafting
from throughline.decisions.models import Draft
from throughline.decisions.ports import PlannedSplit


class TestTheNumberOfQueries:
    @pytest.mark.parametrize(
        "path",
        [
            *("", "whole/", "versions/", "submit/", "withdraw/", "attachments/"),
            *(
                f"sections/{slug}/"
                for slug in ("subject", "financial", "when", "function", "strategy", "route", "leans")
            ),
        ],
    )
    def test_is_at_most_ten_however_much_there_is(
        self, officer: Client, filled: Draft, workbench: Callable[..., PlannedSplit], path: str
    ) -> None:
        notice = record(send()[0].id)
        officer.post(at(filled, "leanings/"), {"on": f"decision:{notice.number}"})
        for number in range(3):
            save(filled, "risk", {"risk": f"Risk {number}"}, revision=number + 1)
            officer.post(at(filled, "versions/"), {"why": f"number {number}"})
            officer.post(at(filled, "sections/financial/remarks/"), {"text": f"Remark {number}"})
        officer.get("/drafts/")  # what the last step said has been shown
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(at(filled, path)).status_code == 200
        asked = [each["sql"][:150] for each in captured if "SAVEPOINT" not in each["sql"]]
        assert len(asked) <= 10, "\n".join(asked)


class TestTheListOfDrafts:
    def queries(self, officer: Client, path: str) -> int:
        officer.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(path).status_code == 200
        return len([each for each in captured if "SAVEPOINT" not in each["sql"]])

    @pytest.mark.parametrize("path", ["/drafts/", "/drafts.csv", "/drafts/begin/"])
    def test_asks_as_often_for_thirty_as_for_one(self, officer: Client, filled: Draft, path: str) -> None:
        record(send()[0].id)
        few = self.queries(officer, path)
        for number in range(29):
            drafting.begin_draft(title=f"Harbour {number}", actor=OFFICER, at=AT)
        assert self.queries(officer, path) == few
        assert few <= 10

    def test_is_sorted_and_paged(self, officer: Client, filled: Draft) -> None:
        for number in range(29):
            drafting.begin_draft(title=f"Harbour {number:02}", actor=OFFICER, at=AT)
        first = words(officer.get("/drafts/?sort=subject&q=harbour"))
        assert "Harbour 00" in first
        assert "Harbour 28" not in first
        assert "Harbour 28" in words(officer.get("/drafts/?sort=subject&q=harbour&page=2"))
        largest = words(officer.get("/drafts/?sort=largest"))
        assert largest.index("£120,000.00") < largest.index("no total yet")


class TestTheWholeDraft:
    def test_says_everything_and_marks_what_is_exempt(self, officer: Client, filled: Draft) -> None:
        save(filled, "exempt", {"exempt": [{"section": "risk", "ground": "business", "why": ""}]})
        page = words(officer.get(at(filled, "whole/")))
        for slug, name in (("reasons", "reasons"), ("risk", "risk"), ("equality", "equality")):
            assert SECTIONS[slug][name] in page
        assert "Risk Exempt" in page
