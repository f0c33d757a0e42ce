"""Which places does the programme know? Plain data, so that the command line can ask without a database."""

import csv
from functools import cache
from importlib import resources


def reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the room's own CSV files, in the file's order."""
    with resources.files("throughline.organisations").joinpath("data", name).open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def known_places() -> tuple[tuple[str, str], ...]:
    """Name and code of each of the ten localities, in the order of their codes."""
    rows = reference_rows("localities.csv")
    return tuple(
        sorted(
            ((row["name"], row["gss_code"]) for row in rows if row["kind"] == "metropolitan district"),
            key=lambda place: place[1],
        )
    )
