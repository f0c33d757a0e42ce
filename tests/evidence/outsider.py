"""Somebody outside who may read some pages: reads every page, file and picture, and notes what each number says.

Knows the addresses, the definitions of measures, and nothing of the gate's code. What is noted goes to the attacker,
who looks for hidden counts in all of it together.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from math import inf
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html
from python_calamine import CalamineWorkbook
from tests.evidence.attacker_of_measures import Out, Said
from tests.publication.published import text_of_pdf

from throughline.evidence.gate import TOTAL, Dimension, Key, Shown
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.measures.counting import is_sensitive

HIDDEN = "hidden"
BY = {
    "Locality": "place",
    "Quarter": "quarter",
    "Month": "month",
    "Probation delivery unit": "unit",
    "Provider": "provider",
    "Sex": "sex",
    "Ethnicity": "ethnicity",
    "Age": "age_band",
    "Ethnicity, in two groups": "ethnicity_in_two",
    "Age, in three groups": "age_in_three",
    "Disability": "disability",
    "Somebody on site in the unit": "colocated",
}
ANSWERS = {"yes", "no"}
NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
MOST = 120  # of whom an interval is read back; more are no small count


@dataclass
class Outsider:
    """What has been read so far: pages by address, and what they said."""

    browser: Any
    pages: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def read(self, address: str) -> bytes:
        """The page, or nothing where the reader is turned away."""
        if address not in self.pages:
            answer = self.browser.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            self.pages[address] = content if answer.status_code == 200 else b""
            self.files[address] = answer.headers.get("Content-Disposition", "")
        return self.pages[address]

    def follow(self, *begins: str, only: Iterable[str], but: str = "") -> None:
        """Every page, file and picture to which links lead from these, in these parts of the site; none of a kind."""
        waiting, inside = [*begins], tuple(only)
        while waiting:
            address = waiting.pop()
            if address in self.pages:
                continue
            content = self.read(address)
            if content[:15].lower().startswith(b"<!doctype html"):
                for link in html.fromstring(content).xpath("//@href | //@src | //@srcset"):
                    to = urlsplit(urljoin(address, str(link).split(" ")[0]))
                    if to.path.startswith(inside) and not to.netloc and not (but and to.path.endswith(but)):
                        waiting.append(to.path + (f"?{to.query}" if to.query else ""))

    def tables(self) -> list[Out]:
        """Every table that left, from its page and its file at the gate."""
        found = []
        for address, content in [*self.pages.items()]:
            if at := re.match(r"(/evidence/gate/[-0-9a-f]{36}/)table\.csv$", address):
                measure = re.search(r"filename=\"?([-a-z0-9]+?)-by-", self.files[address])
                days = re.search(r"(\d+ \w+ \d{4}) to (\d+ \w+ \d{4})", words(self.read(at[1])))
                assert measure, address
                assert days, address
                found.append(out_of(measure[1], content, days[0]))
        return found

    def said(self) -> Iterator[Said]:
        """What else is said of the people of a measure: in its pages, files and pictures, and in packs."""
        for address, content in [*self.pages.items()]:
            if found := re.match(r"/evidence/measures/([-a-z0-9]+)/(table\.csv)?(\?|$)", address):
                rows = in_file(content) if found[2] else in_tables(content)
                for caption, row in rows:
                    if caption is None or "worked out by hand" not in caption:
                        yield from of_row(found[1], row)
            elif re.match(r"/packs/[-a-z]+/$", address):
                for _, row in in_tables(content):
                    yield from of_pack(row)
            elif found := re.match(r"/evidence/measures/([-a-z0-9]+)/\w+\.svg", address):
                for label in in_picture(content):
                    yield from of_mark(found[1], label)

    def strange_dots(self) -> Iterator[tuple[str, str]]:
        """Dots of a picture of places without a name, where they are no row of the table beside it."""
        for address, content in [*self.pages.items()]:
            if found := re.match(r"/evidence/measures/([-a-z0-9]+)/places\.svg", address):
                rows = [*in_tables(self.read(f"/evidence/measures/{found[1]}/?by=place"))]
                shown = {
                    (row.get("Of how many", "").replace(",", ""), row.get("Share", "")) for _, row in rows
                }
                for label in in_picture(content):
                    dot = re.fullmatch(r"People: ([\d,]+); [^;]*: (\d+%)(; place: .*)?", label)
                    if dot and (dot[1].replace(",", ""), dot[2]) not in shown:
                        yield address, label


def out_of(measure: str, content: bytes, period: str) -> Out:
    """A file of the gate as a table: whose it is, by what, and each cell, of which some are hidden."""
    header, *rows = csv.reader(io.StringIO(content.decode().removeprefix("\ufeff")))
    names = header[: header.index("people")]
    cells: dict[Key, int | None] = {
        tuple(row[: len(names)]): None if row[len(names)] == HIDDEN else int(row[len(names)]) for row in rows
    }
    dimensions = tuple(
        Dimension(
            name,
            tuple(dict.fromkeys(key[at] for key in cells if key[at] != TOTAL)),
            name not in BY.values() and (measure not in BY_CODE or is_sensitive(BY_CODE[measure])),
        )
        for at, name in enumerate(names)
    )
    cohort = BY_CODE[measure].people_of or measure if measure in BY_CODE else measure
    return Out(cohort, Shown(measure, dimensions, cells, period=period, cohort=cohort), {})


def words(content: bytes) -> str:
    """The words of a page."""
    return " ".join(html.fromstring(content).text_content().split())


def in_tables(page: bytes) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Each row of each table of a page, by the words above its columns."""
    if not page:
        return
    for table in html.fromstring(page).iter("table"):
        caption = table.find("caption")
        heads = [" ".join(each.text_content().split()) for each in table.xpath(".//thead//th")]
        for row in table.xpath(".//tbody/tr"):
            texts = [" ".join(each.text_content().split()) for each in row.xpath("./th | ./td")]
            yield None if caption is None else caption.text_content(), dict(zip(heads, texts, strict=False))


def in_file(content: bytes) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Each row of a file, by the words above its columns."""
    for row in csv.DictReader(io.StringIO(content.decode().removeprefix("\ufeff"))):
        yield None, dict(row)


def in_workbook(content: bytes) -> list[str]:
    """Every cell of a workbook as text."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        str(each)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for each in row
    ]


def of_row(code: str, row: Mapping[str, str]) -> Iterator[Said]:
    """What a row of a measure's own table says of how many people there are, whichever of its columns says it."""
    key = {BY[head]: TOTAL if text == "All" else text for head, text in row.items() if head in BY}
    if not key:
        return
    for head, text in row.items():
        many = whole(text)
        if head in ("Of how many", "How many") and many is not None:
            yield exactly(code, key, "of", many)
        elif (head in ("Counted", "To the better") or head.startswith("Within ")) and many is not None:
            yield exactly(code, key, "yes", many)
        elif head == "Share" and text:
            yield from a_share(code, key, text)
        elif head == "95% interval" and text:
            yield from an_interval(code, key, text)


def of_pack(row: Mapping[str, str]) -> Iterator[Said]:
    """What a row of a pack says: the newest figure of a measure in one place and in all."""
    names = {each.name: each.code for each in BY_CODE.values()}
    named = (name for name in names if row.get("Measure", "").startswith(name + " "))
    if not (name := max(named, key=len, default="")):
        return
    for head, text in row.items():
        key = {"place": TOTAL if head == "All localities" else head}
        if found := re.search(r"(\d+%) of ([\d,]+)", text):
            yield exactly(names[name], key, "of", whole(found[2]) or 0)
            yield from a_share(names[name], key, found[1])
        elif head != "Measure" and BY_CODE[names[name]].kind == "count" and (many := whole(text)) is not None:
            yield exactly(names[name], key, "of", many)


def of_mark(code: str, label: str) -> Iterator[Said]:
    """What a mark of a picture says to those who hear it."""
    said = dict(part.split(": ", 1) for part in label.split("; ") if ": " in part)
    if "place" in said:
        key = {"place": said["place"]}
    elif "month" in said:
        key = {"month": f"{datetime.strptime(said['month'], '%b %Y').replace(tzinfo=UTC):%Y-%m}"}
    else:
        return
    for name, text in said.items():
        many = whole(text)
        if (name == "People" or BY_CODE[code].kind == "count") and many is not None:
            yield exactly(code, key, "of", many)
        yield from a_share(code, key, text)


def exactly(code: str, key: Mapping[str, str], what: str, many: int) -> Said:
    """That there are so many."""
    return Said(code, tuple(key.items()), ((what, 1.0),), many, many)


def a_share(code: str, key: Mapping[str, str], text: str) -> Iterator[Said]:
    """That those who count are this rounded share of all."""
    if found := re.fullmatch(r"(\d+)%", text):
        for side, low, high in ((-0.5, 0.0, inf), (0.5, -inf, 0.0)):
            part = (int(found[1]) + side) / 100
            yield Said(code, tuple(key.items()), (("yes", 1.0), ("of", -part)), low, high)


def an_interval(code: str, key: Mapping[str, str], text: str) -> Iterator[Said]:
    """That so many of so many have this 95% interval: the fewest and the most that do."""
    fits = who_fit(text)
    is_open = max((of for of, _ in fits), default=MOST) > MOST - 20  # more people may have it too
    for what, some in (("of", [of for of, _ in fits]), ("yes", [yes for _, yes in fits])):
        if some:
            yield Said(code, tuple(key.items()), ((what, 1.0),), min(some), inf if is_open else max(some))


def whole(text: str | None) -> int | None:
    """A whole number as it is printed."""
    return int(text.replace(",", "")) if text and re.fullmatch(r"[\d,]+", text) else None


@cache
def who_fit(between: str) -> list[tuple[int, int]]:
    """How many of how many have this 95% interval."""
    return [(of, yes) for of in range(1, MOST + 1) for yes in range(of + 1) if wilson(yes, of) == between]


def wilson(yes: int, of: int) -> str:
    """Wilson's interval as a page prints it."""
    z, share = 1.959964, yes / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return f"{max(0.0, middle - half):.0%} to {min(1.0, middle + half):.0%}"


def in_picture(svg: bytes) -> list[str]:
    """Every text of a picture, and what it says to those who hear it."""
    root = etree.fromstring(svg)
    texts = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    return [*texts, *(str(each) for each in root.xpath("//@aria-label"))]


def in_pdf(content: bytes) -> str:
    """The text of a PDF, with single spaces."""
    return " ".join(text_of_pdf(content).split())
