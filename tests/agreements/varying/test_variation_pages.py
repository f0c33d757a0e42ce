"""What do the pages of variations show, to whom, and in how many queries?"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.agreements.varying.conftest import AT, World
from tests.pages import words

from throughline.agreements.actions import variations, varied
from throughline.agreements.models import Variation
from throughline.agreements.queries import change_tasks
from throughline.frame.tasks import told
from throughline.kernel.money import Money

Browsers = Callable[[str], Client]


class TestAnUpliftOnItsPages:
    def test_is_previewed_before_anything_is_kept(self, world: World, browsers: Browsers) -> None:
        page = browsers("officer").get(
            "/variations/new/uplift/", {"rounds": str(world.grant.round_id), "percent": "2.6"}
        )
        said = words(page)
        assert "10 awards would rise by" in said
        assert "The changes add up to the difference of both sums." in said
        assert "because the award as varied is" in said
        assert not Variation.objects.exists()

    def test_is_prepared_put_to_a_decision_and_applied(self, world: World, browsers: Browsers) -> None:
        officer = browsers("officer")
        at = f"/variations/new/uplift/?rounds={world.grant.round_id}&percent=2.6"
        sent = officer.post(at, {"title": "Uplift", "reason": "Pay has risen.", "by_notice": "Clause 4."})
        variation = Variation.objects.get()
        assert (sent.status_code, sent.headers["Location"]) == (302, f"/variations/{variation.id}/")
        put = {"decision_type": "deputy-mayor", "function": "police-and-crime"}
        officer.post(f"/variations/{variation.id}/decision/", put)
        world.decide(world.now(variation))
        lead = browsers("lead")
        assert "Apply it" in words(lead.get(f"/variations/{variation.id}/"))
        lead.post(f"/variations/{variation.id}/apply/")
        assert "Every grant that it names says so now." in words(lead.get(f"/variations/{variation.id}/"))

    @pytest.mark.parametrize("percent", ["", "two", "1e3", "nan"])
    def test_asks_for_a_percentage_in_figures(self, world: World, browsers: Browsers, percent: str) -> None:
        page = browsers("officer").get(
            "/variations/new/uplift/", {"rounds": str(world.grant.round_id), "percent": percent}
        )
        assert "Write the percentage as a number, such as 2.6." in words(page)

    def test_can_lose_a_grant_and_change_another_by_hand(self, world: World, browsers: Browsers) -> None:
        variation = world.prepared()
        lines = {each.grant_id: each.after_pence for each in variation.lines.all()}
        out, other, *rest = lines
        said = {f"grant-{each}": str(lines[each]).removeprefix("£") for each in rest}
        said |= {
            "title": "Uplift",
            "reason": "Pay has risen.",
            "by_notice": "Clause 4.",
            f"grant-{other}": "1.00",
        }
        browsers("officer").post(f"/variations/{variation.id}/edit/", said | {f"grant-{out}": ""})
        now = {each.grant_id: each.after_pence for each in variation.lines.all()}
        assert now == {**{each: lines[each] for each in rest}, other: Money(1_00)}


class TestARecipient:
    def test_asks_for_a_change_of_its_own_grant_and_reads_the_answer(
        self, world: World, browsers: Browsers
    ) -> None:
        commissioner = browsers("commissioner")
        which = words(commissioner.get("/variations/new/"))
        assert "Bolton" in which
        assert "Bury" not in which
        asked = {"amount": "80,000", "title": "More for Bolton", "reason": "Pay has risen."}
        commissioner.post(f"/variations/new/{world.grant.id}/", asked)
        variation = Variation.objects.get()
        assert variation.state == "asked"
        assert [each.where for each in told(change_tasks.waiting_for(world["officer"]))] == [
            "More for Bolton"
        ]
        assert [each.where for each in told(change_tasks.waiting_for_others(world["commissioner"]))] == [
            "More for Bolton"
        ]
        variations.decline(actor=world["lead"], at=AT, variation_id=variation.id, because="No money is left.")
        assert "No money is left." in words(commissioner.get(f"/variations/{variation.id}/"))

    def test_sees_of_a_variation_for_ten_areas_its_own_line_and_only_once_it_is_agreed(
        self, world: World, browsers: Browsers
    ) -> None:
        variation = world.deciding()
        commissioner = browsers("commissioner")
        assert commissioner.get(f"/variations/{variation.id}/").status_code == 404
        world.decide(variation)
        said = words(commissioner.get(f"/variations/{variation.id}/"))
        assert "In all, 1 award of yours changes" in said
        assert "Bury" not in said
        assert "Bury" not in commissioner.get(f"/variations/{variation.id}.csv").content.decode()

    def test_of_another_area_finds_nothing(self, world: World, browsers: Browsers) -> None:
        asked = world.asked()
        stranger = browsers("stranger")
        assert stranger.get(f"/variations/{asked.id}/").status_code == 404
        assert stranger.get(f"/variations/new/{world.grant.id}/").status_code == 404
        assert stranger.post(f"/variations/{asked.id}/withdraw/", {"because": "No."}).status_code == 404

    def test_is_read_by_its_funder_once_it_is_agreed_and_not_before(
        self, world: World, browsers: Browsers
    ) -> None:
        world.add("funder", "hmpps-contract-manager", "hmpps")
        variation, funder = world.deciding(), browsers("funder")
        assert funder.get(f"/variations/{variation.id}/").status_code == 404
        assert funder.get(f"/variations/{variation.id}.csv").status_code == 404
        assert variation.title not in words(funder.get("/variations/"))
        world.decide(variation)
        assert funder.get(f"/variations/{variation.id}/").status_code == 200


class TestWhoComesIn:
    @pytest.mark.parametrize("path", ["/variations/", "/contracts/", "/commissioning-calendar/"])
    def test_is_nobody_who_has_no_part_in_grants(self, world: World, browsers: Browsers, path: str) -> None:
        assert browsers("key-worker").get(path).status_code == 403
        assert Client().get(path).status_code in (302, 403)
        assert browsers("auditor").get(path).status_code == 200

    def test_is_no_auditor_who_would_change_something(self, world: World, browsers: Browsers) -> None:
        variation = world.prepared()
        auditor = browsers("auditor")
        page = words(auditor.get(f"/variations/{variation.id}/"))
        assert "Put it to a decision" not in page
        assert auditor.get(f"/variations/{variation.id}/edit/").status_code == 403
        auditor.post(f"/variations/{variation.id}/withdraw/", {"because": "No."})
        assert world.now(variation).state == "prepared"


class TestThePages:
    def test_take_few_queries_however_many_grants_there_are(self, world: World, browsers: Browsers) -> None:
        variation = world.agreed()
        varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        officer, prepared = browsers("officer"), world.prepared(title="The next")
        for path, most in (
            ("/variations/", 10),
            (f"/variations/{variation.id}/", 10),
            (
                f"/variations/{prepared.id}/",
                17,
            ),  # who would sign is worked out from the year's decisions (R3)
            ("/contracts/", 10),
            ("/commissioning-calendar/", 10),
        ):
            officer.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert officer.get(path).status_code == 200
            sql = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
            assert len(sql) <= most, (path, len(sql))
