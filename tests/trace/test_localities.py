"""The page of a locality: what it adds up, what it leaves open, and who may open it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import words

from throughline.funding.actions import streams
from throughline.funding.actions.rounds import found_programme
from throughline.funding.actions.streams import Paying
from throughline.funding.models import Round
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body, places_by_code
from throughline.trace.locality_chart import draw
from throughline.trace.queries import localities as queries

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TODAY = date(2026, 1, 5)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
OFFICER = Actor("person:0198b1a0-0000-7000-8000-000000000000", frozenset({"programme-officer"}))
LAST, THIS, NEXT = FinancialYear(2024), FinancialYear(2025), FinancialYear(2026)
pytestmark = pytest.mark.django_db
Browse = Callable[[str, str], Client]


def add(name: str, purpose: str, *amounts: int | None, **changes: Any) -> None:
    """A stream of Bolton that pays so much in last year, this year and the next."""
    years = {
        FinancialYear(2024 + n): None if each is None else Money(each * 100) for n, each in enumerate(amounts)
    }
    said: dict[str, Any] = {"payer_words": f"Who pays {name}", "source": "Made up"}
    streams.record_stream(
        actor=OFFICER,
        at=AT,
        place_id=places_by_code()["E08000001"].id,
        paying=Paying(name=name, purpose=purpose, years=years, **said | changes),
    )


@pytest.fixture
def bolton(db: None) -> None:
    """A programme of this year without a split, a budget from before, and a grant that ends."""
    organisations.load_reference(actor=COMMAND, at=AT)
    programme = found_programme(
        actor=COMMAND,
        at=AT,
        code="p",
        name="Our grant",
        purpose="P",
        authority="gmca",
        names=(),
        objectives=(),
    )
    with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
        Round.objects.create(programme=programme, year=str(THIS), standing="not_held")
        Round.objects.create(programme=programme, year=str(NEXT), standing="intended")
    add("Budget", "treatment", 1_000, 900, 900, is_baseline=True)
    add("National grant", "treatment", 500, 500, ends_on=date(2026, 3, 31))


def page() -> queries.LocalityPage:
    found = queries.locality_page(OFFICER, "bolton", TODAY)
    assert found is not None
    return found


@pytest.fixture
def browse(bolton: None, settings: Any) -> Browse:
    """A browser in which somebody with that role in that body has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def signed_in(role: str, of: str) -> Client:
        person = organisations.add_person(
            actor=COMMAND, at=AT, name=f"A {role}", email=f"{role}-{of}@example.org", body=body(of)
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return signed_in


class TestALocality:
    def test_adds_up_what_is_known_and_names_what_is_not(self, bolton: None) -> None:
        assert [(str(each.year), each.known, each.unknown) for each in page().years] == [
            ("2024/25", Money(1_500_00), ()),
            ("2025/26", Money(1_400_00), ("Our grant",)),
            ("2026/27", Money(900_00), ()),
        ]

    def test_shows_ours_first_and_an_intention_as_no_money(self, bolton: None) -> None:
        ours = page().rows[0]
        assert (ours.letter, ours.stream.flow.name) == ("A", "Our grant")
        assert [each.says for each in ours.cells] == ["", "not stated", "intended, not confirmed"]

    def test_says_where_known_money_goes_and_what_ends(self, bolton: None) -> None:
        [cliff] = page().cliffs
        assert queries.cliff_in_words(cliff) == (
            "After 2025/26, £500.00 of the known money (35 %) goes: National grant ends."
        )
        assert page().coming == cliff

    def test_asks_who_pays_for_what_where_two_pay(self, bolton: None) -> None:
        [overlap] = page().overlaps
        assert queries.overlap_in_words(overlap) == (
            "Structured treatment: Budget and National grant pay for it in 2024/25 to 2025/26. "
            "Ask who pays for what."
        )

    def test_compares_with_what_paid_before_our_grant(self, bolton: None) -> None:
        before = page().baseline
        assert before is not None
        assert (before.before, before.fell_by) == (LAST, Money(100_00))

    def test_is_drawn_from_the_figures_of_its_table(self, bolton: None) -> None:
        facts = queries.facts(page())
        assert sum(each["amount"] for each in facts["bars"] if each["year"] == 1) == 1400
        assert facts["cliffs"] == [
            {"after": 1, "from": 1400.0, "to": 900.0, "says": "−£500", "percent": "(35 %)"}
        ]
        for narrow in (False, True):
            assert "layer" in draw(facts, narrow).to_dict()

    def test_without_a_stream_says_so(self, bolton: None) -> None:
        found = queries.locality_page(OFFICER, "wigan", TODAY)
        assert found is not None
        assert [row.stream.flow.is_ours for row in found.rows] == [True]
        assert found.baseline is None


class TestItsPage:
    def test_is_read_by_its_own_commissioner_and_by_no_other(self, browse: Browse) -> None:
        own, other = browse("commissioner", "bolton"), browse("commissioner", "bury")
        address = reverse("locality", args=["bolton"])
        said = words(own.get(address))
        assert "National grant" in said
        assert "Nobody has recorded what paid here before" not in said
        assert other.get(address).status_code == 404
        for name in ("locality-svg", "locality-csv"):
            assert other.get(reverse(name, args=["bolton"])).status_code == 404
        assert own.get(reverse("localities")).headers["Location"] == address

    def test_is_closed_to_providers_and_practice(self, browse: Browse) -> None:
        for role in ("provider-manager", "key-worker"):
            client = browse(role, "salford")
            assert client.get(reverse("locality", args=["bolton"])).status_code == 403

    def test_names_posts_only_to_who_may_read_their_register(self, browse: Browse) -> None:
        address = reverse("locality", args=["bolton"])
        assert "Posts that this money pays for" in words(browse("treasurer", "gmca").get(address))
        panel = browse("panel-member", "gmca")
        assert panel.get(reverse("funded-posts")).status_code == 403
        said = words(panel.get(address))
        assert "National grant" in said
        assert "Posts that this money pays for" not in said

    def test_leads_to_its_results_whoever_reads_its_pack(self, browse: Browse) -> None:
        address, pack = reverse("locality", args=["bolton"]), reverse("pack", args=["bolton"])
        commissioner = browse("commissioner", "bolton")
        assert f'href="{pack}"' in commissioner.get(address).content.decode()
        assert commissioner.get(pack)["Location"] == "/packs/?pack=bolton"  # until one is issued
        member = browse("csp-member", "bolton")
        assert f'href="{pack}"' not in member.get(address).content.decode()
        assert "in the locality’s evidence pack" in words(member.get(address))

    def test_has_the_picture_the_file_and_the_list(self, browse: Browse) -> None:
        client = browse("treasurer", "gmca")
        picture = client.get(reverse("locality-svg", args=["bolton"]))
        assert picture.headers["Content-Type"] == "image/svg+xml"
        assert b"</svg>" in picture.content
        lines = client.get(reverse("locality-csv", args=["bolton"])).content.decode().splitlines()
        assert len(lines) == 1 + 2 + 3 + 2
        assert "10 localities" not in words(client.get(reverse("localities")))
        assert client.get(reverse("locality", args=["nowhere"])).status_code == 404

    def test_asks_the_database_as_often_for_many_streams(
        self, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client = browse("programme-officer", "gmca")
        address = reverse("locality", args=["bolton"])

        def asked() -> int:
            with django_assert_max_num_queries(60) as seen:
                client.get(address)
            return len(seen.captured_queries)

        asked()
        before = asked()
        for n in range(6):
            add(f"Stream {n}", "other", n + 1, None, n + 1)
        assert asked() == before
        with django_assert_max_num_queries(10):
            queries.streams_page(OFFICER, "bolton", TODAY)
