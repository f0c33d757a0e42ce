"""What do the 27 columns of the performance file say of a referral, and by which rule?

The names are the former national system's, in its order. Its public source defines 24 of them; where ours must differ,
because the work is recorded otherwise here, the rule says how. `is_verified` is false where the meaning is not
established: such a column warns, and refuses nothing. Authority: reference/caseload.md (performance CSV).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from throughline.kernel.wording import long_date

from ..care.leaving import score
from ..care.local_time import clock_words, day_of
from ..codes import WITHDRAWAL

SESSIONS = (
    "one_to_one",
    "group",
    "clinic",
    "review",
)  # what counts as a session, beside the first assessment


@dataclass(frozen=True, slots=True)
class Met:
    """An appointment, as far as the file asks."""

    kind: str
    state: str
    begins_at: datetime
    booked_at: datetime
    late_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of one referral, as far as the file asks."""

    reference: str
    id: str
    contract: str
    provider: str
    key_worker: str
    crn: str
    state: str
    sent_at: datetime
    meetings: tuple[Met, ...] = ()
    assessed_at: datetime | None = None
    hoped_for: int = 0
    judged: tuple[str, ...] = ()
    sessions_expected: int = 0
    withdrawn_at: datetime | None = None
    withdrawn_for: str = ""
    exited_at: datetime | None = None
    was_planned: bool = False
    declined_at: datetime | None = None
    complete_by: date | None = None
    sentence_ends_on: date | None = None


Value = str | int | Decimal | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One of the 27: its name, its rule in words, the rule itself, and whether its meaning is established."""

    name: str
    rule: str
    value: Callable[[Facts], Value] = field(repr=False)
    is_verified: bool = True


def _first(facts: Facts, *states: str) -> datetime | None:
    found = [each.begins_at for each in facts.meetings if each.kind == "assessment" and each.state in states]
    return min(found, default=None)


def _arranged(facts: Facts) -> Met | None:
    found = [each for each in facts.meetings if each.kind == "assessment" and each.state != "rescheduled"]
    return min(found, key=lambda each: (each.booked_at, each.begins_at), default=None)


def _on_time(facts: Facts) -> bool | None:
    attended = [each for each in facts.meetings if (each.kind, each.state) == ("assessment", "attended")]
    first = min(attended, key=lambda each: each.begins_at, default=None)
    return None if first is None else first.late_minutes == 0


def _sessions(facts: Facts) -> list[datetime]:
    return sorted(m.begins_at for m in facts.meetings if m.kind in SESSIONS and m.state == "attended")


def _score(facts: Facts) -> Decimal | None:
    if not facts.judged:
        return None
    achieved = score(facts.judged).achieved
    return Decimal(achieved.numerator) / achieved.denominator


def _concluded(facts: Facts) -> datetime | None:
    return facts.withdrawn_at or facts.exited_at or facts.declined_at


def end_state(facts: Facts) -> str:
    """How it ended: CANCELLED when nothing was attended, COMPLETED on a planned end, else PREMATURELY_ENDED."""
    if _concluded(facts) is None:
        return ""
    if not _sessions(facts) and _first(facts, "attended") is None:
        return "CANCELLED"
    return "COMPLETED" if facts.was_planned else "PREMATURELY_ENDED"


COLUMNS = (
    Column("referral_ref", "Our reference of the referral.", lambda f: f.reference),
    Column("referral_id", "The identifier of that referral.", lambda f: f.id),
    Column(
        "contract_ref",
        "Code of the provider and name of the locality: the contract itself is not named in this room.",
        lambda f: f.contract,
        is_verified=False,
    ),
    Column("organisation_id", "Code of the provider that answers for the service.", lambda f: f.provider),
    Column(
        "caseworker_id",
        "Identifier of the key worker now; the former system gave an e-mail address.",
        lambda f: f.key_worker,
    ),
    Column("service_user_crn", "The CRN on record.", lambda f: f.crn),
    Column("date_referral_received", "The moment at which it was sent.", lambda f: f.sent_at),
    Column(
        "date_saa_first_arranged",
        "When the first assessment appointment was booked: the earliest booking that was not moved.",
        lambda f: one.booked_at if (one := _arranged(f)) else None,
    ),
    Column(
        "date_saa_first_scheduled_for",
        "For when that appointment was booked.",
        lambda f: one.begins_at if (one := _arranged(f)) else None,
    ),
    Column(
        "date_saa_first_not_attended",
        "The earliest assessment appointment that the person did not come to.",
        lambda f: _first(f, "did_not_attend"),
    ),
    Column(
        "date_saa_first_attended",
        "The earliest assessment appointment that the person came to, also late.",
        lambda f: _first(f, "attended"),
    ),
    Column(
        "date_saa_first_completed",
        "When the first assessment was completed. The former system’s own definition is marked as open in its source.",
        lambda f: f.assessed_at,
        is_verified=False,
    ),
    Column(
        "saa_attended_on_time",
        "Whether the person came to that first attended appointment on time; empty when they came to none.",
        _on_time,
    ),
    Column(
        "date_first_action_plan_submitted",
        "When the first assessment was completed: the plan is part of it here.",
        lambda f: f.assessed_at,
    ),
    Column(
        "date_of_first_action_plan_approval",
        "Always empty: a plan is agreed with the person here, and nobody else approves it.",
        lambda f: None,
        is_verified=False,
    ),
    Column(
        "date_of_first_attended_session",
        "The earliest one-to-one, group, clinic or review appointment that the person came to.",
        lambda f: min(_sessions(f), default=None),
    ),
    Column(
        "outcomes_to_be_achieved_count",
        "How many of the three outcomes the referral hoped for.",
        lambda f: f.hoped_for,
    ),
    Column(
        "outcomes_achieved",
        "Sum over the outcomes judged at the end: achieved 1, partly ½, not 0; equal ones count each. Empty before.",
        _score,
    ),
    Column(
        "count_of_sessions_expected",
        "Sessions of the interventions that were given, as the catalogue has them; empty when none was.",
        lambda f: f.sessions_expected or None,
        is_verified=False,
    ),
    Column(
        "count_of_sessions_attended",
        "How many one-to-one, group, clinic and review appointments the person came to.",
        lambda f: len(_sessions(f)),
    ),
    Column("end_requested_by_pp_at", "When probation withdrew the referral.", lambda f: f.withdrawn_at),
    Column(
        "end_requested_by_pp_reason",
        "Why probation withdrew it, in words.",
        lambda f: WITHDRAWAL.get(f.withdrawn_for, f.withdrawn_for),
    ),
    Column(
        "date_eosr_submitted",
        "When the end of support was recorded with its outcomes: it stands for the end-of-service report.",
        lambda f: f.exited_at,
    ),
    Column(
        "concluded_at",
        "When it was withdrawn, its end recorded, or it was declined or redirected.",
        _concluded,
    ),
    Column(
        "referral_end_state",
        "CANCELLED when nothing was attended, COMPLETED on a planned end, else PREMATURELY_ENDED; empty before. "
        "The former system’s source and its guidance differ.",
        end_state,
        is_verified=False,
    ),
    Column(
        "date_intervention_to_be_completed_by",
        "By when the referral asked for it to be complete.",
        lambda f: f.complete_by,
        is_verified=False,
    ),
    Column(
        "end_of_sentence_date",
        "The end of the sentence on record.",
        lambda f: f.sentence_ends_on,
        is_verified=False,
    ),
)
NAMES = tuple(column.name for column in COLUMNS)


def written(value: Value) -> str | int | Decimal:
    """A value as the file says it: moments in UTC, true and false in small letters, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def in_words(value: Value) -> str:
    """A value as a page says it: 28 May 2024, at which time in London; yes and no; a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{long_date(day_of(value))} at {clock_words(value)}"
    return long_date(value) if isinstance(value, date) else str(value)


def row_of(facts: Facts) -> tuple[str | int | Decimal, ...]:
    """The 27 values of one referral, in the order of the columns."""
    return tuple(written(column.value(facts)) for column in COLUMNS)
