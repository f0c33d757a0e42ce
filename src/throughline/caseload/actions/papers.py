"""Which papers let real people's data come in, and who records them? Authority: R30."""

from datetime import date, datetime
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import Paper

RECORDERS = frozenset({"data-protection", "clinical-safety"})
CLINICAL = frozenset({"clinical_safety", "caldicott"})


def record(
    *,
    actor: Actor,
    at: datetime,
    body_id: UUID,
    purpose: str,
    kind: str,
    says: str,
    signed_by: str,
    good_from: date,
    good_until: date,
    reference: str = "",
) -> Paper:
    """The paper is on record; the clinical ones by the clinical safety officer, all others by data protection."""
    wanted = "clinical-safety" if kind in CLINICAL else "data-protection"
    if wanted not in actor.roles:
        raise RefusedError(
            "This paper is not for your role.", f"The {wanted.replace('-', ' ')} officer records it."
        )
    if good_until <= good_from:
        raise RefusedError("A paper is good until a day after it is good from.")
    paper = Paper(
        id=uuid4(),
        body_id=body_id,
        purpose=purpose,
        kind=kind,
        says=says.strip(),
        reference=reference.strip(),
        signed_by=signed_by.strip(),
        good_from=good_from,
        good_until=good_until,
        recorded_at=at,
        recorded_by=actor.id,
    )
    facts = {"kind": kind, "purpose": purpose, "good_until": good_until.isoformat()}
    with act(actor=actor, at=at, verb="paper.recorded", subject=("body", body_id), facts=facts):
        paper.save(force_insert=True)
    return paper
