"""What do the pages of extracts and measures say, to whom, and what never?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.pages import words

from throughline.evidence.actions import extracts, measuring
from throughline.evidence.measures.catalogue import BY_CODE, MEASURES
from throughline.evidence.models import Extract, Measuring, Release
from throughline.evidence.queries import measured
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
MACHINE = Actor("system:evidence", frozenset({"system"}))
SEED = 6
pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


@pytest.fixture
def held(db: None, tmp_path: Path, settings: Any) -> Extract:
    settings.THROUGHLINE_DATA = tmp_path
    return extracts.take_generated(actor=MACHINE, at=AT, seed=SEED, people=300)


def measured_in_short() -> Extract:
    """Made up, and measured as `shown` says."""
    row = extracts.take_generated(actor=MACHINE, at=AT, seed=SEED, people=300)
    measuring.ask(actor=MACHINE, at=AT, extract_id=row.id)
    measuring.measure(at=AT, extract_id=row.id, in_short=True)
    return row


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shown")


@pytest.fixture
def shown(folder: Path, preparing: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Extract]:
    """Measured in short, of four kinds of measure."""
    settings.THROUGHLINE_DATA = folder
    chosen = {
        "referrals",
        "retained",
        "first-contact",
        "cost-per-start",
        "posts-filled",
        "proven-reoffending",
    }
    some = tuple(each for each in MEASURES if each.code in chosen)
    monkeypatch.setattr("throughline.evidence.measures.catalogue.MEASURES", some)
    with preparing(measured_in_short) as row:
        yield row


@pytest.fixture
def browse(db: None, settings: Any) -> Browse:
    """A browser in which somebody with that role has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    organisations.load_reference(actor=COMMAND, at=AT)

    def signed_in(role: str) -> Client:
        person = organisations.add_person(
            actor=COMMAND, at=AT, name="Made Up", email=f"{role}@x.example", body=body("gmca")
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        browser = Client()
        browser.force_login(person)
        return browser

    return signed_in


class TestTheCatalogue:
    def test_before_anything_was_measured_teaches_and_is_red(self, browse: Browse) -> None:
        page = words(browse("analyst").get(reverse("measures")))
        assert "Nothing was measured yet" in page
        assert page.count("not measured") == len(MEASURES)
        assert measured.finding(MEASURES[0], None) == "Referrals sent: not measured"

    def test_says_what_came_out_that_it_is_made_up_and_what_is_not_measured(
        self, shown: Extract, browse: Browse
    ) -> None:
        browser = browse("commissioner")
        with CaptureQueriesContext(connection) as asked:
            page = words(browser.get(reverse("measures")))
        assert "5 of 41 measures say something, 36 are not measured yet" in page
        assert f"people made up by a generator, seed {SEED}" in page
        assert "Proven reoffending, rate not measured" in page
        assert sum("evidence_release" in each["sql"] for each in asked) == 1

    def test_is_closed_to_those_who_work_with_people(self, browse: Browse) -> None:
        assert browse("key-worker").get(reverse("measures")).status_code == 403


class TestAMeasure:
    def test_has_its_finding_as_title_with_how_sure_it_is(self, shown: Extract, browse: Browse) -> None:
        page = words(browse("csp-chair").get(reverse("measure", args=["retained"])))
        of = Release.objects.get(measure="retained", by="place").figures["total"]["of"]
        assert "Retained for 12 weeks: " in page
        assert f"of {of} (95% interval" in page
        assert "What this cannot show" in page
        assert "Whose time began after 6 January 2026 is left out" in page

    def test_is_shown_by_what_the_reader_chooses_and_comes_as_a_file(
        self, shown: Extract, browse: Browse
    ) -> None:
        browser = browse("programme-officer")
        page = words(browser.get(reverse("measure", args=["first-contact"]) + "?by=quarter"))
        assert "2024 Q2" in page
        file = browser.get(reverse("measure-csv", args=["first-contact"]) + "?by=quarter").content.decode()
        assert file.startswith("Quarter,Of how many,Within 10 working days,Share,95% interval")
        assert f'"Made up by a generator, seed {SEED}",yes,first-contact,1' in file

    def test_prints_nothing_of_a_hidden_count(self, shown: Extract, browse: Browse) -> None:
        browser, seen = browse("analyst"), 0
        for release in Release.objects.filter(hidden__gt=0, by="place", measure__in=BY_CODE):
            page = words(browser.get(reverse("measure", args=[release.measure])))
            hidden = {cell["key"][0] for cell in release.cells if cell["count"] is None} - {"total"}
            for place in hidden:
                assert f"{place} hidden" in page
                seen += 1
        assert seen

    def test_that_needs_the_ministrys_file_says_so(self, shown: Extract, browse: Browse) -> None:
        page = words(browse("analyst").get(reverse("measure", args=["proven-reoffending"])))
        assert "Proven reoffending, rate: not measured" in page
        assert "a file that the ministry returns" in page

    def test_that_is_none_is_not_there(self, browse: Browse) -> None:
        assert browse("analyst").get(reverse("measure", args=["nothing"])).status_code == 404


class TestTheInterval:
    def test_is_wilsons(self) -> None:
        low, high = measured.interval(81, 263)
        assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)  # Newcombe 1998, table I
        low, high = measured.interval(0, 20)
        assert (low, round(high, 4)) == (0.0, 0.1611)


class TestAnExtract:
    def test_says_what_is_in_it_what_was_turned_away_and_who_opened_it(
        self, shown: Extract, browse: Browse
    ) -> None:
        page = words(browse("auditor").get(reverse("extract", args=[shown.id])))
        assert f"Made up by a generator, seed {SEED}: nobody in it exists." in page
        assert "No row was turned away." in page
        assert "Opened it To work out the measures" in page
        assert shown.manifest["parts"][0]["sha256"][:12] in page
        assert "Work out" not in page

    @pytest.mark.parametrize("role", ["analyst", "auditor", "data-protection", "programme-lead"])
    def test_tells_how_many_rows_there_are_only_to_whoever_may_open_it(
        self, held: Extract, browse: Browse, role: str
    ) -> None:
        with act(actor=MACHINE, at=AT, verb="test.changed", subject=("extract", held.id)):
            rejected = {
                "rejected": {"This is no whole number.": 2},
                "first_rejected": ["deaths.csv, row 2: x"],
            }
            Extract.objects.filter(id=held.id).update(manifest=held.manifest | rejected)
        page = words(browse(role).get(reverse("extract", args=[held.id])))
        told = (
            "deaths.csv, row 2",
            *(f"{part['rows']:,} {part['sha256'][:12]}" for part in held.manifest["parts"]),
        )
        assert "This is no whole number." in page
        assert {each in page for each in told} == {role == "analyst"}

    def test_is_measured_when_the_analyst_asks_and_stops_when_they_say_so(
        self, held: Extract, browse: Browse, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        deferred: list[Any] = []
        monkeypatch.setattr("throughline.evidence.jobs.measure_when_asked", deferred.append)
        browser, address = browse("analyst"), reverse("extract-measure", args=[held.id])
        assert "Work out the measures" in words(browser.get(reverse("extract", args=[held.id])))
        browser.post(address)
        assert (Measuring.objects.get().state, deferred) == ("waiting", [held.id])
        browser.post(address, {"stop": "yes"})
        assert Measuring.objects.get().state == "stopped"

    def test_says_where_it_came_from_and_how_to_have_every_rejected_row_named(
        self, held: Extract, browse: Browse
    ) -> None:
        sent = [{"name": "people.csv", "bytes": 1234, "sha256": "ab" * 32}]
        left = {"deleted": "some, not counted", "no_papers": 31, "limited": "not in sight, not counted"}
        asked: dict[str, Any] = {
            "rejected": {"This is no whole number.": 1700},
            "first_rejected": ["contacts.csv, row 2: x"],
        }
        browser = browse("analyst")
        said = held.manifest

        def said_to_be(**manifest: Any) -> None:
            with act(actor=MACHINE, at=AT, verb="test.changed", subject=("extract", held.id)):
                Extract.objects.filter(id=held.id).update(manifest=said | manifest)

        said_to_be(**asked, origin={"files": sent})
        page = words(browser.get(reverse("extract", args=[held.id])))
        assert f"people.csv 1,234 {'ab' * 32}" in page
        assert "The first 1 of 1,700, by file, row and column" in page
        assert "with --rejected FILE" in page
        origin = {"seal": "cd" * 32, "pseudonyms": "12ab", "providers": ["elm", "oak"], "left_out": left}
        said_to_be(origin=origin)
        page = words(browser.get(reverse("extract", args=[held.id])))
        assert f"with the seal {'cd' * 32}" in page
        assert "elm, oak" in page
        assert "left out of people whose data were deleted; of organisations without papers" in page
        assert "of the other kind" not in page

    def test_is_held_against_destroying_by_whoever_protects_data(self, held: Extract, browse: Browse) -> None:
        address = reverse("extract-hold", args=[held.id])
        assert browse("analyst").post(address, {"because": "claim"}).status_code == 403
        browser = browse("data-protection")
        assert "say why" in words(browser.post(address, {}, follow=True)).casefold()
        page = words(browser.post(address, {"because": "claim"}, follow=True))
        assert "A legal hold stands on it: A claim or a court case." in page
        assert "A legal hold stands on this extract." in page
        page = words(browser.post(reverse("extract-destroy", args=[held.id]), follow=True))
        held.refresh_from_db()
        assert held.state == "held"
        page = words(browser.post(address, {"end": "yes"}, follow=True))
        assert "The hold is ended." in page
        assert "A legal hold stands" not in page

    def test_is_destroyed_by_whoever_protects_data_alone(self, held: Extract, browse: Browse) -> None:
        address = reverse("extract-destroy", args=[held.id])
        assert browse("analyst").post(address).status_code == 403
        page = words(browse("data-protection").post(address, follow=True))
        assert "The key and the rows are destroyed" in page
        assert Extract.objects.get().state == "destroyed"

    def test_list_teaches_when_there_is_none_and_is_closed_to_others(self, browse: Browse) -> None:
        assert "No extract is held" in words(browse("analyst").get(reverse("extracts")))
        assert browse("commissioner").get(reverse("extracts")).status_code == 403
