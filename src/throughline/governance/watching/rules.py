"""Who may close what, when is it late, and how bad is a risk? Plain answers, without the database and the clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.verdict import Allowed, Refused, Verdict

from .lifecycle import ITS_OWNER, PROMISE

LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Very small", 2: "Small", 3: "Serious", 4: "Major", 5: "Severe"}
NO_DATE = "Nobody gave a date"
_DAYS_BEFORE = 14


def may_take(
    table: Lifecycle, step: str, state: str | None, actor: Actor, *, is_owner: bool = False
) -> Verdict:
    """Whether the actor may take the step, with what they are to this one thing."""
    acting = Actor(actor.id, actor.roles | {ITS_OWNER}) if is_owner else actor
    return table.may(step, state, acting)


def may_keep(state: str, actor: Actor, *, shown_by: Collection[str]) -> Verdict:
    """A promise is closed by somebody who showed none of the evidence. Authority: R10, and R5's principle."""
    verdict = PROMISE.may("keep", state, actor)
    if verdict and actor.id in shown_by:
        return Refused(
            "You showed this evidence, so you cannot be the one who agrees that it is enough.",
            "Another programme officer or the programme lead can.",
        )
    return verdict


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, in words, and whether it is late."""

    words: str
    is_late: bool = False
    is_soon: bool = False


def due(on: date | None, today: date, *, said: str = "") -> Due:
    """“Due in 12 days”, “Due today”, “3 weeks late”; without a day what was `said` instead, or that nobody gave one."""
    if on is None:
        return Due(f"“{said}”, no day yet" if said else NO_DATE)
    days = (on - today).days
    if days < 0:
        return Due(f"{_length(-days)} late", is_late=True)
    if days == 0:
        return Due("Due today", is_soon=True)
    return Due(f"Due in {_length(days)}", is_soon=days <= _DAYS_BEFORE)


def reminder(on: date, today: date) -> str | None:
    """Which reminder is owed today: "before" from 14 days before, "on-the-day", then "week-1", "week-2" …

    A name stays the same until the next one, so that a day on which nobody ran the job loses no letter.
    """
    days = (today - on).days
    if days < -_DAYS_BEFORE:
        return None
    if days < 0:
        return "before"
    return "on-the-day" if days < 7 else f"week-{days // 7}"


def score(likelihood: int, impact: int) -> int:
    """Likelihood times impact, 1 to 25."""
    return likelihood * impact


def band(points: int) -> str:
    """How a score is called: low to 4, medium to 9, high to 14, very high from 15."""
    return "Low" if points <= 4 else "Medium" if points <= 9 else "High" if points <= 14 else "Very high"


def in_words(likelihood: int, impact: int) -> str:
    """A score with what it is made of: “12 of 25, high: likely, serious”."""
    points = score(likelihood, impact)
    return f"{points} of 25, {band(points).lower()}: {LIKELIHOOD[likelihood]}, {IMPACT[impact]}".lower()


def may_score(inherent: tuple[int, int], residual: tuple[int, int]) -> Verdict:
    """Whether a risk may have these scores: 1 to 5 each, and what is done against it makes it no worse."""
    if not {*inherent, *residual} <= {*LIKELIHOOD}:
        return Refused("Likelihood and impact are whole numbers from 1 to 5.")
    if score(*residual) > score(*inherent):
        return Refused(
            f"With what is done against it, the risk would be worse ({score(*residual)}) than if nothing were done "
            f"({score(*inherent)}).",
            "If the risk itself has grown, the programme team first changes its score without what is done.",
        )
    return Allowed()


def moved(before: int | None, now: int) -> str:
    """What has become of a score since the review before, in words."""
    if before is None:
        return "First score"
    if before == now:
        return "No change"
    return f"{'Up' if now > before else 'Down'} from {before}"


def _length(days: int) -> str:
    """14 days, 3 weeks, 5 months, 4 years: as exact as somebody needs it who is that far away."""
    for size, name in ((730, "year"), (90, "month"), (21, "week")):
        if days >= size:
            count = int(days / {"year": 365.25, "month": 30.44, "week": 7}[name])
            return f"{count} {name}s"
    return f"{days} day{'s' if days != 1 else ''}"
