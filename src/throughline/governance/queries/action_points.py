"""Which actions are agreed, and whose are they?"""

from uuid import UUID

from django.db.models import Q, QuerySet

from throughline.kernel.actor import Actor

from ..models import ActionPoint, Meeting
from .seeing import seen_by


def visible_to(actor: Actor) -> QuerySet[ActionPoint]:
    """The actions of the meetings that the actor may see, and their own; soonest due first."""
    rows = ActionPoint.objects.select_related("owner", "meeting__item").order_by("due_on", "agreed_at", "id")
    seen = Q(meeting__in=Meeting.objects.filter(seen_by(actor)).values("pk"))
    return rows.filter(seen | own(actor)) if actor.is_signed_in else rows.none()


def own(actor: Actor) -> Q:
    """The condition that an action is the actor's."""
    return Q(owner_id=actor.id.removeprefix("person:")) if actor.is_signed_in else Q(pk__in=[])


def open_of(actor: Actor) -> QuerySet[ActionPoint]:
    """The actor's own open actions, soonest due first."""
    return visible_to(actor).filter(own(actor), state="open")


def open_to_see(actor: Actor) -> QuerySet[ActionPoint]:
    """The open actions that the actor may see, whoever owns them."""
    return visible_to(actor).filter(state="open")


def action(actor: Actor, action_id: UUID) -> ActionPoint | None:
    """The action, if there is one that the actor may see."""
    return visible_to(actor).filter(pk=action_id).first()
