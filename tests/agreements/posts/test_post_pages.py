"""The register of posts as people see it and fill it in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import words

from throughline.agreements.actions import posts as actions
from throughline.agreements.models import FundedPost, PostShare
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

from .conftest import (
    APRIL,
    AT,
    BURY,
    COMMAND,
    OFFICER,
    a_post,
    a_stream,
    place_id,
    share,
    unit_id,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[str, str], Client]


@pytest.fixture
def browse(db: None, settings: Any) -> Browse:
    """A browser in which somebody with that role in that body has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    organisations.load_reference(actor=COMMAND, at=AT)

    def signed_in(role: str, of: str) -> Client:
        person = organisations.add_person(
            actor=COMMAND, at=AT, name=f"A {role}", email=f"{role}-{of}@example.org", body=body(of)
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return signed_in


def dated(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


class TestTheRegister:
    def test_says_who_is_vacant_since_when_and_who_pays(self, browse: Browse) -> None:
        post = a_post(funded_until=None)
        share(post, 60, a_stream("Treatment budget"))
        said = words(browse("commissioner", "bolton").get(reverse("funded-posts")))
        for each in (
            "Vacant since 1 April 2025",
            "nobody covers it",
            "60 % Treatment budget",
            "40 % is paid by nobody",
        ):
            assert each in said

    def test_is_searched_filtered_and_taken_away(self, browse: Browse) -> None:
        a_post(funded_until=None)
        filled = a_post(BURY, title="Outreach worker", funded_until=None)
        actions.fill_post(actor=OFFICER, at=AT, post_id=filled.id, filled_from=APRIL)
        client, where = browse("programme-officer", "gmca"), reverse("funded-posts")
        assert "1 post" in words(client.get(where + "?q=OUTREACH+bury"))
        assert "Outreach worker" not in words(client.get(where + "?standing=vacant"))
        assert "Key worker" not in words(client.get(where + f"?place={BURY}"))
        lines = client.get(reverse("funded-posts-csv") + "?standing=filled").content.decode().splitlines()
        assert [each.split(",")[:2] for each in lines[1:]] == [["Bury", "Outreach worker"]]

    def test_teaches_when_it_is_empty(self, browse: Browse) -> None:
        assert "The register is empty" in words(browse("programme-lead", "gmca").get(reverse("funded-posts")))

    def test_asks_the_database_as_often_for_many_posts(
        self, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client, stream = browse("programme-officer", "gmca"), None

        def asked() -> int:
            with django_assert_max_num_queries(60) as seen:
                client.get(reverse("funded-posts"))
            about = [q for q in seen.captured_queries if "agreements_" in q["sql"]]
            assert len(about) <= 10
            return len(seen.captured_queries)

        stream = a_stream()
        share(a_post(), 10, stream)
        asked()
        before = asked()
        for _ in range(5):
            share(a_post(), 10, stream)
        assert asked() == before

    def test_is_closed_to_practice_and_shows_a_stranger_nothing(self, browse: Browse) -> None:
        post = a_post()
        assert browse("key-worker", "wigan").get(reverse("funded-posts")).status_code == 403
        other = browse("commissioner", "bury")
        assert other.get(reverse("funded-post", args=[post.id])).status_code == 404
        assert other.get(reverse("funded-post-share", args=[post.id])).status_code == 404


class TestAPostsForms:
    def test_put_a_post_on_the_register(self, browse: Browse) -> None:
        client = browse("commissioner", "bolton")
        said = {
            "place": str(place_id()),
            "title": "Key worker",
            "employer": str(body("wigan").id),
            "hundredths_of_full_time": "60",
            "unit": str(unit_id("Bolton")),
            "vetting": "asked",
            **dated("funded_from", "1", "4", "2025"),
        }
        where = reverse("funded-post-register")
        wrong = client.post(where, {**said, "hundredths_of_full_time": "0"})
        assert "more than nothing and at most full time" in words(wrong)
        answer = client.post(where, said, follow=True)
        assert "vacant until somebody says that it is filled" in words(answer)
        assert FundedPost.objects.get().hundredths_of_full_time == 60

    def test_refuse_the_share_that_would_pay_twice_and_keep_what_was_typed(self, browse: Browse) -> None:
        post, stream = a_post(), a_stream()
        share(post, 60, stream)
        said = {"payer": f"stream:{stream.id}", "hundredths": "41", **dated("paid_from", "1", "4", "2025")}
        client = browse("programme-officer", "gmca")
        answer = client.post(reverse("funded-post-share", args=[post.id]), said)
        assert "60 % of this post is paid already" in words(answer)
        assert 'value="41"' in answer.content.decode()
        client.post(reverse("funded-post-share", args=[post.id]), {**said, "hundredths": "40"})
        assert sum(PostShare.objects.values_list("hundredths", flat=True)) == 100

    def test_ask_for_the_rule_where_the_unit_serves_two(self, browse: Browse) -> None:
        post = a_post(BURY, unit_id=unit_id("Bury and Rochdale"))
        stream, client = a_stream("A", BURY), browse("programme-officer", "gmca")
        where = reverse("funded-post-share", args=[post.id])
        said = {"payer": f"stream:{stream.id}", "hundredths": "60", **dated("paid_from", "1", "4", "2025")}
        assert "By which rule is its cost apportioned?” has not been filled in" in words(
            client.post(where, said)
        )
        client.post(where, {**said, "because": "Three of five days"})
        said_there = words(client.get(reverse("unit-posts", args=[post.unit_id])))
        assert "How its cost is apportioned: Three of five days." in said_there

    def test_let_the_employer_fill_vacate_and_cover_and_nothing_else(self, browse: Browse) -> None:
        post = a_post(funded_until=None)
        client = browse("provider-manager", "wigan")

        def say(step: str, **said: str) -> str:
            return words(client.post(reverse("funded-post-say", args=[post.id, step]), said, follow=True))

        assert "The post is filled." in say("fill", **dated("filled_from", "1", "4", "2025"))
        vacant = {**dated("vacant_from", "1", "12", "2025"), "cover": "Team manager"}
        assert "Covered by Team manager." in say("vacate", **vacant)
        assert "Saved." in say("cover", vetting="given", cover="Somebody else")
        assert client.get(reverse("funded-post-change", args=[post.id])).status_code == 403

    def test_change_and_end(self, browse: Browse) -> None:
        post, client = a_post(), browse("programme-officer", "gmca")
        made = share(post, 60, a_stream())
        where = reverse("funded-post-change", args=[post.id])
        assert 'value="Key worker"' in client.get(where).content.decode()
        said = {
            "title": "Senior key worker",
            "employer": str(body("wigan").id),
            "hundredths_of_full_time": "100",
            "vetting": "none",
            "because": "Regraded.",
            **dated("funded_from", "1", "4", "2025"),
        }
        assert "Saved." in words(client.post(where, said, follow=True))
        ends = reverse("funded-post-end-share", args=[post.id, made.pk])
        client.post(ends, dated("paid_until", "1", "1", "2026"))
        made.refresh_from_db()
        assert made.paid_until is not None
