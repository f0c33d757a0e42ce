"""Is a list that is longer than anybody pages the same as a short one, but for how far it is counted?"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, TODAY, Ward, send
from tests.caseload.triage_steps import asked_by

from throughline.caseload.actions import limits, referrals
from throughline.caseload.models import Referral
from throughline.caseload.queries import referrals as queries
from throughline.caseload.sealed import Asked, Identity
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.organisations import working

Browse = Callable[[Actor], Client]
pytestmark = pytest.mark.django_db


def begun(ward: Ward, actor: Actor, unit: UUID, *, is_sent: bool = True) -> Referral:
    look(actor, TODAY)
    made = referrals.begin(
        actor=actor,
        at=AT,
        provider_id=ward.elm if unit == ward.west else ward.ash,
        unit_id=unit,
        place_id=ward.bolton,
        identity=Identity("Made", "Up", "1990-01-01", safe_contact="any"),
        asked=Asked(why_now="Starts a new order."),
        is_made_up=True,
    )
    if is_sent:
        send(actor, made.id)
    return made


class TestAListOfSeveralUnits:
    """A practitioner of two units, who also drafted for a third, and broke the glass for somebody there."""

    @pytest.fixture
    def there(self, ward: Ward) -> list[Referral]:
        person = UUID(ward.practitioner.id.removeprefix("person:"))
        working.place_worker(actor=SUPPLIER, at=AT, person_id=person, unit_id=ward.south, since=TODAY)
        mine = [begun(ward, ward.practitioner, unit) for unit in (ward.north, ward.south) for _ in range(3)]
        draft = begun(ward, ward.practitioner, ward.west, is_sent=False)
        theirs = [begun(ward, ward.west_practitioner, ward.west) for _ in range(2)]
        look(ward.practitioner, TODAY)
        limits.break_glass(
            actor=ward.practitioner,
            at=timezone.now(),
            reference=theirs[0].reference,
            because="Brought to our door unconscious.",
        )
        return [*mine, draft, theirs[0]]

    @pytest.mark.parametrize("sort", ["newest", "oldest"])
    def test_has_the_same_rows_in_the_same_order_by_the_faster_way(
        self, ward: Ward, there: list[Referral], sort: str
    ) -> None:
        listing = replace(queries.LISTING, size=3)
        units = look(ward.practitioner, TODAY).units
        assert len(units) == 2
        shown = []
        for number in ("1", "2", "3"):
            asked = QueryDict(f"sort={sort}&page={number}")
            first = queries.first_of_units(ward.practitioner, units, asked)
            faster = listing.page(queries.in_sight(), asked, first=first)
            slower = replace(listing, most=0).page(queries.in_sight(), asked)
            assert [each.id for each in faster.rows] == [each.id for each in slower.rows]
            assert (faster.total, faster.first, faster.last) == (8, slower.first, slower.last)
            shown += [each.id for each in faster.rows]
        for unit in (*units, ward.west):
            asked = QueryDict(f"sort={sort}&unit={unit}")
            first = queries.first_of_units(ward.practitioner, units, asked)
            faster = listing.page(queries.in_sight(), asked, first=first)
            slower = replace(listing, most=0).page(queries.in_sight(), asked)
            assert [each.id for each in faster.rows] == [each.id for each in slower.rows]
            assert faster.total == slower.total > 0
        assert sorted(shown) == sorted(each.id for each in there)


class TestAListLongerThanAnybodyPages:
    @pytest.fixture
    def client(self, ward: Ward, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> Client:
        for _ in range(5):
            begun(ward, ward.practitioner, ward.north)
        monkeypatch.setattr(queries, "LISTING", replace(queries.LISTING, size=2, most=4))
        return browse(ward.practitioner)

    def test_says_so_and_leads_to_no_page_past_what_was_counted(self, client: Client) -> None:
        said = client.get("/referrals/?page=9").content.decode()
        assert "<strong>3 to 4</strong> of more than 4 referrals" in said
        assert "page=3" not in said

    def test_is_counted_whole_when_it_is_just_as_long(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "LISTING", replace(queries.LISTING, most=6))
        said = client.get("/referrals/?page=3").content.decode()
        assert "<strong>5 to 5</strong> of 5 referrals" in said

    def test_asks_no_more_of_the_database_than_a_short_one(self, client: Client) -> None:
        assert asked_by(client, "/referrals/") <= 7

    def test_that_fits_one_page_is_not_counted(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queries, "LISTING", replace(queries.LISTING, size=25, most=1_000))
        with CaptureQueriesContext(connection) as asked:
            client.get("/referrals/")
        assert not [each for each in asked if "COUNT(" in each["sql"]]

    def test_searches_for_a_name_once(self, client: Client) -> None:
        client.post("/referrals/", {"q": "Made Up"})
        with CaptureQueriesContext(connection) as asked:
            said = client.get("/referrals/").content.decode()
        assert "of more than 4 referrals" in said
        assert len([each for each in asked if "caseload_searchhash" in each["sql"]]) == 1
