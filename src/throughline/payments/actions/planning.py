"""How does a grant's award become instalments, and what becomes of them when the award changes?

Instalments are never changed: those that no longer fit are cancelled, with the reason, and others planned in their
place. What was asked for stays; what is in a run that finance has not answered is not touched.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import count
from uuid import UUID

from django.db import transaction

from throughline.agreements.events import AwardChanged, GrantLive, GrantStopped
from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import rules
from ..lifecycle import INSTALMENT, as_clock
from ..models import Hold, Instalment, PaymentRequest, Recovery
from ..queries import money
from ..queries.standing import OPEN, SETTLED
from ..rules import NOTHING, Part, Planned
from .keeping import keep_up
from .recoveries import propose

ENDS = {"withdrawn", "terminated"}
STAYS_WITH_A_RUN = (
    "An instalment of this grant is in a run that finance has not answered yet. Wait for its answer, or discard the "
    "run if it was not released; finance can do both."
)


def hear_live(event: GrantLive) -> None:
    """A grant that is live has its instalments, as its round's terms say; planned once."""
    actor, grant_id = as_clock(event.actor), event.grant_id
    if Instalment.objects.filter(grant=grant_id).exclude(state="cancelled").exists():
        return
    round_id = agreements.with_ids([grant_id]).get().round_id
    award, terms = agreements.awards([grant_id])[grant_id], agreements.terms_of([round_id])[round_id]
    profile = [Part(each.number, each.due_on, each.parts) for each in terms.instalments.all()]
    if award and profile:
        for each in rules.instalments(award, profile):
            _plan(actor, event.at, grant_id, each, "As the round's terms say")
        keep_up(at=event.at, grants=[grant_id])


def hear_award(event: AwardChanged) -> None:
    """The open instalments come to the new award, in their proportions; what was paid beyond it must come back. R29.

    RefusedError while money that would be too much is with finance: nobody knows yet whether it was paid.
    """
    actor, grant_id, because = as_clock(event.actor), event.grant_id, f"Re-profiled. {event.because}"[:120]
    still_open, others = _locked(grant_id)
    asked_for = _sum(others)
    coming_back = money.of_grants([grant_id])[grant_id]
    back = coming_back.recovered + coming_back.to_recover
    too_much = rules.over(event.after, asked_for, back)
    if too_much and any(each.state not in SETTLED for each in others):
        raise RefusedError(STAYS_WITH_A_RUN)
    if event.after - asked_for > NOTHING and not still_open:
        return  # unplanned money shows as a task until somebody gives it a day
    planned = rules.reprofile(event.after, asked_for, [_planned(each) for each in still_open], "spread")
    _replace(actor, event.at, grant_id, still_open, planned.planned, because, event.because)
    if too_much:
        propose(
            actor=actor,
            at=event.at,
            grant_id=grant_id,
            amount=too_much,
            how="invoice",
            reason=f"More was paid than the award is now. {event.because}",
        )
    keep_up(at=event.at, grants=[grant_id])


def hear_stopped(event: GrantStopped) -> None:
    """What is open of a grant that ended is cancelled; what is due of a suspended one is held until it goes on."""
    still_open, others = _locked(event.grant_id)
    if event.state in ENDS:
        if any(each.state in OPEN for each in others):
            raise RefusedError(STAYS_WITH_A_RUN)
        _cancel(as_clock(event.actor), event.at, still_open, event.because)
    else:
        keep_up(at=event.at, grants=[event.grant_id])


@transaction.atomic
def reprofile(
    *, actor: Actor, at: datetime, grant_id: UUID, parts: Sequence[tuple[date, Money]], name: str
) -> None:
    """From now on the open part of the award is paid on these days in these sums, under this name.

    RefusedError unless the sums come to exactly what is open of the award.
    """
    INSTALMENT.may("plan", None, actor).or_raise()
    if not name.strip():
        raise RefusedError("Give the new profile a name, such as “Later start of the service”.")
    still_open, others = _locked(grant_id)
    rest = agreements.awards([grant_id]).get(grant_id, NOTHING) - _sum(others)
    given = sum((amount for _, amount in parts), NOTHING)
    if any(amount <= NOTHING for _, amount in parts):
        raise RefusedError("Each instalment is more than nothing.")
    if given != rest:
        raise RefusedError(f"{rest} of the award is open, and these instalments come to {given}.")
    free = (number for number in count(1) if number not in {each.number for each in others})
    planned = [Planned(next(free), day, amount) for day, amount in sorted(parts)]
    _replace(actor, at, grant_id, still_open, planned, name.strip()[:120], f"Re-profiled: {name.strip()}")
    keep_up(at=at, grants=[grant_id])


def cancel(*, actor: Actor, at: datetime, instalment_id: UUID, because: str) -> Instalment:
    """It will not be paid, and why; its part of the award has no instalment until somebody plans one."""
    if not because.strip():
        raise RefusedError("Say why.")
    with transaction.atomic():
        row = Instalment.objects.select_for_update().get(pk=instalment_id)
        INSTALMENT.may("cancel", row.state, actor).or_raise()
        if PaymentRequest.objects.filter(instalment=row, is_live=True).exists():
            raise RefusedError(STAYS_WITH_A_RUN)
        _cancel(actor, at, [row], because.strip())
        _move_offsets(actor, at, [row], [])
    return row


def _locked(grant_id: UUID) -> tuple[list[Instalment], list[Instalment]]:
    """Every instalment of the grant that counts, locked: those that may be planned anew, and the others."""
    list(Instalment.objects.select_for_update().filter(grant=grant_id).order_by("pk"))
    rows = Instalment.objects.filter(grant=grant_id).exclude(state="cancelled").order_by("due_on", "number")
    live = PaymentRequest.objects.filter(instalment__grant=grant_id, is_live=True)
    in_runs = set(live.values_list("instalment", flat=True))
    still_open = [each for each in rows if each.state in OPEN and each.pk not in in_runs]
    return still_open, [each for each in rows if each not in still_open]


def _replace(
    actor: Actor,
    at: datetime,
    grant_id: UUID,
    still_open: Sequence[Instalment],
    planned: Iterable[Planned],
    profile: str,
    because: str,
) -> None:
    """What stays the same stays; the rest is cancelled and planned anew; holds and offsets go on to the new."""
    wanted = list(planned)
    same = [each for each in still_open if _planned(each) in wanted]
    gone = [each for each in still_open if each not in same]
    staying = {_planned(each) for each in same}
    _cancel(as_clock(actor), at, gone, because)  # brought about by planning anew
    made = [_plan(actor, at, grant_id, each, profile) for each in wanted if each not in staying]
    _move_holds(actor, at, gone, made)
    _move_offsets(actor, at, gone, made)


def _plan(actor: Actor, at: datetime, grant_id: UUID, each: Planned, profile: str) -> Instalment:
    step = INSTALMENT.step("plan")
    INSTALMENT.may("plan", None, actor).or_raise()
    with act(actor=actor, at=at, verb=step.event, subject=("instalment", None)) as doing:
        row = Instalment.objects.create(
            grant_id=grant_id,
            number=each.number,
            due_on=each.due_on,
            amount_pence=each.amount,
            profile=profile,
            state=step.to,
        )
        doing.subject = ("instalment", str(row.pk))
        doing.facts |= {"grant": str(grant_id), "number": each.number, "pence": each.amount.pence}
        doing.facts["due"] = each.due_on.isoformat()
    return row


def _cancel(actor: Actor, at: datetime, rows: Iterable[Instalment], because: str) -> None:
    step = INSTALMENT.step("cancel")
    for row in rows:
        INSTALMENT.may("cancel", row.state, actor).or_raise()
        with act(actor=actor, at=at, verb=step.event, subject=("instalment", str(row.pk))) as doing:
            row.state, row.because = step.to, because
            row.save(update_fields=["state", "because"])
            doing.personal["because"] = because


def _move_holds(actor: Actor, at: datetime, gone: Sequence[Instalment], made: Sequence[Instalment]) -> None:
    """Somebody's hold holds what comes in the place of the instalment: the one of its number, else the first."""
    for hold in Hold.objects.filter(instalment__in=gone, lifted_at=None):
        to = next((each for each in made if each.number == hold.instalment.number), made[0] if made else None)
        if to is None:
            continue
        with act(actor=actor, at=at, verb="hold.moved", subject=("instalment", str(to.pk))):
            Hold.objects.create(
                instalment=to,
                reason=hold.reason,
                cleared_by_role=hold.cleared_by_role,
                look_again_on=hold.look_again_on,
                placed_at=hold.placed_at,
                placed_by=hold.placed_by,
            )


def _move_offsets(actor: Actor, at: datetime, gone: Sequence[Instalment], made: Sequence[Instalment]) -> None:
    """A recovery by offset goes on to an instalment that bears it; where none does, finance invoices it."""
    for each in Recovery.objects.select_for_update().filter(
        offset_against__in=gone, how="offset", state__in=money.COMING_BACK
    ):
        to = next((one for one in made if one.amount_pence > each.amount_pence), None)
        with act(actor=actor, at=at, verb="recovery.moved", subject=("recovery", str(each.pk))):
            each.offset_against, each.how = to, "offset" if to else "invoice"
            each.save(update_fields=["offset_against", "how"])


def _planned(row: Instalment) -> Planned:
    return Planned(row.number, row.due_on, row.amount_pence)


def _sum(rows: Iterable[Instalment]) -> Money:
    return sum((each.amount_pence for each in rows), NOTHING)
