"""What does a notice say, and where does it say it?

The shapes that reading fills and checking looks at. A value that the notice does not give is None or empty.
Offsets count characters of the file's text; `text[start:end]` is the quoted evidence.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Function = Literal["police-and-crime", "mayoral", "authority", "fire"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Where in the file's text a value was found."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the reader is told of."""

    name: str
    gss_code: str | None


@dataclass(frozen=True, slots=True)
class PlacePart:
    """One place's part of the money; `gss_code` is None for a place that is not known here."""

    place: str
    gss_code: str | None
    pence: int
    recipient: str = ""  # where the decision names who receives this very part


@dataclass(frozen=True, slots=True)
class YearPart:
    """The money of one financial year, `2021/22`; `pence` is None when the year is named without a figure."""

    year: str
    pence: int | None


@dataclass(frozen=True, slots=True)
class StatedAmount:
    pence: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedPercentage:
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature that the notice evidences; `post` as printed."""

    post: str
    signed_on: date | None
    on_behalf: str = ""  # under what somebody signed for the post's holder; made here only


@dataclass(frozen=True, slots=True)
class RelatedDecision:
    text: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the notice says will be done; `owner` and `due` only where it names them."""

    text: str
    owner: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """The answers as worded; None when the form does not ask, empty when it asks and nobody answered."""

    children: str | None = None
    adults: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a notice that a person should look at; `field` is an evidence path such as `total_pence`."""

    code: str
    severity: Severity
    message: str
    text: str = ""
    field: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """One decision as its record states it."""

    title: str | None = None
    reference: str | None = None
    author: str | None = None
    contact: str | None = None
    function: Function | None = None
    legal_power: str | None = None
    decision_type: str | None = None
    decision_makers: tuple[str, ...] = ()
    status: str | None = None
    key_decision: bool | None = None
    subject_to_call_in: bool | None = None
    decided_on: date | None = None
    published_on: date | None = None
    effective_from: date | None = None
    total_pence: int | None = None
    breakdown: tuple[PlacePart, ...] = ()
    by_year: tuple[YearPart, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    percentages: tuple[StatedPercentage, ...] = ()
    recipients: str | None = None
    price_basis: str | None = None
    payment_basis: str | None = None
    conditions: tuple[str, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    endorsements: tuple[str, ...] = ()
    related: tuple[RelatedDecision, ...] = ()
    promises: tuple[Promise, ...] = ()
    safeguarding: Safeguarding = field(default_factory=Safeguarding)
    evidence: dict[str, Quote] = field(default_factory=dict)
    start: int = 0  # where the record begins and ends in the file's text
    end: int = 0
