"""Met need by locality from two files whose truth is known: linked, reviewed, let through the gate, handed on."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from pyarrow import csv
from tests.evidence.held import held_extract
from tests.pages import words

from throughline.evidence.actions import linkages, linked_need
from throughline.evidence.actions.linked_need import may_release, release_linked_need
from throughline.evidence.gate import through
from throughline.evidence.gate.shapes import TOTAL
from throughline.evidence.linkage.linking import Files, Linked, link, take
from throughline.evidence.linkage.outcome import LINKED, NOT_KNOWN, Place, counts_of, met_of
from throughline.evidence.linkage.recording import made_of
from throughline.evidence.linkage.sampling import _shown
from throughline.evidence.linkage.shapes import order
from throughline.evidence.models import Extract, Linkage, Release
from throughline.evidence.need.met import Certain, LinkedPlace, need_by_linkage
from throughline.evidence.need.shapes import Range
from throughline.evidence.queries import need as queries
from throughline.evidence.synthetic.pairs import Pairs, as_csv, make
from throughline.evidence.tables import need_by_place
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.models import Person
from throughline.organisations.queries import body

AT = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
SYSTEM = Actor("system:evidence", frozenset({"system"}))
COVERS = (date(2025, 4, 1), date(2026, 4, 1))
LOCALITIES = (
    "Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford", "Wigan",
)  # fmt: skip
SHARED, KNOWN = 900, 300


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pairs, Files, Linked]:
    """Two files in which 900 people are both, a third of them known to the caseload, and their linkage."""
    folder: Path = tmp_path_factory.mktemp("files")
    made = make(11, 3_000, 5_000, SHARED, localities=LOCALITIES)
    (folder / "probation.csv").write_bytes(as_csv(made.probation))
    (folder / "treatment.csv").write_bytes(as_csv(made.treatment))
    csv.write_csv(made.truth.slice(0, KNOWN), folder / "known.csv")
    files = take(
        folder / "probation.csv", folder / "treatment.csv", today=AT.date(), known=folder / "known.csv"
    )
    return made, files, link(files, tell=lambda said: None)


@pytest.fixture(scope="module")
def truth(done: tuple[Pairs, Files, Linked]) -> dict[str, int]:
    """How many people of each locality are in both files."""
    made = done[0]
    both = {*made.truth["person"].to_pylist()}
    rows = zip(made.probation["person"].to_pylist(), made.probation["locality"].to_pylist(), strict=True)
    places = [place for person, place in rows if person in both]
    return {name: places.count(name) for name in LOCALITIES}


@pytest.fixture
def analyst(db: None) -> Actor:
    organisations.load_reference(actor=COMMAND, at=AT)
    person = organisations.add_person(
        actor=COMMAND, at=AT, name="Made Up", email="a@x.example", body=body("gmca")
    )
    organisations.grant_role(actor=COMMAND, at=AT, person=person, role="analyst")
    return Actor(f"person:{person.id}", frozenset({"analyst"}))


@pytest.fixture
def extract(db: None) -> Extract:
    return held_extract(actor=SYSTEM, at=AT, name="Made up", covers_until=COVERS[1])


@pytest.fixture
def kept(analyst: Actor, extract: Extract, done: tuple[Pairs, Files, Linked]) -> Linkage:
    _, files, linked = done
    shown = linkages.shown(linked.outcome.counts(period="2025-04-01/2026-04-01", source="test"))
    made = made_of("Two files", COVERS, files, linked, shown, pairs=240)
    return linkages.keep(actor=analyst, at=AT, made=made)


@pytest.fixture
def reviewed(kept: Linkage, analyst: Actor, done: tuple[Pairs, Files, Linked]) -> Linkage:
    """Somebody who knows the truth looked at every pair of the sample."""
    made, files, _ = done
    partner = dict(zip(made.truth["person"].to_pylist(), made.truth["partner"].to_pylist(), strict=True))
    left, right = (_by_words(each) for each in (files.probation, files.treatment))
    for place in kept.pairs.values_list("place", flat=True):
        pair = linkages.look(actor=analyst, at=AT, linkage_id=kept.id, place=place)
        persons, partners = left[_words(pair["left"])], right[_words(pair["right"])]
        is_same = any(partner.get(each) in partners for each in persons)
        said = "same" if is_same else "different"
        linkages.answer(actor=analyst, at=AT, linkage_id=kept.id, place=place, said=said)
    return kept


def _words(record: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(record.items()))


def _by_words(people: Any) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = {}
    for row, person in enumerate(people.persons):
        found.setdefault(_words(_shown(people, row)), set()).add(person)
    return found


class TestALinkTheCaseloadHolds:
    def test_is_used_whatever_the_model_says_of_it(self, done: tuple[Pairs, Files, Linked]) -> None:
        _, files, linked = done
        met = met_of(files.probation, linked.chosen)
        _, _, by_model = linked.chosen.best(len(files.probation))
        known = np.array([files.probation.partner[row] is not None for row in order(files.probation)])
        assert known.sum() == KNOWN
        assert (met[known] == 1).all()
        assert (by_model[known] < LINKED).any()
        assert (met[~known] == by_model[~known]).all()

    def test_measures_the_method_without_being_used_for_it(self, done: tuple[Pairs, Files, Linked]) -> None:
        recall = {each.way: each.recall for each in done[2].outcome.measured}
        assert len(recall) == 3
        assert all(0.5 < each < 1 for each in recall.values()), recall

    def test_stands_in_the_sums_of_its_locality(self, done: tuple[Pairs, Files, Linked]) -> None:
        whole = done[2].outcome.all
        assert whole.known == KNOWN
        assert whole.linked > KNOWN
        assert whole.expected == pytest.approx(SHARED, rel=0.06)


class TestNeedFromTwoFilesWhoseTruthIsKnown:
    def test_holds_the_truth_of_nearly_every_locality(
        self, reviewed: Linkage, analyst: Actor, truth: dict[str, int]
    ) -> None:
        release_linked_need(linkage_id=reviewed.id, actor=analyst, at=AT)
        page = queries.need_by(SYSTEM, "place")
        assert page is not None
        met = {row.name: row.met for row in page.rows if row.met}
        assert set(met) == set(LOCALITIES)
        held = [each for each in LOCALITIES if met[each].low <= truth[each] <= met[each].high]
        assert len(held) >= 9, {each: (truth[each], met[each]) for each in LOCALITIES}
        assert sum(each.best for each in met.values()) == pytest.approx(SHARED, rel=0.06)
        assert all(met[each].high - met[each].low < 0.6 * truth[each] for each in LOCALITIES)

    def test_is_handed_on_with_the_linkage_and_the_hash_of_its_model(
        self, reviewed: Linkage, analyst: Actor
    ) -> None:
        release_linked_need(linkage_id=reviewed.id, actor=analyst, at=AT)
        handed = need_by_place(actor=SYSTEM, measure="need-met")
        assert handed is not None
        assert len(handed.places) == 10
        assert "linkage “Two files”" in handed.source.in_words()
        assert reviewed.model["sha256"][:16] in handed.source.in_words()

    def test_stands_on_the_need_page_by_a_press_of_who_linked(
        self, reviewed: Linkage, analyst: Actor, settings: Any
    ) -> None:
        settings.SECOND_STEP_REQUIRED = False
        client = Client()
        client.force_login(Person.objects.get(email="a@x.example"))
        assert "Let need by locality leave" in words(client.get(reverse("linkage", args=[reviewed.id])))
        said = words(client.post(reverse("linkage-need", args=[reviewed.id]), follow=True))
        assert "Who is in treatment is known by the linkage “Two files”" in said
        assert reviewed.model["sha256"][:16] in said
        assert "those on no list are not counted in" in said

    def test_leaves_once(self, reviewed: Linkage, analyst: Actor) -> None:
        first = release_linked_need(linkage_id=reviewed.id, actor=analyst, at=AT)
        again = release_linked_need(linkage_id=reviewed.id, actor=analyst, at=AT)
        assert {each.pk for each in again} == {each.pk for each in first}
        assert Release.objects.count() == 3


class TestWhereFewAreKnown:
    def left_of(
        self, row: Linkage, actor: Actor, places: dict[str, Place], monkeypatch: Any
    ) -> dict[str, Any]:
        """Need by locality when the linkage found this."""
        table = linkages._table(through(counts_of("place", places)))
        with act(actor=SYSTEM, at=AT, verb="test", subject=("test", 1)):
            Linkage.objects.filter(pk=row.pk).update(table=table)
        monkeypatch.setattr(linked_need, "places_of", lambda row: {"place": places, "unit": {}})
        release_linked_need(linkage_id=row.id, actor=actor, at=AT)
        page = queries.need_by(SYSTEM, "place")
        assert page is not None
        return {each.name: each for each in page.rows} | {"all": page.total}

    OTHERS: ClassVar = {name: Place(90, 20, 190, 110.0, 9.0, 30) for name in ("Bolton", "Oldham", "Wigan")}

    def test_nobody_learns_of_the_two_in_a_place_nor_from_the_sum_of_all(
        self, reviewed: Linkage, analyst: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        few = {"Bury": Place(1, 0, 1, 1.1, 0.2), **self.OTHERS}
        rows = self.left_of(reviewed, analyst, few, monkeypatch)
        assert rows["Bury"].known is None
        assert rows["Bury"].need is None
        assert TOTAL not in Release.objects.get(measure="need-met").figures

    def test_nobody_learns_that_all_who_are_known_are_in_treatment(
        self, reviewed: Linkage, analyst: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        all_of_them = {"Bury": Place(12, 0, 0, 12.0, 0.0, 12), **self.OTHERS}
        rows = self.left_of(reviewed, analyst, all_of_them, monkeypatch)
        assert rows["Bury"].need is None
        assert any(rows[name].need for name in self.OTHERS)

    def test_people_of_no_known_locality_are_counted_and_no_place_is_given_them(
        self, reviewed: Linkage, analyst: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = self.left_of(
            reviewed, analyst, {**self.OTHERS, NOT_KNOWN: Place(8, 6, 30, 12.0, 3.0)}, monkeypatch
        )
        assert rows["all"].known == 3 * 300 + 44
        handed = need_by_place(actor=SYSTEM, measure="need-met")
        assert handed is not None
        assert {each.place for each in handed.places} == {*self.OTHERS}
        assert not handed.hidden


class TestNeedDoesNotLeave:
    def test_before_pairs_were_looked_at(self, kept: Linkage, analyst: Actor) -> None:
        with pytest.raises(RefusedError, match="not known yet"):
            release_linked_need(linkage_id=kept.id, actor=analyst, at=AT)

    def test_for_anybody_but_who_linked(self, reviewed: Linkage) -> None:
        other = Actor("person:0198b1a0-0000-7000-8000-000000000009", frozenset({"analyst"}))
        assert not may_release(other, reviewed)

    def test_once_it_was_closed_because_its_sums_went_with_the_key(
        self, reviewed: Linkage, analyst: Actor
    ) -> None:
        linkages.close(actor=analyst, at=AT, linkage_id=reviewed.id)
        reviewed.refresh_from_db()
        assert bytes(reviewed.sealed_places) == b""
        with pytest.raises(RefusedError, match="closed"):
            release_linked_need(linkage_id=reviewed.id, actor=analyst, at=AT)

    def test_without_an_extract_of_the_same_days(
        self, reviewed: Linkage, analyst: Actor, extract: Extract
    ) -> None:
        with act(actor=SYSTEM, at=AT, verb="test", subject=("test", 1)):
            Extract.objects.update(covers_from=date(2025, 6, 1))
        with pytest.raises(RefusedError, match="No extract of these days"):
            release_linked_need(linkage_id=reviewed.id, actor=analyst, at=AT)


class TestTheInterval:
    PLACE = LinkedPlace("Bolton", people=500, known=100, expected=150.0, made=145)

    def test_is_the_sum_with_what_chance_and_the_review_leave_open(self) -> None:
        found = need_by_linkage(self.PLACE, recall=Certain(0.95, 0.01), false_links=Certain(0.01, 0.002))
        # m = (145 − .01·400) / .94 = 150; variance (150·.95·.05 + 250·.01·.99 + 1.5² + .5²) / .94² = 13.69
        assert found.met.best == 250
        assert found.met.high - found.met.best == pytest.approx(1.96 * 13.69**0.5, abs=0.01)
        assert found.known == 500
        assert found.unmet.best == 250

    def test_holds_both_where_the_sum_and_the_review_differ(self) -> None:
        found = need_by_linkage(self.PLACE, recall=Certain(0.8, 0.01), false_links=Certain(0.01, 0.002))
        assert found.met.high > 100 + (145 - 4) / 0.79

    def test_never_meets_more_than_there_are_nor_fewer_than_are_known(self) -> None:
        few = LinkedPlace("x", people=12, known=10, expected=1.9, made=2)
        found = need_by_linkage(few, recall=Certain(0.9, 0.1), false_links=Certain(0.0, 0.0))
        assert 10 <= found.met.low <= found.met.best <= found.met.high <= 12

    def test_counts_those_on_no_list_where_they_were_estimated(self) -> None:
        hidden = Range(80, 50, 130)
        found = need_by_linkage(
            self.PLACE, recall=Certain(0.95, 0.01), false_links=Certain(0.01, 0.002), hidden=hidden
        )
        assert found.need == Range(580, 550, 630)

    def test_holds_the_truth_at_least_as_often_as_it_says(self) -> None:
        chance, held, runs = np.random.default_rng(7), 0, 2_000
        for _ in range(runs):
            true, n = 150, 400
            made = chance.binomial(true, 0.9) + chance.binomial(n - true, 0.02)
            recall, false = 0.9 + chance.normal(0, 0.015), 0.02 + chance.normal(0, 0.004)
            found = need_by_linkage(
                LinkedPlace("x", n, 0, true + chance.normal(0, 3), int(made)),
                recall=Certain(recall, 0.015),
                false_links=Certain(max(false, 0.0), 0.004),
            )
            held += found.met.low <= true <= found.met.high
        assert held / runs >= 0.95
