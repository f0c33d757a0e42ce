"""In which capacity does somebody certify a return: as its finance officer, or by which delegation on record?

Nobody types a delegation: it is the one of the certifier's post of that body that stands on record today (R5, R25).
"""

from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date
from throughline.organisations.delegation.queries import acting_for, staffed
from throughline.organisations.queries import has_in_own_right, names_of

from ..lifecycle import CERTIFIER
from ..models import Return
from ..returning.rules import finance_officer


@dataclass(frozen=True, slots=True)
class Capacity:
    """The name and title that stand under a certification, and the delegation where there is one."""

    name: str
    title: str
    delegation_words: str = ""


def capacity_of(asked: Return, actor: Actor, on: date) -> Capacity:
    """How the actor certifies this return: by the delegation on record, or else as the recipient's finance officer."""
    officer = finance_officer(asked.recipient.kind)
    words = dict(_delegated(actor, on)).get(asked.recipient.name, "")
    title = f"For the {officer}, by delegation" if words else officer[0].upper() + officer[1:]
    return Capacity(names_of([actor.id])[actor.id], title, words)


def may_certify_as(asked: Return, actor: Actor, on: date) -> Verdict:
    """Whether the actor is this recipient's finance officer, or their delegate on record today. Authority: R25."""
    bodies = [body for body, _ in _delegated(actor, on)]
    if not bodies or asked.recipient.name in bodies or has_in_own_right(actor, CERTIFIER, on):
        return Allowed()
    return Refused(
        f"What is delegated to you is the certifier’s post of {bodies[0]}; this return is of {asked.recipient}.",
        f"The {finance_officer(asked.recipient.kind)} of {asked.recipient} can delegate their own post to you.",
    )


def _delegated(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The certifiers’ posts delegated to the actor that day: of which body, and the delegation in words."""
    delegated = {post: cover for post, cover in acting_for(actor, on).items() if cover}
    if not delegated:
        return []
    return [
        (
            post.body,
            f"{post.title} (held by {post.holder.name if post.holder else 'nobody now'}), delegated from "
            f"{long_date(cover.first)} to {long_date(cover.last)}: {cover.reason}"[:300],
        )
        for post in staffed(on, delegated).values()
        for cover in post.covers
        if post.code in CERTIFIER and cover.id == delegated[post.id]
    ]
