"""In which other forms can everybody have what a page shows?"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree

from django.urls import reverse

from throughline.decisions.record import LICENCE, for_all
from throughline.decisions.shown import ShownDecision
from throughline.kernel.money import Money
from throughline.publication.monthly import REASONS, lacking, reasons_of

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

DECISION_COLUMNS = (
    "number", "title", "date_of_decision", "publication_date", "decision_status", "function", "total_pounds",
    "total_pence", "parts_by_place", "state", "version", "address", "call_in",
)  # fmt: skip
ALLOCATION_COLUMNS = (
    "programme", "year", "place", "gss_code", "amount_pounds", "amount_pence", "decision", "address",
)  # fmt: skip
GRANT_COLUMNS = (
    "decision", "place", "gss_code", "recipient_as_worded", "amount_pounds", "amount_pence", "purpose",
    "date_of_decision", "address",
)  # fmt: skip
MONTH_COLUMNS = (
    "decision", "title", "date_of_decision", "recipient", "purpose", "conditions", "reasons", "record_lacks",
    "total_pounds", "total_pence", "address",
)  # fmt: skip
ROUND_COLUMNS = ("programme", "year", "standing", "total_pounds", "total_pence", "decision", "address")


def pounds(amount: Money | None) -> str:
    """Return "69573.32", empty for an amount that is not stated."""
    if amount is None:
        return ""
    sign = "-" if amount.pence < 0 else ""
    return f"{sign}{abs(amount.pence) // 100}.{abs(amount.pence) % 100:02}"


def _pence(amount: Money | None) -> int | None:
    return None if amount is None else amount.pence


class Addresses:
    """The full addresses of decisions and rounds, worked out once for a whole list."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._decision = base + reverse("public-decision", args=["0000-000"])

    def decision(self, number: str) -> str:
        return self._decision.replace("0000-000", number)

    def round(self, programme: str, slug: str) -> str:
        return self.base + reverse("round", args=[programme, slug])


def decision_rows(rows: Iterable[Any], at: Addresses) -> Iterable[Sequence[object]]:
    """The columns of the register's CSV and JSON lists."""
    for each in rows:
        yield (
            each.number,
            for_all(each.title),
            each.decided_on,
            each.published_on,
            each.status,
            each.function,
            pounds(each.total_pence),
            _pence(each.total_pence),
            each.part_count,
            each.state,
            each.version,
            at.decision(each.number),
            each.call_in_state,
        )


def allocation_rows(rows: Iterable[Any], at: Addresses) -> Iterable[Sequence[object]]:
    """The columns of the published allocations."""
    for each in rows:
        yield (
            each.round.programme.name,
            each.round.year,
            each.place.name,
            each.place.gss_code,
            pounds(each.amount_pence),
            _pence(each.amount_pence),
            each.round.decision.number,
            at.round(each.round.programme.code, each.round.slug),
        )


def grant_rows(rows: Iterable[Any], at: Addresses) -> Iterable[Sequence[object]]:
    """The columns of the published grants."""
    for each in rows:
        yield (
            each.notice.number,
            each.place,
            each.gss_code,
            for_all(each.recipient or each.notice.recipients),
            pounds(each.pence),
            _pence(each.pence),
            for_all(each.notice.purpose),
            each.notice.decided_on,
            at.decision(each.notice.number),
        )


def round_rows(rows: Iterable[Any], at: Addresses) -> Iterable[Sequence[object]]:
    """The columns of the rounds, gaps included."""
    for each in rows:
        yield (
            each.programme.name,
            each.year,
            each.standing,
            pounds(each.total_pence),
            _pence(each.total_pence),
            each.decision.number if each.decision else None,
            at.round(each.programme.code, each.slug),
        )


def month_rows(rows: Iterable[ShownDecision], at: Addresses) -> Iterable[Sequence[object]]:
    """The columns of a month of the monthly register."""
    for each in rows:
        said = each.facts.said
        yield (
            each.facts.number,
            each.heading,
            said.decided_on,
            said.recipients,
            each.facts.purpose,
            "; ".join(said.conditions),
            reasons_of(each.facts) or REASONS,
            "; ".join(lacking(each.facts)),
            pounds(each.total),
            said.total_pence,
            at.decision(each.facts.number),
        )


def as_json(columns: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> str:
    """A list as one JSON object: its name, its licence, its rows by column; dates as ISO text."""
    said = [_as_object(columns, row) for row in rows]
    head = json.dumps({"name": name, "licence": LICENCE, "count": len(said)}, ensure_ascii=False)
    return f"{head[:-1]}, {json.dumps(name)}: [\n{','.join(said)}]}}"


def _as_object(columns: Sequence[str], row: Sequence[object]) -> str:
    plain = {column: _plain(value) for column, value in zip(columns, row, strict=True)}
    return json.dumps(plain, ensure_ascii=False) + "\n"


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | str) else str(value)


def atom(rows: Iterable[Any], at: Addresses) -> bytes:
    """The newest decisions as an Atom feed; an entry's id is its stable address and never changes."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    entries = list(rows)
    _say(feed, "id", at.base + reverse("register"))
    _say(feed, "title", "Public register: decisions")
    newest = max((each.changed_at for each in entries), default=None)
    _say(feed, "updated", newest.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    here = at.base + reverse("register-format", args=["atom"])
    ElementTree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=here)
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _say(author, "name", "Throughline")
    for each in entries:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        page = at.decision(each.number)
        _say(entry, "id", page)
        _say(entry, "title", for_all(each.heading))
        _say(entry, "updated", each.changed_at.isoformat())
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=page)
        total = each.total_pence
        amount = total if total is not None else "no total stated"
        _say(entry, "summary", f"Decision {each.number}: {amount}.{_since(each)}")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _since(decision: Any) -> str:
    """What has become of it since it was first published."""
    if decision.state == "superseded":
        return " It no longer stands: a later decision stands in its place."
    if decision.call_in_state == "given_up":
        return " It was called in and given up: it never took effect."
    return f" Corrected: version {decision.version}." if decision.version > 1 else ""


def sitemap(addresses: Iterable[tuple[str, date | None]]) -> bytes:
    """The map of public pages, each with the day on which it last changed."""
    return _map("urlset", "url", addresses)


def sitemap_index(addresses: Iterable[str]) -> bytes:
    """The map of the maps, where one would be too long."""
    return _map("sitemapindex", "sitemap", ((address, None) for address in addresses))


def _map(whole: str, one: str, addresses: Iterable[tuple[str, date | None]]) -> bytes:
    ElementTree.register_namespace("", SITEMAP)
    tree = ElementTree.Element(f"{{{SITEMAP}}}{whole}")
    for address, changed in addresses:
        entry = ElementTree.SubElement(tree, f"{{{SITEMAP}}}{one}")
        ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = address
        if changed:
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed.isoformat()
    written: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written


def _say(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = _printable(text)


def _printable(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)
