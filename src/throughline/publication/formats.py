"""In which other forms can everybody have what a page shows?"""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree

from throughline.kernel.money import Money

LICENCE = "Licence to be confirmed by the authority (Open Government Licence v3.0 is proposed)."
ATOM = "http://www.w3.org/2005/Atom"

DECISION_COLUMNS = (
    "number", "title", "date_of_decision", "publication_date", "decision_status", "function", "total_pounds",
    "total_pence", "parts_by_place", "address",
)  # fmt: skip
ALLOCATION_COLUMNS = (
    "programme", "year", "place", "gss_code", "amount_pounds", "amount_pence", "decision", "address",
)  # fmt: skip
GRANT_COLUMNS = (
    "decision", "place", "gss_code", "recipient_as_worded", "amount_pounds", "amount_pence", "purpose",
    "date_of_decision", "address",
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


def decision_rows(rows: Iterable[Any], address: Any) -> Iterable[Sequence[object]]:
    """The columns of the register's CSV and JSON lists."""
    for each in rows:
        yield (
            each.number,
            each.title,
            each.decided_on,
            each.published_on,
            each.status,
            each.function,
            pounds(each.total_pence),
            _pence(each.total_pence),
            len(each.parts),
            address("public-decision", each.number),
        )


def allocation_rows(rows: Iterable[Any], address: Any) -> Iterable[Sequence[object]]:
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
            address("round", each.round.programme.code, each.round.slug),
        )


def grant_rows(rows: Iterable[Any], address: Any) -> Iterable[Sequence[object]]:
    """The columns of the published grants."""
    for each in rows:
        yield (
            each.notice.number,
            each.place,
            each.gss_code,
            each.notice.recipients,
            pounds(each.pence),
            _pence(each.pence),
            each.notice.purpose,
            each.notice.decided_on,
            address("public-decision", each.notice.number),
        )


def round_rows(rows: Iterable[Any], address: Any) -> Iterable[Sequence[object]]:
    """The columns of the rounds, gaps included."""
    for each in rows:
        yield (
            each.programme.name,
            each.year,
            each.standing,
            pounds(each.total_pence),
            _pence(each.total_pence),
            each.decision.number if each.decision else None,
            address("round", each.programme.code, each.slug),
        )


def as_json(columns: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> dict[str, Any]:
    """A list as one JSON object: its name, its licence, its rows by column; dates as ISO text."""
    said = [{column: _plain(value) for column, value in zip(columns, row, strict=True)} for row in rows]
    return {"name": name, "licence": LICENCE, "count": len(said), name: said}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | str) else str(value)


def atom(rows: Iterable[Any], address: Any, base: str) -> bytes:
    """The newest decisions as an Atom feed; an entry's id is its stable address and never changes."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    entries = list(rows)
    _say(feed, "id", f"{base}{address('register')}")
    _say(feed, "title", "Public register: decisions")
    newest = max((each.made_public_at for each in entries), default=None)
    _say(feed, "updated", newest.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    ElementTree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=f"{base}{address('register-format', 'atom')}")
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _say(author, "name", "Throughline")
    for each in entries:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        here = f"{base}{address('public-decision', each.number)}"
        _say(entry, "id", here)
        _say(entry, "title", each.heading)
        _say(entry, "updated", each.made_public_at.isoformat())
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=here)
        total = each.total_pence
        _say(
            entry, "summary", f"Decision {each.number}: {total if total is not None else 'no total stated'}."
        )
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def sitemap(addresses: Iterable[tuple[str, Any]], base: str) -> bytes:
    """The map of the public pages."""
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    ElementTree.register_namespace("", space)
    whole = ElementTree.Element(f"{{{space}}}urlset")
    for path, changed in addresses:
        url = ElementTree.SubElement(whole, f"{{{space}}}url")
        ElementTree.SubElement(url, f"{{{space}}}loc").text = base + path
        if changed:
            ElementTree.SubElement(url, f"{{{space}}}lastmod").text = changed.isoformat()
    written: bytes = ElementTree.tostring(whole, encoding="utf-8", xml_declaration=True)
    return written


def _say(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = _printable(text)


def _printable(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)
