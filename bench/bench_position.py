"""How fast is the position page over 43 areas, 10 programmes, 10 years and 12 returns a year, and the verdicts?

All rows are made up. The median of a whole request (middleware, view, queries, page) beside its floor in the same run:
the same template with canned rows, and the same SQL alone, its transaction included. The floor of the verdicts is the
rules on canned facts, and the same SQL alone. In both floors the frozen bytes of returns are decoded as well: their
figures stand nowhere else (R25), so nobody gets round reading them. What is compared is done in turns, so that a busy
machine slows all alike; what is loaded is kept from the garbage collector, as in the web server. It gates on nothing.
`python -m bench.bench_position`
"""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from unittest import mock

from bench.measuring import database, medians_ms, own, replay

AREAS, PROGRAMMES, YEARS, RETURNS = 43, 10, 10, 12
ROUNDS, AIM = 15, 1.5
FIRST_YEAR = 2026
AT = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("plan", "quarterly", "quarterly", "quarterly", "quarterly", "february", "year_end")


def main() -> None:
    with database():
        print(f"{fill():,} returns of {AREAS * PROGRAMMES * YEARS:,} grants are there")
        measure()


def fill() -> int:
    """Grants of every area, programme and year, each paid in two parts, with twelve certified returns."""
    from throughline.organisations import actions, demonstration
    from throughline.web.supplied import SUPPLIER

    actions.load_reference(actor=SUPPLIER, at=AT)
    demonstration.load(actor=SUPPLIER, at=AT)
    from django.db import connection, transaction

    from throughline.ledger.actions import act

    with (
        transaction.atomic(),
        act(actor=SUPPLIER, at=AT, verb="bench.filled", subject=("bench", "position")),
        connection.cursor() as cursor,
    ):
        made = _rows()
        cursor.execute("ANALYZE")
    return made


def _rows() -> int:
    from throughline.agreements.models import Agreement, Condition, Grant, GrantAmount, Terms, TermsInstalment
    from throughline.assurance.models import Certification, Return, ReturnGrant, ReturnVersion
    from throughline.funding.models import Programme, Round
    from throughline.kernel.money import Money
    from throughline.organisations.models import Body, Place, PlaceServed
    from throughline.payments.models import Instalment

    places = [
        Place(name=f"Area {n:02}", gss_code=f"E9{n:07}", kind="metropolitan district") for n in range(AREAS)
    ]
    Place.objects.bulk_create(places)
    bodies = [
        Body(code=f"bench-{n}", name=f"Council of area {n:02}", kind="local authority") for n in range(AREAS)
    ]
    Body.objects.bulk_create(bodies)
    PlaceServed.objects.bulk_create(
        PlaceServed(body=body, place=place) for body, place in zip(bodies, places, strict=True)
    )
    gmca = Body.objects.get(code="gmca")
    programmes = [
        Programme(code=f"bench-{n}", name=f"Programme {n}", purpose="A bench", authority=gmca)
        for n in range(PROGRAMMES)
    ]
    Programme.objects.bulk_create(programmes)
    returns = 0
    for nth in range(YEARS):
        year = f"{FIRST_YEAR + nth}/{(FIRST_YEAR + nth + 1) % 100:02}"
        rounds = [Round(programme=each, year=year, standing="intended") for each in programmes]
        Round.objects.bulk_create(rounds)
        begins, ends = date(FIRST_YEAR + nth, 4, 1), date(FIRST_YEAR + nth + 1, 3, 31)
        terms = [
            Terms(
                round=each,
                recipient_kind="local_authority",
                price_basis="actual",
                payment_basis="in_advance",
                assurance_model="csp_scrutinises",
                begins_on=begins,
                ends_on=ends,
                underspend_pence=Money(1_500_000),
                source="A bench",
                is_illustration=True,
            )
            for each in rounds
        ]
        Terms.objects.bulk_create(terms)
        TermsInstalment.objects.bulk_create(
            TermsInstalment(terms=each, number=1, due_on=begins, parts=1) for each in terms
        )
        grants = [
            Grant(
                round=each,
                place=place,
                recipient=body,
                recipient_kind="local_authority",
                is_illustration=True,
                state="offered",
                offered_at=AT,
                offered_by="system:bench",
            )
            for each in rounds
            for place, body in zip(places, bodies, strict=True)
        ]
        Grant.objects.bulk_create(grants)
        Grant.objects.filter(pk__in=[each.pk for each in grants]).update(state="accepted")
        Grant.objects.filter(pk__in=[each.pk for each in grants]).update(state="live")
        GrantAmount.objects.bulk_create(
            GrantAmount(grant=each, pence=Money(10_000_000), because="A bench", added_at=AT, added_by="bench")
            for each in grants
        )
        Condition.objects.bulk_create(
            Condition(grant=each, code=code, text=code, owner="recipient", state="open")
            for each in grants
            for code in ("csp_approval", "spending_plan", "last_report", "underspend", "quarterly_updates")
        )
        Agreement.objects.bulk_create(
            Agreement(
                kind="grant",
                programme_id=each.round.programme_id,
                place=each.place,
                party=each.recipient,
                grant=each,
                begins_on=begins,
                ends_on=ends,
                state="draft",
                drafted_at=AT,
                drafted_by="system:bench",
            )
            for each in grants
        )
        Instalment.objects.bulk_create(
            Instalment(
                grant=each,
                number=number,
                due_on=date(FIRST_YEAR + nth, month, 1),
                amount_pence=Money(5_000_000),
                profile="A bench",
                state="planned",
            )
            for each in grants
            for number, month in ((1, 7), (2, 12))
        )
        made = [
            (
                grant,
                Return(
                    place=grant.place,
                    recipient=grant.recipient,
                    year=f"{year}",
                    kind=kind,
                    quarter=quarter,
                    opens_on=begins,
                    due_on=ends,
                    state="scheduled",
                    is_illustration=True,
                ),
            )
            for grant in grants[:AREAS]
            for kind, quarter in _calendar()
        ]
        Return.objects.bulk_create(each for _, each in made)
        by_place: dict[Any, list[Any]] = {}
        for grant in grants:
            by_place.setdefault(grant.place_id, []).append(grant)
        ReturnGrant.objects.bulk_create(
            ReturnGrant(of=of, grant=grant) for _, of in made for grant in by_place[of.place_id]
        )
        versions = list(_versions(made, by_place, ReturnVersion))
        ReturnVersion.objects.bulk_create(versions, batch_size=500)
        Certification.objects.bulk_create(
            Certification(
                version=each,
                name="A bench",
                capacity="Finance",
                sha256=each.sha256,
                certified_at=AT,
                certified_by="system:b",
            )
            for each in versions
        )
        for state in ("open", "submitted", "certified"):
            Return.objects.filter(pk__in=[of.pk for _, of in made]).update(state=state)
        returns += len(versions)
    return returns


def _calendar() -> list[tuple[str, int | None]]:
    """What an area is asked for in a year; a version each, and five more of the year-end make the twelve."""
    quarters: list[tuple[str, int | None]] = [("quarterly", n) for n in (1, 2, 3, 4)]
    return [("plan", None), *quarters, ("february", None), ("year_end", None)]


def _versions(made: list[Any], by_place: dict[Any, list[Any]], model: Any) -> Iterator[Any]:
    for _, of in made:
        for number in range(1, 7 if of.kind == "year_end" else 2):
            sums = {"plan_pence": 10_000_000, "actual_pence": 6_000_000, "projected_pence": 3_900_000}
            content = json.dumps(
                {
                    "grants": [
                        {"grant": str(each.pk), "sums": sums | {"unallocated_pence": 100_000}}
                        for each in by_place[of.place_id]
                    ],
                    "answers": [],
                }
            ).encode()
            yield model(
                id=uuid.uuid4(),
                of=of,
                number=number,
                content=content,
                sha256=sha256(content).hexdigest(),
                submitted_at=AT,
                submitted_by="system:bench",
            )


def measure() -> None:
    """Print page and verdicts, each beside its floor, and how many statements each sends."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from throughline.agreements.models import Grant
    from throughline.kernel.actor import Actor
    from throughline.organisations.queries import person_named
    from throughline.payments import rules
    from throughline.payments.queries.standing import facts_of, standings, visible_to

    client, treasurer = Client(), person_named("treasurer@demonstration.example")
    assert treasurer is not None
    client.force_login(treasurer)
    for nth, words in ((0, "with money that is due"), (YEARS - 1, "of a year to come")):
        year = f"{FIRST_YEAR + nth}/{(FIRST_YEAR + nth + 1) % 100:02}"
        measure_page(client, f"/position/?programme=bench-3&year={year}", words)
    year = f"{FIRST_YEAR + YEARS - 1}/{(FIRST_YEAR + YEARS) % 100:02}"
    on = date(FIRST_YEAR + YEARS - 1, 7, 1)
    ids = list(Grant.objects.filter(round__year=year).values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        found = standings(None, on, grants=ids)
    statements = [each["sql"] for each in asked]
    rows = visible_to(Actor("system:bench", frozenset({"system"})), on).filter(grant__in=ids)
    facts = facts_of(list(rows), on).values()
    verdicts, ruled, alone = medians_ms(
        ROUNDS,
        lambda: standings(None, on, grants=ids),
        lambda: [rules.standing(each, on) for each in facts],
        lambda: replay(statements, read=json.loads),
    )
    say(f"{len(found):,} verdicts", verdicts, ruled + alone, own(statements))
    print(f"  of the floor: rules {ruled:.1f} ms, SQL {alone:.1f} ms")


def measure_page(client: Any, address: str, words: str) -> None:
    from django.db import connection
    from django.shortcuts import render
    from django.test.utils import CaptureQueriesContext

    from throughline.trace.views import position as views

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.content.count(b"tl-position__row--") == AREAS, answer.content[:3000]
    statements = [each["sql"] for each in asked]
    shown: dict[str, Any] = {}

    def keeping(request: Any, template: str, context: dict[str, Any]) -> Any:
        shown.update(request=request, template=template, context=context)
        return render(request, template, context)

    with mock.patch.object(views, "render", keeping):
        client.get(address)
    page, template, alone = medians_ms(
        ROUNDS,
        lambda: client.get(address),
        lambda: render(shown["request"], shown["template"], shown["context"]),
        lambda: replay(statements, read=json.loads),
    )
    say(f"the position page, {words}", page, template + alone, own(statements))
    print(f"  of the floor: template {template:.1f} ms, SQL {alone:.1f} ms")


def say(what: str, took: float, floor: float, statements: list[str]) -> None:
    print(f"{what} (median of {ROUNDS}, aim ≤ {AIM} × floor)")
    print(f"  {took:6.1f} ms, {took / floor:.2f} × its floor of {floor:.1f} ms; {len(statements)} statements")


if __name__ == "__main__":
    main()
