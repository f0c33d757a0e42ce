"""What do the pages about limits, broken glass, asking to see and papers do, and for whom?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.models import AskedToSee, Glass, Paper, Person, Read, Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


def day(name: str, value: object) -> dict[str, int]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}  # type: ignore[attr-defined]  # a date


class TestTheManager:
    def test_limits_a_record_to_its_key_worker(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("assigned")
        client = browse(ward.manager)
        page = f"/people/{made.reference}/access/limit/"
        shown = client.get(page).content.decode()
        assert "Made-up worker" in shown
        assert "Made-up worker-south" not in shown
        said = {"access": "restricted", "staff": [ward.worker.id], "source": "Duty manager"}
        answer = client.post(page, {**said, **day("said_on", timezone.localdate())})
        assert answer.status_code == 302
        assert client.get(f"/people/{made.reference}/").status_code == 404
        assert browse(ward.worker).get(f"/people/{made.reference}/").status_code == 200

    def test_is_told_what_a_limit_lacks(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("assigned")
        said = {"access": "restricted", **day("said_on", timezone.localdate())}
        shown = browse(ward.manager).post(f"/people/{made.reference}/access/limit/", said).content.decode()
        assert "Choose at least one person." in shown
        assert "Say who told you." in shown

    def test_reviews_what_another_opened(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("assigned")
        said = {"reference": made.reference, "because": "Found unconscious at our door."}
        opened = browse(ward.elm_worker).post("/break-glass/", said, follow=True).content.decode()
        assert "O’Shea-Quinn" in opened
        client = browse(ward.manager)
        assert "Found unconscious" in client.get("/break-glass/reviews/").content.decode()
        look(ward.elm_worker, TODAY)
        glass = Glass.objects.get()
        answer = client.post(f"/break-glass/reviews/{glass.id}/", {"was_right": "yes", "words": "It was."})
        assert answer.status_code == 302
        assert "Found unconscious" not in client.get("/break-glass/reviews/").content.decode()


@pytest.mark.hazard("H05")
class TestSomebodyOfAnotherProvider:
    def test_is_told_the_same_whoever_they_ask_about(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        referred()
        client = browse(ward.elm_worker)
        said = {"unit": str(ward.north), "because": "They came to us."}
        answers = {
            client.post("/ask-to-see/", {**said, "about": about}, follow=True).content
            for about in ("X123456", "X999999")
        }
        assert len({len(each) for each in answers}) == 1
        look(ward.head, TODAY)
        assert AskedToSee.objects.count() == 2

    def test_leaves_a_trace_of_every_look(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("assigned")
        browse(ward.elm_worker).post(
            "/break-glass/", {"reference": made.reference, "because": "Found on our steps."}
        )
        look(ward.manager, TODAY)
        assert Read.objects.filter(
            person=made.person_id, read_by=ward.elm_worker.id, what="broken glass"
        ).exists()

    @pytest.mark.parametrize("page", ["/break-glass/reviews/", "/papers/"])
    def test_is_refused_what_is_for_others(self, ward: Ward, browse: Browse, page: str) -> None:
        assert browse(ward.elm_worker).get(page).status_code == 403


class TestThePapers:
    def officer(self, ward: Ward, role: str) -> Actor:
        from tests.caseload.conftest import _somebody

        from throughline.organisations.models import Body

        return _somebody(role, role, Body.objects.get(code="gmca"))

    def test_are_recorded_each_by_their_officer(self, ward: Ward, browse: Browse) -> None:
        today = timezone.localdate()
        said = {
            "purpose": "support", "kind": "dpia", "says": "Signed off.", "signed_by": "A. Person, officer",
            **day("good_from", today), **day("good_until", today + timedelta(days=300)),
        }  # fmt: skip
        client = browse(self.officer(ward, "data-protection"))
        assert client.post("/papers/ash-service/", said).status_code == 302
        assert "6 of seven papers are missing" in client.get("/papers/ash-service/").content.decode()
        refused = (
            browse(self.officer(ward, "clinical-safety")).post("/papers/ash-service/", said).content.decode()
        )
        assert "not for your role" in refused
        assert Paper.objects.count() == 1
        assert not Person.objects.exists()

    def test_stand_in_a_list_of_providers(self, ward: Ward, browse: Browse) -> None:
        shown = browse(self.officer(ward, "data-protection")).get("/papers/").content.decode()
        assert "Ash Service" in shown
        assert "Refused" in shown
