"""What is true of a table that left, for whoever lets it leave and for whoever reads it? R40, R43"""

from datetime import UTC, date, datetime, timedelta
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.evidence.held import held_extract
from tests.races import at_once

from throughline.evidence import tables
from throughline.evidence.actions import linkages
from throughline.evidence.actions.releasing import release
from throughline.evidence.gate import Counts, Dimension, Shown
from throughline.evidence.gate.passing import WHY
from throughline.evidence.models import Extract, Release
from throughline.evidence.queries import releases
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ANALYST = Actor(f"person:{uuid4()}", frozenset({"analyst"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
KEY_WORKER = Actor(f"person:{uuid4()}", frozenset({"key-worker"}))
PLACES = ("Bolton", "Bury", "Oldham", "Wigan")
YEAR = "2025-04-01/2026-04-01"


@pytest.fixture
def extract(db: None) -> Extract:
    """An extract of made-up people; only what is known without opening it."""
    return an_extract("Made-up year")


def an_extract(name: str) -> Extract:
    return held_extract(
        actor=ANALYST, at=AT, name=name, covers_from=date(2025, 4, 1), seed=7, file=f"{uuid4()}.parquet"
    )


def counts(*numbers: int) -> Counts:
    """A made-up table by place."""
    return Counts(
        "People referred",
        (Dimension("place", PLACES),),
        {(p,): n for p, n in zip(PLACES, numbers, strict=True)},
    )


def let_out(extract: Extract, *numbers: int, **more: Any) -> Release:
    asked: dict[str, Any] = {"measure": "referrals", "version": 1, "by": "place", "period": YEAR}
    return release(extract=extract, counts=counts(*numbers), **(asked | {"actor": ANALYST, "at": AT} | more))


def cells_of(made: Release) -> dict[str, int | None]:
    return {cell["key"][0]: cell["count"] for cell in made.cells}


class TestTablesOfOneMoment:
    def test_stand_beside_a_new_one_in_the_same_order_whatever_ids_are_drawn(self, extract: Extract) -> None:
        names = ["e", "b", "f", "a", "d", "c"]
        for name in names:
            let_out(extract, 10, 20, 30, 40, measure=name, version=ord(name), cohort="people")
        found = [each.source for each in releases.left_of({"people"})("people")]
        assert len({*found}) == len(names)
        assert found == [
            releases.as_shown(Release.objects.get(measure=name)).source for name in sorted(names)
        ]


class TestATableThatLeaves:
    def test_says_what_is_hidden_and_never_what_stands_there(self, extract: Extract) -> None:
        made = let_out(extract, 40, 3, 25, 31)
        assert cells_of(made)["Bury"] is None
        assert made.hidden == sum(count is None for count in cells_of(made).values()) >= 2
        assert made.reasons == [WHY]

    def test_stands_in_the_ledger_with_how_much_is_hidden_and_no_count(self, extract: Extract) -> None:
        made = let_out(extract, 40, 3, 25, 31)
        fact = Act.objects.get(verb="table.released")
        assert f'"hidden":{made.hidden}' in fact.leaf
        assert '"by":"place"' in fact.leaf
        for count in (40, 25, 31):
            assert f":{count}" not in fact.leaf

    def test_leaves_once_whoever_asks_again(self, extract: Extract) -> None:
        assert let_out(extract, 40, 30, 25, 31).pk == let_out(extract, 40, 30, 25, 31).pk

    def test_figures_of_hidden_places_fall_away(self, extract: Extract) -> None:
        made = let_out(extract, 40, 3, 25, 31, figures={place: {"median": 9} for place in PLACES})
        hidden = {place for place, count in cells_of(made).items() if count is None}
        assert set(made.figures) == set(PLACES) - hidden

    def test_what_works_out_figures_is_given_what_is_shown_alone(self, extract: Extract) -> None:
        given: list[Shown] = []

        def work(shown: Shown) -> dict[str, dict[str, int]]:
            given.append(shown)
            return {}

        let_out(extract, 40, 3, 25, 31, figures=work)
        assert given[0].cells["Bury",] is None

    def test_is_let_out_by_an_analyst(self, extract: Extract) -> None:
        with pytest.raises(RefusedError, match="Only an analyst"):
            let_out(extract, 40, 30, 25, 31, actor=OFFICER)
        assert not Release.objects.exists()

    def test_that_the_gate_refuses_leaves_nothing_behind(self, extract: Extract) -> None:
        with pytest.raises(RefusedError, match="every count would have to be hidden"):
            let_out(extract, 1, 2, 0, 0)
        assert not Release.objects.exists()
        assert not Act.objects.filter(verb="table.released").exists()

    def test_hides_what_a_later_extract_would_tell_of_a_few(self, extract: Extract) -> None:
        let_out(extract, 40, 30, 25, 31)
        made = let_out(an_extract("A week later"), 40, 32, 25, 31)
        assert cells_of(made)["Bury"] is None
        assert cells_of(made)["total"] is None
        assert cells_of(made)["Wigan"] == 31

    def test_is_never_changed(self, extract: Extract) -> None:
        made = let_out(extract, 40, 30, 25, 31)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Release.objects.filter(pk=made.pk).update(hidden=0)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Release.objects.filter(pk=made.pk).delete()

    def test_cannot_be_changed_by_the_programs_that_serve_pages(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_table_privilege('evidence_release', right_) "
                "FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'INSERT', 'SELECT']) AS right_"
            )
            assert [row[0] for row in cursor.fetchall()] == [False, False, False, True, True]


class TestWorkersAtOnce:
    """Each looks at what left before; that must not be what the other lets leave in the same moment."""

    @pytest.fixture
    def held(self, committed_db: Any) -> Extract:
        return an_extract("Made-up year")

    def test_let_the_same_table_leave_once(self, held: Extract) -> None:
        one, other = at_once(*[lambda: let_out(held, 40, 3, 25, 31).pk] * 2)
        assert one == other == Release.objects.get().pk

    def test_hide_what_two_extracts_would_tell_together(self, held: Extract) -> None:
        later = an_extract("A week later")
        made = at_once(lambda: let_out(held, 40, 30, 25, 31), lambda: let_out(later, 40, 32, 25, 31))
        assert {cells_of(each)["Bury"] for each in made} in ({None, 30}, {None, 32})

    def test_a_linkage_waits_until_another_is_kept(self, held: Extract) -> None:
        is_asked, order = Event(), list[str]()

        def first() -> None:
            with transaction.atomic():
                linkages.shown(counts(40, 30, 25, 31))
                is_asked.set()
                sleep(0.5)
                order.append("the first is kept")

        def second() -> None:
            assert is_asked.wait(30)
            with transaction.atomic():
                linkages.shown(counts(40, 30, 25, 31))
                order.append("the second looks at what left")

        assert at_once(first, second) == [None, None]
        assert order == ["the first is kept", "the second looks at what left"]


class TestReadingTables:
    def test_the_newest_is_read(self, extract: Extract, django_assert_num_queries: Any) -> None:
        let_out(extract, 40, 30, 25, 31)
        newer = let_out(an_extract("Later"), 60, 50, 45, 51, at=AT + timedelta(days=30))
        with django_assert_num_queries(1):
            found = releases.newest(OFFICER, measure="referrals", by="place")
        assert found == newer

    def test_who_looks_after_people_reads_none(self, extract: Extract) -> None:
        made = let_out(extract, 40, 30, 25, 31)
        assert releases.newest(KEY_WORKER, measure="referrals", by="place") is None
        assert releases.held(KEY_WORKER, made.pk) is None
        assert tables.released("referrals", "place", actor=KEY_WORKER) is None

    def test_one_of_each_is_read_at_once(self, extract: Extract, django_assert_num_queries: Any) -> None:
        let_out(extract, 40, 30, 25, 31)
        let_out(extract, 40, 30, 25, 31, measure="starts")
        let_out(an_extract("Later"), 60, 50, 45, 51, at=AT + timedelta(days=30))
        with django_assert_num_queries(1):
            found = releases.newest_of_each(OFFICER)
        assert [(each.measure, each.extract.name) for each in found] == [
            ("referrals", "Later"),
            ("starts", "Made-up year"),
        ]

    def test_rooms_above_read_need_with_its_range_and_its_source(self, extract: Extract) -> None:
        figures = {place: {"best": 100.0 + n, "low": 90, "high": 120} for n, place in enumerate(PLACES)}
        let_out(extract, 40, 3, 25, 31, measure="need-unmet", figures=figures)
        need = tables.need_by_place(actor=OFFICER)
        assert need is not None
        assert "Bury" in need.hidden
        assert {each.place for each in need.places} == set(PLACES) - set(need.hidden)
        assert all(each.low <= each.best <= each.high for each in need.places)
        assert need.source.in_words() == (
            "People referred, version 1, from the extract “Made-up year” (made up by a generator)"
        )


class TestTheReport:
    @pytest.fixture
    def officer(self, looked_at: None, settings: Any) -> Client:
        settings.SECOND_STEP_REQUIRED = False
        command = Actor("system:tests")
        person = organisations.add_person(
            actor=command, at=AT, name="An officer", email="officer@example.org", body=body("gmca")
        )
        organisations.grant_role(actor=command, at=AT, person=person, role="programme-officer")
        client = Client()
        client.force_login(person)
        return client

    def test_teaches_before_anything_left(self, officer: Client) -> None:
        assert "No table has left yet" in officer.get("/evidence/gate/").text

    def test_says_what_left_and_how_much_is_hidden(self, officer: Client, extract: Extract) -> None:
        made = let_out(extract, 40, 3, 25, 31)
        page = officer.get("/evidence/gate/").text
        assert f"{made.hidden} cells are hidden in the 1 table that left" in page
        assert "counts of 1 to 4 are hidden" in page

    def test_marks_the_hidden_cells_of_a_table(self, officer: Client, extract: Extract) -> None:
        made = let_out(extract, 40, 3, 25, 31)
        page = officer.get(f"/evidence/gate/{made.pk}/").text
        assert page.count('tl-hidden-count">hidden') == made.hidden
        assert "Made up by a generator" in page

    def test_gives_the_table_as_a_file(self, officer: Client, extract: Extract) -> None:
        made = let_out(extract, 40, 3, 25, 31)
        lines = officer.get(f"/evidence/gate/{made.pk}/table.csv").text.splitlines()
        assert lines[0] == "place,people"
        assert "Bury,hidden" in lines
        assert not any(line.endswith(",3") for line in lines)
