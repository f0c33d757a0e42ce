"""What was found wrong with a grant, who puts it right, and who has seen that it is?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from throughline.agreements.queries import grants as agreements
from throughline.frame.attachments import attach
from throughline.frame.letters import Message, owe
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations.reaching import reachable, reachable_in

from ..lifecycle import CORRECTIVE_ACTION, OFFICERS
from ..models import CorrectiveAction, ReturnGrant, Visit
from ..scrutiny.rules import apart

# Who may be asked to put something right; each answers for their own area or body.
OWNERS = {
    "commissioner": "The locality's commissioner",
    "provider-manager": "The provider's manager",
    "csp-officer": "The community safety officer",
    "programme-officer": "The programme officer",
}


def make(
    *,
    actor: Actor,
    at: datetime,
    grant_id: UUID,
    words: str,
    to_do: str,
    owner_role: str,
    due_on: date,
    visit_id: UUID | None = None,
    about_id: UUID | None = None,
) -> CorrectiveAction:
    """What was found is on record with who puts it right by when; that person is told."""
    step = CORRECTIVE_ACTION.step("make")
    CORRECTIVE_ACTION.may("make", None, actor).or_raise()
    if not words.strip():
        raise RefusedError("Say what was found.")
    if not to_do.strip():
        raise RefusedError("Say what must be done.")
    if owner_role not in OWNERS:
        raise RefusedError("Say who puts it right.")
    if due_on < timezone.localdate(at):
        raise RefusedError("The day by which it is put right has gone already.")
    _belongs(grant_id, visit_id, about_id)
    with act(actor=actor, at=at, verb=step.event, subject=("corrective_action", None)) as doing:
        finding = CorrectiveAction.objects.create(
            grant_id=grant_id,
            visit_id=visit_id,
            about_id=about_id,
            words=words.strip(),
            to_do=to_do.strip(),
            owner_role=owner_role,
            due_on=due_on,
            state=step.to,
            made_at=at,
            made_by=actor.id,
        )
        doing.subject = ("corrective_action", str(finding.id))
        doing.facts |= {"grant": str(grant_id), "owner": owner_role, "due_on": due_on.isoformat()}
        doing.personal |= {"words": finding.words, "to_do": finding.to_do}
    _tell_owner(finding, at, "Something is to be put right")
    return finding


def answer(
    *, actor: Actor, at: datetime, finding_id: UUID, words: str, upload: Upload | None = None
) -> CorrectiveAction:
    """Its owner says what was done, and shows it; whoever found it is told."""
    if not words.strip():
        raise RefusedError("Say what was done.")
    with _taking("answer", actor, at, finding_id, words) as finding:
        finding.answer, finding.because = words.strip(), ""
        finding.evidence_id = attach(upload, at=at).sha256 if upload else None
        finding.evidence_name = upload.name[:255] if upload else ""
        finding.answered_at, finding.answered_by = at, actor.id
    for person in reachable(roles=OFFICERS, body_id=None, on=timezone.localdate(at)):
        _owe(finding, at, "A finding was answered", *person)
    return finding


def verify(*, actor: Actor, at: datetime, finding_id: UUID, words: str = "") -> CorrectiveAction:
    """Somebody else has seen that it is done."""
    with _taking("verify", actor, at, finding_id, words) as finding:
        finding.verified_at, finding.verified_by = at, actor.id
    return finding


def return_(*, actor: Actor, at: datetime, finding_id: UUID, words: str) -> CorrectiveAction:
    """It is not done yet: its owner is told why."""
    if not words.strip():
        raise RefusedError("Say what is still to be done.")
    with _taking("return", actor, at, finding_id, words) as finding:
        finding.because = words.strip()
    _tell_owner(finding, at, "Something is still to be put right")
    return finding


def withdraw(*, actor: Actor, at: datetime, finding_id: UUID, words: str) -> CorrectiveAction:
    """It was no finding; it is kept, and says why."""
    if not words.strip():
        raise RefusedError("Say why it was no finding.")
    with _taking("withdraw", actor, at, finding_id, words) as finding:
        finding.because = words.strip()
    return finding


def may_take(actor: Actor, finding: CorrectiveAction, step: str) -> Verdict:
    """Whether this actor may take the step: its owner or an officer answers, and another one verifies."""
    verdict = CORRECTIVE_ACTION.may(step, finding.state, actor)
    if not verdict:
        return verdict
    if step == "answer" and not actor.roles & (OFFICERS | {finding.owner_role}):
        return Refused("Somebody else puts this right.", f"It is for: {OWNERS[finding.owner_role].lower()}.")
    if step in ("verify", "return"):
        return apart(actor.id, [(finding.answered_by, "said that it is done")])
    return Allowed()


def _belongs(grant_id: UUID, visit_id: UUID | None, about_id: UUID | None) -> None:
    if visit_id and not Visit.objects.filter(pk=visit_id, grant=grant_id).exists():
        raise RefusedError("This visit was to another grant.")
    if about_id and not ReturnGrant.objects.filter(of=about_id, grant=grant_id).exists():
        raise RefusedError("This return does not cover the grant.")


@contextmanager
def _taking(
    step: str, actor: Actor, at: datetime, finding_id: UUID, words: str
) -> Iterator[CorrectiveAction]:
    """The locked finding, taken one step by whoever may, within their reach."""
    row = CORRECTIVE_ACTION.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("corrective_action", str(finding_id))) as doing:
        finding = CorrectiveAction.objects.select_for_update().get(pk=finding_id)
        may_take(actor, finding, step).or_raise()
        if not agreements.visible_to(actor, timezone.localdate(at)).filter(pk=finding.grant_id).exists():
            raise RefusedError("This finding is about a grant of another area.")
        yield finding
        finding.state = row.to
        finding.save()
        doing.facts["grant"] = str(finding.grant_id)
        if words.strip():
            doing.personal["words"] = words.strip()


def _tell_owner(finding: CorrectiveAction, at: datetime, subject: str) -> None:
    on = timezone.localdate(at)
    role = [finding.owner_role]
    grant = agreements.with_ids([finding.grant_id]).get()
    people = reachable(roles=role, body_id=None, on=on) if finding.owner_role in OFFICERS else []
    if finding.owner_role not in OFFICERS:
        local = reachable_in(grant.place_id, roles=role, on=on)
        own = {each[0] for each in reachable(roles=(), body_id=grant.recipient_id, on=on)}
        people = [each for each in local if finding.owner_role != "provider-manager" or each[0] in own]
    for person in people:
        _owe(finding, at, subject, *person)


def _owe(finding: CorrectiveAction, at: datetime, subject: str, person: str, name: str, email: str) -> None:
    key = f"finding:{finding.pk}:{subject}:{person}:{at.isoformat()}"[:200]
    text = "The page shows what was found, what must be done, and by when."
    owe(Message(key, email, name, subject, text, reverse("finding", args=[finding.pk])), at=at)
