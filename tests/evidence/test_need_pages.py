"""Need, hidden need and capacity as pages: who may open them, what they say, and what is kept."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.evidence.held import held_extract
from tests.pages import words

from throughline.evidence import synthetic
from throughline.evidence.actions.estimating import draw_more, enter_estimate, stop_or_go_on
from throughline.evidence.actions.needing import supported_by_area
from throughline.evidence.linkage import demonstration as linked
from throughline.evidence.linkage.linking import link
from throughline.evidence.models import (
    DrawnBlock,
    Extract,
    HiddenEstimate,
    Linkage,
    LinkageAnswer,
    Release,
)
from throughline.evidence.need import demonstration
from throughline.evidence.need.made_up import MadeUp, Where, made_up
from throughline.evidence.need.parts import on_no_list
from throughline.evidence.need.shapes import in_order
from throughline.evidence.queries import need as queries
from throughline.evidence.tables import need_by_place
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
SYSTEM = Actor("system:evidence", frozenset({"system"}))
ANALYST = Actor("person:0198b1a0-0000-7000-8000-000000000001", frozenset({"analyst"}))
OFFICER = Actor("person:0198b1a0-0000-7000-8000-000000000002", frozenset({"programme-officer"}))
SEED = 20_260_401
LISTS = in_order(("a", "b", "c"), (300, 250, 60, 280, 70, 55, 20))
pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


@pytest.fixture(scope="module")
def year() -> Any:
    return synthetic.make(seed=SEED, people=2_500, contacts_a_week=0.05)


@pytest.fixture
def extract(db: None) -> Extract:
    return held_extract(actor=SYSTEM, at=AT, name="the synthetic year", seed=SEED)


@pytest.fixture(scope="module")
def areas(year: Any) -> "dict[Where, MadeUp]":
    return made_up(SEED, supported_by_area(year, Extract(covers_until=date(2026, 4, 1))))


@pytest.fixture(scope="module")
def once() -> dict[str, Any]:
    """What takes a second and is the same for every test here."""
    return {}


@pytest.fixture
def shown(
    extract: Extract, year: Any, areas: Any, once: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Extract:
    organisations.load_reference(actor=COMMAND, at=AT)
    if not once:
        files, truth = linked.made_up_files(areas, AT.date())
        once.update(files=files, truth=truth, done=link(files, tell=lambda said: None))
    monkeypatch.setattr(demonstration, "DRAWS_EACH", 50)
    monkeypatch.setattr(linked, "load", lambda areas, lists, **who: linked.keep(**once, lists=lists, **who))
    demonstration.load(extract=extract, tables=year, actor=SYSTEM, at=AT, reviewer=ANALYST)
    return extract


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


class TestNeedOfTheSyntheticYear:
    def test_is_handed_to_the_allocation_by_place_with_ranges(self, shown):
        handed = need_by_place(actor=SYSTEM)
        assert len(handed.places) == 10
        assert all(0 < each.low < each.best < each.high for each in handed.places)
        assert handed.source.is_made_up

    def test_says_on_its_page_that_it_is_made_up_and_how_far_it_may_be_off(self, shown, browse):
        page = words(browse("commissioner").get(reverse("need")))
        assert "people who need help do not get it (likely" in page
        assert f"a generator’s, seed {SEED}" in page
        assert "Not linked" not in page
        assert "links are missed" in page

    def test_has_pictures_and_files_of_the_same_figures(self, shown, browse):
        browser = browse("csp-officer")
        for which in ("place", "unit"):
            assert browser.get(reverse("need-svg", args=[which])).content.startswith(b"<svg")
            assert browser.get(reverse("need-csv", args=[which])).status_code == 200
        tiles = browser.get(reverse("need-tiles")).content.decode()
        assert all(name in tiles for name in ("Bolton", "Wigan", "Tameside"))

    def test_is_worked_out_once_however_often_it_is_loaded(self, shown, year):
        before = (Release.objects.count(), HiddenEstimate.objects.count())
        demonstration.load(extract=shown, tables=year, actor=SYSTEM, at=AT, reviewer=ANALYST)
        assert (Release.objects.count(), HiddenEstimate.objects.count()) == before

    def test_of_an_extract_of_people_is_not_made_up(self, extract, year):
        extract.is_made_up = False
        demonstration.load(extract=extract, tables=year, actor=SYSTEM, at=AT, reviewer=ANALYST)
        assert Release.objects.count() == 0

    def test_holds_what_is_true_of_most_places(self):
        supported = {(f"Place {n}", f"Unit {n}"): 150 + 20 * n for n in range(10)}
        areas = made_up(3, supported)
        unseen = on_no_list(demonstration.lists_of(areas, seed=3))["place"]
        true = {place: made.everybody - made.histories.seen for (place, _), made in areas.items()}
        assert sum(unseen[place].low <= true[place] <= unseen[place].high for place in true) >= 8

    def test_is_that_of_the_linkage_which_is_shown_and_of_no_other(self, shown, areas, browse):
        row = Linkage.objects.get()
        left = Release.objects.exclude(measure="capacity")
        assert {(each.measure, each.by) for each in left} == {
            *((f"need-{kind}", by) for kind in ("estimate", "met", "unmet") for by in ("place", "unit")),
            ("need-evidence", "unit"),
        }
        assert {each.linkage_id for each in left} == {row.pk}
        said = words(browse("analyst").get(reverse("need")))
        assert f"linkage “{row.name}”" in said
        assert row.model["sha256"][:16] in said

    def test_is_met_as_it_is_in_truth_by_place_and_by_unit(self, shown, once):
        people, both = once["files"].probation, {person for person, _ in once["truth"]}
        lives = [people.spelled[each] for each in people.values["locality"]]
        for which, where in (("place", lives), ("unit", people.units)):
            true = Counter(name for person, name in zip(people.persons, where, strict=True) if person in both)
            page = queries.need_by(SYSTEM, which)
            met = {row.name: row.met for row in page.rows}
            held = [name for name in true if met[name].low <= true[name] <= met[name].high]
            assert len(held) >= len(true) - 1, {name: (true[name], met[name]) for name in true}
            assert page.total.met.low <= sum(true.values()) <= page.total.met.high
            assert page.total.met.best == pytest.approx(sum(true.values()), rel=0.05)

    def test_says_that_the_answers_to_its_pairs_are_made_up(self, shown, browse):
        row = Linkage.objects.get()
        said = words(browse("commissioner").get(reverse("linkage", args=[row.pk])))
        assert "The answers are made up as the people are" in said
        assert "Recall: of those who are in both files, linked" in said
        assert {each.given_by for each in LinkageAnswer.objects.all()} == {"system:evidence"}


class TestBeforeAnythingWasReleased:
    @pytest.mark.parametrize("name", ["need", "hidden-need", "capacity"])
    def test_a_page_says_what_will_be_there(self, browse, name):
        assert browse("analyst").get(reverse(name)).status_code == 200

    @pytest.mark.parametrize("name", ["need", "hidden-need", "capacity", "does-it-compute"])
    def test_nobody_reads_it_without_such_a_role(self, browse, name):
        assert browse("key-worker").get(reverse(name)).status_code == 403


class TestHiddenNeed:
    def test_shows_every_plausible_model_and_the_interval_through_their_choice(self, shown, browse):
        browser = browse("analyst")
        page = words(browser.get(reverse("hidden-need")))
        assert "may need help and be on no list" in page
        assert "probation × treatment" in page
        assert "of 1,000 draws lie between" in page
        estimate = HiddenEstimate.objects.get()
        picture = browser.get(reverse("hidden-need-svg", args=[estimate.pk])).content.decode()
        assert "best: " in picture
        assert not re.search(r"(best|low|high): \d+\.\d", picture), "a picture is no more exact than its file"
        file = browser.get(reverse("hidden-need-csv", args=[estimate.pk])).content.decode()
        assert "probation × treatment" in file
        assert not re.search(r"\d\.\d\d", file), "with every digit the lists could be worked out"

    def test_shows_the_counts_to_analysts_only(self, shown, browse):
        estimate = HiddenEstimate.objects.get()
        address = reverse("hidden-need-estimate", args=[estimate.pk])
        assert "The counts, for analysts" in words(browse("analyst").get(address))
        assert "The counts, for analysts" not in words(browse("commissioner").get(address))


class TestCountsThatAnAnalystEnters:
    said = {
        "about": "Bolton, 2025/26",
        "source": "Two lists, linked by names.",
        "counts": "probation 140\ntreatment 90\nprobation + treatment 60",
    }

    def test_are_kept_with_who_and_when_and_give_an_estimate(self, browse):
        answer = browse("analyst").post(reverse("hidden-need-enter"), self.said, follow=True)
        page = words(answer)
        assert "Chapman" in page
        kept = HiddenEstimate.objects.get()
        assert kept.entered_by.startswith("person:")
        assert kept.counts == {"10": 140, "01": 90, "11": 60}

    def test_of_lists_that_refer_to_one_another_give_a_lower_bound_only(self, browse):
        page = words(
            browse("analyst").post(reverse("hidden-need-enter"), self.said | {"do_refer": "on"}, follow=True)
        )
        assert "At least" in page
        assert "a lower bound only" in page

    def test_have_the_error_of_a_linkage_taken_out_by_its_review(self, shown, browse):
        row = Linkage.objects.get()
        said = self.said | {"linkage": str(row.pk), "is_made_up": "on"}
        page = words(browse("analyst").post(reverse("hidden-need-enter"), said, follow=True))
        assert "With the linkage’s error taken out" in page
        assert f"By the review of “{row.name}”" in page
        assert re.search(r": recall \d+\.\d% \(\d+\.\d% to \d+\.\d%\), false links", page)
        assert "draws of both rates, the lists and the links" in page

    def test_show_what_follows_from_typed_rates_as_a_sensitivity(self, browse):
        rates = {"recall": 90, "recall_of": 300, "false_links": 1, "false_links_of": 500}
        page = words(browse("analyst").post(reverse("hidden-need-enter"), self.said | rates, follow=True))
        assert "A sensitivity, with rates that somebody typed (recall 90.0%" in page
        assert "With the linkage’s error taken out" not in page

    def test_of_three_lists_are_not_taken_with_a_linkage_error_that_nobody_would_use(self, browse):
        three = {"counts": self.said["counts"] + "\nprobation + hospital 30\nhospital 40"}
        rates = {"recall": 90, "recall_of": 300, "false_links": 1, "false_links_of": 500}
        page = words(browse("analyst").post(reverse("hidden-need-enter"), self.said | rates | three))
        assert "two lists only, and these are more" in page
        assert not HiddenEstimate.objects.exists()

    def test_that_say_nothing_are_refused_at_the_form_and_nothing_typed_is_lost(self, browse):
        few = self.said | {"counts": "probation 14\ntreatment 9\nprobation + treatment 2"}
        answer = browse("analyst").post(reverse("hidden-need-enter"), few)
        assert "Fewer than 30 say nothing about others" in words(answer)
        assert "treatment 9" in answer.content.decode()
        assert not HiddenEstimate.objects.exists()

    def test_are_named_by_their_line_when_they_are_wrong(self, browse):
        wrong = self.said | {"counts": "probation 14\ntreatment nine"}
        assert "Line 2 has no count" in words(browse("analyst").post(reverse("hidden-need-enter"), wrong))

    def test_are_for_analysts_only(self, browse):
        assert browse("commissioner").get(reverse("hidden-need-enter")).status_code == 403
        with pytest.raises(RefusedError, match="Only an analyst"):
            enter_estimate(
                about="x", source="x", histories=LISTS, do_refer=False, is_made_up=True, actor=OFFICER, at=AT
            )


class TestAnIntervalThatIsBeingDrawn:
    @pytest.fixture
    def estimate(self, db: None) -> HiddenEstimate:
        return enter_estimate(
            about="x",
            source="x",
            histories=LISTS,
            do_refer=False,
            is_made_up=True,
            draws=300,
            actor=ANALYST,
            at=AT,
        )

    def test_says_how_far_it_is(self, estimate):
        assert not draw_more(estimate.pk, most=2)
        drawing = queries.drawing(estimate)
        assert (drawing.done, drawing.of, drawing.percent, drawing.interval) == (100, 300, 33, None)

    def test_stops_when_somebody_says_so_and_goes_on_where_it_was(self, estimate):
        draw_more(estimate.pk, most=2)
        stop_or_go_on(estimate_id=estimate.pk, stop=True, actor=ANALYST, at=AT)
        assert not draw_more(estimate.pk)
        assert DrawnBlock.objects.count() == 2
        stop_or_go_on(estimate_id=estimate.pk, stop=False, actor=ANALYST, at=AT)
        assert draw_more(estimate.pk)
        assert queries.drawing(estimate).interval.low < estimate.found["best"]

    def test_comes_out_the_same_as_one_that_was_never_stopped(self, estimate):
        draw_more(estimate.pk, most=1)
        draw_more(estimate.pk)
        whole = enter_estimate(
            about="y",
            source="x",
            histories=LISTS,
            do_refer=False,
            is_made_up=True,
            draws=300,
            actor=ANALYST,
            at=AT,
        )
        draw_more(whole.pk)
        assert queries.drawing(whole).interval == queries.drawing(estimate).interval


class TestDoesItCompute:
    def test_shows_ours_beside_theirs(self, browse):
        page = words(browse("auditor").get(reverse("does-it-compute")))
        assert "All 17 published figures come out to their printed digits" in page
        for figure in (
            "25,126",
            "19,354",
            "11,418",
            "9,971 to 13,154",
            "1,240",
            "2,771",
            "25,000 (20,700 to 35,000)",
        ):
            assert figure in page


class TestCapacity:
    def test_says_which_units_miss_the_aim_and_where_one_more_post_buys_most(self, shown, browse):
        page = words(browse("head-of-unit").get(reverse("capacity")))
        assert "One more post buys most in" in page
        assert "working days" in page
        assert "Nobody gives up waiting" in page

    def test_is_worked_out_for_another_aim(self, shown, browse):
        browser = browse("analyst")
        usual = browser.get(reverse("capacity"))
        easy = browser.get(reverse("capacity"), {"days": 60, "share": 50, "each": 200})
        assert "Every unit sees 50 in 100 people within 60 working days" in words(easy)
        assert words(usual) != words(easy)
        assert browser.get(reverse("capacity-svg")).content.startswith(b"<svg")
        assert b"Unit" in browser.get(reverse("capacity-csv")).content

    def test_of_one_unit_is_worked_out_from_figures_by_hand(self, browse):
        figures = {"arrivals": 20, "months": 6, "posts": 4, "each": 35, "least": 3}
        page = words(browse("analyst").get(reverse("capacity-by-hand"), figures))
        assert "120 needed on average, 140 there" in page

    def test_of_one_unit_that_is_overloaded_says_that_it_never_catches_up(self, browse):
        figures = {"arrivals": 40, "months": 6, "posts": 4, "each": 35}
        page = words(browse("analyst").get(reverse("capacity-by-hand"), figures))
        assert "This unit never catches up with 4 posts" in page
        assert "each month 16.7 more people come than leave" in page

    def test_of_one_unit_without_figures_says_what_is_missing(self, browse):
        page = words(browse("analyst").get(reverse("capacity-by-hand"), {"arrivals": 40}))
        assert "There is a problem" in page
