"""How fast are the register's list and a decision's page with 20,000 decisions on record?

The decisions are made up, from a fixed seed. Each figure is the median of a whole request (middleware, view, queries,
page) beside its floor in the same run: the same template with canned rows, and the same SQL alone, its transaction
included. It gates on nothing.
`python -m bench.bench_register [--decisions N]`
"""

import argparse
import json
import random
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest import mock

from bench.measuring import database, medians_ms

SEED, ROUNDS = 20_000, 31
AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
SUBJECTS = (
    "Community safety grants",
    "Violence reduction in schools",
    "Support for victims",
    "Outreach at night",
    "Recovery housing",
    "Custody suites, refurbishment",
    "Restorative justice",
    "Road safety cameras",
)
PURPOSES = ("people on probation", "young people", "victims of crime", "town centres", "families", "drivers")
PAGES = (
    ("list, first page", "/register/"),
    ("list, a search", "/register/?q=housing+families"),
    ("list, a filter", "/register/?place=E08000001&amount=50k-250k"),
    ("list, a deep page", "/register/?page=700"),
    ("list of grants, first page", "/register/grants/"),
    ("a decision", "/register/decisions/{number}/"),
)
DOWNLOADS = ("/register/decisions.csv", "/register/decisions.json", "/register/grants.csv", "/sitemap.xml")

# A row of each table of the supplied decision 2021-001, with what is made up put over it.
MADE_UP = """
SET session_replication_role = replica;
INSERT INTO decisions_notice SELECT (jsonb_populate_record(like_it, made.notice)).*
    FROM made, decisions_notice like_it WHERE like_it.number = '2021-001';
INSERT INTO decisions_awardline (notice_id, position, place, gss_code, pence)
    SELECT (notice->>'id')::uuid, ordinality - 1, part->>'place', part->>'gss_code', (part->>'pence')::bigint
    FROM made, jsonb_array_elements(parts) WITH ORDINALITY AS each (part, ordinality);
INSERT INTO decisions_signoff (notice_id, position, post, signed_on)
    SELECT (made.notice->>'id')::uuid, s.position, s.post, (made.notice->>'decided_on')::date
    FROM made, decisions_signoff s JOIN decisions_notice n ON n.id = s.notice_id WHERE n.number = '2021-001';
INSERT INTO decisions_yearamount (notice_id, position, year, pence)
    SELECT (notice->>'id')::uuid, 0, '2021/22', (notice->>'total_pence')::bigint FROM made;
INSERT INTO ledger_act (id, at, actor, verb, subject_kind, subject_id, public, leaf, changes)
    SELECT act, made_at, 'system:bench', verb, 'decision', number, true,
        jsonb_build_object('act', act, 'facts', '{}'::jsonb)::text, '[]'
    FROM (SELECT gen_random_uuid() AS act, notice->>'number' AS number, verb,
            (notice->>'made_public_at')::timestamptz AS made_at
        FROM made, unnest(ARRAY['decision.recorded', 'edition.frozen', 'decision.published']) AS verb) AS acts;
INSERT INTO ledger_pending (act_id) SELECT id FROM ledger_act WHERE actor = 'system:bench';
INSERT INTO publication_edition (decision_id, version, record_id, document_id, act, made_at, made_by)
    SELECT n.id, 1, e.record_id, e.document_id, a.id, a.at, 'system:bench'
    FROM ledger_act a JOIN decisions_notice n ON n.number = a.subject_id,
        publication_edition e JOIN decisions_notice like_it ON like_it.id = e.decision_id
    WHERE a.actor = 'system:bench' AND a.verb = 'edition.frozen' AND like_it.number = '2021-001';
RESET session_replication_role;
"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--decisions", type=int, default=20_000)
    given = asked.parse_args()
    with database() as (cluster, name):
        fill(cluster.addresses["postgres"], name, given.decisions)
        print(f"{given.decisions:,} made-up decisions (seed {SEED}); medians of {ROUNDS}, milliseconds")
        number = middle()
        for what, path in PAGES:
            measure(what, path.format(number=number))
        for path in DOWNLOADS:
            download(path)


def fill(address: str, name: str, count: int) -> None:
    """So many published decisions beside the supplied ones, written in bulk and sealed."""
    import psycopg

    from throughline.frame.addresses import with_name
    from throughline.ledger.sealer import seal
    from throughline.organisations.queries import localities
    from throughline.web.supplied import load_supplied

    load_supplied()
    places = [(place.name, place.gss_code) for place in localities()]
    with psycopg.connect(with_name(address, name), autocommit=True) as superuser:
        superuser.execute("CREATE UNLOGGED TABLE made (notice jsonb, parts jsonb)")
        with superuser.cursor().copy("COPY made FROM STDIN") as rows:
            for notice, parts in decisions(count, places):
                rows.write_row((json.dumps(notice), json.dumps(parts)))
        superuser.execute(MADE_UP)
        superuser.execute("DROP TABLE made")
        superuser.execute("VACUUM ANALYZE")
    from django.conf import settings

    seal(at=AT, folder=settings.THROUGHLINE_DATA)


def decisions(count: int, places: list[tuple[str, str]]) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Made-up decisions of seventeen years, each for no, one, three or ten places."""
    from throughline.frame.lists import fold

    chance = random.Random(SEED)
    for n in range(count):
        decided = date(2009, 1, 1) + timedelta(days=n * 6200 // count)
        number = f"{decided.year}-{1000 + n}"
        chosen = chance.sample(places, chance.choice((0, 1, 1, 3, 10)))
        parts = [
            {"place": p, "gss_code": code, "pence": chance.randrange(10**5, 10**7)} for p, code in chosen
        ]
        title = f"{chance.choice(SUBJECTS)} for {chance.choice(PURPOSES)}, {decided:%B %Y}"
        total = sum(part["pence"] for part in parts) or chance.choice((None, chance.randrange(10**6, 10**8)))
        yield (
            {
                "id": f"{chance.getrandbits(128):032x}",
                "number": number,
                "title": title,
                "search_text": fold(
                    f"{number} {title} {' '.join(p for p, _ in chosen)} the councils of these places"
                ),
                "decided_on": decided.isoformat(),
                "total_pence": total,
                "file_sha256": f"{chance.getrandbits(256):064x}",
                "made_public_at": f"{decided + timedelta(days=9)}T10:00:00Z",
            },
            parts,
        )


def middle() -> str:
    """The number of a decision of ten places, from the middle."""
    from throughline.publication.queries import grants

    numbers = grants().filter(position=9).values_list("notice__number", flat=True)
    return str(numbers[len(numbers) // 2])


def measure(what: str, path: str) -> None:
    """A whole request beside its floor: its template with canned rows, and its SQL alone."""
    from django.db import connection
    from django.template.loader import render_to_string
    from django.test.utils import CaptureQueriesContext

    from throughline.publication import views

    seen: dict[str, Any] = {}

    def render(request: Any, template: str, context: dict[str, Any]) -> Any:
        seen.update(request=request, template=template, context=context)
        return shown(request, template, context)

    shown = views.render
    with mock.patch.object(views, "render", render), CaptureQueriesContext(connection) as asked:
        answer(path)
    said = [each["sql"] for each in asked]
    queries = sum(each.startswith("SELECT") for each in said)
    context = {name: canned(value) for name, value in seen["context"].items()}

    def page() -> None:
        render_to_string(seen["template"], context, seen["request"])

    def sql() -> None:
        with connection.cursor() as cursor:
            for statement in said:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()

    with CaptureQueriesContext(connection) as none:
        page()
    assert not none.captured_queries, "the canned page asks the database"
    whole, template, alone = medians_ms(ROUNDS, lambda: answer(path), page, sql)
    print(
        f"{what:.<32} {whole:7.1f}  floor {template + alone:7.1f} (template {template:5.1f}, "
        f"SQL {alone:6.1f})  {whole / (template + alone):4.2f} ×  {queries} queries",
        flush=True,
    )


def answer(path: str) -> Any:
    """The answer to a visitor who has not signed in, through every middleware."""
    response = visitor().get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response


@cache
def visitor() -> Any:
    """One client for all requests, because it loads the middleware once."""
    from django.test import Client

    return Client()


def canned(value: Any) -> Any:
    """The same with nothing left to work out: what a page computes while it is written stands there already."""
    from throughline.decisions.shown import ShownDecision

    if not isinstance(value, ShownDecision):
        return value
    names = [name for name in dir(value) if not name.startswith("_")]
    return SimpleNamespace(**{name: getattr(value, name) for name in names})


def download(path: str) -> None:
    """The whole register in one file: seconds, size and the most memory that Python held for it."""
    began = time.perf_counter()
    size = len(answer(path).content)
    took = time.perf_counter() - began
    tracemalloc.start()
    answer(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{path:.<32} {took * 1000:7.1f}  {size / 1e6:.1f} MB, {most / 1e6:.0f} MB of memory", flush=True)


if __name__ == "__main__":
    main()
