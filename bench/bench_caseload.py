"""How fast is a day with people: a key worker's, a unit's inbox, a search, a referral sent, and what do the walls cost?

Everybody is made up (`caseload.synthetic`). For each page the median and 95th percentile of a request, and what of it
is work: the processor time of this process and of its backend, which a busy machine stretches less than a clock.
Beside it its floor in the same run, in turns: the page of a key worker who has nobody, rendered with the page's own
template and canned rows; the same rows read by one hand-written statement as one who sees all; each sealed text that it
shows opened once. Then its reads as the page sent them, with row security, and as one who sees all and says the unit.
It gates on nothing. `python -m bench.bench_caseload [--large [--people N] [--folder DIR]]`; the folder is for a server
on disk, because the large case (250,000 people, 1.5 million referrals, 20 million contacts) has no room in memory.
"""

import argparse
import os
import secrets
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.measuring import database, own
from bench.page_floors import ROUNDS, Floor, in_turns, page, tell

AIM = 1.5
AT = datetime.now(UTC)
MORE_UNITS = 99  # the country has about 108; the referral system's list of nine is Greater Manchester's
WORKER, IDLE = "key-worker.bolton.0", "key-worker.bolton.idle"
PRACTITIONER = "probation-practitioner.bolton.0"


@dataclass(frozen=True, slots=True)
class Size:
    """How many people, referrals of each, contacts of each referral, and which mix of states."""

    people: int
    each: float
    contacts: int
    mix: str
    more_units: int = 0


TODAY = Size(12_000, 1.5, 8, "busy")
LARGE = Size(250_000, 6.0, 14, "long", MORE_UNITS)

# What the page shows, read by hand in one statement.
APPOINTMENTS = """SELECT a.*, r.reference, r.provider_id, p.identity, p.wrapped_key FROM caseload_appointment a
    JOIN caseload_referral r ON r.id = a.referral_id JOIN caseload_person p ON p.id = r.person_id
    WHERE a.with_whom = %(worker)s AND a.begins_at < %(later)s AND a.state <> 'rescheduled'
    AND (a.begins_at >= %(day)s OR a.state = 'scheduled' AND a.begins_at >= %(before)s) ORDER BY a.begins_at, a.id"""
PEOPLE = """SELECT r.*, p.identity, p.wrapped_key, u.name, b.name, count(*) OVER (), (SELECT min(begins_at)
    FROM caseload_appointment a WHERE a.referral_id = r.id AND a.state = 'scheduled' AND begins_at >= %(now)s)
    FROM caseload_referral r JOIN caseload_person p ON p.id = r.person_id
    JOIN organisations_probationdeliveryunit u ON u.id = r.unit_id JOIN organisations_body b ON b.id = r.provider_id
    WHERE {which} ORDER BY r.sent_at DESC NULLS FIRST, r.id LIMIT 25"""
MY_PEOPLE = PEOPLE.format(
    which="r.key_worker = %(worker)s AND r.state IN ('accepted', 'assigned', 'assessed', 'on_pathway', 'paused')"
)
INBOX = PEOPLE.format(which="r.unit_id = %(unit)s AND r.state IN ('sent', 'already_in_treatment')")
PROBATIONS = PEOPLE.format(
    which="r.unit_id = %(unit)s AND r.state <> 'discarded' AND p.deleted_at IS NULL"
).replace(
    "count(*) OVER ()",  # a long list is counted as far as the page counts it
    "(SELECT count(*) FROM (SELECT FROM caseload_referral c WHERE c.unit_id = %(unit)s LIMIT 1001) AS found)",
)
FOUND = "r.unit_id = %(unit)s AND EXISTS (SELECT 1 FROM caseload_searchhash h WHERE h.person_id = p.id AND {hash})"
BY_CRN = PEOPLE.format(which=FOUND.format(hash="h.hash = ANY (%(crn)s)"))
BY_NAME = PEOPLE.format(which=FOUND.format(hash="h.hash = ANY (%(word)s)"))
CASE = """SELECT r.*, p.identity, p.wrapped_key, u.name, b.name, (SELECT array_agg(a ORDER BY begins_at)
    FROM caseload_appointment a WHERE a.referral_id = r.id), (SELECT array_agg(n) FROM caseload_note n
    WHERE n.referral_id = r.id), (SELECT array_agg(s) FROM caseload_assessment s WHERE s.referral_id = r.id)
    FROM caseload_referral r JOIN caseload_person p ON p.id = r.person_id
    JOIN organisations_probationdeliveryunit u ON u.id = r.unit_id JOIN organisations_body b ON b.id = r.provider_id
    WHERE r.reference = %(reference)s"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--people", type=int, default=LARGE.people)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    size = Size(given.people, *_rest(LARGE)) if given.large else TODAY
    try:
        with database(given.folder) as (cluster, name):
            began = time.monotonic()
            fill(size)
            with cluster.administer() as connection:
                [large] = connection.execute("SELECT pg_database_size(%s)", [name]).fetchone()
            print(f"  filled in {time.monotonic() - began:.0f} s, {large / 1e9:.1f} GB", flush=True)
            from django.test.utils import override_settings

            # every page, and two that only floors ask for
            with override_settings(ROOT_URLCONF="bench.sending_floor"):
                measure()
    finally:
        if given.folder:
            shutil.rmtree(given.folder, ignore_errors=True)


def _rest(size: Size) -> tuple[float, int, str, int]:
    return size.each, size.contacts, size.mix, size.more_units


def fill(size: Size) -> None:
    """Units with staff, and made-up people with their referrals and contacts."""
    from django.db import transaction

    from throughline.caseload.synthetic.desks import make_desks, workers_for
    from throughline.caseload.synthetic.loading import load
    from throughline.organisations import actions, demonstration
    from throughline.web.supplied import SUPPLIER

    with transaction.atomic():
        actions.load_reference(actor=SUPPLIER, at=AT)
        demonstration.load(actor=SUPPLIER, at=AT)
        add_units(size.more_units)
        workers = workers_for(size.people, size.mix, 9 + size.more_units)
        desks = make_desks(at=AT, on=AT.date(), workers_each=workers)
    made = load(
        os.environ["DATABASE_OWNER_URL"],
        desks,
        seed=2026,
        how_many=size.people,
        referrals_each=size.each,
        contacts_each=size.contacts,
        at=AT,
        mix=size.mix,
        tell=lambda words: print(f"  {words}", flush=True) if size.mix == "long" else None,
    )
    print(f"{made.people:,} people, {made.referrals:,} referrals, {made.contacts:,} contacts are there")


def add_units(how_many: int) -> None:
    """More units than the list has, each made up, in one of its places."""
    from throughline.caseload.synthetic.desks import LIST
    from throughline.ledger.actions import act
    from throughline.organisations.models import Place, ProbationDeliveryUnit, UnitPlace
    from throughline.web.supplied import SUPPLIER

    place = Place.objects.get(name="Bolton")
    with act(actor=SUPPLIER, at=AT, verb="units.made_up", subject=("units", LIST)):
        made = ProbationDeliveryUnit.objects.bulk_create(
            ProbationDeliveryUnit(name=f"Made-up unit {n}", list_name=LIST) for n in range(how_many)
        )
        UnitPlace.objects.bulk_create(UnitPlace(unit=each, place=place) for each in made)


def measure() -> None:
    """Print each page of a day beside its floor, then what its reads cost with and without row security."""
    from django.db import transaction

    from throughline.caseload.actions.people import identity_of
    from throughline.caseload.models import Referral
    from throughline.caseload.rules import words_of
    from throughline.caseload.sight import look
    from throughline.caseload.synthetic.desks import add_worker
    from throughline.frame.sealing import keyed_hashes
    from throughline.organisations.queries import person_named

    add_worker(login=IDLE, beside=WORKER, at=AT)
    staff = {login: person_named(f"{login}@demonstration.example") for login in (WORKER, IDLE, PRACTITIONER)}
    worker = staff[WORKER]
    with transaction.atomic():
        look(worker.as_actor(), AT.date())
        mine = Referral.objects.filter(key_worker=f"person:{worker.id}", state="on_pathway")
        one = mine.select_related("person").order_by("reference").first()
        assert one is not None
        who = identity_of(one.person)
        contact = one.appointments.filter(state="scheduled").first()
        assert contact is not None
    word = who.name.split()[0]
    said = {
        "worker": f"person:{worker.id}",
        "unit": one.unit_id,
        "reference": one.reference,
        "crn": list(keyed_hashes("crn", who.crn)),
        "word": list(keyed_hashes("word", words_of(word)[0])),
        "now": AT,
        "day": AT.replace(hour=0, minute=0),
        "later": AT + timedelta(days=2),
        "before": AT - timedelta(days=30),
    }
    clients = {login: _signed_in(person) for login, person in staff.items()}
    floor = Floor(clients[IDLE])
    print(f"  empty page {floor.empty():.1f} ms of work; median of {ROUNDS}, aim {AIM} × floor")
    for words, login, address, statement, search in (
        ("today’s list", WORKER, "/today/", APPOINTMENTS, ""),
        ("my people", WORKER, "/my-people/", MY_PEOPLE, ""),
        ("a person’s overview", WORKER, f"/people/{one.reference}/", CASE, ""),
        ("a person’s needs", WORKER, f"/people/{one.reference}/needs/", CASE, ""),
        ("recording, the form", WORKER, f"/appointments/{contact.id}/attended/", CASE, ""),
        ("the unit’s inbox", WORKER, "/inbox/", INBOX, ""),
        ("probation’s list", PRACTITIONER, "/referrals/", PROBATIONS, ""),
        ("probation’s search, CRN", PRACTITIONER, "/referrals/", BY_CRN, who.crn),
        ("probation’s search, name", PRACTITIONER, "/referrals/", BY_NAME, word),
    ):
        client = clients[login]
        if address in ("/referrals/", "/my-people/"):
            client.post(address, {"q": search})
        page(words, client, address, floor, statement, said)
    sending(clients[PRACTITIONER], staff[PRACTITIONER], floor, one)


def _signed_in(person: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client


def sending(client: Any, practitioner: Any, floor: Floor, like: Any) -> None:
    """A checked draft sent, many times, beside its floor of today and the older one; see docs/under-load.md."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from throughline.caseload.sight import look

    left = iter(checked_drafts(practitioner.as_actor(), like, 2 * ROUNDS + 8))

    def send() -> None:
        draft = next(left)
        answer = client.post(f"/referrals/{draft.reference}/refer/check/", {"send_key": str(draft.id)})
        assert answer.status_code == 302, answer.status_code

    def send_by_hand() -> None:
        draft = next(left)
        answer = client.post(f"/by-hand/{draft.reference}/", {"send_key": str(draft.id)})
        assert answer.status_code == 302, answer.status_code

    with CaptureQueriesContext(connection) as asked:
        send()
    statements = own([each["sql"] for each in asked])
    row = next(left).id

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            look(practitioner.as_actor(), AT.date())
            cursor.execute("SELECT * FROM caseload_referral WHERE id = %s FOR UPDATE", [row])
            cursor.execute("SELECT set_config('throughline.act', %s, true)", [str(row)])
            cursor.execute("UPDATE caseload_referral SET is_urgent = NOT is_urgent WHERE id = %s", [row])
            transaction.set_rollback(True)

    for _ in range(3):
        send(), send_by_hand()
    took, least, empty, alone = in_turns((send, 0), (send_by_hand, 0), (floor.ask, 0), (bare, 0))
    tell("sending a referral", took, least.median)
    older = empty.median + alone.median
    print(
        f"    {took.median / older:.2f} × the older floor of {older:.1f}; {len(statements)} statements",
        flush=True,
    )


def checked_drafts(actor: Any, like: Any, how_many: int) -> list[Any]:
    """Drafts of made-up people that lack nothing, in the unit of another referral."""
    from django.db import transaction

    from throughline.caseload import codes
    from throughline.caseload.actions.referrals import begin
    from throughline.caseload.sealed import Asked, Identity
    from throughline.caseload.sight import look

    asked = Asked(
        why_now="Starts a new order.",
        needs={"DNR": "MEDIUM"},
        children=dict.fromkeys(codes.CHILDREN, "no"),
        is_unallocated=True,
    )
    drafts = []
    for _ in range(how_many):
        number = secrets.randbelow(1_000_000)
        who = Identity("Made", f"Up{number}", "1990-01-01", f"Q{number:06}", safe_contact="any")
        with transaction.atomic():
            look(actor, AT.date())
            drafts.append(
                begin(
                    actor=actor,
                    at=AT,
                    provider_id=like.provider_id,
                    unit_id=like.unit_id,
                    place_id=like.place_id,
                    identity=who,
                    asked=asked,
                    is_made_up=True,
                )
            )
    return drafts


if __name__ == "__main__":
    main()
