"""Where a provider's own system is the record, a key worker types nothing beyond acceptance and urgent concern. R32"""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.caseload.conftest import Ward
from tests.caseload.elsewhere.conftest import record_elsewhere
from tests.pages import words

from throughline.caseload.models import Referral
from throughline.caseload.queries.whose_record import COMES_IN
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
ROW = str(uuid4())
FURTHER = {
    "assessment-begin": ["first"],
    "assessment-complete": [ROW],
    "assessment-discard": [ROW],
    "assessment-section": [ROW, "needs"],
    "note-correct": [ROW],
    "onward-outcome": [ROW],
    "recovery-check": [ROW],
    "treatment-step": [ROW, "start"],
}


@pytest.mark.parametrize("name", sorted(COMES_IN))
def test_a_page_of_what_comes_in_is_closed_by_address_too(
    ward: Ward, referred: Make, browse: Browse, name: str
) -> None:
    address = reverse(name, args=[referred("assigned").reference, *FURTHER.get(name, [])])
    browser = browse(ward.worker)
    assert "own system" not in words(browser.get(address))
    record_elsewhere(ward)
    for answer in (browser.get(address), browser.post(address, {})):
        if answer.status_code != 405:
            assert answer.status_code == 403
            assert "This is written in your own system" in words(answer)


def test_contacts_are_read_and_no_note_is_written(ward: Ward, referred: Make, browse: Browse) -> None:
    record_elsewhere(ward)
    browser, address = browse(ward.worker), reverse("case-contacts", args=[referred("assigned").reference])
    shown = words(browser.get(address))
    assert "Notes stand in Ash Service’s own system." in shown
    assert "Book an appointment" not in shown
    assert browser.post(address, {"text": "Came."}).status_code == 403


def test_acceptance_and_an_urgent_concern_are_typed_here(ward: Ward, referred: Make, browse: Browse) -> None:
    record_elsewhere(ward)
    browser, reference = browse(ward.worker), referred("sent").reference
    assert browser.post(reverse("triage-accept", args=[reference])).status_code == 302
    assert browser.get(reverse("concern-raise", args=[reference])).status_code == 200
    over = words(browser.get(reverse("case", args=[reference])))
    assert "In Ash Service’s own system" in over
    assert "Raise a concern" in over


def test_a_group_is_planned_in_the_own_system(ward: Ward, browse: Browse) -> None:
    record_elsewhere(ward)
    assert "Your record is in your own system." in words(browse(ward.worker).get(reverse("group-plan")))
