"""What do all documents, files and pictures say that somebody has read, and which of their numbers does nobody know?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.evidence import hearing
from tests.evidence.attacker_of_measures import Out, Said
from tests.evidence.columns import in_aims, in_columns, in_picture, rows_of
from tests.evidence.documents import Part, parts_of
from tests.evidence.numbers import NUMBER, Numbers, Others, strange_of

from throughline.evidence.gate import TOTAL

if TYPE_CHECKING:
    from tests.evidence.outsider import Outsider

READ = re.compile(
    r".*\.(?:pdf|xlsx|csv|svg)|/packs/drafts/[^/]+/[^/]+/|/packs/[^/]+/\d[^/]+/\d+/|/joint-plans/[^/]+/|/programmes/[^/]+/aims/"
)
MADE_AT = re.compile(
    rb"D:\d{14}Z|\d{4}-\d\d-\d\dT[\d:]{8}\+00:00|<xmpMM:.*?ID>.*?</xmpMM:.*?ID>|/ID ?\[.*?\]", re.S
)


@dataclass
class Files:
    """What they say, the numbers that nothing explains by address, and how many there are of all."""

    said: set[Said] = field(default_factory=set)
    strange: dict[str, list[str]] = field(default_factory=dict)
    documents: int = 0
    numbers: int = 0


def files_of(outsiders: Sequence["Outsider"], tables: Iterable[Out]) -> Files:
    """All documents, files and pictures that these have read, held to each other and to the tables."""
    found, tables = Files(), [*tables]
    others = _others(outsiders, tables)
    of_units = next((each.shown.period for each in tables if each.shown.name == "capacity"), "")
    seen = set[tuple[str, bytes]]()
    for one in outsiders:
        for address, content in one.pages.items():
            path = address.split("?")[0]
            if not content or (path, content) in seen or not READ.fullmatch(path):
                continue
            seen.add((path, content))
            said, strange = _read(one, address, content, others, found)
            if path == "/evidence/capacity/units.csv" and of_units:
                said += _of_units(content, of_units)
            strange += strange_of(said, tables)
            found.said |= {*said}
            found.strange |= {address: strange} if strange else {}
    return found


def _read(
    one: "Outsider", address: str, content: bytes, others: Others, found: Files
) -> tuple[list[Said], list[str]]:
    path = address.split("?")[0]
    if path.endswith(".svg"):
        if path.startswith("/localities/"):  # all money
            return [], []
        file = one.pages.get(address.replace(".svg", ".csv")) or one.pages.get(path.replace(".svg", ".csv"))
        return [], [*in_picture(content, file)] if file else []
    if path.endswith("/aims.csv"):
        aims = in_aims(rows_of(content), others)
        return aims.said, aims.strange
    run = one.pages.get(path.rpartition("/")[0] + "/inputs.json", b"") if "/runs/" in path else b""
    if path.endswith(".csv"):
        return in_columns(path, rows_of(content), others, run)
    parts = _parts(path, content)
    texts = [text for each in parts for text in (each.title, *each.sentences, *_cells(each))]
    found.documents += 1
    found.numbers += sum(len(NUMBER.findall(each)) for each in texts)
    if run:
        pages = [in_columns(path, each.rows, others, run) for each in parts]
        rest = Numbers([Part(each.title, each.sentences) for each in parts], others)
        return [], [*rest.strange, *(each for _, strange in pages for each in strange)]
    numbers = Numbers(parts, others)
    return numbers.said, numbers.strange


def _parts(path: str, content: bytes) -> list[Part]:
    """What stands in a document, read once where several people get the same, made at another moment."""
    key = path, sha256(MADE_AT.sub(b"", content)).digest()
    if key not in _OPENED:
        _OPENED[key] = parts_of(path, content)
    return _OPENED[key]


_OPENED: dict[tuple[str, bytes], list[Part]] = {}


def _cells(part: Part) -> Iterator[str]:
    return (text for row in part.rows for text in row.values())


def _of_units(content: bytes, days: str) -> list[Said]:
    """How many each unit took on, from how many a working day."""
    since, until = map(hearing.day, days.split(" to "))
    return [
        each for row in rows_of(content) for each in hearing.of_unit(row, since, until + timedelta(days=1))
    ]


def _others(outsiders: Sequence["Outsider"], tables: Iterable[Out]) -> Others:
    """What the pages of need and of capacity say, whoever of these has read them."""
    dimensions = (one for each in tables for one in each.shown.dimensions)
    places = frozenset(place for each in dimensions if each.name == "place" for place in each.categories)
    files = {at: each for one in outsiders for at, each in one.pages.items() if each and ".csv" in at}
    need = {row["Place"]: row for row in rows_of(files.get("/evidence/need/place.csv", b""))}
    capacity = {row["Unit"]: row for row in rows_of(files.get("/evidence/capacity/units.csv", b""))}
    steps = {}
    for address, content in files.items():
        if address.startswith("/evidence/journey/steps.csv"):
            for row in rows_of(content):
                if row["step"] == "Need help":
                    place = TOTAL if row["place"] == "all" else row["place"]
                    steps[place] = {name: row[name] for name in ("people", "low", "high")}
    return Others(places, need, steps, capacity)
