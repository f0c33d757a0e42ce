"""How does an administrator take another role in an emergency: loudly, for hours, with a reason?

Every other administrator and every auditor gets a letter, every page shows a banner, the ledger and the access log say
so, and it ends by itself; with the administrator's own role at the latest.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from throughline.frame import letters
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import queries
from ..models import BrokenGlass, Person
from ..rules import ADMINISTRATOR
from . import log
from .lifecycle import BROKEN_GLASS, CLOCK
from .reviews import holders_of
from .rules import may_break_glass

WATCHERS = frozenset({ADMINISTRATOR, "auditor"})


def break_glass(
    *, actor: Actor, at: datetime, role: str, hours: int, reason: str, request: HttpRequest | None = None
) -> BrokenGlass:
    """Take the role for so many hours; every other administrator is told at once."""
    with transaction.atomic():
        BROKEN_GLASS.may("break_glass", None, actor).or_raise()
        mine = queries.person_of(actor).pk
        person = Person.objects.select_for_update(no_key=True).get(pk=mine)  # two presses wait for each other
        end_what_ran_out(at=at)
        is_open = BrokenGlass.objects.filter(person=person, state="open").exists()
        may_break_glass(role, hours, reason, actor.roles, is_open).or_raise()
        glass = BrokenGlass(
            person=person,
            role=role,
            reason=" ".join(reason.split())[:500],
            state="open",
            open_until=at + timedelta(hours=hours),
            broken_at=at,
            broken_by=actor.id,
        )
        with act(
            actor=actor,
            at=at,
            verb=BROKEN_GLASS.step("break_glass").event,
            subject=("person", person.id),
            facts={"role": role, "hours": hours},
            personal={"reason": glass.reason},
        ):
            glass.save(force_insert=True)
        log.note("glass", at=at, person=person, request=request, how=role)
        for other in told_by_letter(actor, at=at):
            _tell(other, glass, at)
        return glass


def told_by_letter(actor: Actor, *, at: datetime) -> list[Person]:
    """Who gets a letter when this administrator breaks the glass: the others who administer or audit."""
    watching = holders_of(WATCHERS, timezone.localdate(at))
    return [each for each in watching if f"person:{each.id}" != actor.id]


def end(*, actor: Actor, at: datetime) -> None:
    """Give the role back before its time."""
    with transaction.atomic():
        glass = BrokenGlass.objects.select_for_update().filter(broken_by=actor.id, state="open").first()
        if glass is None:
            raise RefusedError("You have not broken the glass, or it has ended by itself.")
        _end(glass, actor, at)


def end_with_role(person: Person, *, actor: Actor, at: datetime) -> None:
    """Whoever stops being an administrator, or leaves, keeps nothing that they broke the glass for."""
    glass = BrokenGlass.objects.select_for_update().filter(person=person, state="open").first()
    if glass:
        _end(glass, Actor(actor.id, actor.roles | {ADMINISTRATOR}) if actor.is_system else actor, at)


def end_what_ran_out(*, at: datetime) -> int:
    """Note the end of each that has run out (it gave nothing any more since then); return how many."""
    clock = Actor("system:clock", frozenset({CLOCK}))
    with transaction.atomic():
        over = list(
            BrokenGlass.objects.select_for_update(skip_locked=True).filter(state="open", open_until__lte=at)
        )
        for glass in over:
            _end(glass, clock, at)
    return len(over)


def open_of(actor: Actor, *, at: datetime) -> BrokenGlass | None:
    """The glass that this administrator has broken, for the banner; asked of administrators only."""
    if ADMINISTRATOR not in actor.roles:
        return None
    return BrokenGlass.objects.filter(broken_by=actor.id, state="open", open_until__gt=at).first()


def newest(most: int = 20) -> list[BrokenGlass]:
    """The newest breakings, with who and why."""
    return list(BrokenGlass.objects.select_related("person").order_by("-broken_at", "id")[:most])


def _end(glass: BrokenGlass, actor: Actor, at: datetime) -> None:
    BROKEN_GLASS.may("end", glass.state, actor).or_raise()
    verb = BROKEN_GLASS.step("end").event
    with act(actor=actor, at=at, verb=verb, subject=("person", glass.person_id), facts={"role": glass.role}):
        glass.state, glass.ended_at, glass.ended_by = "ended", at, actor.id
        glass.save()


def _tell(other: Person, glass: BrokenGlass, at: datetime) -> None:
    letters.owe(
        letters.Message(
            key=f"glass:{glass.id}:{other.id}",
            to=other.email,
            name=other.name,
            subject="An administrator has broken the glass",
            text="An administrator has taken another role for some hours. See who, which, and why.",
            path="/people/glass/",
        ),
        at=at,
    )
