"""What is a decision on record, and in which form does everybody read it?

One table of fields gives the reader page, the decision's pages and the published form their order, labels and
shapes. The published form is the canonical record: its JSON Schema is data/decision.schema.json.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Literal, cast

import rfc8785

from .made import Made, made_from, made_values
from .reading.shape import (
    Finding,
    Function,
    PlacePart,
    Promise,
    ReadDecision,
    RelatedDecision,
    Safeguarding,
    SignOff,
    StatedAmount,
    StatedPercentage,
    YearPart,
)
from .revised import Change, Revised

Json = dict[str, Any]
Kind = Literal["line", "text", "function", "yes-no", "date", "money", "number", "place", "year"]

FUNCTIONS: dict[Function, str] = {
    "police-and-crime": "Police and crime commissioner function of the Mayor",
    "mayoral": "Other function of the Mayor",
    "authority": "Function of the authority",
    "fire": "Fire and rescue function",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a value that has several: its key in the record, its label, and what may stand there."""

    name: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a notice may say; `one` is what a single value of it is called."""

    name: str
    label: str
    group: str
    parts: tuple[Part, ...]
    is_list: bool = False
    one: str = ""
    may_add: bool = True

    @property
    def kind(self) -> Kind:
        return self.parts[0].kind

    @property
    def is_plain(self) -> bool:
        """Whether one value is a bare value, not a row of named parts."""
        return self.parts[0].name == ""


def _one(name: str, label: str, group: str, kind: Kind) -> Field:
    return Field(name, label, group, (Part("", label, kind),), one=label.lower())


def _many(name: str, label: str, group: str, one: str, *parts: Part, may_add: bool = True) -> Field:
    return Field(name, label, group, parts, is_list=True, one=one, may_add=may_add)


WHAT, WHEN, MONEY = "What was decided", "Dates and regime", "The money"
SIGNED, STANDS, PROMISED = "Who decided and signed", "What it stands on", "What it promised"
SAFE, FIGURES = "Safeguarding", "Every figure in the text"

FIELDS: tuple[Field, ...] = (
    _one("title", "Subject", WHAT, "line"),
    _one("reference", "Reference", WHAT, "line"),
    _one("decision_type", "Type of decision", WHAT, "line"),
    _one("status", "Decision status", WHAT, "line"),
    _one("author", "Decision author", WHAT, "line"),
    _one("contact", "Contact officer", WHAT, "line"),
    _one("function", "Function exercised", WHEN, "function"),
    _one("legal_power", "Legal power", WHEN, "line"),
    _one("key_decision", "Is Key decision?", WHEN, "yes-no"),
    _one("subject_to_call_in", "Is subject to call in?", WHEN, "yes-no"),
    _one("decided_on", "Date of decision", WHEN, "date"),
    _one("published_on", "Publication date", WHEN, "date"),
    _one("effective_from", "In effect from", WHEN, "date"),
    _one("total_pence", "Total", MONEY, "money"),
    _many(
        "breakdown",
        "Parts by place",
        MONEY,
        "part",
        Part("place", "Place", "line"),
        Part("gss_code", "Place code", "place"),
        Part("pence", "Amount", "money"),
    ),
    _many(
        "by_year", "By year", MONEY, "year", Part("year", "Year", "year"), Part("pence", "Amount", "money")
    ),
    _one("recipients", "Who receives it", MONEY, "text"),
    _one("price_basis", "Price basis", MONEY, "line"),
    _one("payment_basis", "Payment basis", MONEY, "line"),
    _many("decision_makers", "Decision Maker", SIGNED, "decision maker", Part("", "Post or name", "line")),
    _many(
        "sign_offs",
        "Signatures",
        SIGNED,
        "signature",
        Part("post", "Post, as printed", "line"),
        Part("signed_on", "Signed on", "date"),
        may_add=False,
    ),
    _many("endorsements", "Endorsements", STANDS, "endorsement", Part("", "Who endorsed it", "text")),
    _many(
        "related",
        "Related decisions",
        STANDS,
        "related decision",
        Part("text", "As worded", "text"),
        Part("decided_on", "Decided on", "date"),
    ),
    _many("conditions", "Conditions", PROMISED, "condition", Part("", "Condition", "text")),
    _many(
        "promises",
        "Promises",
        PROMISED,
        "promise",
        Part("text", "What will be done", "text"),
        Part("owner", "By whom", "line"),
        Part("due", "By when", "line"),
    ),
    _one("safeguarding.children", "Safeguarding of children", SAFE, "text"),
    _one("safeguarding.adults", "Safeguarding of vulnerable adults", SAFE, "text"),
    _many(
        "amounts",
        "Amounts of money",
        FIGURES,
        "amount",
        Part("pence", "Amount", "money"),
        Part("text", "As worded", "line"),
        may_add=False,
    ),
    _many(
        "percentages",
        "Percentages",
        FIGURES,
        "percentage",
        Part("value", "Per cent", "number"),
        Part("text", "As worded", "line"),
        may_add=False,
    ),
)
BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(field.group for field in FIELDS))
NEVER_PUBLISHED = frozenset({"contact"})
LICENCE = "Licence to be confirmed by the authority (Open Government Licence v3.0 is proposed)."
SCHEMA = "throughline-decision-1"  # another number when a reader of the old one would be wrong

_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Direction marks, invisible characters, and controls that are no space: what a reader cannot see may mislead.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_ITEMS: dict[str, type[Any]] = {
    "breakdown": PlacePart,
    "by_year": YearPart,
    "amounts": StatedAmount,
    "percentages": StatedPercentage,
    "sign_offs": SignOff,
    "related": RelatedDecision,
    "promises": Promise,
}
_DATES = frozenset({"decided_on", "published_on", "effective_from", "signed_on"})
_WHERE_SAID = frozenset({"recipient", "on_behalf"})  # not in a row of the record that does not say it


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The file that a decision was read from; offsets count characters of the text with `text_sha256`."""

    name: str
    sha256: str
    text_sha256: str | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision on record as plain values, for rules and for the published form.

    `evidence` maps a value's path to where it stands in the file's text and the hash of those words. `made` is there
    for a decision that was made here, not read from a notice.
    """

    id: str
    number: str
    state: str
    said: ReadDecision
    purpose: str
    findings: tuple[Finding, ...]
    evidence: Mapping[str, Json]
    file: FileFacts
    made: Made | None = None
    version: int = 1
    revisions: tuple[Revised, ...] = ()
    superseded_by: str | None = None


def published_form(decision: Recorded) -> Json:
    """The canonical record, which people, programs and the ledger's proof all see; without e-mail addresses."""
    said = as_values(decision.said)
    for name in NEVER_PUBLISHED:
        del said[name]
    evidence = {
        path: place for path, place in decision.evidence.items() if field_of(path).name not in NEVER_PUBLISHED
    }
    form = {
        "schema": SCHEMA,
        "id": decision.id,
        "number": decision.number,
        "purpose": decision.purpose or None,
        **said,
        "findings": [
            {"code": f.code, "severity": f.severity, "message": f.message, "post": f.post, "field": f.field}
            for f in decision.findings
        ],
        "file": {"sha256": decision.file.sha256, "text_sha256": decision.file.text_sha256},
        "evidence": evidence,
        **_since(decision),
    }
    return cast(Json, for_all(form))


def _since(decision: Recorded) -> Json:
    """The keys that only some records have: one made here, one corrected, one that is superseded."""
    told: Json = {}
    if decision.made is not None:
        told["made_here"] = made_values(decision.made)
    if decision.version > 1:
        told["version"] = decision.version
        told["revisions"] = [_plain(each) for each in decision.revisions]
    if decision.superseded_by is not None:
        told["superseded_by"] = decision.superseded_by
    return told


def from_published(form: Json) -> Recorded:
    """A published decision again from its canonical record, as a page shows it to everybody."""
    return Recorded(
        id=form["id"],
        number=form["number"],
        state="superseded" if "superseded_by" in form else "published",
        said=from_values(form),
        purpose=form["purpose"] or "",
        findings=tuple(Finding(**finding) for finding in form["findings"]),
        evidence=form["evidence"],
        file=FileFacts("", form["file"]["sha256"], form["file"]["text_sha256"], is_held=False),
        made=made_from(form["made_here"]) if "made_here" in form else None,
        version=form.get("version", 1),
        revisions=tuple(_revised(each) for each in form.get("revisions", ())),
        superseded_by=form.get("superseded_by"),
    )


def _revised(row: Json) -> Revised:
    changes = tuple(Change(**each) for each in row["changes"])
    return Revised(row["version"], date.fromisoformat(row["made_on"]), row["reason"], changes)


def published_bytes(decision: Recorded) -> bytes:
    """The canonical record as bytes (RFC 8785); their SHA-256 stands in the act that published it."""
    return rfc8785.dumps(published_form(decision))


def as_values(said: ReadDecision) -> Json:
    """What a notice says as JSON: the shape's names, whole pence, ISO dates; without evidence and extent."""
    values = {f.name: getattr(said, f.name) for f in fields(said)}
    for name in ("evidence", "start", "end"):
        del values[name]
    return {name: _plain(value) for name, value in values.items()}


def from_values(values: Mapping[str, Any]) -> ReadDecision:
    """The shape again from its JSON."""
    known = {f.name for f in fields(ReadDecision)} - {"evidence", "start", "end", "safeguarding"}
    made: Json = {}
    for name in known & values.keys():
        value = values[name]
        if name in _ITEMS:
            value = tuple(_ITEMS[name](**_dated(item)) for item in value)
        elif isinstance(value, list):
            value = tuple(value)
        made[name] = value
    said = ReadDecision(**_dated(made))
    return replace(said, safeguarding=Safeguarding(**(values.get("safeguarding") or {})))


def field_of(path: str) -> Field:
    """The field that a path such as `breakdown[3].pence` belongs to."""
    if path in BY_NAME:
        return BY_NAME[path]
    return BY_NAME[re.split(r"[\[.]", path, maxsplit=1)[0]]


def _dated(values: Mapping[str, Any]) -> Json:
    return {
        name: date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value
        for name, value in values.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {
            name: _plain(inner) for name, inner in value.items() if inner != "" or name not in _WHERE_SAID
        }
    if hasattr(value, "__dataclass_fields__"):
        return _plain(asdict(value))
    return value


def for_all(value: Any) -> Any:
    """The same text, or everything in a list or dict, as everybody may read it. Authority: R46.

    No e-mail address is in it, and a character that turns or hides what stands around it is shown by its number.
    """
    if isinstance(value, str):
        seen = _UNSEEN.sub(lambda found: f"\N{REPLACEMENT CHARACTER}(U+{ord(found[0]):04X})", value)
        return _ADDRESS.sub("(e-mail address not republished)", seen)
    if isinstance(value, dict):
        return {name: for_all(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [for_all(inner) for inner in value]
    return value
