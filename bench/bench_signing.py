"""How fast is the page on which a Deputy Mayor signs?

The draft is the demonstration's, made up. The median of a whole request (middleware, view, queries, page) beside its
floor in the same run: the same template with canned rows, and the same SQL alone, its transaction and rows included.
It gates on nothing.
`python -m bench.bench_signing`
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

ROUNDS, AIM = 31, 1.5


def main() -> None:
    from tests.harness import clusters_of_this_run, connect_django  # it sets the environment first

    with clusters_of_this_run() as clusters:
        cluster = clusters["newest"]
        name = cluster.clone()
        import django
        from django.conf import settings

        django.setup()
        settings.DEMONSTRATION, settings.SECOND_STEP_REQUIRED = True, False
        settings.THROUGHLINE_DATA = Path(tempfile.mkdtemp())
        connect_django(cluster, name)
        try:
            measure()
        finally:
            from django.db import connection

            connection.close()
            cluster.drop(name)


def measure() -> None:
    """Print the page, its floor, and how many statements of its own it sends."""
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from throughline.decisions import demonstration_signing
    from throughline.decisions.models import Draft
    from throughline.decisions.views import signing as views
    from throughline.organisations.queries import person_named
    from throughline.web.supplied import load_supplied

    load_supplied()
    client, mayor = Client(), person_named("deputy-mayor@demonstration.example")
    assert mayor is not None
    client.force_login(mayor)
    address = f"/drafts/{Draft.objects.get(title=demonstration_signing.WAITING).id}/sign/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    statements = [each["sql"] for each in asked]

    shown: dict[str, Any] = {}
    render = views.render

    def keeping(request: Any, template: str, context: dict[str, Any]) -> Any:
        shown.update(request=request, template=template, context=context)
        return render(request, template, context)

    with mock.patch.object(views, "render", keeping):
        client.get(address)

    def sql() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                if not statement.startswith(("BEGIN", "COMMIT", "INSERT", "UPDATE")):
                    cursor.execute(statement)
                    if cursor.description:
                        cursor.fetchall()

    page, template, alone = medians_ms(
        lambda: client.get(address),
        lambda: render(shown["request"], shown["template"], shown["context"]),
        sql,
    )
    floor = template + alone
    print(f"the signing page (median of {ROUNDS}, aim ≤ {AIM} × floor)")
    print(f"  page {page:6.1f} ms, {page / floor:.2f} × floor")
    print(f"  floor {floor:5.1f} ms: template {template:.1f}, SQL {alone:.1f}")
    own = [each for each in statements if not each.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    print(f"  {len(own)} statements")


def medians_ms(*works: Callable[[], object]) -> list[float]:
    """The median milliseconds of each, taken in turns so that a busy machine slows all alike."""
    gc.collect()
    gc.freeze()  # as in the web server
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
    return [statistics.median(times) for times in taken]


if __name__ == "__main__":
    main()
