"""What decisions does a text hold, and what does each of them say?"""

import re
from collections.abc import Sequence
from datetime import date

from .dates import dates
from .form import Field
from .money import amounts, percentages
from .narrative import conditions, endorsements, payment_basis, price_basis, recipients, related
from .people import contact, decision_makers, person
from .powers import function, legal_power
from .promises import promises
from .record import Found, Record
from .records import split
from .shape import Place, ReadDecision, Safeguarding, SignOff, StatedAmount, StatedPercentage
from .signatures import sign_offs
from .tables import breakdown
from .totals import by_year, total
from .view import see

_AGREED_ON = re.compile(r"\b(?:decisions?|notice)\b[^.;]{0,60}\b(?:agreed|made|taken|approved|decided)\b[^.;\d]{0,30}$", re.IGNORECASE)
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.() -]{0,40}\d[A-Za-z0-9/_.()-]{0,20}")
_NOTHING = re.compile(r"(?:n/?a|none|not applicable|tbc|nil|[-–.]*)", re.IGNORECASE)


def read_decisions(text: str, places: Sequence[Place]) -> tuple[ReadDecision, ...]:
    """Every decision that the text records, in its order; none where it records none."""
    view = see(text)
    return tuple(
        _read(Record(view, start, end, places, preamble)) for start, end, preamble in split(view)
    )


def _read(record: Record) -> ReadDecision:
    parts = breakdown(record)
    annual = by_year(record)
    signed = sign_offs(record)
    whole = total(record, parts, annual)
    start, end = record.view.place(record.start, record.end)
    note = record.note
    return ReadDecision(
        title=note("title", _title(record)),
        reference=note("reference", _reference(record)),
        author=note("author", person(record, "author", "lead_officer")),
        contact=note("contact", contact(record)),
        function=note("function", function(record)),
        legal_power=note("legal_power", legal_power(record)),
        decision_type=note("decision_type", _line(record, "decision_type")),
        decision_makers=record.note_all("decision_makers", decision_makers(record)),
        status=note("status", _line(record, "status")),
        key_decision=note("key_decision", _yes_no(record, "key_decision")),
        subject_to_call_in=note("subject_to_call_in", _yes_no(record, "subject_to_call_in")),
        decided_on=note("decided_on", _day(record, "decided_on") or _agreed_on(record)) or _last_signed(record, signed),
        published_on=note("published_on", _day(record, "published_on")),
        effective_from=note("effective_from", _day(record, "effective_from")),
        total_pence=note("total_pence", whole),
        breakdown=tuple(part.value for part in parts),
        by_year=tuple(part.value for part in annual),
        amounts=tuple(
            StatedAmount(pence, *_quoted(record, begin, stop)) for pence, begin, stop in amounts(record.view.clean, record.start, record.end)
        ),
        percentages=record.note_all("percentages", [
            Found(StatedPercentage(value, record.view.words(begin, stop)), begin, stop)
            for value, begin, stop in percentages(record.view.clean, record.start, record.end)
        ]),
        recipients=note("recipients", recipients(record)),
        price_basis=note("price_basis", price_basis(record)),
        payment_basis=note("payment_basis", payment_basis(record)),
        conditions=record.note_all("conditions", conditions(record)),
        sign_offs=tuple(found.value for found in signed),
        endorsements=record.note_all("endorsements", endorsements(record)),
        related=tuple(found.value for found in related(record)),
        promises=tuple(found.value for found in promises(record)),
        safeguarding=Safeguarding(_answer(record, "children"), _answer(record, "adults")),
        evidence=record.evidence,
        start=start,
        end=end,
    )


def _quoted(record: Record, start: int, end: int) -> tuple[str, int, int]:
    quote = record.view.quote(start, end)
    return quote.text, quote.start, quote.end


def _title(record: Record) -> Found[str] | None:
    field = record.form.first("title")
    return record.worded(*record.form.paragraph(field), ":") if field else None


def _line(record: Record, name: str) -> Found[str] | None:
    field = record.form.first(name)
    found = record.worded(*record.form.line(field), ".") if field else None
    return found if found and not _NOTHING.fullmatch(found.value) else None


def _reference(record: Record) -> Found[str] | None:
    for field in record.form.all("reference"):
        match = _REFERENCE.match(record.view.clean, *record.form.line(field))
        if match:
            return record.worded(match.start(), match.end(), ".")
    return None


def _yes_no(record: Record, name: str) -> Found[bool] | None:
    for field in record.form.all(name):
        start, end = record.form.line(field)
        word = re.match(r"(?P<no>no\b|non|not\b|false)|(?P<yes>yes\b|true)", record.view.clean[start:end], re.IGNORECASE)
        if word and not re.match(r"not applicable", record.view.clean[start:end], re.IGNORECASE):
            return Found(bool(word["yes"]), start, start + word.end())
    return None


def _day(record: Record, name: str) -> Found[date] | None:
    for field in record.form.all(name):
        stop = _after(record, field)
        for day in dates(record.view.flow, field.start, stop):
            if day.day:
                return Found(day.day, day.start, day.end)
    return None


def _after(record: Record, field: Field) -> int:
    return min(field.end, record.form.line(field)[1] + 1)


def _agreed_on(record: Record) -> Found[date] | None:
    for start, end in ((record.start, min(record.end, record.start + 600)), record.preamble):
        for day in dates(record.view.flow, start, end):
            if day.day and _AGREED_ON.search(record.view.flow, max(start, day.start - 120), day.start):
                return Found(day.day, day.start, day.end)
    return None


def _last_signed(record: Record, signed: list[Found[SignOff]]) -> date | None:
    """The latest dated signature, where no date of decision is stated."""
    days = [found.value.signed_on for found in signed if found.value.signed_on]
    if not days:
        return None
    i = next(i for i, found in enumerate(signed) if found.value.signed_on == max(days))
    record.evidence["decided_on"] = record.evidence[f"sign_offs[{i}].signed_on"]
    return max(days)


def _answer(record: Record, whom: str) -> str | None:
    for field in record.form.all(f"safeguarding_{whom}", "safeguarding"):
        found = record.worded(*record.form.paragraph(field))
        if found:
            return record.note(f"safeguarding.{whom}", found)
        return ""
    return None
