"""What does a page of a draft cost, and does the whole draft say everything?"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.decisions.conftest import record, send
from tests.decisions.drafting.conftest import save
from tests.decisions.drafting.examples import SECTIONS

from throughline.decisions.models import Draft
from throughline.decisions.ports import PlannedSplit

Staff = Callable[[str], Client]


def words(response: Any) -> str:
    """What a person reads on the page."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def at(draft: Draft, rest: str = "") -> str:
    return f"/drafts/{draft.id}/{rest}"


@pytest.fixture
def officer(staff: Staff) -> Client:
    return staff("programme-officer")


class TestTheNumberOfQueries:
    @pytest.mark.parametrize(
        "path", ["", "whole/", "sections/financial/", "sections/leans/", "versions/", "submit/"]
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


class TestTheWholeDraft:
    def test_says_everything_and_marks_what_is_exempt(self, officer: Client, filled: Draft) -> None:
        save(filled, "exempt", {"exempt": [{"section": "risk", "ground": "business", "why": ""}]})
        page = words(officer.get(at(filled, "whole/")))
        for slug, name in (("reasons", "reasons"), ("risk", "risk"), ("equality", "equality")):
            assert SECTIONS[slug][name] in page
        assert "Risk Exempt" in page
