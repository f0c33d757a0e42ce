"""What does somebody who refers meet, page by page?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, Ward

from throughline.caseload import lookup
from throughline.caseload.actions import old_drafts
from throughline.caseload.actions.extract import COLUMNS, take_extract
from throughline.caseload.models import NeedSought, Person, Referral
from throughline.caseload.queries import referring as queries
from throughline.caseload.sight import look
from throughline.frame.lists import csv_text
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.ledger.models import Act
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
OF_A_SESSION = 9  # queries that any page needs to know who is there
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
        KNOWN | {"crn": "X666666", "source": "custody"},
    ]
    text = csv_text(COLUMNS, [[row.get(each, "") for each in COLUMNS] for row in rows])
    came = take_extract(
        actor=SYSTEM, at=AT, text=text, taken_on=AT.date(), unit_list="made up", is_made_up=True
    )
    assert came.rejected == ()
    with act(actor=ADMINISTRATOR, at=AT, verb="test.made", subject=("unit", "covered")):
        for unit in (ward.north, ward.west):
            UnitPlace.objects.create(unit_id=unit, place_id=ward.bolton)


def start_of(client: Client) -> dict[str, str]:
    """What the first page says before anybody types."""
    page = client.get("/referrals/new/").content.decode()
    return {"source": "community"} | dict(
        re.findall(r'type="hidden" name="(service|source)" value="([^"]*)"', page)
    )


def by_hand(client: Client, crn: str) -> str:
    who = {"given_names": "Somebody", "date_of_birth_day": "1", "date_of_birth_month": "2", "by_hand": "yes"}
    sent = client.post("/referrals/new/", start_of(client) | who | {"crn": crn, "date_of_birth_year": "1980"})
    return str(sent.headers["Location"]).split("/")[2]


def begin(client: Client, crn: str = "X111111") -> str:
    sent = client.post("/referrals/new/", start_of(client) | {"crn": crn})
    assert sent.status_code == 302, sent.content.decode()
    return str(sent.headers["Location"]).split("/")[2]


def revision(client: Client, address: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', client.get(address).content.decode())
    assert found
    return found[1]


def found_by(client: Client, words: str) -> str:
    """The list after it was searched: what is searched for is posted, so that no name stands in an address."""
    return client.post("/referrals/", {"q": words}, follow=True).content.decode()


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

    def test_costs_at_most_ten_queries_a_page_for_probation(
        self, ward: Ward, known: None, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client = browse(ward.practitioner)
        reference = begin(client)
        fill(client, reference)
        own = f"/referrals/{reference}/"
        pages = [
            "/referrals/new/",
            *(f"{own}refer/{each}/" for each in ("why", "risk", "practical", "check")),
        ]
        for address in pages:
            client.get(address)
            with django_assert_max_num_queries(OF_A_SESSION + 10):
                assert client.get(address).status_code == 200, address
        client.post(f"{own}refer/check/", {"send_key": "k"})
        for address in ("/referrals/", own, f"{own}sent/", f"{own}amend/why/", "/referrals.csv"):
            client.get(address)
            with django_assert_max_num_queries(OF_A_SESSION + 10):
                assert client.get(address).status_code == 200, address

    def test_is_sent_in_one_act_with_its_row_read_once_in_fifteen_queries(
        self, ward: Ward, known: None, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client = browse(ward.practitioner)
        address = f"/referrals/{begin(client)}/"
        fill(client, address.split("/")[2])
        with django_assert_max_num_queries(OF_A_SESSION + 15) as asked:
            client.post(f"{address}refer/check/", {"send_key": "k"})
        rows = [each["sql"] for each in asked if 'FROM "caseload_referral"' in each["sql"]]
        assert len([each for each in rows if "FOR UPDATE" in each]) == 1
        assert Act.objects.filter(verb="referral.sent").count() == 1

    def test_is_sent_only_when_children_were_asked_about(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        reference = begin(client)
        address = f"/referrals/{reference}/refer/risk/"
        sent = client.post(
            address, {"revision": revision(client, address), "then": "next", "need_DNR": "LOW"}
        ).content.decode()
        assert "Answer: Does a child live with them?" in sent
        check = client.get(f"/referrals/{reference}/refer/check/").content.decode()
        assert "Answer: Is a child known to social care?" in check
        refused = client.post(f"/referrals/{reference}/refer/check/", {"send_key": "k"}).content.decode()
        assert "Not done" in refused
        look(ward.practitioner, timezone.localdate())
        assert Referral.objects.get().state == "draft"

    def test_of_another_unit_or_limited_to_somebody_else_is_answered_like_nobody(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        answers = set()
        for crn in ("X444444", "X555555", "X999999"):
            page = client.post("/referrals/new/", start_of(client) | {"crn": crn}).content.decode()
            answers.add(re.sub(r"csrfmiddlewaretoken[^>]*>|X\d{6}|nonce-[^\"]*", "", page))
        assert len(answers) == 1
        assert "No record that you may see has this CRN" in answers.pop()

    def test_under_eighteen_is_stopped_with_where_to_turn_and_nothing_is_kept(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        page = client.post("/referrals/new/", start_of(client) | {"crn": "X222222"}).content.decode()
        assert "young people’s drug and alcohol service" in page
        look(ward.practitioner, timezone.localdate())
        assert Referral.objects.count() == Person.objects.count() == 0

    def test_is_looked_up_by_hand_when_the_record_does_not_answer(
        self, ward: Ward, known: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lost(crn: str) -> None:
            raise lookup.LookupFailedError

        monkeypatch.setattr(lookup.OfExtract, "find", lambda self, crn: lost(crn))
        client = browse(ward.practitioner)
        page = client.post("/referrals/new/", start_of(client) | {"crn": "X111111"}).content.decode()
        assert "cannot be asked just now" in page
        by_hand = {
            "given_names": "Ada",
            "date_of_birth_day": "29",
            "date_of_birth_month": "2",
            "by_hand": "yes",
        }
        sent = client.post(
            "/referrals/new/", start_of(client) | {"crn": "X111111", "date_of_birth_year": "1988", **by_hand}
        )
        assert sent.status_code == 302, sent.content.decode()


class TestAPersonWhoIsKnown:
    def test_in_sight_is_shown_with_a_link_and_the_referral_still_goes_through(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        first = begin(client)
        fill(client, first)
        client.post(f"/referrals/{first}/refer/check/", {"send_key": "one"})
        second = begin(client)
        assert second != first
        fill(client, second)
        check = client.get(f"/referrals/{second}/refer/check/").content.decode()
        assert f'href="/referrals/{first}/"' in check
        assert client.post(f"/referrals/{second}/refer/check/", {"send_key": "two"}).status_code == 302
        assert first in found_by(client, "x111111")
        assert first in found_by(client, "o’shea") + found_by(client, "ada")

    def test_elsewhere_or_limited_gives_only_whom_to_ask(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        elm = browse(ward.west_practitioner)
        theirs = begin(elm, "X555555")
        fill(elm, theirs)
        elm.post(f"/referrals/{theirs}/refer/check/", {"send_key": "one"})
        client = browse(ward.practitioner)
        said = set()
        for crn in ("X555555", "X444444"):
            own = by_hand(client, crn)
            fill(client, own)
            check = client.get(f"/referrals/{own}/refer/check/").content.decode()
            found = re.search(r"ask the single point of contact: ([^.]*)\.", check)
            assert found
            assert theirs not in check
            said.add(found[1])
        assert len(said) == 1

    def test_as_limited_is_shown_to_nobody_once_sent_until_that_is_confirmed(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        own = begin(client, "X333333")
        fill(client, own)
        sent = client.post(f"/referrals/{own}/refer/check/", {"send_key": "one"}, follow=True)
        assert "This referral is not shown to you" in sent.content.decode()
        assert "Ada" not in sent.content.decode()
        for actor in (ward.practitioner, ward.head, ward.worker, ward.manager):
            look(actor, timezone.localdate())
            assert not Referral.objects.exists()


class TestADraft:
    def test_is_saved_as_it_is_typed_and_says_so(self, ward: Ward, known: None, browse: Browse) -> None:
        client = browse(ward.practitioner)
        address = f"/referrals/{begin(client)}/refer/why/"
        asked = {"revision": "0", "why_now": "O’Shea said: “soon”.", "source": "community"}
        saved = client.post(address, asked, headers={"accept": "application/json"})
        assert saved.json()["revision"] == 1
        assert "O’Shea said: “soon”." in client.get(address).content.decode()

    def test_is_not_overwritten_by_another_window(self, ward: Ward, known: None, browse: Browse) -> None:
        client = browse(ward.practitioner)
        address = f"/referrals/{begin(client)}/refer/why/"
        client.post(address, {"revision": "0", "why_now": "First.", "source": "community"})
        late = {"revision": "0", "why_now": "Second.", "source": "community", "then": "next"}
        assert client.post(address, late, headers={"accept": "application/json"}).status_code == 409
        page = client.post(address, late).content.decode()
        assert "Why now: First." in page
        assert "Second.</textarea>" in page
        assert 'name="revision" value="1"' in page

    def test_is_seen_by_nobody_else(self, ward: Ward, known: None, browse: Browse) -> None:
        reference = begin(browse(ward.practitioner))
        for actor in (ward.head, ward.worker, ward.court):
            assert browse(actor).get(f"/referrals/{reference}/refer/why/").status_code == 404

    def test_goes_after_ninety_days_name_and_all(self, ward: Ward, known: None, browse: Browse) -> None:
        begin(browse(ward.practitioner))
        later = timezone.now() + timedelta(days=91)
        assert old_drafts.throw_away(at=timezone.now()) == 0
        assert old_drafts.throw_away(at=later) == 1
        look(ward.practitioner, timezone.localdate())
        person = Person.objects.get()
        assert (bytes(person.identity), bytes(person.wrapped_key)) == (b"", b"")


class TestSomebodyInCustody:
    def test_needs_a_prison_and_a_day_or_why_it_is_not_known(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.practitioner)
        address = f"/referrals/{begin(client, 'X666666')}/refer/why/"
        page = client.get(address).content.decode()
        assert re.search(r'value="custody"\s+selected', page)
        said = {"revision": "0", "then": "next", "source": "custody", "why_now": "Released soon."}
        page = client.post(address, said).content.decode()
        assert "Say in which prison the person is." in page
        assert "Say when the person is released, or why that is not known." in page
        why = {"prison": "Made-up prison", "release_unknown": "parole"}
        sent = client.post(address, said | why | {"revision": revision(client, address)})
        assert sent.status_code == 302, sent.content.decode()

    def test_may_be_referred_from_prison_and_court_to_any_unit(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.court)
        assert "That of the unit on the probation record" in client.get("/referrals/new/").content.decode()
        sent = client.post("/referrals/new/", {"crn": "X555555", "service": "record"})
        assert sent.status_code == 302, sent.content.decode()
        look(ward.court, timezone.localdate())
        assert (Referral.objects.get().unit_id, Referral.objects.get().source) == (ward.west, "court")


class TestAWalkIn:
    def test_is_begun_by_a_key_worker_who_types_who_it_is(
        self, ward: Ward, known: None, browse: Browse
    ) -> None:
        client = browse(ward.worker)
        page = client.get("/referrals/new/").content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(service|source)" value="([^"]*)"', page))
        assert hidden["source"] == "walk_in"
        who = {"given_names": "Madonna", "date_of_birth_day": "1", "date_of_birth_month": "2"}
        sent = client.post("/referrals/new/", hidden | who | {"date_of_birth_year": "1980"})
        assert sent.status_code == 302, sent.content.decode()


@pytest.mark.hazard("H15")
class TestARealPerson:
    def test_is_refused_while_a_paper_is_missing(
        self, ward: Ward, known: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "everybody_is_made_up", lambda: False)
        client = browse(ward.practitioner)
        page = client.post("/referrals/new/", start_of(client) | {"crn": "X111111"}).content.decode()
        assert "Real people’s data may not come in yet: Controller" in page
