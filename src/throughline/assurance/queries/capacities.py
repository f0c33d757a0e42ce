"""In which capacity does somebody certify a return: as the recipient's finance officer, or under whose delegation?"""

from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.organisations.delegation.queries import acting_for, staffed
from throughline.organisations.queries import names_of

from ..lifecycle import CERTIFIER
from ..models import Return
from ..returning.rules import finance_officer


@dataclass(frozen=True, slots=True)
class Capacity:
    """The name and title that stand under a certification, and the delegation where there is one."""

    name: str
    title: str
    delegation_words: str = ""


def capacity_of(asked: Return, actor: Actor, on: date, delegation_words: str = "") -> Capacity:
    """How the actor certifies this return; a delegation of the post on record says itself, whatever was typed."""
    officer = finance_officer(asked.recipient.kind)
    words = recorded_delegation(actor, on) or delegation_words.strip()[:300]
    title = f"For the {officer}, by delegation" if words else officer[0].upper() + officer[1:]
    return Capacity(names_of([actor.id])[actor.id], title, words)


def recorded_delegation(actor: Actor, on: date) -> str:
    """The delegation of the certifier's post under which the actor acts today, in words; empty for its holder."""
    delegated = {post: cover for post, cover in acting_for(actor, on).items() if cover}
    if not delegated:
        return ""
    for post in staffed(on, delegated).values():
        for cover in post.covers:
            if post.code in CERTIFIER and cover.id == delegated[post.id]:
                holder = post.holder.name if post.holder else "nobody now"
                return (
                    f"{post.title} (held by {holder}), delegated from {long_date(cover.first)} "
                    f"to {long_date(cover.last)}: {cover.reason}"
                )[:300]
    return ""
