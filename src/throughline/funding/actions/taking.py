"""How is a step taken with something that is on record: locked, asked, changed, written down?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act

from ..models import FunderDuty, InboundAgreement, Receipt, Stream

Thing = TypeVar("Thing", InboundAgreement, FunderDuty, Receipt, Stream)


@contextmanager
def taking(
    kind: type[Thing], table: Lifecycle, step: str, thing_id: UUID, *, actor: Actor, at: datetime
) -> Iterator[tuple[Thing, OpenAct]]:
    """The locked thing, while an act takes the step with it; at the end it is saved in the state that the table gives.

    RefusedError when the table does not allow the step, or when the database refuses what came of it.
    """
    row = table.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=(table.noun, str(thing_id))) as doing:
        thing = kind.objects.select_for_update().filter(pk=thing_id).first()
        if thing is None:
            raise RefusedError(f"There is no such {table.noun}.")
        table.may(step, thing.state, actor).or_raise()
        yield thing, doing
        thing.state = row.to
        kept(thing)


def kept(thing: Any) -> None:
    """The thing is saved; what a constraint of the database refuses is refused in its sentence."""
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "")
        for constraint in thing._meta.constraints:
            if constraint.name == name:
                raise RefusedError(str(constraint.violation_error_message)) from refused
        raise


def said(words: str, what: str) -> str:
    """The words without their edges; RefusedError that asks for them when there are none."""
    if not words.strip():
        raise RefusedError(what)
    return words.strip()
