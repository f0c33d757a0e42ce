"""Does everybody find what they use, and nothing that they may not open?"""

import pytest
from django.urls import resolve

from throughline.frame.doors import rule_of
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations.roles import BY_CODE
from throughline.web.context import navigation

ACTORS = [PUBLIC, *(Actor("person:1", frozenset({role})) for role in BY_CODE)]


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: ", ".join(actor.roles) or "public")
class TestTheNavigation:
    def test_has_at_most_seven_entries(self, actor: Actor) -> None:
        assert 0 < len(navigation(actor, "/")[0]) <= 7

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
