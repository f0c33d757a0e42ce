"""When probation changes what it sent, who of the service reads it, where, and how soon?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.caseload.conftest import AT, TODAY, Ward
from tests.pages import words

from throughline.caseload.actions import asking_to_look, triage
from throughline.caseload.actions.after_sending import amend
from throughline.caseload.models import Alert, Referral
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.frame import letters
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
ASKED = Asked(
    why_now="Starts a new order.",
    risk_words="Never alone in the office.",
    children={"at_home": "yes"},
    children_words="Two small children live there.",
    availability="Mornings only.",
)


def change(ward: Ward, made: Referral, because: str = "The team says so.", **values: Any) -> None:
    look(ward.practitioner, TODAY)
    amend(actor=ward.practitioner, at=AT, referral_id=made.id, values=values, because=because)


class TestThePageOfTheReferral:
    def test_shows_the_key_worker_what_was_sent_so_that_it_is_not_asked_again(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned", asked=ASKED)
        client = browse(ward.worker)
        assert (
            f"/people/{made.reference}/referral/" in client.get(f"/people/{made.reference}/").content.decode()
        )
        page = words(client.get(f"/people/{made.reference}/referral/"))
        for said in ("Starts a new order.", "Never alone", "Two small children", "Mornings only."):
            assert said in page

    def test_shows_what_changed_when_by_whom_and_why(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned", asked=ASKED)
        change(ward, made, risk_words="Two workers at a visit.", because="A threat in court.")
        page = words(browse(ward.worker).get(f"/people/{made.reference}/referral/"))
        assert "To know before meeting changed on 2 March 2026 by Made-up practitioner" in page
        assert "from “Never alone in the office.” to “Two workers at a visit.”. A threat in court." in page
        assert "Two workers at a visit." in page.split("A threat in court.")[1]

    @pytest.mark.parametrize("who", ["worker_south", "elm_worker", "elm_manager", "practitioner"])
    def test_is_there_for_nobody_else(self, ward: Ward, referred: Make, browse: Browse, who: str) -> None:
        made = referred("assigned", asked=ASKED)
        client = browse(getattr(ward, who))
        assert client.get(f"/people/{made.reference}/referral/").status_code in (403, 404)
        assert client.post(f"/people/{made.reference}/referral/read/").status_code in (403, 404)


@pytest.mark.hazard("H21")
class TestAChange:
    def test_is_a_line_of_the_timeline_and_the_next_step_until_it_is_read(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned", asked=ASKED)
        change(ward, made, availability="Afternoons only.")
        client = browse(ward.worker)
        page = words(client.get(f"/people/{made.reference}/"))
        assert "Changed by Made-up practitioner 2 March 2026 Can come" in page
        assert "Read what probation changed" in page
        client.post(f"/people/{made.reference}/referral/read/")
        assert "Read what probation changed" not in words(client.get(f"/people/{made.reference}/"))

    @pytest.mark.parametrize(
        ("name", "value", "is_urgent"),
        [
            ("risk_words", "Two workers at a visit.", True),
            ("flags", ["arson"], True),
            ("children_words", "A baby was born.", True),
            ("children_is_pregnant", "yes", True),
            ("safe_contact", "letter", True),
            ("phone", "0161 496 0111", True),
            ("availability", "Afternoons only.", False),
            ("need_ACCOM", "HIGH", False),
        ],
    )
    def test_is_the_key_workers_to_read_and_urgent_when_somebody_could_be_harmed(
        self, ward: Ward, referred: Make, browse: Browse, name: str, value: Any, is_urgent: bool
    ) -> None:
        made = referred("assigned", asked=ASKED)
        change(ward, made, **{name: value})
        assert f"Probation changed the referral: {made.reference}" in words(browse(ward.worker).get("/"))
        look(ward.worker, TODAY)
        assert Alert.objects.get().is_urgent is is_urgent
        assert asking_to_look.write_of_alerts(ward.north, ward.ash, at=AT) == int(is_urgent)

    def test_of_somebody_in_the_inbox_stands_there_and_on_the_home_of_whoever_decides(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("sent", asked=ASKED)
        client = browse(ward.worker)
        assert "Probation changed" not in words(client.get("/inbox/"))
        change(ward, made, risk_words="Two workers at a visit.")
        assert "Probation changed what was sent." in words(client.get("/inbox/"))
        assert f"Probation changed the referral: {made.reference}" in words(client.get("/"))
        assert "I have read this" in words(client.get(f"/inbox/{made.reference}/"))

    def test_goes_with_the_person_to_their_next_key_worker(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("accepted", asked=ASKED)
        change(ward, made, risk_words="Two workers at a visit.")
        look(ward.manager, TODAY)
        triage.assign(actor=ward.manager, at=AT, referral_id=made.id, key_worker=ward.worker.id)
        assert "Probation changed the referral" in words(browse(ward.worker).get("/"))

    def test_leaves_no_word_of_it_in_the_letter(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned", asked=ASKED)
        change(ward, made, risk_words="Two workers at a visit.")
        asking_to_look.write_of_alerts(ward.north, ward.ash, at=AT)
        [letter] = letters.every_letter().filter(key__startswith="referral-alert:")
        for word in ("Ada", "O’Shea", made.reference, "risk", "Two workers"):
            assert word not in f"{letter.subject} {letter.text} {letter.path}"
