"""What did several services decide together about somebody, and what goes to court? Authority: R36, R38."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..care.local_time import day_of
from ..lifecycle import PROBATION, PROVIDER
from ..models import CaseMeeting, CourtReport
from ..models.together import GATEWAYS as _GATEWAYS
from ..sealed import Words, closed, opened, place_of
from .referrals import locked

MEETING, REPORT = "caseload_casemeeting", "caseload_courtreport"
GATEWAYS = dict(_GATEWAYS)


@dataclass(frozen=True, slots=True)
class Held:
    """Who came to a meeting, what was shared, what was decided."""

    attended: str
    shared: str
    decided: str


@dataclass(frozen=True, slots=True)
class View:
    """What the service says in a report: test results as they were supplied, and its view."""

    tests: str
    view: str
    attendance: str = ""


def record_meeting(
    *, actor: Actor, at: datetime, referral_id: UUID, held_on: date, gateway: str, held: Held
) -> CaseMeeting:
    """The meeting is on record, with the gateway on which anything was shared. The same again records it once."""
    referral = locked(referral_id)
    _both(actor, "Recording a meeting is not for your role.")
    if referral.state in ("draft", "discarded"):
        raise RefusedError("Send the referral first.")
    if held_on > day_of(at):
        raise RefusedError("A meeting is recorded once it was held.")
    if gateway not in GATEWAYS:
        raise RefusedError("Choose on which legal gateway anything was shared.")
    for words, text in (("who attended", held.attended), ("what was decided", held.decided)):
        if not text.strip():
            raise RefusedError(f"Say {words}.")
    for there in CaseMeeting.objects.filter(referral=referral, held_on=held_on, gateway=gateway):
        there.referral = referral
        if held_of(there) == held:
            return there
    row = CaseMeeting(
        id=uuid4(), referral=referral, held_on=held_on, gateway=gateway, recorded_at=at, recorded_by=actor.id
    )
    row.said = closed(referral.person, Words(more=asdict(held)), place_of(MEETING, row.id, "said"))
    facts = {"gateway": gateway}
    with act(
        actor=actor, at=at, verb="case_meeting.recorded", subject=("referral", referral.id), facts=facts
    ):
        row.save(force_insert=True)
    return row


def held_of(row: CaseMeeting) -> Held:
    """What a meeting says."""
    more = opened(row.referral.person, row.said, Words, place_of(MEETING, row.id, "said")).more
    return Held(more.get("attended", ""), more.get("shared", ""), more.get("decided", ""))


def make_report(
    *, actor: Actor, at: datetime, referral_id: UUID, period_from: date, period_until: date, view: View
) -> CourtReport:
    """The report of that period as it was made, for the responsible officer to send; it is never changed.

    The service says what happened; what is acceptable the officer decides.
    """
    referral = locked(referral_id)
    if not actor.roles & PROVIDER:
        Refused("Writing this report is not for your role.", "The service writes it.").or_raise()
    if period_until < period_from or period_until > day_of(at):
        raise RefusedError("The period ends on or after its first day, and not in the future.")
    if not view.view.strip():
        raise RefusedError("Say what the service’s view is.")
    row = CourtReport(
        id=uuid4(),
        referral=referral,
        period_from=period_from,
        period_until=period_until,
        made_at=at,
        made_by=actor.id,
    )
    row.said = closed(referral.person, Words(more=asdict(view)), place_of(REPORT, row.id, "said"))
    with act(actor=actor, at=at, verb="court_report.made", subject=("referral", referral.id)):
        row.save(force_insert=True)
    return row


def view_of(row: CourtReport) -> View:
    """What a report says in the service's own words."""
    more = opened(row.referral.person, row.said, Words, place_of(REPORT, row.id, "said")).more
    return View(more.get("tests", ""), more.get("view", ""), more.get("attendance", ""))


def _both(actor: Actor, words: str) -> None:
    if not actor.roles & (PROVIDER | PROBATION):
        Refused(words, "The service and probation do it.").or_raise()
