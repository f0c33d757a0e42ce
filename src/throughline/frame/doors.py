"""Who may come through this address at all?

Every view carries one rule, set by `@door(rule)`; the middleware admits nobody to a view without one, and a house test
walks the URLconf. Rows are narrowed further by `visible_to`, steps by a verdict.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """A door's rule: a sentence for people and a verdict for the middleware."""

    name: str
    sentence: str
    admits: Callable[[Actor], Verdict]


def _admit_all(actor: Actor) -> Verdict:
    return Allowed()


def _admit_signed_in(actor: Actor) -> Verdict:
    return Allowed() if actor.is_signed_in else Refused("This page is for people who have signed in.")


OPEN = Rule("open", "Anyone, without signing in.", _admit_all)
SIGNED_IN = Rule("signed-in", "Anyone who has signed in.", _admit_signed_in)


def for_roles(*roles: str) -> Rule:
    """Return the rule that admits signed-in people who hold at least one of the roles."""
    wanted = frozenset(roles)
    words = " or ".join(role.replace("-", " ") for role in roles)

    def admits(actor: Actor) -> Verdict:
        if not actor.is_signed_in:
            return _admit_signed_in(actor)
        if actor.roles & wanted:
            return Allowed()
        return Refused(
            f"This page is for people who work as {words}.", "Your administrator can give you that role."
        )

    return Rule("roles: " + ", ".join(roles), f"Signed in as {words}.", admits)


def door(rule: Rule) -> Callable[[View], View]:
    """Set a view's rule."""

    def mark(view: View) -> View:
        view.door = rule  # type: ignore[attr-defined]  # a plain attribute is what Django's own decorators use
        return view

    return mark


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return the rule that a view carries, or None."""
    rule = getattr(view, "door", None)
    return rule if isinstance(rule, Rule) else None
