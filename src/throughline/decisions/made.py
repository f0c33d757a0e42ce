"""What does a decision made here say that no published notice has in fields: its reasons, its law, what it leans on?

Only what may be published is in these shapes. What is exempt stays in the signed version; here stands that something
is, and on which ground.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

OUTCOMES = {
    "approved": "Approved",
    "approved_as_amended": "Approved as amended",
    "refused": "Refused",
}


@dataclass(frozen=True, slots=True)
class Text:
    """What one answer of the draft says; `name` stays the same for programs, `label` is for people."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LeansOn:
    """Something that the decision stands on; `decision` is the number of one that is held here. Authority: R10."""

    kind: str
    text: str
    dated_on: date | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was before those who signed; one that is exempt is not here."""

    title: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Exempt:
    """That a part is not published, and on which ground; `section` stays the same for programs."""

    section: str
    part: str
    ground: str


@dataclass(frozen=True, slots=True)
class Law:
    """What the function brought with it on the day of the decision. Authority: R6."""

    scrutiny_body: str
    publication_duty: str
    authority: str
    publish_by: date | None
    call_in_working_days: int | None
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What a decision made here says beyond the fields of a notice, without anything that is exempt."""

    outcome: str
    amendment: str = ""
    programme: str = ""
    round_code: str = ""
    texts: tuple[Text, ...] = ()
    leans_on: tuple[LeansOn, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    law: Law | None = None

    @property
    def is_money_exempt(self) -> bool:
        return any(each.section == "financial" for each in self.exempt)

    @property
    def days_of_call_in(self) -> int | None:
        """For how many working days it can be called in once it is published; a refusal changes nothing to call in."""
        return self.law.call_in_working_days if self.law and self.outcome != "refused" else None

    def text_of(self, name: str) -> str:
        """What the answer of that name says; empty when it says nothing in public."""
        return next((each.text for each in self.texts if each.name == name), "")


_ROWS: dict[str, type[Any]] = {
    "texts": Text,
    "leans_on": LeansOn,
    "attachments": Attachment,
    "exempt": Exempt,
}
_DATES = ("dated_on", "publish_by")


def made_values(made: Made) -> dict[str, Any]:
    """The same as JSON: ISO dates, lists, no tuples."""
    values: dict[str, Any] = _plain(asdict(made))
    return values


def made_from(values: Mapping[str, Any]) -> Made:
    """The shape again from its JSON; keys of other things are left alone."""
    known = {each.name for each in fields(Made)} & values.keys()
    plain = {name: values[name] for name in known}
    for name, kind in _ROWS.items():
        plain[name] = tuple(kind(**_dated(row)) for row in plain.get(name, ()))
    plain["law"] = Law(**_dated(plain["law"])) if plain.get("law") else None
    return Made(**plain)


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DATES and value else value for name, value in row.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
