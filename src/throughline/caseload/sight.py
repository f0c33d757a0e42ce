"""How does a page, an action or a job of this room begin? By saying who looks, and how far they see."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.frame.scope import Sight, enter_sight
from throughline.kernel.actor import Actor
from throughline.organisations.working import sight_of, sight_of_provider

from .sealed import DeletedError


class KeptElsewhereError(Exception):
    """What this page asks for is typed in the provider's own system; `shown` says of whom, and what came in. R32"""

    def __init__(self, shown: dict[str, Any]) -> None:
        super().__init__("The record is in the provider’s own system.")
        self.shown = shown


View = Callable[..., HttpResponse]
LOOK = "caseload_look()"  # whom limits name, what glass is broken, what is offered: asked once (walls)


def look(actor: Actor, on: date) -> Sight:
    """From here to the end of the transaction the actor sees whom their role, units and body let them see: so far."""
    sight = sight_of(actor, on)
    enter_sight(actor, sight, then=LOOK)
    return sight


def look_for_provider(actor: Actor, body: UUID, on: date) -> None:
    """A job or a machine sees what one provider's units hold, and nobody whose record is limited."""
    enter_sight(actor, sight_of_provider(body, on), then=LOOK)


def look_for_client(actor: Actor, side: str, body: UUID, units: frozenset[UUID], on: date) -> None:
    """A machine sees the units that it was made for, as far as its organisation serves them on that day."""
    if side == "provider":
        units &= sight_of_provider(body, on).units
    enter_sight(actor, Sight(side, body, units), then=LOOK)


def sight_at(request: HttpRequest) -> Sight:
    """How far whoever asks for this page sees."""
    sight: Sight = request.sight  # type: ignore[attr-defined]  # set by the door of the page
    return sight


def look_at_one(person: UUID) -> None:
    """Until somebody looks again, this one person is in sight whatever limits say: for what is done unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('throughline.glass', %s, true)", [f"{{{person}}}"])


def case_door(*roles: str) -> Callable[[View], View]:
    """The door of a page about people: its roles and their sight. Without it no row is there; nor of the deleted."""

    def mark(view: View) -> View:
        @door(for_roles(*roles))
        @wraps(view)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.sight = look(actor_of(request), timezone.localdate())  # type: ignore[attr-defined]  # sight_at
            try:
                return view(request, *args, **kwargs)
            except (ObjectDoesNotExist, DeletedError):
                raise Http404("There is no such page.") from None
            except KeptElsewhereError as kept:
                return render(request, "caseload/kept_elsewhere.html", kept.shown, status=403)

        return seen

    return mark
