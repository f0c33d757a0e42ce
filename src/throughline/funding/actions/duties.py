"""What does a funder's money ask of us, and how was it answered? Authority: R12."""

from datetime import date, datetime
from uuid import UUID

from throughline.frame.attachments import attach
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import FUNDER_DUTY
from ..models import FunderDuty, InboundAgreement
from .taking import said, taking

ANSWERS = ("meet", "waive", "set_aside", "reopen")
KINDS = ("condition", "report")


def set_duty(
    *,
    actor: Actor,
    at: datetime,
    agreement_id: UUID,
    kind: str,
    text: str,
    owner_role: str,
    due_on: date | None = None,
) -> FunderDuty:
    """A condition to meet or a report to send is on record, with whose it is; a report has its day."""
    FUNDER_DUTY.may("set", None, actor).or_raise()
    if kind not in KINDS:
        raise ValueError(f"{kind} is none of {KINDS}.")
    if kind == "report" and due_on is None:
        raise RefusedError("Say by which day the report is due.")
    step = FUNDER_DUTY.step("set")
    with act(actor=actor, at=at, verb=step.event, subject=(FUNDER_DUTY.noun, None)) as doing:
        agreement = InboundAgreement.objects.select_for_update().filter(pk=agreement_id).first()
        if agreement is None:
            raise RefusedError("There is no such inbound agreement.")
        if agreement.state != "recorded":
            raise RefusedError("This agreement has ended; it asks for nothing more.")
        duty = FunderDuty.objects.create(
            agreement=agreement,
            kind=kind,
            text=said(text, "Write what the funder asks for."),
            owner_role=owner_role,
            due_on=due_on,
            state=step.to,
        )
        doing.subject = (FUNDER_DUTY.noun, str(duty.id))
        doing.facts |= {"agreement": str(agreement.id), "kind": kind}
    return duty


def answer_duty(
    *,
    actor: Actor,
    at: datetime,
    duty_id: UUID,
    step: str,
    because: str,
    upload: Upload | None = None,
) -> FunderDuty:
    """It is met, waived, cannot apply, or is asked for again, with words; a file may show it."""
    if step not in ANSWERS:
        raise ValueError(f"{step} is none of {ANSWERS}.")
    with taking(FunderDuty, FUNDER_DUTY, step, duty_id, actor=actor, at=at) as (duty, doing):
        words = said(because, "Say how it was met, or why it need not be.")
        duty.because = "" if step == "reopen" else words
        duty.evidence = attach(upload, at=at) if upload else None
        duty.evidence_name = upload.name[:255] if upload else ""
        duty.answered_at, duty.answered_by = at, actor.id
        doing.personal["because"] = words
    return duty
