"""Places, bodies, units and posts: what the reference files say, and loading them."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from throughline.kernel.actor import Actor
from throughline.kernel.identifiers import parse_gss_code, parse_organisation_id
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations import actions, queries
from throughline.organisations.models import Body, Place, PostTitle, ProbationDeliveryUnit, UnitPlace
from throughline.organisations.places import known_places, reference_rows

from .conftest import AT, COMMAND

TEN = [
    "Bolton",
    "Bury",
    "Manchester",
    "Oldham",
    "Rochdale",
    "Salford",
    "Stockport",
    "Tameside",
    "Trafford",
    "Wigan",
]


class TestThePlacesKnownWithoutADatabase:
    def test_are_the_ten_localities_with_their_codes(self) -> None:
        assert [name for name, _ in known_places()] == TEN
        assert [parse_gss_code(code) for _, code in known_places()] == [
            f"E080000{n:02}" for n in range(1, 11)
        ]


class TestTheReferenceFiles:
    def test_identifiers_have_the_shape_of_their_register_or_are_unconfirmed(self) -> None:
        ids = [row["org_id"] for row in reference_rows("bodies.csv") if row["org_id"]]
        assert [parse_organisation_id(each) for each in ids] == ids
        assert len(set(ids)) == 10

    def test_each_locality_has_one_council_and_one_community_safety_partnership(self) -> None:
        rows = reference_rows("bodies.csv")
        for kind in ("local authority", "community safety partnership"):
            assert [row["serves"] for row in rows if row["kind"] == kind] == [
                code for _, code in known_places()
            ]

    def test_a_posts_titles_follow_each_other_without_a_gap(self) -> None:
        posts: dict[tuple[str, str], list[dict[str, str]]] = {}
        for row in reference_rows("post_titles.csv"):
            posts.setdefault((row["body"], row["post"]), []).append(row)
        for titles in posts.values():
            assert [each["until"] for each in titles[:-1]] == [each["from"] for each in titles[1:]]
            assert titles[-1]["until"] == ""


@pytest.mark.usefixtures("reference")
class TestAfterLoading:
    def test_the_ten_localities_and_the_city_region_are_places(self) -> None:
        assert [place.name for place in queries.localities()] == TEN
        assert queries.places_by_code()["E47000001"].kind == "combined authority"

    def test_the_authoritys_own_identifier_is_unconfirmed(self) -> None:
        assert queries.body("gmca").org_id == ""

    def test_each_locality_has_its_council(self) -> None:
        councils = [body for body in queries.bodies_with_posts() if body.kind == "local authority"]
        served = {place.name: body.org_id for body in councils for place in body.places.all()}
        assert served["Wigan"] == "GB-LAE-WGN"
        assert set(served) == set(TEN)
        assert len(set(served.values())) == 10

    @pytest.mark.parametrize(
        ("post", "day", "title"),
        [
            ("director", date(2021, 10, 27), "Director – Police, Crime, Criminal Justice and Fire"),
            ("director", date(2024, 5, 27), "Director – Police, Crime, Criminal Justice and Fire"),
            ("director", date(2024, 5, 28), "Director for Safer and Stronger Communities"),
            ("treasurer", date(2021, 11, 1), "GMCA Treasurer"),
            ("treasurer", date(2024, 7, 8), "Group Chief Finance Officer"),
            ("director", date(2021, 10, 26), None),
        ],
    )
    def test_a_post_is_called_what_it_was_called_on_the_day(
        self, post: str, day: date, title: str | None
    ) -> None:
        assert queries.title_on(post, day) == title

    def test_both_lists_of_units_stand_unverified_and_each_covers_every_locality(self) -> None:
        units = list(queries.units())
        assert not any(unit.is_verified for unit in units)
        for name, count in (("inspectorate list of eight", 8), ("referral system list of nine", 9)):
            ours = [unit for unit in units if unit.list_name == name]
            assert len(ours) == count
            assert {each.place.name for unit in ours for each in unit.coverage.all()} == set(TEN)

    def test_the_pages_lists_cost_a_fixed_number_of_queries(self, django_assert_num_queries: object) -> None:
        with django_assert_num_queries(4):  # type: ignore[operator]  # pytest-django has no type for it
            for body in queries.bodies_with_posts():
                assert [place.name for place in body.places.all()]
        with django_assert_num_queries(2):  # type: ignore[operator]  # as above
            for unit in queries.units():
                assert [each.place.name for each in unit.coverage.all()]


class TestLoading:
    @pytest.mark.usefixtures("reference")
    def test_twice_changes_nothing_and_is_no_act(self) -> None:
        acts = Act.objects.count()
        assert actions.load_reference(actor=COMMAND, at=AT) == 0
        assert Act.objects.count() == acts

    @pytest.mark.usefixtures("reference")
    def test_leaves_a_row_that_somebody_corrected_as_it_is(self, settings: Settings) -> None:
        with act(actor=COMMAND, at=AT, verb="body.confirmed", subject=("body", "gmca")):
            Body.objects.filter(code="gmca").update(org_id="GB-GOR-PB1")
        settings.ORGANISATION_ID = "GB-GOR-PB2"
        actions.load_reference(actor=COMMAND, at=AT)
        assert queries.body("gmca").org_id == "GB-GOR-PB1"

    @pytest.mark.usefixtures("reference")
    def test_adds_only_what_is_missing(self) -> None:
        with act(actor=COMMAND, at=AT, verb="title.lost", subject=("post", "director")):
            PostTitle.objects.filter(title="Group Chief Finance Officer").delete()
        assert actions.load_reference(actor=COMMAND, at=AT) == 1
        assert queries.title_on("treasurer", date(2024, 7, 8)) == "Group Chief Finance Officer"

    @pytest.mark.usefixtures("db")
    def test_takes_the_authoritys_identifier_from_the_settings(self, settings: Settings) -> None:
        settings.ORGANISATION_ID = "gb-gor-pb1"
        actions.load_reference(actor=COMMAND, at=AT)
        assert queries.body("gmca").org_id == "GB-GOR-PB1"

    @pytest.mark.usefixtures("db")
    def test_refuses_a_setting_that_is_no_identifier(self, settings: Settings) -> None:
        settings.ORGANISATION_ID = "GMCA"
        with pytest.raises(RefusedError, match="THROUGHLINE_ORGANISATION_ID cannot be used"):
            actions.load_reference(actor=COMMAND, at=AT)

    @pytest.mark.usefixtures("db")
    def test_is_one_act_that_says_how_many_rows(self) -> None:
        rows = actions.load_reference(actor=COMMAND, at=AT)
        tables = (Place, Body, PostTitle, ProbationDeliveryUnit, UnitPlace)
        assert rows > sum(table.objects.count() for table in tables)
        [done] = Act.objects.all()
        assert (done.verb, f'"rows":{rows}' in done.leaf) == ("reference.loaded", True)

    @pytest.mark.usefixtures("db")
    def test_is_not_for_everybody(self) -> None:
        with pytest.raises(RefusedError, match="Only an administrator"):
            actions.load_reference(actor=Actor("person:x", frozenset({"director"})), at=AT)

    @pytest.mark.usefixtures("committed_db")
    def test_that_is_killed_half_way_leaves_nothing_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def killed(*_: object) -> None:
            connection.close()
            raise KeyboardInterrupt

        monkeypatch.setattr(type(PostTitle.objects), "bulk_create", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.load_reference(actor=COMMAND, at=AT)
        monkeypatch.undo()
        assert not Place.objects.exists()
        assert actions.load_reference(actor=COMMAND, at=AT) > 0


class TestOurCopyOfTheSharedFiles:
    @pytest.mark.parametrize("name", ["localities.csv", "probation_delivery_units.csv"])
    def test_has_the_rows_that_the_room_serves(self, name: str) -> None:
        path = Path(actions.__file__).parent / "data" / name
        assert tuple(csv.DictReader(path.open(encoding="utf-8"))) == reference_rows(name)
