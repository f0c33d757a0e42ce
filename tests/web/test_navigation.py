"""Does everybody find what they use, and nothing that they may not open?"""

from types import SimpleNamespace

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.urls import resolve
from tests.pages import words

from throughline.frame.doors import rule_of
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations.roles import BY_CODE
from throughline.web.entries import NAVIGATION
from throughline.web.navigation import MOST_BESIDE, navigation, the_rest
from throughline.web.views import more

ACTORS = [PUBLIC, *(Actor("person:1", frozenset({role})) for role in BY_CODE)]


def asked_by(role: str) -> HttpRequest:
    """What somebody with that role asks."""
    request = RequestFactory().get("/")
    actor = Actor("person:1", frozenset({role}))
    request.user = SimpleNamespace(is_authenticated=True, name="A made-up name", as_actor=lambda: actor)  # type: ignore[assignment]  # as much of a person as the page asks
    return request


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: ", ".join(actor.roles) or "public")
class TestTheNavigation:
    def test_has_at_most_seven_entries(self, actor: Actor) -> None:
        assert 0 < len(navigation(actor, "/")[0]) <= 7

    def test_has_at_most_seven_pages_beside_another_and_the_rest_on_one_page_with_a_sentence_each(
        self, actor: Actor
    ) -> None:
        for entry in navigation(actor, "/")[0]:
            beside = navigation(actor, entry["href"])[1]
            assert len(beside) <= MOST_BESIDE
            for rest in (each["href"] for each in beside if each["text"] == "More"):
                _, under = the_rest(actor, rest.split("/")[-2])
                assert under, rest
                for page in (page for pages in under.values() for page in pages):
                    assert page["says"], page["text"]
                    rule = rule_of(resolve(page["href"]).func)
                    assert rule is not None
                    assert rule.admits(actor), page["text"]
                    here = navigation(actor, page["href"])
                    assert [each["text"] for each in here[0] if each["active"]] == [entry["text"]]
                    assert [each["text"] for each in here[1] if each["active"]] == ["More"]

    def test_leads_nowhere_that_this_role_may_not_go(self, actor: Actor) -> None:
        for entry in navigation(actor, "/")[0]:
            shown = [entry, *navigation(actor, entry["href"])[1]]
            for page in shown:
                rule = rule_of(resolve(page["href"]).func)
                assert rule is not None
                assert rule.admits(actor), page["text"]

    def test_shows_where_one_is(self, actor: Actor) -> None:
        for entry in navigation(actor, "/")[0]:
            here = [each["text"] for each in navigation(actor, entry["href"])[0] if each["active"]]
            assert here == [entry["text"]]


class TestTheOpenPage:
    def test_is_marked_in_its_entry_and_among_the_pages_beside_it(self) -> None:
        officer = Actor("person:1", frozenset({"programme-officer"}))
        entries, beside = navigation(officer, "/notices/read/")
        assert [each["text"] for each in entries if each["active"]] == ["Decisions"]
        assert [each["text"] for each in beside if each["active"]] == ["Notices being read"]

    def test_at_the_root_marks_home_alone(self) -> None:
        officer = Actor("person:1", frozenset({"programme-officer"}))
        entries, beside = navigation(officer, "/")
        assert [each["text"] for each in entries if each["active"]] == ["Home"]
        assert beside == []

    def test_stands_in_one_part_where_two_parts_lead_to_it(self) -> None:
        worker = Actor("person:1", frozenset({"key-worker"}))
        entries, _ = navigation(worker, "/protocols/")
        assert [each["text"] for each in entries if each["active"]] == ["Inbox"]


class TestAPageWithoutRoomBesideTheOthers:
    def test_says_what_one_finds_there_under_a_heading(self) -> None:
        pages = [
            page
            for entry in NAVIGATION
            for page in entry.pages[MOST_BESIDE - 1 :]
            if len(entry.pages) > MOST_BESIDE
        ]
        assert [page.words for page in pages if not (page.under and page.says)] == []

    def test_is_offered_on_a_page_of_its_part(self, db: None) -> None:
        read = words(more(asked_by("provider-manager"), "inbox"))
        assert "Who sees what" in read
        assert "Machines Which programs" in read

    @pytest.mark.parametrize("part", ["grants", "no-such-part"])
    def test_is_no_page_where_there_is_none(self, part: str) -> None:
        with pytest.raises(Http404):
            more(asked_by("provider-manager"), part)
