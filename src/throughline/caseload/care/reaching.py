"""Who says how a unit is reached, when a clinic is held there, and where a locality's concerns go? Authority: R31."""

from datetime import date, time

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict

PROGRAMME = frozenset({"programme-officer", "programme-lead"})
_WHO = "The head of the unit or a programme officer does."


def may_say_how(actor: Actor, *, is_own: bool) -> Verdict:
    """A unit's desk and its locality's routes: probation's head of that unit, or the programme for any."""
    if actor.roles & PROGRAMME or ("head-of-unit" in actor.roles and is_own):
        return Allowed()
    return Refused("You do not say how this unit is reached.", _WHO)


def may_hold_clinic(actor: Actor, *, is_own: bool) -> Verdict:
    """A clinic: the manager of the provider that holds it, in a unit that it serves."""
    if "provider-manager" in actor.roles and is_own:
        return Allowed()
    return Refused(
        "You do not say when this clinic is held.", "The manager of the service that holds it does."
    )


def doors(opens: time, closes: time) -> Verdict:
    """A unit opens before it closes, on the same day."""
    if opens < closes:
        return Allowed()
    return Refused("The doors close before they open.", "Put the later time second.")


def times_fit(begins: time, minutes: int, times: int) -> Verdict:
    """All times of a clinic end on the day on which it begins."""
    if begins.hour * 60 + begins.minute + minutes * times <= 24 * 60:
        return Allowed()
    return Refused("So many times do not fit into the day.", "Take fewer, or shorter ones.")


def may_end_on(held_from: date, until: date, today: date) -> Verdict:
    """A clinic ends from today on, or where it has not begun on its first day."""
    if until >= max(today, held_from):
        return Allowed()
    return Refused("What was held is not undone.", "Choose today or a later day.")
