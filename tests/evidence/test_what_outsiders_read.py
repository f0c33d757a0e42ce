"""Does somebody who reads every page, file and picture of the evidence find anybody? R43

The site is real, its extract made up and small, so that much is hidden. Where one protection is off, somebody is found.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.evidence.attacker_of_measures import Attacker
from tests.evidence.outsider import HIDDEN, Outsider, attacker_of, files_read, out_of

from throughline.evidence.actions import extracts, measuring, releasing
from throughline.evidence.gate import Counts, Dimension, Shown, passing
from throughline.evidence.measures import counting
from throughline.evidence.measures.catalogue import MEASURES
from throughline.evidence.models import Release
from throughline.evidence.queries import measured
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
MACHINE = Actor("system:evidence", frozenset({"system"}))
CODES = frozenset({"referrals", "first-contact", "retained", "brief-completed", "posts-filled"})
BREAKDOWNS = (("place",), ("unit",), ("provider",), ("month",), ("quarter",))
PLACES = (("place",), ("unit",), ("provider",))
EQUALITY = (
    *((each,) for each in ("place", "sex", "ethnicity", "age_band")),
    *(("place", each) for each in ("sex", "ethnicity_in_two", "age_in_three")),
)
PARTS = ("/evidence/gate/", "/evidence/measures/", "/packs/")
ALL = ("/evidence/", "/packs/", "/joint-plans/", "/programmes/")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Measured = Callable[..., Client]


@pytest.fixture
def measured_site(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Measured:
    """The site after an extract was measured, as the reader with this role opens it."""
    settings.THROUGHLINE_DATA = tmp_path
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def measured(
        role: str = "analyst", by: tuple[tuple[str, ...], ...] = BREAKDOWNS, people: int = 400
    ) -> Client:
        some = tuple(each for each in MEASURES if each.code in CODES)
        monkeypatch.setattr("throughline.evidence.measures.catalogue.MEASURES", some)
        monkeypatch.setattr(measuring, "BREAKDOWNS", by)
        organisations.load_reference(actor=COMMAND, at=AT)
        row = extracts.take_generated(actor=MACHINE, at=AT, seed=8, people=people)
        measuring.ask(actor=MACHINE, at=AT, extract_id=row.id)
        measuring.measure(at=AT, extract_id=row.id)
        return signed_in(role)

    return measured


def signed_in(role: str) -> Client:
    """The site as somebody with this role opens it."""
    person = organisations.add_person(
        actor=COMMAND, at=AT, name="Made Up", email=f"{role}@x.example", body=body("gmca")
    )
    organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
    browser = Client()
    browser.force_login(person)
    return browser


def reading(browser: Client, *, pictures: bool = False) -> Outsider:
    """Somebody who has followed every link from the tables, the measures and the packs."""
    outsider = Outsider(browser)
    parts = PARTS if pictures else PARTS[:2]
    outsider.follow(*parts, only=parts, but="" if pictures else ".svg")
    return outsider


def packs_read(browser: Client) -> Outsider:
    """Somebody who has read the newest drafts of some packs, as pages, documents and workbooks."""
    outsider = Outsider(browser)
    for pack in ("bolton", "wigan", "hmpps"):
        for form in ("/", ".pdf", ".xlsx"):
            assert outsider.read(f"/packs/drafts/2026-q1/{pack}{form}")
    return outsider


class TestWhoeverReadsEverything:
    def test_finds_nobody(self, measured_site: Measured) -> None:
        outsider = Outsider(measured_site("csp-chair"))
        outsider.follow(*ALL, only=ALL)
        assert {200, 403} <= {*outsider.answers.values()}
        assert not [at for at, answer in outsider.answers.items() if answer >= 500]
        assert {"journey", "stays", "case-mix-retained", "capacity"} <= {
            each.shown.name for each in outsider.tables()
        }
        assert sum(len(each.shown.hidden) for each in outsider.tables()) > 50
        assert len({*outsider.said()}) > 50
        assert any(address.endswith(".svg") or ".svg?" in address for address in outsider.pages)
        readers = (outsider, reading(signed_in("hmpps-analyst")), packs_read(signed_in("programme-officer")))
        files = files_read(*readers)
        assert files.strange == {}
        assert files.documents >= 9
        assert {"first-contact", "retained", "referrals", "journey"} <= {each.measure for each in files.said}
        attacker = attacker_of(*readers, files=files)
        assert attacker.finds() == []
        assert attacker.given_up == []
        assert [*outsider.strange_dots()] == []

    def test_finds_nobody_in_breakdowns_by_equality_and_place(self, measured_site: Measured) -> None:
        outsider = reading(measured_site(by=EQUALITY))
        names = {name for each in outsider.tables() for name in (one.name for one in each.shown.dimensions)}
        assert {"sex", "ethnicity", "age_band", "place", "ethnicity_in_two", "age_in_three"} <= names
        assert attacker_of(outsider).finds() == []

    def test_is_turned_away_without_a_role_that_reads(self, measured_site: Measured) -> None:
        outsider = reading(measured_site("key-worker", by=PLACES))
        assert outsider.tables() == []
        assert not any(outsider.pages.values())


class TestWhereAProtectionIsOff:
    def test_only_small_counts_are_hidden(
        self, measured_site: Measured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(passing._Passage, "_protect", lambda *_: None)
        assert attacker_of(reading(measured_site(by=PLACES))).finds_somebody()

    def test_tables_are_looked_at_apart(
        self, measured_site: Measured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(releasing, "NESTED", ())
        monkeypatch.setattr(releasing, "left_of", lambda _: lambda _: [])
        assert attacker_of(reading(measured_site(by=PLACES))).finds_somebody()

    def test_why_something_is_hidden_says_which_rule_hid_it(self) -> None:
        dimensions = (
            Dimension("place", ("Bolton", "Bury", "Wigan")),
            Dimension("answer", ("yes", "no"), is_sensitive=True),
        )
        keys = product(*(each.categories for each in dimensions))
        shown = passing.through(
            Counts("retained", dimensions, dict(zip(keys, (2, 30, 3, 29, 20, 22), strict=True)))
        )
        assert len(shown.hidden) == 4
        rows = [[*key, HIDDEN if count is None else str(count)] for key, count in shown.cells.items()]
        file = "\n".join(",".join(row) for row in (["place", "answer", "people"], *rows)).encode()
        assert Attacker([out_of("retained", file, "", why=" ".join(shown.reasons))]).finds() == []
        assert Attacker([out_of("retained", file, "", why="Counts of 1 to 4 are hidden.")]).finds()

    def test_figures_stand_beside_hidden_counts(
        self, measured_site: Measured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        all_figures(monkeypatch)
        assert attacker_of(reading(measured_site(by=PLACES))).finds_somebody()

    def test_a_picture_draws_what_its_table_hides(
        self, measured_site: Measured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        all_figures(monkeypatch)
        row = measured._row

        def hiding(measure: Any, figures: Any, key: Any) -> Any:
            if figures is not None and not figures.get("is_shown", True):
                figures = None
            return row(measure, figures, key)

        monkeypatch.setattr(measured, "_row", hiding)
        outsider = Outsider(measured_site(by=PLACES))
        outsider.follow(*PARTS[:2], only=PARTS[:2])
        assert [*outsider.strange_dots()] or attacker_of(outsider).finds_somebody()


def all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures leave of every group, as if nothing were hidden; those of hidden ones say so to nobody."""
    real = counting.figures

    def figures(members: counting.Members, by: tuple[str, ...], shown: Shown) -> Mapping[str, Any]:
        truth = counting.counted(members, by).with_sums()
        whole = real(members, by, Shown(shown.name, shown.dimensions, truth))
        rest = real(members, by, shown)
        return {key: said if key in rest else {**said, "is_shown": False} for key, said in whole.items()}

    monkeypatch.setattr(counting, "figures", figures)
    monkeypatch.setattr(releasing, "of_shown", lambda figures, _: figures)


class TestAGateThatBreaks:
    def test_lets_nothing_out_and_says_so(
        self, measured_site: Measured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: Any, **__: Any) -> Shown:
            raise ZeroDivisionError

        monkeypatch.setattr(releasing, "through", broken)
        browser = measured_site(by=PLACES)
        assert not Release.objects.exclude(measure="posts-filled").exists()
        page = browser.get("/evidence/measures/referrals/").content.decode()
        assert "not measured" in page
        extract = Outsider(browser)
        extract.follow("/evidence/extracts/", only=("/evidence/extracts/",))
        assert any(releasing.BROKE_OFF.encode() in each for each in extract.pages.values())
