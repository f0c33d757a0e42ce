"""What do the pages of a decision, of the law and of what everybody reads cost, however much there is?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from throughline.decisions import law_supplied
from throughline.decisions.actions import call_in as actions
from throughline.decisions.actions.notices import publish_decision

from .conftest import LEAD, record, send
from .deciding import decide
from .law.conftest import AT, COMMAND
from .law.pages import AUTHORITY

Staff = Callable[[str], Client]
PUBLISHED = datetime(2026, 6, 4, 9, tzinfo=UTC)


def asked_by(client: Client, path: str) -> list[str]:
    """What a page asks of the database when it is not asked for the first time."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [each["sql"][:200] for each in captured if "SAVEPOINT" not in each["sql"]]


@pytest.fixture
def officer(staff: Staff) -> Client:
    return staff("monitoring-officer")


@pytest.fixture
def numbers(officer: Client) -> list[str]:
    """A decision read from a notice, and four made here that can be called in; two entries of the forward plan."""
    law_supplied.load(COMMAND, AT)
    made = [record(send()[0].id).number, *(decide(AUTHORITY).number for _ in range(4))]
    for number in made[:4]:
        publish_decision(number=number, actor=LEAD, at=PUBLISHED)
    for days in (40, 50):
        actions.announce(
            function="authority",
            subject="Night bus support",
            decision_maker="The authority",
            contact="Programme lead",
            planned_on=date(2026, 6, 4) + timedelta(days=days),
            cannot_wait_because="",
            actor=LEAD,
            at=PUBLISHED,
        )
    return made


class TestAPageForStaff:
    @pytest.mark.parametrize("which", [0, 1, 4])
    def test_of_a_decision_asks_at_most_fifteen(
        self, officer: Client, numbers: list[str], which: int
    ) -> None:
        asked = asked_by(officer, f"/decisions/{numbers[which]}/")
        assert len(asked) <= 15, "\n".join(asked)

    @pytest.mark.parametrize(
        "path",
        [
            "/regimes/", "/scheme/try/", "/to-publish/", "/panel/?since=01/06/2026", "/forward-plan/", "/call-in/",
            "/decisions.csv",
        ],
    )  # fmt: skip
    def test_of_the_law_asks_at_most_ten(self, officer: Client, numbers: list[str], path: str) -> None:
        asked = asked_by(officer, path)
        assert len(asked) <= 10, "\n".join(asked)


class TestAPageForEverybody:
    @pytest.mark.parametrize(
        "path",
        ["/forward-plan/", "/forward-plan.json", "/call-in/", "/call-in/{}/", "/register/decisions.csv"],
    )
    def test_asks_at_most_six(self, client: Client, numbers: list[str], path: str) -> None:
        asked = asked_by(client, path.format(numbers[1]))
        assert len(asked) <= 6, "\n".join(asked)
