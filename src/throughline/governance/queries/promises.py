"""Which promises may somebody see, who must act next on each, and what did a decision promise?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse

from throughline.kernel.actor import PUBLIC, Actor

from ..lifecycle import LEAD, OFFICER
from ..models import PROMISE_KINDS, Entry, Promise
from ..watching.lifecycle import PROMISE
from ..watching.rules import Due, due
from .owners import owned_by, owner_in_words, turn_of, whose_turn, with_care
from .seeing import seen_by

KINDS = PROMISE_KINDS
OPEN = ("open", "shown")
STATES = {
    "open": ("Open", "wait"),
    "shown": ("Evidence shown", "wait"),
    "kept": ("Kept", "good"),
    "given_up": ("Given up", "quiet"),
}
# Sort keys of groups that are no one owner's; the last sorts behind every role and body.
_ORPHANS, _TEAM, _CLOSED = "programme-lead, for ", "programme-team", "~"
_BACK = ("send_back", "reopen")  # after these, evidence is shown anew


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as a list, a page or a decision shows it; `next` is who must act now, empty when nobody must."""

    id: UUID
    text: str
    kind: str
    owner: str
    next: str
    due: Due
    due_on: date | None
    due_words: str
    state: str
    state_words: str
    tone: str
    decision_number: str
    made_on: date | None
    closed_on: datetime | None
    href: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def visible_to(actor: Actor) -> QuerySet[Promise]:
    """The promises that the actor may see, and those that they own; by who must act next, then by day."""
    owner = Concat(F("owner_role"), Coalesce(F("owner_body__code"), Value("")), output_field=CharField())
    mine = Case(When(waiting_on(actor), then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = _with_owners().annotate(
        is_mine=mine,
        waits_for=Case(
            When(state="shown", then=Value(_TEAM)),
            When(~Q(state="open"), then=Value(_CLOSED)),
            When(is_orphan=True, then=Concat(Value(_ORPHANS), owner)),
            default=owner,
            output_field=CharField(),
        ),
    )
    if seen := _seen(actor):
        rows = rows.filter(seen)
    return rows.order_by("waits_for", F("due_on").asc(nulls_last=True), "item__dated_on", "position", "pk")


def _seen(actor: Actor) -> Q:
    """The condition that the actor may open a promise; empty where they may open each."""
    seen = seen_by(actor)
    return seen | owned_by(actor) if seen else seen


def promise_whole(actor: Actor, promise_id: UUID) -> Promise | None:
    """The promise, if there is one that the actor may see."""
    return visible_to(actor).filter(pk=promise_id).first()


def still_open() -> QuerySet[Promise]:
    """The promises that are not kept or given up yet, by their words."""
    return Promise.objects.filter(state__in=OPEN).select_related("item").order_by("item__title", "pk")


def waiting_on(actor: Actor) -> Q:
    """The condition, on promises `with_care`, that the actor is the one who must act next."""
    mine = Q(state="open") & turn_of(actor)
    if actor.roles & {OFFICER, LEAD}:
        own = _evidence_of_now().filter(item=OuterRef("pk"), entered_by=actor.id)
        mine |= Q(state="shown") & ~Q(Exists(own))
    return mine


def showers_of(promise: Promise) -> set[str]:
    """Who showed the evidence on which it is closed, or not: all since it was opened last. One query."""
    return set(_evidence_of_now().filter(item=promise.pk).values_list("entered_by", flat=True))


def shown(rows: Iterable[Promise], today: date) -> list[Promised]:
    """The same promises in words."""
    return [_shown(each, today) for each in rows]


def promises_of(decision_number: str, *, today: date, reader: Actor = PUBLIC) -> Sequence[Promised]:
    """What the decision promised and what became of it, in its own order; one query. For everybody to read.

    One that the reader cannot open has no `href`.
    """
    closed = Entry.objects.filter(item=OuterRef("pk"), step__in=["keep", "give_up"]).order_by("-entered_at")
    rows = (
        _with_owners()
        .annotate(
            is_seen=Case(When(_seen(reader) or Q(pk__isnull=False), then=Value(True)), default=Value(False)),
            closed_at=Subquery(closed.values("entered_at")[:1]),
        )
        .filter(decision_number=decision_number)
        .exclude(decision_number="")
        .order_by("position")
    )
    promised = [(each, _shown(each, today, each.closed_at)) for each in rows]
    return [said if each.is_seen else replace(said, href="") for each, said in promised]


def milestones_of(promise: Promise) -> list[tuple[str, str, date, date | None]]:
    """The milestones that help to keep it: words, address, day expected, day reached; one query."""
    rows = promise.milestones.exclude(state="dropped").select_related("item").order_by("forecast_on", "pk")
    return [
        (each.item.title, reverse("governance-milestone", args=[each.pk]), each.forecast_on, each.reached_on)
        for each in rows
    ]


def next_of(promise: Promise) -> str:
    """Who must act now on a promise `with_care`, in words; empty when nobody must."""
    if promise.state == "shown":
        return "Programme team, to agree"
    if promise.state != PROMISE.first_states[0]:
        return ""
    return whose_turn(promise)


def _with_owners() -> QuerySet[Promise]:
    return with_care(Promise.objects.select_related("item", "owner_body"))


def _evidence_of_now() -> QuerySet[Entry]:
    """The evidence that was shown since its promise was sent back or opened again last."""
    later = Entry.objects.filter(item=OuterRef("item"), step__in=_BACK, id__gt=OuterRef("id"))
    return Entry.objects.filter(~Q(Exists(later)), step="show")


def _shown(promise: Promise, today: date, closed_at: datetime | None = None) -> Promised:
    words, tone = STATES[promise.state]
    return Promised(
        id=promise.pk,
        text=promise.details or promise.item.title,
        kind=KINDS[promise.kind],
        owner=owner_in_words(promise),
        next=next_of(promise),
        due=due(promise.due_on, today, said=promise.due_words),
        due_on=promise.due_on,
        due_words=promise.due_words,
        state=promise.state,
        state_words=words,
        tone=tone,
        decision_number=promise.decision_number,
        made_on=promise.item.dated_on,
        closed_on=closed_at,
        href=reverse("governance-promise", args=[promise.pk]),
    )
