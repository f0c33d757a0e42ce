"""Does each instalment's state say what its day and its standing say?

Each morning, and whenever something was done: its day has come, something is in the way, nothing is any more.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

from ..lifecycle import CLOCK, INSTALMENT
from ..models import Instalment, PaymentRequest
from ..queries.standing import standings_of, visible_to

SYSTEM = Actor("system:payments", CLOCK)


@transaction.atomic
def keep_up(*, at: datetime, grants: Iterable[UUID] | None = None) -> int:
    """What has come due is due, what something is in the way of is held, what is free again is due; how many steps."""
    on = timezone.localdate(at)
    rows = Instalment.objects.select_for_update().filter(state__in=["planned", "due", "held"], due_on__lte=on)
    if grants is not None:
        rows = rows.filter(grant__in=list(grants))
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return 0
    taken = 0
    found = {each.pk: each for each in visible_to(SYSTEM, on).filter(pk__in=ids)}
    in_runs = set(
        PaymentRequest.objects.filter(instalment__in=ids, is_live=True).values_list("instalment", flat=True)
    )
    for each in standings_of(found.values(), on):
        row = found[each.instalment_id]
        if row.state == "planned":
            take(SYSTEM, at, row, "fall_due")
            taken += 1
        step = {("due", "hold"): "hold", ("held", "release"): "clear"}.get((row.state, each.verdict))
        if step == "clear" or (step and row.pk not in in_runs):  # a run is looked at when it is released
            take(SYSTEM, at, row, step, conditions=[reason.condition for reason in each.in_the_way])
            taken += 1
    return taken


def take(actor: Actor, at: datetime, row: Instalment, step: str, **facts: list[str] | str | int) -> None:
    """One step of an instalment that is locked already; RefusedError when the table does not allow it."""
    line = INSTALMENT.step(step)
    INSTALMENT.may(step, row.state, actor).or_raise()
    with act(actor=actor, at=at, verb=line.event, subject=("instalment", str(row.pk)), facts=facts):
        row.state = line.to
        row.save(update_fields=["state"])
