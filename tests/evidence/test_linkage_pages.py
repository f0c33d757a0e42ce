"""Who sees what of a linkage, what is kept of looking at its pairs, and what is left when it is closed?"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.test import Client
from django.urls import reverse
from pyarrow import csv
from tests.pages import words

from throughline.cli.__main__ import main
from throughline.evidence.actions import linkages
from throughline.evidence.linkage.lifecycle import LINKAGE
from throughline.evidence.linkage.model import shipped
from throughline.evidence.models import Linkage, LinkageAnswer, LinkageLook, LinkagePair
from throughline.evidence.ports import PAPERS_MISSING
from throughline.evidence.queries import linkages as queries
from throughline.evidence.synthetic.pairs import as_csv, make
from throughline.frame.scope import enter_scope
from throughline.frame.tasks import told
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.organisations.models import Person
from throughline.organisations.queries import body

AT = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
COVERS = (date(2025, 4, 1), date(2026, 4, 1))
LOCALITIES = ("Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Wigan")
pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Client]


@pytest.fixture
def people(db: None) -> dict[str, Actor]:
    """Two analysts, a colleague who may look at pairs of neither, and readers."""
    organisations.load_reference(actor=COMMAND, at=AT)
    found = {}
    for name, role in (
        ("ann", "analyst"),
        ("bea", "analyst"),
        ("cas", "analyst"),
        ("officer", "programme-officer"),
        ("key-worker", "key-worker"),
    ):
        person = organisations.add_person(
            actor=COMMAND, at=AT, name=f"Made Up {name}", email=f"{name}@x.example", body=body("gmca")
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        found[name] = Actor(f"person:{person.id}", frozenset({role}))
    return found


@pytest.fixture(scope="module")
def made_once() -> dict[str, Any]:
    return {}


@pytest.fixture
def made(people: dict[str, Actor], made_once: dict[str, Any], tmp_path: Path) -> linkages.Made:
    """A small linkage of made-up people in the ten localities, worked out once for all tests here."""
    from throughline.evidence.linkage.linking import link, take
    from throughline.evidence.linkage.recording import made_of

    if "made" not in made_once:
        pair = make(20_260_401, 1_500, 2_500, 440, localities=LOCALITIES)
        paths = [tmp_path / name for name in ("probation.csv", "treatment.csv", "known.csv")]
        for path, table in zip(paths, (pair.probation, pair.treatment), strict=False):
            path.write_bytes(as_csv(table))
        csv.write_csv(pair.truth.slice(0, 220), paths[2])
        files = take(paths[0], paths[1], today=AT.date(), known=paths[2])
        done = link(files, tell=lambda said: None)
        shown = linkages.shown(done.outcome.counts(period="2025-04-01/2026-04-01", source="test"))
        made_once["made"] = made_of("A test", COVERS, files, done, shown, pairs=40)
    made: linkages.Made = made_once["made"]
    return made


@pytest.fixture
def kept(made: linkages.Made, people: dict[str, Actor]) -> Linkage:
    """On record: made by Ann, with Bea as the second reviewer."""
    return linkages.keep(actor=people["ann"], at=AT, made=made, second=people["bea"])


@pytest.fixture
def browse(settings: Any) -> Browse:
    settings.SECOND_STEP_REQUIRED = False

    def signed_in(actor: Actor) -> Client:
        browser = Client()
        browser.force_login(Person.objects.get(id=actor.id.removeprefix("person:")))
        return browser

    return signed_in


def pairs_in_sight(actor: Actor) -> int:
    enter_scope(actor)
    return LinkagePair.objects.count()


class TestWhatIsCountedInTheFiles:
    """By rule and by column, small counts too: whoever may see the rows reads it, and nobody else."""

    SAID = ("Plain rules beside the model", "column by column", "links are held already")

    def test_is_told_to_analysts(self, kept: Linkage, people: dict[str, Actor], browse: Browse) -> None:
        page = words(browse(people["cas"]).get(reverse("linkage", args=[kept.id])))
        assert all(said in page for said in self.SAID)

    def test_is_not_told_to_other_readers(
        self, kept: Linkage, people: dict[str, Actor], browse: Browse
    ) -> None:
        page = words(browse(people["officer"]).get(reverse("linkage", args=[kept.id])))
        assert "is told to analysts" in page
        assert not any(said in page for said in self.SAID)


class TestAPair:
    def test_is_shown_by_the_database_to_its_two_reviewers_alone(self, kept, people):
        drawn = pairs_in_sight(people["ann"])
        assert drawn >= 40
        assert pairs_in_sight(people["bea"]) == drawn
        for actor in (people["cas"], people["officer"], PUBLIC, linkages.MACHINE):
            assert pairs_in_sight(actor) == 0

    def test_is_not_added_to_a_linkage_by_anybody_else(self, kept, people):
        enter_scope(people["cas"])
        with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            LinkagePair.objects.create(linkage=kept, place=9_999, band=0, sealed=b"x")

    def test_says_nothing_to_whoever_reads_the_table_itself(self, kept, people):
        enter_scope(people["ann"])
        pair = linkages.look(actor=people["ann"], at=AT, linkage_id=kept.id, place=1)
        sealed = bytes(LinkagePair.objects.get(linkage=kept, place=1).sealed)
        for value in (*pair["left"].values(), *pair["right"].values()):
            assert len(value) < 4 or value.encode() not in sealed

    def test_cannot_be_opened_in_the_place_of_another(self, kept, people):
        from throughline.frame.sealing import SealError, unseal, unwrapped

        enter_scope(people["ann"])
        one, other = LinkagePair.objects.filter(linkage=kept).order_by("place")[:2]
        with pytest.raises(SealError):
            unseal(
                unwrapped(bytes(kept.wrapped_key)),
                bytes(one.sealed),
                place=f"evidence_linkagepair/{other.id}/sealed",
            )


class TestLookingAtAPair:
    def test_is_on_record_each_time_and_nobody_changes_that(self, kept, people):
        for _ in range(2):
            linkages.look(actor=people["ann"], at=AT, linkage_id=kept.id, place=3)
        assert LinkageLook.objects.filter(looked_by=people["ann"].id, place=3).count() == 2
        with pytest.raises((ProgrammingError, IntegrityError, InternalError)), transaction.atomic():
            LinkageLook.objects.all().delete()

    @pytest.mark.parametrize("who", ["cas", "officer"])
    def test_is_refused_to_anybody_else(self, kept, people, who):
        enter_scope(people[who])
        with pytest.raises(RefusedError):
            linkages.look(actor=people[who], at=AT, linkage_id=kept.id, place=1)

    def test_by_the_page_shows_both_records_and_marks_what_differs(self, kept, people, browse):
        page = browse(people["ann"]).get(reverse("linkage-review", args=[kept.id]))
        text = words(page)
        assert "Is this the same person?" in text
        assert "neither of them exists" in text
        assert page.content.decode().count('name="answer"') == 3
        assert LinkageLook.objects.get().looked_by == people["ann"].id

    def test_by_the_page_never_says_what_the_model_says_before_the_answer(self, kept, people, browse):
        browser = browse(people["ann"])
        assert "%" not in words(browser.get(reverse("linkage-review", args=[kept.id])))
        assert browser.get(reverse("linkage-why", args=[kept.id, 1])).status_code == 403

    def test_by_the_page_is_not_for_others(self, kept, people, browse):
        review = reverse("linkage-review", args=[kept.id])
        assert browse(people["cas"]).get(review).status_code == 403
        assert browse(people["officer"]).get(review).status_code == 403
        assert not LinkageLook.objects.exists()


class TestAnAnswer:
    def test_is_kept_and_the_next_pair_comes_with_what_the_model_said(self, kept, people, browse):
        browser = browse(people["ann"])
        review = reverse("linkage-review", args=[kept.id])
        answered = browser.post(review, {"place": "1", "answer": "same"}, follow=True)
        assert LinkageAnswer.objects.get().answer == "same"
        assert "Pair 2" in words(answered)
        why = browser.get(reverse("linkage-why", args=[kept.id, 1]))
        assert re.search(r"The model says \d+% that they are one person; you said: same person", words(why))
        picture = browser.get(reverse("linkage-why-svg", args=[kept.id, 1]))
        assert picture.content.startswith(b"<svg")

    def test_may_be_changed_and_both_are_in_the_history(self, kept, people):
        for said in ("same", "unsure"):
            linkages.answer(actor=people["ann"], at=AT, linkage_id=kept.id, place=1, said=said)
        one = LinkageAnswer.objects.get()
        assert one.answer == "unsure"
        assert one.history.count() == 2

    def test_that_is_none_changes_nothing(self, kept, people, browse):
        page = browse(people["ann"]).post(
            reverse("linkage-review", args=[kept.id]), {"place": "1", "answer": "perhaps"}, follow=True
        )
        assert "Say whether it is the same person" in words(page)
        assert not LinkageAnswer.objects.exists()

    def test_of_two_reviewers_who_disagree_counts_as_not_told(self, kept, people):
        for name, said in (("ann", "same"), ("bea", "different")):
            linkages.answer(actor=people[name], at=AT, linkage_id=kept.id, place=1, said=said)
        assert queries.agreement(kept) == (0, 1)
        assert sum(band.unsure for band in queries.bands_of(kept)) == 1

    def test_of_everything_gives_recall_and_rates_on_the_page(self, kept, people, browse):
        enter_scope(people["ann"])
        for pair in LinkagePair.objects.filter(linkage=kept):
            said = "same" if pair.band >= 3 else "different"
            linkages.answer(actor=people["ann"], at=AT, linkage_id=kept.id, place=pair.place, said=said)
        text = words(browse(people["officer"]).get(reverse("linkage", args=[kept.id])))
        assert "Recall: of those who are in both files, linked 100.0%" in text
        assert "Jeffreys" in text
        assert "every pair" in words(browse(people["ann"]).get(reverse("linkage-review", args=[kept.id])))


class TestTheLinkageItself:
    def test_is_read_without_a_row_about_anybody(self, kept, people, browse):
        browser = browse(people["officer"])
        assert "A test" in words(browser.get(reverse("linkages")))
        page = words(browser.get(reverse("linkage", args=[kept.id])))
        assert "No evidence is not unmet need." in page
        assert "Made up." in page
        assert kept.model["sha256"][:16] in page
        for name in ("linkage-shares", "linkage-weights", "linkage-example"):
            assert browser.get(reverse(name, args=[kept.id])).content.startswith(b"<svg")
        assert b"locality,linked,probable" in browser.get(reverse("linkage-csv", args=[kept.id])).content

    def test_is_not_for_those_who_work_with_people(self, kept, people, browse):
        assert browse(people["key-worker"]).get(reverse("linkages")).status_code == 403

    def test_shows_only_what_left_through_the_gate(self, kept):
        counts = [cell["count"] for cell in kept.table["cells"]]
        assert None in counts
        assert not any(count is not None and 0 < count < 5 for count in counts)

    def test_of_the_same_people_once_more_gives_nobody_away(self, kept, made):
        again = linkages.shown(
            replace(made.outcome, model="another").counts(period="2025-04-01/2026-04-01", source="b")
        )
        before = queries.as_shown(kept)
        for key, count in again.cells.items():
            if count is not None and before.cells[key] is not None:
                assert not 0 < abs(count - before.cells[key]) < 5

    def test_has_measured_its_way_against_the_known_links(self, kept):
        ways = {each["way"].split(",")[0]: each["f1"] for each in kept.found["measured"]}
        assert ways["the model"] > ways["three plain rules"]

    def test_says_in_the_ledger_who_and_by_which_model_and_never_how_many(self, kept, people):
        act = Act.objects.get(verb="linkage.kept")
        assert act.actor == people["ann"].id
        assert "440" not in act.leaf
        assert kept.model["sha256"] in act.leaf

    def test_has_a_second_reviewer_who_is_an_analyst_and_somebody_else(self, made, people):
        for second in (people["ann"], people["officer"]):
            with pytest.raises(RefusedError, match="second reviewer"):
                linkages.keep(actor=people["ann"], at=AT, made=made, second=second)

    def test_waits_on_the_home_page_of_its_reviewers(self, kept, people):
        enter_scope(people["bea"])
        linkages.answer(actor=people["bea"], at=AT, linkage_id=kept.id, place=1, said="same")
        [task] = told(queries.waiting_for(people["bea"]))
        assert task.what == f"Look at {LinkagePair.objects.count() - 1} pairs of “A test”"
        enter_scope(people["cas"])
        assert told(queries.waiting_for(people["cas"])) == []
        assert queries.waiting_for(people["officer"]) == []


class TestClosing:
    def test_destroys_the_pairs_and_the_key_and_keeps_what_was_learned(self, kept, people, browse):
        linkages.answer(actor=people["ann"], at=AT, linkage_id=kept.id, place=1, said="same")
        page = browse(people["ann"]).post(reverse("linkage-close", args=[kept.id]), follow=True)
        assert "destroyed" in words(page)
        kept.refresh_from_db()
        assert (kept.state, bytes(kept.wrapped_key)) == ("closed", b"")
        for actor in (people["ann"], linkages.MACHINE):
            assert pairs_in_sight(actor) == 0
        assert LinkageAnswer.objects.filter(linkage=kept).count() == 1
        assert browse(people["ann"]).get(reverse("linkage-review", args=[kept.id])).status_code == 403

    def test_is_for_whoever_made_it(self, kept, people, browse):
        page = browse(people["bea"]).post(reverse("linkage-close", args=[kept.id]), follow=True)
        assert "Only whoever made this linkage closes it." in words(page)
        kept.refresh_from_db()
        assert kept.state == "open"

    def test_comes_by_itself_on_its_last_day(self, kept, people):
        assert linkages.let_go(at=AT + linkages.KEPT_FOR - timedelta(days=1)) == 0
        assert linkages.let_go(at=AT + linkages.KEPT_FOR) == 1
        kept.refresh_from_db()
        assert kept.state == "closed"
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM evidence_linkagepair")
            assert cursor.fetchone() == (0,)

    @pytest.mark.parametrize("cell", list(LINKAGE.cells()), ids=str)
    def test_and_keeping_are_for_the_roles_of_the_table(self, cell):
        actor = Actor("person:x", frozenset({cell.role}))
        assert bool(LINKAGE.may(cell.step, cell.state, actor)) is cell.allowed


class TestFilesAboutRealPeople:
    @pytest.fixture(autouse=True)
    def papers(self, monkeypatch):
        self.missing: dict[UUID, list[str]] = {}
        monkeypatch.setattr(PAPERS_MISSING, "_answer", lambda who, on: self.missing.get(who, []))

    def verdict(self, actor: Actor, *codes: str) -> Any:
        return linkages.may_link(actor, codes, date(2026, 4, 20))

    def test_are_linked_when_no_paper_is_missing_at_either_organisation(self, people):
        assert self.verdict(people["ann"], "probation-greater-manchester", "gmca")

    def test_are_refused_while_a_paper_is_missing_at_one(self, people):
        self.missing[body("gmca").id] = ["the sharing agreement"]
        refused = self.verdict(people["ann"], "probation-greater-manchester", "gmca")
        assert not refused
        assert "the sharing agreement" in refused.reason

    def test_are_refused_without_both_organisations(self, people):
        assert "Say whose people these are" in self.verdict(people["ann"], "gmca").reason
        assert (
            "No organisation here has the code nowhere"
            in self.verdict(people["ann"], "gmca", "nowhere").reason
        )

    def test_are_for_an_analyst_alone(self, people):
        assert "Only an analyst" in self.verdict(people["officer"], "gmca").reason

    @pytest.fixture
    def real(self, tmp_path: Path) -> tuple[str, str]:
        """Two files that do not say that their people are made up."""
        made = make(1, 600, 800, 200)
        for name, table in (("p", made.probation), ("t", made.treatment)):
            (tmp_path / f"{name}.csv").write_bytes(as_csv(table.drop_columns(["made_up"])))
        return str(tmp_path / "p.csv"), str(tmp_path / "t.csv")

    def test_are_not_linked_by_a_model_of_made_up_people(self, real, capsys):
        assert main(["need", "link", *real]) == 2
        assert "This model was trained on made-up people, and these are real." in capsys.readouterr().err

    def test_are_refused_on_the_command_line_without_anybody_who_asks(self, real, tmp_path, capsys):
        model = tmp_path / "m.json"
        model.write_bytes(replace(shipped("names"), is_made_up=False).as_bytes())
        assert main(["need", "link", *real, "--model", str(model)]) == 2
        assert main(["need", "train", *real, "--out", str(tmp_path / "n.json"), "--name", "n"]) == 2
        assert capsys.readouterr().err.count("somebody must ask for them") == 2
        assert not (tmp_path / "n.json").exists()
