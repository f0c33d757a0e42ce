"""What does somebody who refers meet, page by page?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, Ward

from throughline.caseload.actions.extract import COLUMNS, take_extract
from throughline.caseload.models import NeedSought, Referral
from throughline.caseload.queries import referring as queries
from throughline.caseload.sight import look
from throughline.frame.lists import csv_text
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations.models import UnitPlace

pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Client]
SYSTEM = Actor("system:test", frozenset({"system"}))
KNOWN = {
    "crn": "X111111", "given_names": "Ada", "family_name": "O’Shea-Quinn", "date_of_birth": "1988-02-29",
    "phone": "0161 496 0000", "unit": "North unit", "source": "community", "sentence": "CO", "requirement": "DRR",
    "practitioner_name": "Made-up practitioner", "practitioner_email": "practitioner@example.org",
    "risk_public": "MEDIUM", "flags": "violent", "access": "open",
}  # fmt: skip
CHILDREN = {
    f"children_{each}": "no"
    for each in ("is_parent", "at_home", "has_contact", "is_pregnant", "known_to_social_care")
}


@pytest.fixture
def known(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "everybody_is_made_up", lambda: True)
    rows = [
        KNOWN,
        KNOWN | {"crn": "X222222", "date_of_birth": f"{timezone.localdate().year - 16}-01-01"},
        KNOWN | {"crn": "X333333", "access": "restricted", "practitioner_email": "practitioner@example.org"},
        KNOWN | {"crn": "X444444", "access": "restricted", "practitioner_email": "somebody@example.org"},
        KNOWN | {"crn": "X555555", "unit": "West unit"},
    ]
    text = csv_text(COLUMNS, [[row.get(each, "") for each in COLUMNS] for row in rows])
    came = take_extract(
        actor=SYSTEM, at=AT, text=text, taken_on=AT.date(), unit_list="made up", is_made_up=True
    )
    assert came.rejected == ()
    with act(actor=ADMINISTRATOR, at=AT, verb="test.made", subject=("unit", "covered")):
        for unit in (ward.north, ward.west):
            UnitPlace.objects.create(unit_id=unit, place_id=ward.bolton)


def begin(client: Client, crn: str = "X111111") -> str:
    page = client.get("/referrals/new/")
    hidden = dict(re.findall(r'type="hidden" name="(service|source)" value="([^"]*)"', page.content.decode()))
    sent = client.post("/referrals/new/", {"crn": crn, "source": "community", **hidden})
    assert sent.status_code == 302, sent.content.decode()
    return str(sent.headers["Location"]).split("/")[2]


def revision(client: Client, address: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', client.get(address).content.decode())
    assert found
    return found[1]


def fill(client: Client, reference: str) -> None:
    def save(part: str, **said: Any) -> None:
        address = f"/referrals/{reference}/refer/{part}/"
        stands = {"why": {"source": "community", "sentence": "CO", "requirement": "DRR"}}.get(part, {})
        sent = client.post(address, {"revision": revision(client, address), "then": "next", **stands, **said})
        assert sent.status_code == 302, sent.content.decode()

    save("why", why_now="Starts a new order.")
    save("risk", need_DNR="MEDIUM", risk_public="MEDIUM", flags=["violent"], **CHILDREN)
    save(
        "practical",
        safe_contact="text",
        phone="0161 496 0000",
        practitioner_name="Made-up practitioner",
        practitioner_email="practitioner@example.org",
    )


class TestAKnownPerson:
    def test_comes_with_what_probation_knows(self, ward: Ward, known: None, browse: Browse) -> None:
        client = browse(ward.practitioner)
        reference = begin(client)
        why = client.get(f"/referrals/{reference}/refer/why/").content.decode()
        assert "Ada O’Shea-Quinn" in why
        assert re.search(r'value="DRR"\s+selected', why)
        assert "0161 496 0000" in client.get(f"/referrals/{reference}/refer/practical/").content.decode()

    def test_is_referred_and_the_service_sees_it_at_once(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        reference = begin(client)
        fill(client, reference)
        check = client.get(f"/referrals/{reference}/refer/check/").content.decode()
        assert "This is still missing" not in check
        key = re.search(r'name="send_key" value="(\w+)"', check)
        assert key
        sent = client.post(f"/referrals/{reference}/refer/check/", {"send_key": key[1]})
        assert sent.headers["Location"] == f"/referrals/{reference}/sent/"
        again = client.post(f"/referrals/{reference}/refer/check/", {"send_key": key[1]})
        assert again.headers["Location"] == f"/referrals/{reference}/sent/"
        assert "Referral sent" in client.get(f"/referrals/{reference}/sent/").content.decode()
        look(ward.worker, timezone.localdate())
        made = Referral.objects.get()
        assert (made.state, made.requirement) == ("sent", "DRR")
        assert NeedSought.objects.get().complexity == "MEDIUM"
        for address in (f"/referrals/{reference}/", "/referrals/", "/referrals.csv"):
            assert client.get(address).status_code == 200, address
