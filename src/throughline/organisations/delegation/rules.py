"""May this person let somebody else act for a post, and for how long?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.actor import Actor
from throughline.kernel.dates import Period
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

from ..rules import ADMINISTRATOR, may_administer

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Held:
    """A post as the rules see it; `holder` is an actor's id or nothing, `covers` are (actor's id, days) in force."""

    title: str
    holder: str
    covers: Sequence[tuple[str, Period]] = ()


def may_delegate(actor: Actor, post: Held) -> Verdict:
    """Whether the actor may delegate the post: its holder, or an administrator with a reason. Authority: R5."""
    if actor.id == post.holder or ADMINISTRATOR in actor.roles or actor.is_system:
        return Allowed()
    return Refused(
        f"Only whoever holds the post of {post.title} delegates it.",
        "An administrator can do it when the holder is away, with the reason.",
    )


def may_cover(
    actor: Actor, post: Held, *, to: str, is_active: bool, first: date, last: date, reason: str, today: date
) -> Verdict:
    """Whether this person may act for the post on these days. Authority: R5."""
    if not (verdict := may_delegate(actor, post)):
        return verdict
    if to == post.holder:
        return Refused("This person holds the post already.")
    if to == actor.id and not actor.is_system:
        return Refused("Nobody delegates a post to themselves.", "Ask another administrator.")
    if not is_active:
        return Refused("This person can no longer sign in, so they could not act for the post.")
    if first < today:
        return Refused("A delegation begins today or later; it never reaches back.")
    if last < first:
        return Refused("The last day is before the first.")
    if (last - first).days > LONGEST_DAYS:
        return Refused("A delegation lasts a year at most. Whoever covers for longer should hold the post.")
    if len(reason.split()) < 2:
        return Refused("Say why, in a few words: it is shown beside each signature that is given under it.")
    days = Period(first, day_after(last))
    if any(person == to and days.overlaps(other) for person, other in post.covers):
        return Refused("This person covers for the post on some of these days already.")
    return Allowed()


def may_end(actor: Actor, post: Held, *, delegate: str, is_over: bool) -> Verdict:
    """Whether the actor may end a delegation before its last day: the holder, an administrator, or the delegate."""
    if is_over:
        return Refused("This delegation has ended already.")
    if actor.id == delegate:
        return Allowed()
    return may_delegate(actor, post)


def may_hand_over(
    actor: Actor,
    *,
    to: str,
    holder: str,
    is_active: bool,
    first: date,
    since: date | None,
    signed_on: date | None,
    today: date,
) -> Verdict:
    """Whether the person (nobody: "") may hold the post from that day on, in the place of whoever holds it.

    `since` is when the last holder's time began, or ended where nobody holds it; `signed_on` is the last day on which
    the holder signed for the post: what they signed stays signed by its holder. Authority: R5.
    """
    if not (verdict := may_administer(actor)):
        return verdict
    if to == holder:
        return Refused("This person holds the post already." if to else "Nobody holds the post already.")
    if to == actor.id:
        return Refused("Nobody gives themselves a post.", "Ask another administrator.")
    if to and not is_active:
        return Refused("This person can no longer sign in, so they could not act for the post.")
    if first > today:
        return Refused(
            "Enter the change on its first day, or later: until then the post is somebody else's.",
            "For days before that, let the person cover for the post.",
        )
    if holder and since and first <= since:
        return Refused("Whoever holds the post took it up on that day or later.")
    if not holder and since and first < since:
        return Refused("The post was held by somebody else until after that day.")
    if signed_on and first <= signed_on:
        return Refused(
            f"Whoever holds the post signed for it on {long_date(signed_on)}.",
            "The change can begin on the day after.",
        )
    return Allowed()


def day_after(last: date) -> date:
    """The first day that a period no longer holds, when this is its last."""
    return last + timedelta(days=1)
