"""What does the shell around every page need to know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from throughline.frame.middleware import actor_of
from throughline.kernel.actor import Actor
from throughline.organisations.roles import title_of

# (words, url name, roles that see it; empty = everybody, "*" = everybody signed in)
NAVIGATION: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Home", "home", frozenset({"*"})),
    ("Public register", "register", frozenset()),
    ("Decisions", "decisions", frozenset({"*"})),
    ("Read a notice", "readings", frozenset({"programme-officer", "programme-lead"})),
    ("Programme", "programmes", frozenset({"*"})),
    ("People", "people", frozenset({"administrator"})),
    ("Check us", "verify", frozenset()),
)


def navigation(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Return the entries that this actor uses, at most seven."""
    entries = []
    for text, name, roles in NAVIGATION:
        seen = not roles or (actor.is_signed_in and ("*" in roles or bool(roles & actor.roles)))
        if seen:
            href = reverse(name)
            active = path == href if href == "/" else path.startswith(href)
            entries.append({"text": text, "href": href, "active": active})
    return entries


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the layout's context."""
    actor = actor_of(request)
    user = getattr(request, "user", None)
    return {
        "nav": navigation(actor, request.path),
        "account": _account(user, actor) if actor.is_signed_in else None,
        "demonstration": settings.DEMONSTRATION,
        "version": settings.THROUGHLINE_VERSION,
        "actor": actor,
    }


def _account(user: Any, actor: Actor) -> dict[str, str]:
    roles = ", ".join(title_of(role) for role in sorted(actor.roles))
    return {"name": user.name, "role": roles, "href": reverse("account")}
