"""Who may say who works in a unit, and which provider serves it? Authority: R37, R39."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..rules import ADMINISTRATOR

PROGRAMME = frozenset({"programme-officer", "programme-lead"})
OWN_PEOPLE = frozenset({"provider-manager", "head-of-unit"})
PLACED = frozenset({"key-worker", "probation-practitioner", "head-of-unit"})
ASK = "An administrator, the unit’s head or the provider’s manager can do it."


def may_place_anybody(actor: Actor) -> Verdict:
    """Whether the actor may say at all who works where: administrators, and managers for their own people."""
    if _administers(actor) or actor.roles & OWN_PEOPLE:
        return Allowed()
    return Refused("Who works in which unit is not for your role to say.", ASK)


def may_place(
    actor: Actor, *, own_body: UUID | None, own_units: Collection[UUID], body: UUID, unit: UUID
) -> Verdict:
    """Whether the actor may say that somebody of `body` works in `unit`, or does no more.

    A manager does it for people of their own organisation, in units that are theirs: those their organisation serves,
    or in which they work as its head. What is wider would widen their own sight.
    """
    if not (anybody := may_place_anybody(actor)):
        return anybody
    if _administers(actor):
        return Allowed()
    if body != own_body:
        return Refused("This person belongs to another organisation.", "Their own manager can do it.")
    if unit not in own_units:
        return Refused("This unit is not one of yours.", "An administrator can do it.")
    return Allowed()


def may_say_who_serves(actor: Actor) -> Verdict:
    """Whether the actor may say which provider serves a unit: administrators."""
    if _administers(actor):
        return Allowed()
    return Refused("Which provider serves a unit is not for your role to say.", "An administrator can do it.")


def may_say_what_units_cover(actor: Actor) -> Verdict:
    """Whether the actor may say which localities a unit covers: administrators and whoever runs the programme."""
    if _administers(actor) or actor.roles & PROGRAMME:
        return Allowed()
    return Refused(
        "Which localities a unit covers is not for your role to say.",
        "An administrator or the programme’s officer can do it.",
    )


def may_end_cover(since: date | None, until: date | None, on: date, today: date) -> Verdict:
    """Whether a unit may cover a locality no more from that day: after it began, and while it is not over."""
    if until is not None and until <= today:
        return Refused("This is over already.", "Say from when the unit covers the locality again.")
    if since is not None and on <= since:
        return Refused("It ends on a day after it begins.")
    return Allowed()


def _administers(actor: Actor) -> bool:
    return actor.is_system or ADMINISTRATOR in actor.roles
