"""How fast is the page on which a Deputy Mayor signs?

The draft is the demonstration's, made up. The median of a whole request (middleware, view, queries, page) beside its
floor in the same run: the same template with canned rows, and the same SQL alone. It gates on nothing.
`python -m bench.bench_signing`
"""

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
    from django.db import connection
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
        with connection.cursor() as cursor:
            for statement in statements:
                if not statement.startswith(("SAVEPOINT", "RELEASE", "INSERT", "UPDATE")):
                    cursor.execute(statement)

    page = median_ms(lambda: client.get(address))
    template = median_ms(lambda: render(shown["request"], shown["template"], shown["context"]))
    alone = median_ms(sql)
    floor = template + alone
    print(f"the signing page (median of {ROUNDS}, aim ≤ {AIM} × floor)")
    print(f"  page {page:6.1f} ms, {page / floor:.2f} × floor")
    print(f"  floor {floor:5.1f} ms: template {template:.1f}, SQL {alone:.1f}")
    own = [each for each in statements if not each.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    print(f"  {len(own)} statements")


def median_ms(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
