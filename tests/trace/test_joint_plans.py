"""The page of a locality's joint plan: the same for each who reads it, and honest about what is not on record."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.pages import words

from throughline.kernel.actor import Actor
from throughline.trace.queries import joint_plans as queries

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Client]
Somebody = Callable[[str], Actor]
READERS = (
    "programme-officer",
    "commissioner",
    "csp-chair",
    "head-of-unit",
    "director-of-probation",
    "hmpps-contract-manager",
    "director-of-public-health",
    "auditor",
)


def page(actor: Actor, slug: str = "bolton") -> queries.JointPage:
    from django.utils.timezone import localdate

    found = queries.joint_page(actor, slug, localdate())
    assert found is not None
    return found


def section(found: queries.JointPage, slug: str) -> Any:
    return next(each for each in found.pack.sections if each.slug == slug)


class TestTheDemonstrationsBolton:
    def test_is_the_same_for_each_who_reads_it(self, somebody: Somebody) -> None:
        packs = [page(somebody(role)).pack for role in READERS]
        assert all(each == packs[0] for each in packs)

    def test_has_need_posts_money_and_contracts_of_that_locality(self, somebody: Somebody) -> None:
        found = page(somebody("commissioner"))
        assert {each.slug: bool(each.rows) for each in found.pack.sections} == dict.fromkeys(
            ("agreed", "changes", "need", "capacity", "streams", "posts", "contracts"), True
        )
        [need] = section(found, "need").rows
        assert need[0].text == "Bolton"
        assert " to " in need[1].note
        assert [row[0].text for row in section(found, "capacity").rows] == ["Bolton"]
        assert len(section(found, "posts").rows) == 2

    def test_says_what_ends_and_that_an_intention_is_no_money(self, somebody: Somebody) -> None:
        said = " ".join(row[1].text for row in section(page(somebody("commissioner")), "changes").rows)
        assert "Drug and alcohol treatment and recovery ends" in said
        assert " ends" in said

    def test_names_who_agreed_and_what_is_done(self, somebody: Somebody) -> None:
        found = page(somebody("commissioner"))
        assert "the head of its probation unit" in section(found, "agreed").sentence
        assert [row[3].text for row in section(found, "agreed").rows].count("Done") == 1

    def test_adds_up_the_money_as_the_page_of_the_locality_does(self, somebody: Somebody) -> None:
        from throughline.trace.queries import localities

        actor = somebody("commissioner")
        found = page(actor)
        money = localities.locality_page(actor, "bolton", _today())
        assert money is not None
        assert money.this_year is not None
        assert section(found, "streams").rows[-1][1].text == str(money.this_year.known)


class TestItsDoors:
    def test_are_open_to_its_own_and_shut_to_others(self, signed_in: SignedIn) -> None:
        for name, args in (("joint-plan", ["wigan"]), ("joint-plan-file", ["wigan", "pdf"])):
            for role in ("commissioner", "csp-chair", "head-of-unit"):
                assert signed_in(role).get(reverse(name, args=args)).status_code == 404, role
            for role in ("key-worker", "provider-manager", "panel-member", "finance-preparer"):
                assert signed_in(role).get(reverse(name, args=args)).status_code == 403, role
            assert signed_in("director-of-probation").get(reverse(name, args=args)).status_code == 200

    def test_lead_a_local_role_straight_to_its_one_locality(self, signed_in: SignedIn) -> None:
        answer = signed_in("commissioner").get(reverse("joint-plans"))
        assert answer.headers["Location"] == reverse("joint-plan", args=["bolton"])
        said = words(signed_in("head-of-unit").get(reverse("joint-plans")))
        assert "Rochdale" in said
        assert "waits for the other side" in said
        assert "Wigan" not in said


class TestItsPage:
    def test_is_agreed_on_and_says_so(self, signed_in: SignedIn) -> None:
        client = signed_in("head-of-unit")
        address = reverse("joint-plan", args=["rochdale"])
        said = words(client.get(address))
        assert "Agree for your side" in said
        from throughline.agreements.models import JointPlan

        plan = JointPlan.objects.get(state="half_agreed")
        assert "waits for your side" in words(client.get("/"))
        answer = client.post(reverse("joint-plan-take", args=[plan.id, "agree"]), follow=True)
        assert "agreed by both" in words(client.get(reverse("joint-plans")))
        assert "Your side has agreed." in words(answer)

    def test_takes_what_is_typed_and_says_what_is_wrong(self, signed_in: SignedIn) -> None:
        client = signed_in("commissioner")
        begun = client.post(
            reverse("joint-plan-begin", args=["bolton"]),
            {"review_on_day": "31", "review_on_month": "3", "review_on_year": str(_today().year + 2)},
        )
        add = begun.headers["Location"]
        wrong = words(client.post(add, {"what": "x" * 401, "who": "Us"}))
        assert "Say it in 400 characters" in wrong
        day = {"by_on_day": "1", "by_on_month": "3", "by_on_year": str(_today().year + 1)}
        said = words(client.post(add, {"what": "Meet monthly", "who": "Both", **day}, follow=True))
        assert "Meet monthly" in said
        assert "Version 2, which is being written" in said

    def test_of_a_place_where_nothing_is_agreed_teaches(self, signed_in: SignedIn) -> None:
        said = words(signed_in("programme-officer").get(reverse("joint-plan", args=["wigan"])))
        assert "Nothing is agreed yet" in said
        assert "Begin the plan" in said

    def test_is_printed_and_is_a_workbook_with_the_same(self, signed_in: SignedIn) -> None:
        client = signed_in("csp-chair")
        pdf = client.get(reverse("joint-plan-file", args=["bolton", "pdf"]))
        assert pdf.content.startswith(b"%PDF")
        book = client.get(reverse("joint-plan-file", args=["bolton", "xlsx"]))
        sheets = load_workbook(BytesIO(book.content)).sheetnames
        assert sheets == [
            "About",
            *(
                f"{n} {name}"
                for n, name in enumerate(
                    ("agreed", "changes", "need", "capacity", "streams", "posts", "contracts"), 1
                )
            ),
        ]

    def test_asks_the_database_as_often_for_every_locality(
        self, somebody: Somebody, django_assert_max_num_queries: Any
    ) -> None:
        officer = somebody("programme-officer")
        asked = []
        for slug in ("bolton", "manchester", "wigan"):
            with django_assert_max_num_queries(12) as seen:
                page(officer, slug)
            asked.append(len(seen.captured_queries))
        assert max(asked) - min(asked) <= 1, asked  # the names of those who agreed, where anybody did


def _today() -> date:
    from django.utils.timezone import localdate

    return localdate()
