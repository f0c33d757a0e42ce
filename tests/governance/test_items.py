"""Everything that governance keeps has one row to link to, one search, and somebody who may see it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.pages import words

from throughline.governance.actions import endorsements, groups, meetings
from throughline.governance.models import Item
from throughline.governance.queries import items
from throughline.governance.queries.chain import chain_of
from throughline.governance.queries.groups import visible_to as groups_visible_to
from throughline.governance.queries.meetings import visible_to as meetings_visible_to
from throughline.kernel.actor import PUBLIC, Actor
from throughline.ledger.actions import act

from .conftest import AT

Somebody = Callable[..., Actor]
SEE_ALL = ("programme-officer", "programme-lead", "analyst", "deputy-mayor", "monitoring-officer", "auditor")
SEE_PROGRAMMES = ("hmpps-contract-manager", "director-of-probation")
SEE_NOTHING = ("key-worker", "probation-practitioner", "commissioner", "csp-chair", "administrator")


@pytest.fixture
def officer(actor: Somebody) -> Actor:
    return actor("programme-officer")


def endorse(officer: Actor, title: str, on: date | None = None, **said: Any) -> Item:
    made = endorsements.note_endorsement(
        title=title, by="Director Siân", words="Yes.", given_on=on, **said, actor=officer, at=AT
    )
    return made.item


class TestTheSearchForALink:
    def test_finds_all_words_without_accents_in_one_query(
        self, officer: Actor, django_assert_num_queries: Any
    ) -> None:
        endorse(officer, "Grants for Bolton", date(2024, 1, 1))
        endorse(officer, "Grants for Bury", date(2025, 1, 1))
        with django_assert_num_queries(1):
            found = items.linkable("grants SIAN")
        assert [each.title for each in found] == ["Grants for Bury", "Grants for Bolton"]
        assert found[0].href == reverse("governance-endorsement", args=[found[0].id])
        assert items.linkable("grants wigan") == []

    def test_keeps_to_the_kinds_asked_for(self, officer: Actor) -> None:
        endorse(officer, "Grants")
        assert items.linkable("grants", kinds=("meeting",)) == []
        assert len(items.linkable("grants", kinds=("endorsement", "meeting"))) == 1


class TestADecision:
    def test_shows_what_it_leant_on_oldest_first_in_one_query(
        self, officer: Actor, django_assert_num_queries: Any
    ) -> None:
        endorse(officer, "Later", date(2021, 5, 1), decisions=("2021-001",))
        endorse(officer, "Undated", decisions=("2021-001",), source="Decision 2021-001")
        endorse(officer, "Earlier", date(2021, 1, 1), decisions=("2021-001", "2022-003"))
        endorse(officer, "Of another", decisions=("2022-003",))
        with django_assert_num_queries(1):
            found = [items.link_to(each) for each in items.leant_on_by("2021-001")]
        assert [each.title for each in found] == ["Undated", "Earlier", "Later"]
        assert found[0].source == "Decision 2021-001"


class TestTheChainOfADecision:
    @pytest.mark.usefixtures("loaded")
    def test_of_2021_says_what_each_thing_came_to_and_links_what_the_reader_may_open(
        self, staff: Callable[..., Client]
    ) -> None:
        text = words(staff("auditor").get("/decisions/2021-001/"))
        for said in (
            "Greater Manchester drug and alcohol external review",
            "Commission and plan the services that meet this need jointly.",
            "All substance misuse providers: opposes",
            "All commissioners of substance misuse services: opposes",
            "Director of Greater Manchester Probation Service: Knows of the approach in full and endorses it.",
            "GM IRS Steering Group",
            "Greater Manchester Police and Crime Plan, Priority 1",
        ):
            assert said in text

    @pytest.mark.usefixtures("loaded")
    def test_is_read_in_few_queries_and_has_no_link_that_leads_nowhere(
        self, actor: Somebody, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(1):
            courses = chain_of(Actor("person:x", frozenset({"auditor"})), "2021-001")
        assert all(stone.href for course in courses for stone in course.stones)
        nothing = chain_of(actor("key-worker", "bolton"), "2021-001")
        assert not any(stone.href for course in nothing for stone in course.stones)
        assert chain_of(actor("auditor"), "2099-001") == []


class TestWhoSees:
    def test_one_group_that_watches_two_programmes_and_its_meetings(
        self, officer: Actor, actor: Somebody
    ) -> None:
        from throughline.organisations.models import ProgrammeCode

        with act(actor=officer, at=AT, verb="test", subject=("programme", "another")):
            ProgrammeCode.objects.create(code="another", name="Another programme")
        about = groups.AboutGroup("Of two", programmes=("gm-irs-dr", "another"))
        group = groups.found_group(code="of-two", about=about, actor=officer, at=AT)
        it = meetings.plan_meeting(
            group_id=group.pk, sitting=meetings.Sitting(date(2026, 1, 5)), actor=officer, at=AT
        )
        assert {each.programme_id for each in it.item.programme_links.all()} == {"gm-irs-dr", "another"}
        assert meetings_visible_to(actor("hmpps-finance", "hmpps")).get() == it

    @pytest.fixture
    def kept(self, officer: Actor) -> dict[str, Item]:
        about = groups.AboutGroup("Of a programme", programmes=("gm-irs-dr",))
        one = groups.found_group(code="one", about=about, actor=officer, at=AT)
        two = groups.found_group(code="two", about=groups.AboutGroup("Of none"), actor=officer, at=AT)
        sitting = meetings.Sitting(date(2026, 1, 5))
        for group in (one, two):
            meetings.plan_meeting(group_id=group.pk, sitting=sitting, actor=officer, at=AT)
        return {"one": one.item, "two": two.item}

    @pytest.mark.parametrize("role", SEE_ALL)
    def test_everything(self, kept: dict[str, Item], actor: Somebody, role: str) -> None:
        who = actor(role)
        assert groups_visible_to(who).count() == meetings_visible_to(who).count() == 2

    @pytest.mark.parametrize("role", SEE_PROGRAMMES)
    def test_what_is_about_a_programme(self, kept: dict[str, Item], actor: Somebody, role: str) -> None:
        who = actor(role, "hmpps")
        assert [each.code for each in groups_visible_to(who)] == ["one"]
        assert meetings_visible_to(who).count() == 1
        assert [each.text for each in items.search(who, "of")] == ["Of a programme", "Of a programme"]

    @pytest.mark.parametrize("role", SEE_NOTHING)
    def test_nothing_but_the_groups_they_sit_on(
        self, kept: dict[str, Item], officer: Actor, actor: Somebody, role: str
    ) -> None:
        who = actor(role, "bolton")
        assert not groups_visible_to(who).exists()
        assert not meetings_visible_to(who).exists()
        groups.seat_member(
            group_id=kept["two"].pk,
            person_id=who.id.removeprefix("person:"),  # type: ignore[arg-type]  # its text will do
            member_from=timezone.localdate(),
            actor=officer,
            at=AT,
        )
        assert [each.code for each in groups_visible_to(who)] == ["two"]
        assert meetings_visible_to(who).get().group.code == "two"

    def test_nothing_without_signing_in(self, kept: dict[str, Item]) -> None:
        assert not groups_visible_to(PUBLIC).exists()
        assert items.search(PUBLIC, "of") == []


class TestWhatIsSupplied:
    @pytest.mark.usefixtures("loaded")
    def test_says_what_the_decision_of_2021_leant_on_and_where_that_is_said(self) -> None:
        found = [items.link_to(each) for each in items.leant_on_by("2021-001")]
        kinds = {each.kind for each in found}
        assert {"Group", "Endorsement", "Consultation", "Strategy or plan priority"} <= kinds
        assert all("2021-001" in each.source for each in found if each.kind != "Review")
        assert not Item.objects.filter(source__icontains="made up").exists(), "no demonstration here"

    @pytest.mark.usefixtures("loaded")
    def test_is_searched_for_on_the_site(self, staff: Callable[..., Client]) -> None:
        text = staff("auditor").get("/search/?q=steering").content.decode()
        assert "GM IRS Steering Group" in text
