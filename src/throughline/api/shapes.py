"""What may be sent to the interface, and what does it answer? The specification is made of these."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt

from throughline.caseload import codes
from throughline.caseload.elsewhere.rules import KINDS
from throughline.caseload.queries.interface import STATES, sources

from .codes import Address, Code, Day, Line, Short, Words

Reference = Annotated[str, Field(pattern=r"^[0-9A-Z-]{6,12}$", examples=["DR-BCD-FGH"])]
State = Annotated[str, Code(STATES)]
Source = Annotated[str, Code(sources())]
AnySource = Annotated[str, Code(codes.SOURCES)]
Sentence = Annotated[str, Code(["", *(each.code for each in codes.SENTENCES)])]
Requirement = Annotated[str, Code(codes.REQUIREMENTS)]
ReleaseUnknown = Annotated[str, Code(codes.RELEASE_UNKNOWN)]
Need = Annotated[str, Code(codes.NEEDS)]
Complexity = Annotated[str, Code(codes.COMPLEXITY)]
RiskTo = Annotated[str, Code(codes.RISK_TO)]
RiskLevel = Annotated[str, Code(codes.RISK_LEVELS)]
AboutChildren = Annotated[str, Code(codes.CHILDREN)]
Answer = Annotated[str, Code(codes.ANSWERS)]
Outcome = Annotated[str, Code(codes.OUTCOMES)]
SelfRisk = Annotated[str, Code(codes.SELF_RISK)]
Flag = Annotated[str, Code(codes.FLAGS)]
SafeContact = Annotated[str, Code(codes.SAFE_CONTACT)]
Sex = Annotated[str, Code(["", "Female", "Male"])]
Withdrawal = Annotated[str, Code(codes.WITHDRAWAL)]
Kind = Annotated[str, Code(KINDS)]


class Strict(Schema):
    """What comes in says nothing that the specification does not know."""

    model_config = ConfigDict(extra="forbid")


class Said(Strict):
    """What a referral says. Days are written 2026-05-28."""

    crn: Annotated[str, Field(max_length=20, pattern=r"^(\s*[A-Za-z]\s*(\d\s*){6})?$")] | None = None
    given_names: Line | None = None
    family_name: Line | None = None
    date_of_birth: Day | None = None
    sex: Sex | None = None
    cohort: Annotated[Line, Field(max_length=120)] | None = Field(
        None, description="One of the cohorts that /services names, where it names several."
    )
    why_now: Words | None = None
    is_urgent: StrictBool | None = None
    hoped_for: list[Outcome] | None = Field(None, max_length=10)
    source: Source | None = None
    sentence: Sentence | None = None
    requirement: Requirement | None = None
    sentence_ends_on: Day | None = None
    enforceable_days: Annotated[StrictInt, Field(ge=1, le=365)] | None = None
    complete_by: Day | None = None
    prison: Annotated[Line, Field(max_length=120)] | None = None
    release_on: Day | None = None
    release_unknown: ReleaseUnknown | None = None
    needs: dict[Need, Complexity] | None = Field(None, description="DNR is always named.")
    risk: dict[RiskTo, RiskLevel] | None = None
    self_risk: list[SelfRisk] | None = Field(None, max_length=10)
    flags: list[Flag] | None = Field(None, max_length=20)
    risk_words: Words | None = None
    children: dict[AboutChildren, Answer] | None = Field(None, description="All five are always answered.")
    children_words: Words | None = None
    phone: Annotated[Line, Field(max_length=40)] | None = None
    safe_contact: SafeContact | None = None
    safe_contact_words: Line | None = None
    needs_interpreter: StrictBool | None = None
    language: Short | None = None
    accessibility: Line | None = None
    caring: Line | None = None
    availability: Line | None = None
    address: Address | None = None
    is_unallocated: StrictBool | None = Field(None, description="No practitioner is allocated yet.")
    practitioner_name: Line | None = None
    practitioner_email: Line | None = None
    practitioner_phone: Annotated[Line, Field(max_length=40)] | None = None
    team_phone: Annotated[Line, Field(max_length=40)] | None = None
    office: Line | None = None


class ServiceNamed(Strict):
    """To which service, by the ids that /services gives."""

    unit_id: UUID
    place_id: UUID
    provider_id: UUID


class ReferralIn(Strict):
    """A referral to send."""

    service: ServiceNamed
    said: Said


class AmendmentIn(Strict):
    """What a referral says differently now, and why; what is not named stays."""

    because: Annotated[Line, Field(min_length=1)]
    said: Said


class WithdrawalIn(Strict):
    """Why a referral is withdrawn."""

    code: Withdrawal


class EventIn(Strict):
    """One thing that happened, as a row of the sheet says it (docs/caseload-import.md)."""

    event_id: Annotated[
        Short, Field(min_length=1, description="Your own id of the event: taken once for ever.")
    ]
    reference: Short = ""
    crn: Short = ""
    client_id: Short = ""
    episode_id: Short = ""
    kind: Kind
    on: Day
    time: Annotated[Short, Field(examples=["14:30"])] = ""
    code: Line = ""


class EventsIn(Strict):
    """What happened, in any order."""

    events: list[EventIn] = Field(min_length=1, max_length=100)


class MonitoringIn(Strict):
    """Rows of a national treatment monitoring file, by its own columns (docs/caseload-import.md); others are no field.

    All rows of one CLIENTID come in one request.
    """

    class Row(Strict):
        """One row, as the file says it."""

        CLIENTID: Short
        EPISODID: Short
        RFLS: Short = ""
        TRIAGED: Short = ""
        MODAL: Short = ""
        MODST: Short = ""
        DISD: Short = ""
        DISRSN: Short = ""

    rows: list[Row] = Field(min_length=1, max_length=100)


class ServiceOut(ServiceNamed):
    unit: str
    place: str
    provider: str
    cohorts: list[str] = Field(description="Where it names several, a referral there says which.")


class ServicesOut(Schema):
    services: list[ServiceOut]


class Sent(Schema):
    """A referral is with the service."""

    reference: Reference
    state: State
    sent_on: date
    first_contact_by: date
    ask: str = Field(
        description="Whom to ask because the person may be known already; empty when nobody need be."
    )


class Brief(Schema):
    """How a referral stands."""

    reference: Reference
    state: State
    unit: str
    place: str
    provider: str
    is_urgent: bool
    sent_on: date
    first_contact_by: date
    has_key_worker: bool
    triage_reason: str
    waits_for: str
    first_contact_on: date | None
    paused_on: date | None
    pause: str
    exited_on: date | None
    exit_reason: str
    was_planned: bool | None
    withdrawn_for: str


class Whole(Brief):
    """The same with all that was said."""

    said: dict[str, Any]


class Referrals(Schema):
    """Some referrals; `next` goes into `after` for those that follow, and is empty at the end."""

    referrals: list[Brief]
    next: str


class Amended(Schema):
    reference: Reference
    changed: int


class Withdrawn(Schema):
    reference: Reference
    state: State


class EventOut(Schema):
    """What became of one event, by its place in what was sent, from 1."""

    number: int
    outcome: Annotated[str, Code(["taken", "same", "rejected"])]
    field: str
    why: str


class EventsOut(Schema):
    taken: int
    same: int
    rejected: int
    events: list[EventOut]


class MonitoringFault(Schema):
    """A column of a row, and why what it says was not taken."""

    column: str
    why: str


class MonitoringRow(Schema):
    """What became of one row, by its place in what was sent, from 1."""

    number: int
    outcome: Annotated[str, Code(["taken", "same", "passed_over", "rejected"])]
    faults: list[MonitoringFault]


class MonitoringOut(Schema):
    """Every row is in one of the four counts."""

    taken: int
    same: int
    passed_over: int
    rejected: int
    rows: list[MonitoringRow]


class ToldOut(Schema):
    """One thing that probation was told."""

    id: UUID
    reference: str
    kind: str
    code: str
    words: str
    about_on: date
    is_urgent: bool
    told_at: datetime
    acknowledged_at: datetime | None


class Feedback(Schema):
    """In the order in which probation was told; `next` goes into `after`."""

    told: list[ToldOut]
    next: str


class FaultOut(Schema):
    field: str
    why: str


class Problem(Schema):
    """Why something was not done (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    request: str
    errors: list[FaultOut] = []
