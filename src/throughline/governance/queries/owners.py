"""Who owns what is promised, planned or feared, and what does the signed-in person own?"""

from datetime import date
from functools import cache

from django.db.models import Q

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations.reaching import reachable
from throughline.organisations.roles import ROLES, title_of

from ..models import Watched

NOBODY = "Nobody yet"


def owned_by(actor: Actor) -> Q:
    """The condition that the actor owns something, by a role, a post or their organisation; asks nothing itself."""
    if not actor.is_signed_in:
        return Q(pk__in=[])
    me = organisations.visible_to(actor).order_by().filter(id=actor.id.removeprefix("person:"))
    return Q(owner_role__in=actor.roles) | Q(owner_body__in=me.values("body"))


def is_owner(actor: Actor, thing: Watched) -> bool:
    """Whether the actor owns this one."""
    if thing.owner_role:
        return thing.owner_role in actor.roles
    if thing.owner_body_id is None or not actor.is_signed_in:
        return False
    me = organisations.visible_to(actor).filter(id=actor.id.removeprefix("person:"))
    return me.filter(body=thing.owner_body_id).exists()


def owner_in_words(thing: Watched) -> str:
    """The owner's title; asks nothing more when `owner_body` came with the rows."""
    if thing.owner_role:
        return role_title(thing.owner_role)
    return str(thing.owner_body) if thing.owner_body else NOBODY


@cache
def role_title(code: str) -> str:
    """A role as people call it."""
    return title_of(code)


def owner_choices() -> list[tuple[str, str]]:
    """Every owner that a form may offer: nobody, roles and posts, then organisations."""
    roles = [(f"role:{role.code}", role.title) for role in ROLES if role.code != "administrator"]
    bodies = [(f"body:{body.code}", body.name) for body in organisations.bodies()]
    return [("", NOBODY), *roles, *bodies]


def chosen(thing: Watched) -> str:
    """What the form's choice is for the owner of now."""
    if thing.owner_role:
        return f"role:{thing.owner_role}"
    return f"body:{thing.owner_body.code}" if thing.owner_body else ""


def people_of(thing: Watched, today: date) -> list[tuple[str, str, str]]:
    """(id, name, address) of the people whom a letter about it reaches: the owners, else the programme lead."""
    roles = [thing.owner_role] if thing.owner_role else []
    found = reachable(roles=roles, body_id=thing.owner_body_id, on=today)
    return found or reachable(roles=["programme-lead"], body_id=None, on=today)
