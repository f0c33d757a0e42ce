"""What decisions does a text hold, and what does each of them say?"""

import re
from collections.abc import Sequence
from datetime import date

from .annual import by_year, only_year
from .breakdown import breakdown
from .dates import years
from .form import Field, Form, lines_of
from .labels import numbering
from .money import percentages
from .narrative import conditions, endorsements, payment_basis, price_basis, recipients, related
from .people import contact, decision_makers, person
from .powers import function, legal_power
from .promises import promises
from .record import Found, Record
from .records import split
from .shape import Place, ReadDecision, Safeguarding, SignOff, StatedAmount, StatedPercentage
from .signatures import sign_offs
from .tables import rows
from .totals import total
from .view import see

_AGREED_ON = re.compile(
    r"\b(?:decisions?|notice)\b[^.;]{0,60}\b(?:agreed|made|taken|approved|decided)\b[^.;\d]{0,30}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:[Ee]arlier|[Pp]revious\w*|[Pp]rior|[Ff]ormer|[Oo]riginal|[Ff]irst|[Ll]ast|[Rr]elated"
    r"|[A-Z]{2,6}[/-]\d[\w/-]*)\b"
)
_ON = re.compile(r"\b[Oo]n (?:the )?(?:\w+day,? )?(?:the )?$")
_THEN_DECIDED = re.compile(
    r"^[^.;]{0,140}?\b(?:decided|approved|agreed|resolved|determined) (?:to|that|the|a|an)\b", re.IGNORECASE
)
_EFFECT = re.compile(
    r"\bdecision\b[^.;]{0,80}\b(?:takes?|taking|comes?|coming into|has) (?:effect|force|into (?:effect"
    r"|force)) (?:on|from)(?: the)? ",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:No\.? ?)?[A-Za-z0-9][A-Za-z0-9/_.() –-]{0,40}\d[A-Za-z0-9/_.()-]{0,20}"
    r"|[A-Z]{2,6}(?:[/-][A-Z0-9]{1,8}){1,4}"
)
_CODED = re.compile(
    r"(?<![\w/])(?:No\.? ?)?(?P<code>(?!NOTICE|RECORD|FORM|DATE|PAGE|PART|REPORT|ACT|OF|ON|THE|NO|MAY\b"
    r"|JUNE|JULY)[A-Z]{2,6}[ /-]?(?:[A-Z]{1,5}[ /-]?){0,2}\d{1,6}(?:[/-]\w{1,6}){0,3}"
    r"|\d{1,4}/\d{2,4}(?!/))(?![\w/])"
)
_LABELLED = re.compile(r"[A-Z][\w '/()-]{1,40}\??: ?(?=\S)")
_MONTH = re.compile(
    r"(?i:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
)
_FORM_WORD = re.compile(r"\b(?:decisions?|notice|record)\b", re.IGNORECASE)
_NOTHING = re.compile(r"(?:n/?a|none|not applicable|tbc|nil|[-–.]*)", re.IGNORECASE)
_FORM_NAME = re.compile(
    r"(?:(?:\w+ ){0,3}decision(?: (?:notice|record|report|details?|form|sheet))?"
    r"|notice of (?:\w+ )?decision|record of (?:\w+ ){0,3}decision)(?: ?[-–:] )",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\b(?:decision (?:notice|record|form|report|sheet|details?|log|paper)|notice of|record of|form of"
    r"|office of|publication of|notification of|public document|page \d|part [1i]\b|not for publication"
    r"|official"
    r"|delegated (?:powers|decisions?|officer)|(?:officer|executive|mayoral|delegated|cabinet member"
    r"|chief officer) (?:executive )?decisions?|request for"
    r"|(?:combined |fire (?:and rescue )?|local )authority$|council$|care board$|nhs trust$"
    r"|left blank|https?:|@)|^(?:\d|on )"
    r"|^decision$",
    re.IGNORECASE,
)
_TICK_BOX = re.compile(r"\[ ?[xX✓✔]? ?\]|\( ?[xX✓✔]? ?\)|[☐☒☑✓✔□■◻◼]|(?<=[\t ])[xX](?=[\t\n ]|$)")
_CHOSEN = re.compile(r"\[ ?[xX✓✔] ?\]|\( ?[xX✓✔] ?\)|[☒☑✓✔■◼]|[xX]")
_ANSWER = re.compile(
    r"[\W_]*(?:(?P<no>no\b|non\b|not\b|false|n\b(?!/)|exempt)|(?P<yes>yes\b|true|y\b|key\b|subject\b))",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(
    r"[\W_]*(?:not (?:applicable|relevant|known)|no (?:information|answer))", re.IGNORECASE
)
_SAID: dict[str, tuple[tuple[bool, re.Pattern[str]], ...]] = {
    "key_decision": (
        (
            False,
            re.compile(
                r"\b(?:is|was) not (?:considered (?:to be )?)?a key decision\b|\b(?:is"
                r"|was) a non-key decision\b",
                re.IGNORECASE,
            ),
        ),
        (True, re.compile(r"\b(?:is|was) (?:considered (?:to be )?)?a key decision\b", re.IGNORECASE)),
    ),
    "subject_to_call_in": (
        (
            False,
            re.compile(
                r"\bnot (?:be )?(?:subject|open|liable|eligible) (?:to"
                r"|for) (?:the )?(?:scrutiny )?call[ -]?in\b|\bexempt from call[ -]?in\b"
                r"|\bcall[ -]?in (?:does"
                r"|do|will) not apply\b",
                re.IGNORECASE,
            ),
        ),
        (
            True,
            re.compile(
                r"\b(?:is|was|are) (?:subject|open|liable) to (?:the )?(?:scrutiny )?call[ -]?in\b"
                r"|\bmay be called[ -]in (?:until|by|before|within)\b",
                re.IGNORECASE,
            ),
        ),
    ),
}


def read_decisions(text: str, places: Sequence[Place]) -> tuple[ReadDecision, ...]:
    """Every decision that the text records, in its order; none where it records none."""
    view = see(text)
    return tuple(
        _read(
            Record(
                view, part.form or Form(view, part.start, part.end), part.start, part.end, places, part.cover
            )
        )
        for part in split(view)
    )


def _read(record: Record) -> ReadDecision:
    tables = rows(record)
    parts = breakdown(record, tables)
    annual = by_year(record, tables, parts)
    whole = total(record, parts, annual)
    annual = only_year(record, annual, whole)
    signed, power = sign_offs(record), legal_power(record)
    start, end = record.view.place(record.start, record.end)
    note = record.note
    decided_on = (
        note("decided_on", _day(record, "decided_on") or _agreed_on(record))
        or _last_signed(record, signed)
        or note("decided_on", _day(record, "signed_date"))
    )
    return ReadDecision(
        title=note("title", _title(record)),
        reference=note("reference", _reference(record)),
        author=note("author", person(record, "author", "lead_officer")),
        contact=note("contact", contact(record)),
        function=note("function", function(record, signed, power)),
        legal_power=note("legal_power", power),
        decision_type=note("decision_type", _line(record, "decision_type")),
        decision_makers=record.note_all("decision_makers", decision_makers(record)),
        status=note("status", _line(record, "status")),
        key_decision=note("key_decision", _yes_no(record, "key_decision")),
        subject_to_call_in=note("subject_to_call_in", _yes_no(record, "subject_to_call_in")),
        decided_on=decided_on,
        published_on=note("published_on", _day(record, "published_on")),
        effective_from=note("effective_from", _day(record, "effective_from") or _takes_effect(record)),
        total_pence=note("total_pence", whole),
        breakdown=tuple(part.value for part in parts),
        by_year=tuple(part.value for part in annual),
        amounts=tuple(
            StatedAmount(pence, *_quoted(record, begin, stop)) for pence, begin, stop in record.amounts
        ),
        percentages=record.note_all(
            "percentages",
            [
                Found(StatedPercentage(value, record.view.words(begin, stop)), begin, stop)
                for value, begin, stop in percentages(record.view.clean, record.start, record.end)
            ],
            ".value",
        ),
        recipients=note("recipients", recipients(record)),
        price_basis=note("price_basis", price_basis(record)),
        payment_basis=note("payment_basis", payment_basis(record)),
        conditions=record.note_all("conditions", conditions(record)),
        sign_offs=tuple(found.value for found in signed),
        endorsements=record.note_all("endorsements", endorsements(record)),
        related=tuple(found.value for found in related(record, decided_on)),
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
    """What the decision is about: behind its label, else the one heading above the first label."""
    for field in record.form.all("title"):
        found = record.worded(*_wrapped(record, field), ":.")
        if found and not _NOTHING.fullmatch(found.value):
            return found
    return _heading(record)


def _wrapped(record: Record, field: Field) -> tuple[int, int]:
    """A value with the lines that a full line carries over to: no new label, no sentence."""
    text = record.view.clean
    start, end = record.form.paragraph(field)
    lines = list(lines_of(text, start, end))
    for i in range(1, len(lines)):
        before, line = text[slice(*lines[i - 1])], text[slice(*lines[i])]
        carried = line[:1].islower() or len(before) >= 35
        if i > 3 or not carried or _LABELLED.match(line) or (line.endswith(".") and not line[:1].islower()):
            return start, lines[i - 1][1]
    return start, end


def _heading(record: Record) -> Found[str] | None:
    view = record.view
    fields = [field for field in record.form.fields if field.name and field.label[0] not in view.heads]
    if len(fields) > 1 and fields[0].name == "decision" and len(record.form.all("decision")) > 1:
        fields = fields[1:]  # "Decision - the subject" above the form, which has its decision further down
    first = fields[0] if fields else None
    if first is None or first.label[0] < record.start:
        return None
    candidates = []
    for start, end in lines_of(view.clean, record.start, min(first.label[0], record.start + 1500)):
        form_name = _FORM_NAME.match(view.clean, start, end)
        begin = form_name.end() if form_name else start
        begin = numbering(view.clean, begin, end)
        shown = view.clean[begin:end]
        if not 8 <= len(shown) <= 250 or _NO_TITLE.search(shown) or shown[-1] in ".:":
            continue
        candidates.append((start in view.heads, begin, end))
    headings = [item for item in candidates if item[0]] or candidates
    return record.worded(headings[0][1], headings[0][2], ":–- ") if len(headings) == 1 else None


def _line(record: Record, name: str) -> Found[str] | None:
    for field in record.form.all(name):
        ticked = _ticked(record, field)
        if ticked:
            return ticked
        found = record.worded(*record.form.line(field), ".")
        if found and not _NOTHING.fullmatch(found.value) and not _TICK_BOX.search(found.value):
            return found
    return None


def _ticked(record: Record, field: Field) -> Found[str] | None:
    """The option that carries the tick, where a field prints boxes."""
    start, end = record.form.row(field)
    text = record.view.clean
    marks = list(_TICK_BOX.finditer(text, start, end))
    chosen = [mark for mark in marks if _CHOSEN.fullmatch(mark[0])]
    if len(marks) < 2 or len(chosen) != 1:
        return None
    i = marks.index(chosen[0])
    if not text[start : marks[0].start()].strip():  # boxes stand before their options
        return record.worded(chosen[0].end(), marks[i + 1].start() if i + 1 < len(marks) else end, "/|,")
    return record.worded(marks[i - 1].end() if i else start, chosen[0].start(), "/|,")


def _reference(record: Record) -> Found[str] | None:
    for field in record.form.all("reference"):
        match = _REFERENCE.match(record.view.clean, *record.form.line(field))
        if match:
            return record.worded(match.start(), match.end(), ".")
    named = next((field.label[0] for field in record.form.fields if field.name), record.end)
    for start, end in list(lines_of(record.view.clean, record.start, max(named, record.start)))[:6]:
        match = _CODED.search(record.view.clean, start, end)
        if (
            match
            and not _MONTH.search(match["code"])
            and not any(years(match["code"]))
            and (_FORM_WORD.search(record.view.clean, start, end) or match.span("code") == (start, end))
            and end - start < 140
        ):
            return record.worded(match.start("code"), match.end("code"), ".")
    return None


def _yes_no(record: Record, name: str) -> Found[bool] | None:
    """True or False where the notice answers; None where it does not, or answers "not applicable"."""
    for field in record.form.all(name):
        ticked = _ticked(record, field)
        start, end = (ticked.start, ticked.end) if ticked else record.form.line(field)
        answer = _ANSWER.match(record.view.clean, start, end)
        if answer and not _NOT_APPLICABLE.match(record.view.clean, start, end):
            exempt = "exempt" in record.view.clean[field.label[0] : field.label[1]].lower()
            return Found(bool(answer["yes"]) != exempt, start, answer.end())
    for sentence in record.sentences:
        for value, pattern in _SAID[name]:
            match = pattern.search(record.view.flow, sentence.start, sentence.end)
            if match:
                return Found(value, match.start(), match.end())
    if name == "subject_to_call_in":
        until = _day(record, "call_in_until")
        return Found(True, until.start, until.end) if until else None
    return None


def _day(record: Record, *names: str) -> Found[date] | None:
    for field in record.form.all(*names):
        if record.section_at(field.label[0] - 1) == "signature" and names == ("signed_date",):
            continue
        for day in record.dates_in(field.start, _after(record, field)):
            return Found(day.day, day.start, day.end)
    return None


def _after(record: Record, field: Field) -> int:
    return min(field.end, record.form.row(field)[1] + 1)


def _agreed_on(record: Record) -> Found[date] | None:
    """The date that a heading or the first sentences say the decision was made."""
    flow = record.view.flow
    for start, end in ((record.start, min(record.end, record.start + 1500)), record.cover):
        for day in record.dates_in(start, end):
            before, after = (
                flow[max(start, day.start - 120) : day.start],
                flow[day.end : min(end, day.end + 160)],
            )
            said = _AGREED_ON.search(before)
            if (said and not _EARLIER.search(before, max(0, said.start() - 30))) or (
                _ON.search(before) and _THEN_DECIDED.match(after)
            ):
                return Found(day.day, day.start, day.end)
    return None


def _takes_effect(record: Record) -> Found[date] | None:
    """The date that the prose says the decision takes effect."""
    for match in _EFFECT.finditer(record.view.flow, record.start, record.end):
        day = next(iter(record.dates_in(match.end(), match.end() + 30)), None)
        if day and day.start - match.end() <= 12:
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
