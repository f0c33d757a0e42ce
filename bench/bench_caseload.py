"""How fast is a day with people: a key worker's, a unit's inbox, a search, a referral sent, and what do the walls cost?

Everybody is made up (`caseload.synthetic`). The median and 95th percentile of a request beside its floor in the
same run (the same template with canned rows, and the same SQL alone), and the same SQL as a role that sees all rows, so
that the cost of row security is a figure. It gates on nothing. `python -m bench.bench_caseload [--large]`
"""

import os
import statistics
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any
from unittest import mock

from bench.measuring import database, own, replay, taken_ms

ROUNDS, AIM = 40, 1.5
SIZES = {"today": (12_000, 1.5, 8, "busy"), "large": (250_000, 6.0, 14, "long")}
AT = datetime.now(UTC)


def main() -> None:
    how_many, each, contacts, mix = SIZES["large" if "--large" in sys.argv else "today"]
    with database():
        began = time.monotonic()
        fill(how_many, each, contacts, mix)
        print(f"  filled in {time.monotonic() - began:.0f} s")
        measure()


def fill(how_many: int, each: float, contacts: int, mix: str) -> None:
    """Units with staff, and made-up people with their referrals and contacts."""
    from django.db import transaction

    from throughline.caseload.synthetic.desks import make_desks, workers_for
    from throughline.caseload.synthetic.loading import load
    from throughline.organisations import actions, demonstration
    from throughline.web.supplied import SUPPLIER

    with transaction.atomic():
        actions.load_reference(actor=SUPPLIER, at=AT)
        demonstration.load(actor=SUPPLIER, at=AT)
        desks = make_desks(at=AT, on=AT.date(), workers_each=workers_for(how_many, mix))
    made = load(
        os.environ["DATABASE_OWNER_URL"],
        desks,
        seed=2026,
        how_many=how_many,
        referrals_each=each,
        contacts_each=contacts,
        at=AT,
        mix=mix,
    )
    print(f"{made.people:,} people, {made.referrals:,} referrals, {made.contacts:,} contacts are there")


def measure() -> None:
    """Print each page of a day beside its floor and beside itself without row security."""
    from django.db import connection, transaction
    from django.test import Client

    from throughline.caseload.actions.people import identity_of
    from throughline.caseload.models import Referral
    from throughline.caseload.sight import look
    from throughline.caseload.views import cases, inbox, referrals, today
    from throughline.organisations.queries import person_named

    worker = person_named("key-worker.bolton.0@demonstration.example")
    practitioner = person_named("probation-practitioner.bolton.0@demonstration.example")
    assert worker is not None
    assert practitioner is not None
    clients = {}
    for somebody in (worker, practitioner):
        clients[somebody.id] = Client()
        clients[somebody.id].force_login(somebody)
    with transaction.atomic():
        look(worker.as_actor(), AT.date())
        mine = Referral.objects.filter(key_worker=f"person:{worker.id}", state="on_pathway")
        one = mine.select_related("person").order_by("reference").first()
        assert one is not None
        who = identity_of(one.person)
        contact = one.appointments.filter(state="scheduled").first()
    assert contact is not None
    as_worker, as_practitioner = clients[worker.id], clients[practitioner.id]
    for words, client, address, views in (
        ("today’s list", as_worker, "/today/", today),
        ("my people", as_worker, "/my-people/", cases),
        ("a person’s overview", as_worker, f"/people/{one.reference}/", cases),
        ("recording an appointment, the form", as_worker, f"/appointments/{contact.id}/attended/", today),
        ("the unit’s inbox", as_worker, "/inbox/", inbox),
        ("search by CRN", as_worker, f"/my-people/?q={who.crn}", cases),
        ("search by name", as_practitioner, f"/referrals/?q={who.name.split()[0]}", referrals),
        ("probation’s list", as_practitioner, "/referrals/", referrals),
    ):
        page(words, client, address, views)
    connection.close()


def page(words: str, client: Any, address: str, views: Any) -> None:
    """One page, its floor, and its SQL as the keeper, who sees every row."""
    import psycopg
    from django.db import connection
    from django.shortcuts import render
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    if answer.status_code != 200:
        print(f"{words}: answered {answer.status_code}, not measured")
        return
    statements = [each["sql"] for each in asked]
    shown: dict[str, Any] = {}

    def keeping(request: Any, template: str, context: dict[str, Any], **more: Any) -> Any:
        shown.update(request=request, template=template, context=context)
        return render(request, template, context, **more)

    from throughline.caseload.views import cases

    with ExitStack() as patched:
        for module in {views, cases}:
            if hasattr(module, "render"):
                patched.enter_context(mock.patch.object(module, "render", keeping))
        client.get(address)
    with psycopg.connect(os.environ["DATABASE_KEEPER_URL"], autocommit=True) as keeper:
        took, template, alone, without = taken_ms(
            ROUNDS,
            lambda: client.get(address),
            lambda: render(shown["request"], shown["template"], shown["context"]),
            lambda: replay(statements),
            lambda: replay_as(keeper, statements),
        )
    floor = statistics.median(template) + statistics.median(alone)
    half, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(
        f"{words}: {half:.1f} ms (95th {late:.1f}), {half / floor:.2f} × its floor of {floor:.1f} ms (aim {AIM})"
    )
    print(
        f"  {len(own(statements))} statements: {statistics.median(alone):.1f} ms with row security, "
        f"{statistics.median(without):.1f} ms as one who sees all; template {statistics.median(template):.1f} ms"
    )


def replay_as(keeper: Any, statements: list[str]) -> None:
    """The reads of the page once more on another connection."""
    with keeper.transaction(), keeper.cursor() as cursor:
        for statement in statements:
            if statement.startswith("SELECT"):
                cursor.execute(statement)
                cursor.fetchall()


if __name__ == "__main__":
    main()
