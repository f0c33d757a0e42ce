"""What does the shell around every page need to know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from throughline.frame.middleware import actor_of
from throughline.kernel.actor import Actor
from throughline.organisations.access import glass
from throughline.organisations.roles import title_of
from throughline.web.navigation import navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the layout's context."""
    actor = actor_of(request)
    user = getattr(request, "user", None)
    nav, beside = navigation(actor, request.path)
    return {
        "nav": nav,
        "beside": beside,
        "account": _account(user, actor) if actor.is_signed_in else None,
        "demonstration": settings.DEMONSTRATION,
        "version": settings.THROUGHLINE_VERSION,
        "glass": glass.open_of(actor, at=timezone.now()),
        "actor": actor,
    }


def _account(user: Any, actor: Actor) -> dict[str, str]:
    roles = ", ".join(title_of(role) for role in sorted(actor.roles))
    return {"name": user.name, "role": roles, "href": reverse("account")}
