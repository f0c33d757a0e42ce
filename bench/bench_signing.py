"""How fast is the page on which a Deputy Mayor signs?

The draft is the demonstration's, made up. The median of a whole request (middleware, view, queries, page) beside its
floor in the same run: the same template with canned rows, and the same SQL alone, its transaction and rows included.
It gates on nothing.
`python -m bench.bench_signing`
"""

from typing import Any
from unittest import mock

from bench.measuring import database, medians_ms, own, replay

ROUNDS, AIM = 31, 1.5


def main() -> None:
    with database():
        measure()


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

    page, template, alone = medians_ms(
        ROUNDS,
        lambda: client.get(address),
        lambda: render(shown["request"], shown["template"], shown["context"]),
        lambda: replay(statements),
    )
    floor = template + alone
    print(f"the signing page (median of {ROUNDS}, aim ≤ {AIM} × floor)")
    print(f"  page {page:6.1f} ms, {page / floor:.2f} × floor")
    print(f"  floor {floor:5.1f} ms: template {template:.1f}, SQL {alone:.1f}")
    print(f"  {len(own(statements))} statements")


if __name__ == "__main__":
    main()
