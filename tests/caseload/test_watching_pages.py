"""What do the pages say of an exit and its checks, of concerns, feedback, releases, a death, meetings, a report?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, Ward
from tests.pages import words

from throughline.caseload.actions import concerns, leaving, release
from throughline.caseload.models import (
    CourtReport,
    DeathReview,
    RecoveryCheck,
    Referral,
    ReleasePlan,
    Told,
)
from throughline.caseload.queries import tasks
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
WHO_IS_ASKING = 9  # session, person, roles, scope, how far they see, savepoints
RAISED = {
    "route": "children",
    "about": "child",
    "text": "A bruise that the story does not fit.",
    "is_urgent": "on",
}


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


@pytest.fixture
def made(referred: Make) -> Referral:
    return referred("assigned", asked=Asked(why_now="New order.", hoped_for=["use"]))


def ended(ward: Ward, made: Referral) -> None:
    """Support ended as planned a hundred days ago, so that the first check is due."""
    today = timezone.localdate()
    look(ward.worker, today)
    leaving.leave(
        actor=ward.worker,
        at=timezone.now(),
        referral_id=made.id,
        reason="completed",
        on=today,
        judged={"use": "ACHIEVED"},
    )
    with act(actor=ADMINISTRATOR, at=timezone.now(), verb="test.dated", subject=("referral", made.id)):
        for row in RecoveryCheck.objects.all():
            RecoveryCheck.objects.filter(id=row.id).update(due_on=row.due_on - timedelta(days=100))


class TestEndingSupport:
    def test_asks_what_was_achieved_and_shows_the_sum(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        client, today = browse(ward.worker), timezone.localdate()
        address = f"/people/{made.reference}/leave/"
        given = {"reason": "completed", **day("on", today)}
        assert "Say what was achieved" in words(client.post(address, given))
        answer = client.post(address, given | {"outcome_use": "PARTIALLY_ACHIEVED"})
        assert answer["Location"] == f"/people/{made.reference}/after/"
        page = words(client.get(answer["Location"]))
        assert "What was achieved: 0.5 of 1" in page
        assert "No check is due yet" in page
        assert "3 recovery checks are still to be made" in page

    def test_records_a_check_and_offers_the_next_step_on_the_overview(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        ended(ward, made)
        client = browse(ward.worker)
        assert "Record the recovery check at 3 months" in words(client.get(f"/people/{made.reference}/"))
        look(ward.worker, timezone.localdate())
        [row, *_] = RecoveryCheck.objects.order_by("months")
        given = {"answer": "sustained", **day("on", timezone.localdate())}
        address = f"/people/{made.reference}/after/{row.id}/"
        assert client.post(address, given).status_code == 302
        assert "1 of 1 due reached, 1 sustained" in words(client.get(f"/people/{made.reference}/after/"))

    def test_starts_again_with_what_is_known(self, ward: Ward, made: Referral, browse: Browse) -> None:
        ended(ward, made)
        for actor in (ward.worker, ward.practitioner):
            client = browse(actor)
            answer = client.post(f"/people/{made.reference}/back/")
            assert answer.status_code == 302
            assert answer["Location"].endswith("/why/"), answer["Location"]
            assert client.get(answer["Location"]).status_code == 200


class TestConcerns:
    def test_are_raised_from_the_persons_page_and_seen_through_to_the_receipt(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        client = browse(ward.worker)
        raising = f"/people/{made.reference}/concern/"
        assert "within 24 hours" in words(client.get(raising))
        assert "has not been filled in" in words(client.post(raising, RAISED | {"text": ""}))
        address = client.post(raising, RAISED)["Location"]
        assert "hours left" in words(client.get(address))
        assert client.post(address).status_code == 302
        assert client.post(address, {"doing": "Phoned the hub."}).status_code == 302
        assert "Receipt" in words(client.get(address))
        assert client.post(address, {"receipt": "Hub, ref 4471"}).status_code == 302
        page = words(client.get(address))
        assert "Closed in time" in page, page
        assert "Hub, ref 4471" in page
        assert "Open: " not in words(client.get(f"/people/{made.reference}/"))

    def test_are_raised_by_probation_from_the_referral(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        assert "Raise a concern" in words(client.get(f"/referrals/{made.reference}/"))
        assert client.post(f"/people/{made.reference}/concern/", RAISED).status_code == 302
        assert "Ada Niamh" in words(browse(ward.worker).get("/concerns/"))

    def test_of_somebody_hidden_are_nowhere(self, ward: Ward, made: Referral, browse: Browse) -> None:
        look(ward.worker, timezone.localdate())
        seen = concerns.Seen("children", "child", "A bruise.")
        row = concerns.raise_concern(actor=ward.worker, at=timezone.now(), referral_id=made.id, seen=seen)
        client = browse(ward.worker_south)
        assert client.get(f"/concerns/{row.id}/").status_code == 404
        assert client.get(f"/people/{made.reference}/concern/").status_code == 404
        assert "Ada" not in words(client.get("/concerns/"))

    def test_wait_on_home_without_a_name(self, ward: Ward, made: Referral) -> None:
        look(ward.worker, timezone.localdate())
        seen = concerns.Seen("children", "child", "A bruise.", is_urgent=True)
        concerns.raise_concern(actor=ward.worker, at=timezone.now(), referral_id=made.id, seen=seen)
        found = [each.what for each in told(tasks.waiting_for(ward.worker))]
        assert any(each.startswith(f"Urgent concern about {made.reference}") for each in found)
        assert not any("Ada" in each for each in found)
        reading = [each.what for each in told(tasks.waiting_for(ward.practitioner))]
        assert "Read what happened: 3 messages, 1 urgent" in reading


class TestFeedback:
    def test_is_read_in_words_and_codes_and_acknowledged_one_by_one_or_at_once(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        page = words(client.get("/feedback/"))
        assert "A key worker was named" in page
        assert "CRS04 02/03/2026 The service took the referral on" in page
        look(ward.practitioner, timezone.localdate())
        [first, second] = Told.objects.values_list("id", flat=True)
        assert client.post("/feedback/acknowledge/", {"told": str(first)}).status_code == 302
        assert (
            client.post("/feedback/acknowledge/", {"told": [str(first), str(second), "x"]}).status_code == 302
        )
        assert "Nothing to read" in words(client.get("/feedback/"))
        assert "Acknowledged 2" in words(client.get("/feedback/?view=read"))
        assert "Made-up practitioner" in words(browse(ward.worker).get(f"/people/{made.reference}/feedback/"))

    def test_puts_the_urgent_first(self, ward: Ward, made: Referral, browse: Browse) -> None:
        look(ward.worker, timezone.localdate())
        seen = concerns.Seen("adults", "person", "Has not eaten.", is_urgent=True)
        concerns.raise_concern(actor=ward.worker, at=timezone.now(), referral_id=made.id, seen=seen)
        page = words(browse(ward.head).get("/feedback/"))
        assert "A concern was raised: adult safeguarding" in page
        assert "has not eaten" not in page.lower()


class TestTheReleaseBoard:
    def plan(self, ward: Ward, made: Referral, **more: Any) -> None:
        today = timezone.localdate()
        look(ward.worker, today)
        given: dict[str, Any] = {
            "release_on": today + timedelta(days=3),
            "release_unknown": "",
            "prison": "HMP Styal",
        }
        said = release.Ready(**given | {"chased_by": "", "bridged": "no", "naloxone": "yes"} | more)
        release.plan(actor=ward.worker, at=timezone.now(), referral_id=made.id, ready=said)

    def test_says_what_is_missing_and_is_changed_in_its_place(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        self.plan(ward, made)
        client = browse(ward.worker)
        page = words(client.get("/release-board/"))
        for missing in ("In 3 days", "Somebody who chases", "Prescription", "First appointment"):
            assert missing in page
        given = {"chased_by": ward.worker.id, "bridged": "yes", "naloxone": "yes", "prison": "HMP Styal"}
        given |= day("release_on", timezone.localdate() + timedelta(days=3))
        answer = client.post(f"/release-board/{made.reference}/", given)
        assert answer["Location"] == f"/release-board/#{made.reference}"
        look(ward.worker, timezone.localdate())
        assert ReleasePlan.objects.get().is_prescription_bridged == "yes"
        assert client.post("/release-board/", {"ready": "yes"}).status_code == 302
        assert "Nobody is released soon" in words(client.get("/release-board/"))

    def test_shows_probation_no_health(self, ward: Ward, made: Referral, browse: Browse) -> None:
        self.plan(ward, made)
        client = browse(ward.practitioner)
        page = words(client.get("/release-board/"))
        assert "Health: with the service" in page
        assert "Naloxone" not in page
        assert "Bridged" not in words(client.get(f"/release-board/{made.reference}/"))

    def test_needs_a_day_or_why_there_is_none(self, ward: Ward, made: Referral, browse: Browse) -> None:
        self.plan(ward, made)
        page = words(browse(ward.worker).post(f"/release-board/{made.reference}/", {"chased_by": ""}))
        assert "Give the day of release" in page


class TestADeath:
    def test_is_recorded_and_reviewed_by_the_manager(
        self, ward: Ward, made: Referral, browse: Browse
    ) -> None:
        client, today = browse(ward.worker), timezone.localdate()
        given = {**day("died_on", today), **day("learned_on", today), "is_drug_related": "unknown"}
        address = f"/people/{made.reference}/death/"
        assert client.post(address, given | {"notified": "The practitioner"}).status_code == 302
        assert "died" in words(client.get(f"/people/{made.reference}/after/"))
        assert "for the service’s manager" in words(client.get(f"{address}review/"))
        manager = browse(ward.manager)
        assert any("Review the death" in each.what for each in told(tasks.waiting_for(ward.manager)))
        assert manager.post(f"{address}review/", {"learned": "Call sooner."}).status_code == 302
        look(ward.manager, today)
        assert DeathReview.objects.get().reviewed_by == ward.manager.id


class TestMeetingsAndReports:
    def test_a_meeting_is_read_by_both_sides(self, ward: Ward, made: Referral, browse: Browse) -> None:
        given = {
            **day("held_on", timezone.localdate()),
            "attended": "Police, housing",
            "gateway": "cda",
            "shared": "The address",
            "decided": "Housing visits.",
        }
        address = f"/people/{made.reference}/meetings/"
        assert browse(ward.worker).post(address, given).status_code == 302
        page = words(browse(ward.practitioner).get(address))
        assert "Housing visits." in page
        assert "Crime and Disorder Act 1998" in page

    def test_a_report_is_one_page_for_the_officer(self, ward: Ward, made: Referral, browse: Browse) -> None:
        today = timezone.localdate()
        given = {**day("period_from", today - timedelta(days=28)), **day("period_until", today)}
        address = f"/people/{made.reference}/report/"
        answer = browse(ward.worker).post(address, given | {"tests": "", "view": "Comes and works."})
        assert answer.status_code == 302
        look(ward.practitioner, today)
        row = CourtReport.objects.get()
        officer = browse(ward.practitioner)
        assert "The service writes the report" in words(officer.get(address))
        document = officer.get(f"{address}{row.id}.pdf")
        assert document["Content-Type"] == "application/pdf"
        assert document.content.startswith(b"%PDF")
        assert document.content.count(b"/Type /Page\n") + document.content.count(b"/Type/Page/") <= 1
        assert b"Ada" not in document.content[:400]


class TestEveryPage:
    def test_is_drawn_within_ten_queries(
        self, ward: Ward, made: Referral, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        ended(ward, made)
        now = timezone.now()
        seen = concerns.Seen("adults", "person", "Has not eaten.", is_urgent=True)
        row = concerns.raise_concern(actor=ward.worker, at=now, referral_id=made.id, seen=seen)
        base = f"/people/{made.reference}/"
        both = [
            "/concerns/",
            f"/concerns/{row.id}/",
            "/release-board/",
            f"{base}concern/",
            f"{base}meetings/",
        ]
        service = [f"{base}leave/", f"{base}after/", f"{base}death/", base]
        for actor, pages in ((ward.worker, [*both, *service]), (ward.practitioner, [*both, "/feedback/"])):
            client = browse(actor)
            for address in pages:
                with django_assert_max_num_queries(WHO_IS_ASKING + 10):
                    assert client.get(address).status_code == 200, address

    def test_names_nobody_in_its_title_or_address(self, ward: Ward, made: Referral, browse: Browse) -> None:
        look(ward.worker, timezone.localdate())
        deaths_page = f"/people/{made.reference}/death/"
        seen = concerns.Seen("adults", "person", "Has not eaten.")
        row = concerns.raise_concern(actor=ward.worker, at=timezone.now(), referral_id=made.id, seen=seen)
        client = browse(ward.worker)
        for address in (f"/concerns/{row.id}/", deaths_page, f"/people/{made.reference}/leave/"):
            page = client.get(address).content.decode()
            assert "Ada" not in page[: page.index("</title>")], address

    def test_is_shut_to_whoever_sees_nobody(self, ward: Ward, made: Referral, browse: Browse) -> None:
        for actor, pages in (
            (ward.officer, ["/concerns/", "/feedback/", "/release-board/"]),
            (ward.worker, ["/feedback/"]),
        ):
            for address in pages:
                assert browse(actor).get(address).status_code in (403, 404), address
