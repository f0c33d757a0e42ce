"""What becomes of a grant's money that was not spent: proposed by one, decided by another?"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from throughline.agreements.queries import grants as agreements
from throughline.frame.events import tell
from throughline.frame.letters import Message, owe
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations.reaching import reachable

from ..events import YearEndDecided
from ..lifecycle import OFFICERS, SENIOR, YEAR_END
from ..models import YearEnd
from ..models.watching import OUTCOMES
from ..queries.standing import settled, spent_at_year_end
from ..scrutiny.rules import apart, may_dispose

NOTHING = Money(0)


@transaction.atomic
def propose(
    *, actor: Actor, at: datetime, grant_id: UUID, outcome: str, amount: Money, reason: str
) -> YearEnd:
    """It is proposed what becomes of `amount` of the grant, never more than is left; those who decide are told."""
    step = YEAR_END.step("propose")
    YEAR_END.may("propose", None, actor).or_raise()
    if outcome not in OUTCOMES:
        raise RefusedError(
            "Say whether it is carried over, recovered, written off or returned to the funder."
        )
    if amount <= NOTHING:
        raise RefusedError("The amount is more than nothing.")
    if not reason.strip():
        raise RefusedError("Say why.")
    with act(actor=actor, at=at, verb=step.event, subject=("year_end", None)) as doing:
        try:
            with transaction.atomic():
                proposed = YearEnd.objects.create(
                    grant_id=grant_id,
                    outcome=outcome,
                    amount_pence=amount,
                    reason=reason.strip(),
                    state=step.to,
                    proposed_at=at,
                    proposed_by=actor.id,
                )
        except IntegrityError as broken:
            raise RefusedError(
                "Something is proposed for this grant already; that is decided first."
            ) from broken
        # Asked after the row stands: whoever decided meanwhile has been waited for, and counts.
        may_propose(grant_id, amount, before=settled(grant_id) - amount).or_raise()
        doing.subject = ("year_end", str(proposed.id))
        doing.facts |= {"grant": str(grant_id), "outcome": outcome, "pence": amount.pence}
        doing.personal["reason"] = proposed.reason
    for person in reachable(roles=SENIOR, body_id=None, on=timezone.localdate(at)):
        _owe(proposed, at, "A year-end decision waits for you", *person)
    return proposed


def may_propose(grant_id: UUID, amount: Money, *, before: Money) -> Verdict:
    """Whether `amount` is left of the grant's money, when `before` is spoken for. Authority: R20, R29."""
    grant = agreements.with_ids([grant_id]).get()
    terms = agreements.terms_of([grant.round_id]).get(grant.round_id)
    return may_dispose(
        price_basis=terms.price_basis if terms else "actual",
        award=agreements.given([grant_id]).get(grant_id, NOTHING),
        spent=spent_at_year_end(grant_id),
        before=before,
        now=amount,
    )


def may_take(actor: Actor, proposed: YearEnd, step: str) -> Verdict:
    """Whether this actor may take the step: by the table, and never on what they proposed themselves."""
    verdict = YEAR_END.may(step, proposed.state, actor)
    return verdict and apart(actor.id, [(proposed.proposed_by, "proposed it")])


def decide(*, actor: Actor, at: datetime, year_end_id: UUID, words: str = "") -> YearEnd:
    """It is decided as proposed; payments recover and plan by it. Authority: R29."""
    proposed = _take("decide", actor, at, year_end_id, words)
    tell(YearEndDecided(proposed.id, proposed.grant_id, proposed.outcome, proposed.amount_pence, actor, at))
    return proposed


def return_(*, actor: Actor, at: datetime, year_end_id: UUID, words: str) -> YearEnd:
    """The proposal goes back with reasons; another one can be made."""
    if not words.strip():
        raise RefusedError("Say why it is given back.")
    proposed = _take("return", actor, at, year_end_id, words)
    for person in reachable(roles=OFFICERS, body_id=None, on=timezone.localdate(at)):
        _owe(proposed, at, "A year-end decision was given back", *person)
    return proposed


def _take(step: str, actor: Actor, at: datetime, year_end_id: UUID, words: str) -> YearEnd:
    row = YEAR_END.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("year_end", str(year_end_id))) as doing:
        proposed = YearEnd.objects.select_for_update().get(pk=year_end_id)
        may_take(actor, proposed, step).or_raise()
        if step == "decide":
            before = settled(proposed.grant_id) - proposed.amount_pence
            may_propose(proposed.grant_id, proposed.amount_pence, before=before).or_raise()
        proposed.state = row.to
        proposed.decided_at, proposed.decided_by, proposed.decided_words = at, actor.id, words.strip()
        proposed.save(update_fields=["state", "decided_at", "decided_by", "decided_words"])
        doing.facts |= {"grant": str(proposed.grant_id), "pence": proposed.amount_pence.pence}
        if words.strip():
            doing.personal["words"] = words.strip()
    return proposed


def _owe(proposed: YearEnd, at: datetime, subject: str, person: str, name: str, email: str) -> None:
    key = f"year-end:{proposed.pk}:{proposed.state}:{person}"
    text = "It waits for you. The page shows the amount, the reason and what comes next."
    owe(Message(key, email, name, subject, text, reverse("year-end", args=[proposed.pk])), at=at)
