"""What is to be reached by when, what was, and what is late?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from throughline.frame.charts import Facts
from throughline.kernel.actor import Actor

from ..models import Milestone
from ..watching.rules import Due, due
from . import promises
from .owners import owned_by, owner_in_words, turn_of, with_care
from .seeing import seen_by


@dataclass(frozen=True, slots=True)
class Shown:
    """A milestone as the plan shows it; `slip` says by how much the forecast or the day reached left the plan."""

    id: UUID
    title: str
    owner: str
    planned_on: date
    forecast_on: date
    reached_on: date | None
    slip: str
    due: Due
    state: str
    state_words: str
    tone: str
    promise: tuple[str, str] | None
    source: str
    href: str


def visible_to(actor: Actor) -> QuerySet[Milestone]:
    """The milestones that the actor may see, and those that they own; by the day expected.

    Each `names_promise` where the actor may see the promise that it helps to keep.
    """
    promise = Exists(promises.visible_to(actor).filter(pk=OuterRef("promise")))
    rows = with_care(Milestone.objects.select_related("item", "owner_body", "promise__item"))
    rows = rows.annotate(names_promise=promise)
    if seen := seen_by(actor):
        rows = rows.filter(seen | owned_by(actor))
    return rows.order_by("forecast_on", "planned_on", "pk")


def milestone_whole(actor: Actor, milestone_id: UUID) -> Milestone | None:
    """The milestone, if there is one that the actor may see."""
    return visible_to(actor).filter(pk=milestone_id).first()


def waiting_on(actor: Actor) -> Q:
    """The condition that it is the actor who brings it about, or sees to it that somebody does."""
    return Q(state="planned") & turn_of(actor)


def shown(rows: Iterable[Milestone], today: date) -> list[Shown]:
    """The same milestones in words."""
    return [_shown(each, today) for each in rows]


def facts(rows: Iterable[Shown], today: date) -> Facts:
    """What the chart may look at: plain values, in the order of the table."""
    return {
        "today": today.isoformat(),
        "rows": [
            {
                "title": each.title,
                "planned": each.planned_on.isoformat(),
                "now": (each.reached_on or each.forecast_on).isoformat(),
                "state": "reached" if each.reached_on else "late" if each.due.is_late else "planned",
            }
            for each in rows
            if each.state != "dropped"
        ],
    }


def in_words(rows: Iterable[Shown]) -> str:
    """What the chart shows, as one would say it on the telephone."""
    found = [each for each in rows if each.state != "dropped"]
    counts = [
        (sum(each.state_words == words for each in found), said)
        for words, said in (("Reached", "reached"), ("Late", "late"), ("Planned", "still to come"))
    ]
    said = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"Milestones by month: {said}." if said else "No milestone is planned."


def _shown(milestone: Milestone, today: date) -> Shown:
    reached = milestone.reached_on
    now = due(milestone.forecast_on, today) if milestone.state == "planned" else Due("")
    words, tone = {
        "reached": ("Reached", "good"),
        "dropped": ("Taken out", "quiet"),
        "planned": ("Late", "stop") if now.is_late else ("Planned", "wait"),
    }[milestone.state]
    promise = milestone.promise if getattr(milestone, "names_promise", False) else None
    return Shown(
        id=milestone.pk,
        title=milestone.item.title,
        owner=owner_in_words(milestone),
        planned_on=milestone.planned_on,
        forecast_on=milestone.forecast_on,
        reached_on=reached,
        slip=_slip(((reached or milestone.forecast_on) - milestone.planned_on).days),
        due=now,
        state=milestone.state,
        state_words=words,
        tone=tone,
        promise=(promise.item.title, reverse("governance-promise", args=[promise.pk])) if promise else None,
        source=milestone.item.source,
        href=reverse("governance-milestone", args=[milestone.pk]),
    )


def _slip(days: int) -> str:
    if not days:
        return "As planned"
    length = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    return f"{length} later than planned" if days > 0 else f"{length} earlier than planned"
