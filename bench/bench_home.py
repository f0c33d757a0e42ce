"""How fast is "What needs you", for the programme officer of the demonstration?

The median of the page beside its floor in the same run: the same template with what the view gave it, and the same SQL
alone. It gates on nothing. `python -m bench.bench_home`
"""

import tempfile
from pathlib import Path
from typing import Any

from bench.bench_workbench import _page


def main() -> None:
    from tests.harness import clusters_of_this_run, connect_django

    with clusters_of_this_run() as clusters, tempfile.TemporaryDirectory() as folder:
        cluster = clusters["newest"]
        import django
        from django.conf import settings

        settings.THROUGHLINE_DATA, settings.DEMONSTRATION = Path(folder), True
        settings.SECOND_STEP_REQUIRED = False
        django.setup()
        name = cluster.clone()
        before = connect_django(cluster, name)
        try:
            whole, floor = _page(_signed_in("programme-officer"), "/", "web/home.html")
        finally:
            connect_django(cluster, before)
            cluster.drop(name)
    print(f"home of a programme officer {whole:9.1f} ms   floor {floor:8.1f} ms   {whole / floor:6.1f} ×")


def _signed_in(role: str) -> Any:
    from django.test import Client

    from throughline.organisations.queries import person_named
    from throughline.web.supplied import load_supplied

    load_supplied()
    client = Client()
    client.force_login(person_named(f"{role}@demonstration.example"))
    return client


if __name__ == "__main__":
    main()
