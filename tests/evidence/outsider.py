"""Somebody outside who may read some pages: reads every page, file and picture, and notes what each number says.

Knows the addresses, the definitions of measures, and nothing of the gate's code. What is noted goes to the attacker,
who looks for hidden counts in all of it together.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import etree, html
from tests.evidence import hearing
from tests.evidence.attacker_of_measures import Attacker, Inside, Out, Said
from tests.evidence.hearing import BY, whole
from tests.evidence.reading import Files, files_of
from tests.evidence.test_gate_equality import PUT_TOGETHER
from tests.evidence.test_gate_who_works_where import KNOWN as WHO_WORKS_WHERE

from throughline.evidence.gate import TOTAL, Dimension, Key, Shown
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.measures.counting import is_sensitive
from throughline.evidence.measures.nesting import NESTED

HIDDEN = "hidden"
ALIKE = "everybody in a group gives"  # a page that says why something is hidden, and not this, hides no zero
# Whom the tables of comparison count, and the answers in them that say something of a person.
COHORTS = {
    "journey": "referrals",
    "ways-out": "stays",
    **{
        f"case-mix-{code}": code for code in ("first-contact", "treatment-start", "retained", "planned-exits")
    },
    **dict.fromkeys(("need-estimate", "need-met", "need-unmet", "need-evidence"), "need"),
}
ANSWERS = {"furthest", "way", "treatment", "evidence"}
GROUPS = {*BY.values(), "weeks", "part of a year", "left", "group"}


@dataclass
class Outsider:
    """What has been read so far: pages by address, and what they said."""

    browser: Any
    pages: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)

    def read(self, address: str) -> bytes:
        """The page, or nothing where the reader is turned away."""
        if address not in self.pages:
            answer = self.browser.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            self.pages[address] = content if answer.status_code == 200 else b""
            self.answers[address] = answer.status_code
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
                for link in links_in(content):
                    to = urlsplit(urljoin(address, link))
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
                page = words(self.read(at[1]))
                found.append(out_of(measure[1], content, days[0], why=page))
            elif content and re.match(r"/evidence/linking/[-0-9a-f]{36}/shares\.csv$", address):
                found.append(linked_of(content))
        return [each for each in found if each.shown.cells]

    def said(self) -> Iterator[Said]:
        """What else is said of the people of a measure: in pages, files and pictures, in packs, plans and aims."""
        for address, content in [*self.pages.items()]:
            for pattern, hear in HEARD.items():
                if content and (found := re.match(pattern, address)):
                    yield from hear(content, *found.groups())

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


def out_of(measure: str, content: bytes, period: str, *, why: str) -> Out:
    """A file of the gate as a table: whose it is, by what, and each cell, of which some are hidden.

    A zero is hidden only where a whole group gives one sensitive answer; `why` something is hidden says if that may be.
    """
    may_be_none = ALIKE in why
    header, *rows = csv.reader(io.StringIO(content.decode().removeprefix("\ufeff")))
    names = header[: header.index("people")]
    cells: dict[Key, int | None] = {
        tuple(row[: len(names)]): None if row[len(names)] == HIDDEN else int(row[len(names)]) for row in rows
    }
    dimensions = tuple(
        Dimension(
            name,
            tuple(dict.fromkeys(key[at] for key in cells if key[at] != TOTAL)),
            may_be_none and (name in ANSWERS or (name not in GROUPS and is_told(measure))),
        )
        for at, name in enumerate(names)
    )
    cohort = BY_CODE[measure].people_of or measure if measure in BY_CODE else COHORTS.get(measure, measure)
    return Out(cohort, Shown(measure, dimensions, cells, period=period, cohort=cohort), {})


def is_told(measure: str) -> bool:
    """Whether its answer says something of a person."""
    code = {"matched-colocated": "colocated", "matched-reoffending": "proven-reoffending"}.get(measure)
    code = code or measure.removeprefix("case-mix-")
    return code in BY_CODE and is_sensitive(BY_CODE[code])


def linked_of(content: bytes) -> Out:
    """The file of a linkage as a table: the same people as those of need."""
    cells: dict[Key, int | None] = {}
    for _, row in in_file(content):
        for name, text in row.items():
            if name != "locality":
                cells[row["locality"], TOTAL if name == "all" else name] = whole(text)
    kinds, places = (tuple(dict.fromkeys(key[at] for key in cells if key[at] != TOTAL)) for at in (1, 0))
    dimensions = (Dimension("place", places), Dimension("evidence", kinds, is_sensitive=True))
    return Out("need", Shown("linking", dimensions, cells, cohort="need"), {})


def links_in(content: bytes) -> Iterator[str]:
    """Every address to which a page leads, also by what may be chosen in a form."""
    page = html.fromstring(content)
    yield from (str(each).split(" ")[0] for each in page.xpath("//@href | //@src | //@srcset"))
    for form in page.xpath("//form[not(@method) or @method='get']"):
        for choice in form.xpath(".//select[@name]/option[@value!='']"):
            asked = urlencode({choice.getparent().get("name"): choice.get("value")})
            yield f"{form.get('action') or ''}?{asked}"


def words(content: bytes) -> str:
    """The words of a page."""
    return " ".join(html.fromstring(content).text_content().split())


def in_tables(page: bytes) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Each row of each table of a page, by the words above its columns."""
    if not page:
        return
    for table in html.fromstring(page).iter("table"):
        caption = table.find("caption")
        heads = table.xpath(".//thead//th")
        for row in table.xpath(".//tbody/tr"):
            said = {}
            for head, cell in zip(heads, row.xpath("./th | ./td"), strict=False):
                # An interval stands under its figure, in one cell with it.
                for name, text in zip(_lines(head), _lines(cell), strict=False):
                    said[name] = text.removesuffix(" Yours")
            yield None if caption is None else caption.text_content(), said


def _lines(cell: Any) -> list[str]:
    own = "".join(cell.xpath(".//text()[not(ancestor::*[@class='tl-interval'])]"))
    under = [each.text_content() for each in cell.xpath(".//*[@class='tl-interval']")]
    return [" ".join(each.split()) for each in (own, *under)]


def in_file(content: bytes) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Each row of a file, by the words above its columns."""
    for row in csv.DictReader(io.StringIO(content.decode().removeprefix("\ufeff"))):
        yield None, dict(row)


def in_picture(svg: bytes) -> list[str]:
    """Every text of a picture, and what it says to those who hear it."""
    root = etree.fromstring(svg)
    texts = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    return [*texts, *(str(each) for each in root.xpath("//@aria-label"))]


def files_read(*outsiders: Outsider) -> Files:
    """What all documents and files say that these have read, and the numbers in them that nothing explains."""
    return files_of(outsiders, [each for one in outsiders for each in one.tables()])


def attacker_of(*outsiders: Outsider, files: Files | None = None) -> Attacker:
    """Somebody who has what all of these have read, has read the definitions, and knows who works where."""
    left = {
        (each.shown.name, each.shown.dimensions, each.shown.period, *each.shown.cells.items()): each
        for one in outsiders
        for each in one.tables()
    }
    said = (files or files_read(*outsiders)).said
    there = {each.cohort for each in left.values()}
    nested = [
        Inside(each.inner, each.outer, "month" in each.by, each.among[1] if each.among else "", each.is_all)
        for each in NESTED
        if {each.outer, *each.inner} <= there
    ]
    known = (
        *WHO_WORKS_WHERE,
        *PUT_TOGETHER,
        ("weeks", "part of a year", hearing.band_of),
        ("way", "left", hearing.has_left),
    )
    heard = (each for one in outsiders for each in one.said())
    return Attacker([*left.values()], nested, known, chain(heard, sorted(said, key=str)))


def _measure(content: bytes, code: str, is_file: str | None) -> Iterator[Said]:
    for caption, row in in_file(content) if is_file else in_tables(content):
        if caption is None or "worked out by hand" not in caption:
            yield from hearing.of_row(code, row)


def _pack(content: bytes, place: str = "") -> Iterator[Said]:
    for _, row in in_tables(content):
        yield from hearing.of_pack(row, place.capitalize())


def _marks(content: bytes, code: str) -> Iterator[Said]:
    for label in in_picture(content):
        yield from hearing.of_mark(code, label)


def _steps(content: bytes) -> Iterator[Said]:
    for _, row in in_file(content):
        yield from hearing.of_step(TOTAL if row["place"] == "all" else row["place"], row)


def _case_mix(content: bytes, code: str | None) -> Iterator[Said]:
    for _, row in in_file(content):
        yield from hearing.of_case_mix(code or "retained", row)


def _need(content: bytes, which: str) -> Iterator[Said]:
    for _, row in in_file(content):
        yield from hearing.of_need(which, row)


def _weeks(content: bytes) -> Iterator[Said]:
    return hearing.of_weeks([row for _, row in in_file(content)])


HEARD: Mapping[str, Callable[..., Iterator[Said]]] = {
    r"/evidence/measures/([-a-z0-9]+)/(table\.csv)?(?:\?|#|$)": _measure,
    r"/evidence/measures/([-a-z0-9]+)/\w+\.svg": _marks,
    r"/packs/([-a-z]+)/(?:[-0-9q/]+)?(?:#|$)": _pack,
    r"/programmes/[-a-z]+/aims/": _pack,
    r"/evidence/journey/steps\.csv": _steps,
    r"/evidence/fair/ratios\.csv(?:\?measure=([-a-z]+))?": _case_mix,
    r"/evidence/need/(place|unit)\.csv": _need,
    r"/evidence/staying/curve\.csv": _weeks,
}
