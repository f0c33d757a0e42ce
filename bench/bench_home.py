"""How fast is "What needs you", for the programme officer of the demonstration?

The median of the page beside its floor in the same run: the same template with what the view gave it, and the same SQL
alone. It gates on nothing. `python -m bench.bench_home`
"""

from typing import Any

from bench.bench_workbench import _page
from bench.measuring import database


def main() -> None:
    with database():
        whole, floor = _page(_signed_in("programme-officer"), "/", "web/home.html")
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
