"""What is kept sealed with a person's own key, and how is it opened?

A sealed column holds one small record as JSON. It opens only in its own place: table, row and column.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from throughline.frame import sealing


class HasKey(Protocol):
    """A person's row, as far as sealing asks."""

    wrapped_key: Any


class DeletedError(Exception):
    """The person's data were deleted: nothing of it opens any more."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is. `family_name` is empty for those who have one name; dates are ISO."""

    given_names: str = ""
    family_name: str = ""
    date_of_birth: str = ""
    crn: str = ""
    nomis: str = ""
    pnc: str = ""
    sex: str = ""
    ethnicity: str = ""
    disability: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    language: str = ""
    needs_interpreter: bool = False
    accessibility: str = ""
    caring: str = ""
    safe_contact: str = ""
    safe_contact_words: str = ""

    @property
    def name(self) -> str:
        """The whole name, one word for those who have one."""
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def born_on(self) -> date | None:
        return date.fromisoformat(self.date_of_birth) if self.date_of_birth else None

    def age_on(self, day: date) -> int | None:
        """Whole years on that day; born on 29 February means a year older on 1 March."""
        born = self.born_on
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a referral says beyond its codes: why now, risk, children, practical, who supervises."""

    cohort: str = ""
    why_now: str = ""
    hoped_for: list[str] = field(default_factory=list)
    risk_levels: dict[str, str] = field(default_factory=dict)
    self_risk: list[str] = field(default_factory=list)
    risk_words: str = ""
    flags: list[str] = field(default_factory=list)
    children: dict[str, str] = field(default_factory=dict)
    children_words: str = ""
    availability: str = ""
    prison: str = ""
    practitioner_name: str = ""
    practitioner_email: str = ""
    practitioner_phone: str = ""
    team_phone: str = ""
    office: str = ""
    enforceable_days: int | None = None
    complete_by: str = ""
    needs: dict[str, str] = field(default_factory=dict)
    is_unallocated: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What came of an appointment, in words."""

    summary: str = ""
    response: str = ""
    next_plan: str = ""
    why_not: str = ""
    attempts: str = ""
    put_right: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessment says: `drugs` by drug, `alcohol` by question, `goals` and `steps` by need.

    `levels` and `outcomes` stand here only while it is a draft; complete, they are rows of their own.
    """

    levels: dict[str, dict[str, str]] = field(default_factory=dict)
    drugs: dict[str, dict[str, str]] = field(default_factory=dict)
    alcohol: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    reasons: str = ""
    effects: str = ""
    motivation: str = ""
    strengths: str = ""
    plan: str = ""
    review_on: str = ""
    carried_from: str = ""
    revisions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A text of one kind or several: a question, a reason, what was seen and done."""

    EMPTY: ClassVar[str] = ""
    text: str = ""
    more: dict[str, str] = field(default_factory=dict)


T = TypeVar("T", Identity, Asked, Session, Said, Words)


def place_of(table: str, row: UUID, column: str) -> str:
    """For which place something is sealed."""
    return f"{table}/{row}/{column}"


def closed(person: HasKey, value: T, place: str) -> bytes:
    """The record as it is kept; only what is said is written."""
    said = {name: part for name, part in asdict(value).items() if part not in ("", None, False, [], {})}
    return sealing.seal(_key(person), json.dumps(said, ensure_ascii=False), place=place)


def opened(person: HasKey, kept: Any, kind: type[T], place: str) -> T:
    """The record again; nothing kept gives an empty one. DeletedError when the person's key is gone."""
    key = _key(person)
    if not kept:
        return kind()
    found: Mapping[str, Any] = json.loads(sealing.unseal(key, bytes(kept), place=place))
    known = {each.name for each in fields(kind)}
    return kind(**{name: part for name, part in found.items() if name in known})


def _key(person: HasKey) -> bytes:
    if not person.wrapped_key:
        raise DeletedError("The data of this person were deleted.")
    return sealing.unwrapped(bytes(person.wrapped_key))
