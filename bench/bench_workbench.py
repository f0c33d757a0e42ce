"""How fast is the workbench with 317 places?

Medians beside their floor in the same run. For the shares, one exact product a place and one sort of the prices at
which limits begin (as bench_allocation). For a whole run, that and what its ranges and its record cannot do without:
two corners a place with as many exact comparisons as a search by halves takes, and the record's bytes written once.
For the pages, the same template with canned rows and the same SQL alone. A page is measured from its second visit on:
a split is worked out once for each state of its inputs.
It gates on nothing. `python -m bench.bench_workbench`
"""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any
from unittest import mock

from bench.measuring import database, medians_ms

PLACES, ROUNDS = 317, 11
AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def main() -> None:
    with database():
        _print(_measured())


def _measured() -> list[tuple[str, float, float]]:
    from throughline.funding.planning.record import run
    from throughline.funding.planning.rules import plan_split
    from throughline.funding.planning.working import plan_of

    working = _country()
    plan, known = plan_of(working), plan_of(_without_ranges(working))
    shares = _exact_floor(plan)
    rows = [
        ("the shares, every count known", *medians_ms(ROUNDS, lambda: plan_split(known), shares)),
        (
            "a whole run, with ranges and record",
            *medians_ms(ROUNDS, lambda: run(plan), _whole_floor(plan, shares)),
        ),
    ]
    client, pages = _site(working)
    for what, address, template in pages:
        whole, floor = _page(client, address, template)
        rows.append((what, whole, floor))
    return rows


def _country() -> Any:
    """A made-up country with floors, caps, ranges and two indicators."""
    from throughline.funding.planning.working import IndicatorText, PlaceText, Working

    chance = random.Random(317)
    places = []
    for n in range(PLACES):
        people, releases = round(chance.lognormvariate(6, 0.8)) + 30, chance.randint(10, 400)
        places.append(
            PlaceText(
                f"X{n:08}",
                f"Place {n}",
                (f"{people} ({round(people * 0.95)} to {round(people * 1.06)})", str(releases)),
                floor="20,000" if n % 3 == 0 else "",
                cap="190,000" if n % 4 == 0 else "",
                last_year=str(90 * people),
                population=str(people * 180),
            )
        )
    indicators = (IndicatorText("People", "70"), IndicatorText("Releases", "30"))
    return Working("18,000,000", indicators=indicators, places=tuple(places))


def _exact_floor(plan: Any) -> Callable[[], object]:
    needs = [site.counts[0].best for site in plan.sites]
    turns = [Fraction(2_000_000) / need for need in needs] + [Fraction(19_000_000) / need for need in needs]
    price = Fraction(8_999, 7)

    def floor() -> None:
        sorted(turns)
        for need in needs:
            need * price

    return floor


def _without_ranges(working: Any) -> Any:
    places = (
        replace(each, counts=tuple(n.partition(" (")[0] for n in each.counts)) for each in working.places
    )
    return replace(working, places=tuple(places))


def _whole_floor(plan: Any, shares: Callable[[], object]) -> Callable[[], object]:
    from throughline.funding.planning.record import run
    from throughline.ledger.canonical import canonical

    record = json.loads(run(plan).record)
    needs = [site.counts[0].best for site in plan.sites]
    price, halves = Fraction(8_999, 7), PLACES.bit_length()

    def floor() -> None:
        shares()
        for need in needs:
            for _ in range(2 * halves):
                _ = need * price > PLACES
        canonical(record)

    return floor


def _site(working: Any) -> tuple[Any, list[tuple[str, str, str]]]:
    """A signed-in client and the pages over a round of 317 places with three scenarios."""
    from django.test import Client

    from throughline.funding.actions import planning as actions
    from throughline.funding.actions.rounds import found_programme
    from throughline.funding.queries import planning as queries
    from throughline.kernel.actor import Actor
    from throughline.kernel.dates import FinancialYear
    from throughline.kernel.money import Money
    from throughline.organisations import actions as organisations
    from throughline.organisations.queries import body

    command, lead = Actor("system:bench"), Actor("system:bench", frozenset({"programme-lead"}))
    organisations.load_reference(actor=command, at=AT)
    programme = found_programme(
        actor=command,
        at=AT,
        code="bench",
        name="Bench",
        purpose="",
        authority="gmca",
        names=(),
        objectives=(),
    )
    round_ = actions.plan_round(
        actor=lead, at=AT, programme=programme, year=FinancialYear(2030), intended=Money(1), contributions={}
    )
    for n in range(3):
        scenario = actions.begin_scenario(actor=lead, at=AT, round_=round_, name=f"S{n}", like=working)
        run = actions.compute_run(actor=lead, at=AT, scenario_id=scenario.id)
    person = organisations.add_person(
        actor=command, at=AT, name="Lead", email="lead@example.org", body=body("gmca")
    )
    organisations.grant_role(actor=command, at=AT, person=person, role="programme-lead")
    client = Client()
    client.force_login(person)
    return client, [
        ("workbench, three scenarios", queries.bench_address(round_), "funding/workbench.html"),
        ("a scenario, worked out as it stands", f"/scenarios/{scenario.id}/", "funding/scenario.html"),
        ("a kept run", queries.run_address(run), "funding/planned_run.html"),
        ("a page of places to type", f"/scenarios/{scenario.id}/places/", "funding/scenario_places.html"),
    ]


def _page(client: Any, address: str, template: str) -> tuple[float, float]:
    """The whole request, and its floor: the template with what the view gave it, and the view's SQL alone."""
    from django.db import connection
    from django.template import loader
    from django.test.utils import CaptureQueriesContext

    seen: dict[str, Any] = {}
    render = loader.render_to_string

    def remember(name: str, context: Any = None, request: Any = None, using: Any = None) -> str:
        seen.update(context=context, request=request)
        return str(render(name, context, request, using))

    with mock.patch("django.shortcuts.loader.render_to_string", remember):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
    statements = [
        each["sql"] for each in asked.captured_queries if each["sql"].lstrip().upper().startswith("SELECT")
    ]

    def floor() -> None:
        render(template, seen["context"], seen["request"])
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.replace("%", "%%"), [])
                cursor.fetchall()

    whole, least = medians_ms(ROUNDS, lambda: client.get(address), floor)
    return whole, least


def _print(rows: list[tuple[str, float, float]]) -> None:
    print(f"workbench with {PLACES} places (median of {ROUNDS})")
    for what, whole, floor in rows:
        print(f"  {what:<42}{whole:9.1f} ms   floor {floor:8.1f} ms   {whole / floor:6.1f} ×")


if __name__ == "__main__":
    main()
