"""Which names are names of places in England and Wales, and of which size?

Names of authorities and police areas, to notice that a text speaks of another place. Names that are also everyday
words (Reading, Bath, Rugby, Sale) are left out: a missed finding is better than a false one.
"""

import csv
from functools import cache
from importlib.resources import files


@cache
def names_of(size: str) -> tuple[str, ...]:
    """The names of all places of a size, "region" or "district"."""
    text = (files("throughline.decisions") / "data" / "english_areas.csv").read_text(encoding="utf-8")
    return tuple(row["name"] for row in csv.DictReader(text.splitlines()) if row["size"] == size)
