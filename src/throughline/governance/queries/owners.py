"""Who owns what is promised, planned or feared, whose turn is it, and what when nobody is left who owns it?

What nobody owns, and what belongs to a role, post or organisation with nobody active in it, is the programme lead's;
where there is no lead, every programme officer's. So each thing is always on somebody's page.
"""

from datetime import date
from typing import TypeVar, cast

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations.reaching import reachable, somebody_behind, somebody_is
from throughline.organisations.roles import ROLES, title_of

from ..lifecycle import LEAD, OFFICER
from ..models import Watched

NOBODY = "Nobody yet"
Rows = TypeVar("Rows", bound=Watched)


def owned_by(actor: Actor) -> Q:
    """The condition that the actor owns something, by a role, a post or their organisation; asks nothing itself."""
    if not actor.is_signed_in:
        return Q(pk__in=[])
    me = organisations.visible_to(actor).order_by().filter(id=actor.id.removeprefix("person:"))
    me = me.filter(body__isnull=False)
    return Q(owner_role__in=actor.roles) | Q(owner_body__in=me.values("body"))


def with_care(rows: QuerySet[Rows]) -> QuerySet[Rows]:
    """The same rows, each with `is_orphan`: nobody owns it, or nobody active stands behind its owner today."""
    behind = somebody_behind("owner_role", "owner_body", on=timezone.localdate())
    orphan = Case(When(behind, then=Value(False)), default=Value(True), output_field=BooleanField())
    return cast(QuerySet[Rows], rows.annotate(is_orphan=orphan))


def turn_of(actor: Actor) -> Q:
    """The condition, on rows `with_care`, that the actor is the one to see to it; asks nothing itself."""
    if LEAD in actor.roles:
        return owned_by(actor) | Q(is_orphan=True)
    if OFFICER in actor.roles:
        return owned_by(actor) | (Q(is_orphan=True) & ~somebody_is(LEAD, on=timezone.localdate()))
    return owned_by(actor)


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
        return title_of(thing.owner_role)
    return str(thing.owner_body) if thing.owner_body else NOBODY


def whose_turn(thing: Watched) -> str:
    """Who sees to it, in words, for a row `with_care`: its owner, or the lead and why."""
    if not thing.is_orphan:
        return owner_in_words(thing)
    if not (thing.owner_role or thing.owner_body_id):
        return f"{title_of(LEAD)}, because nobody owns it"
    if thing.owner_role:
        return f"{title_of(LEAD)}, because nobody is {owner_in_words(thing)} now"
    return f"{title_of(LEAD)}, because nobody from {owner_in_words(thing)} signs in here now"


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
    """(id, name, address) of the people whom a letter about it reaches: the owners, else the lead, else officers."""
    roles = [thing.owner_role] if thing.owner_role else []
    return (
        reachable(roles=roles, body_id=thing.owner_body_id, on=today)
        or reachable(roles=[LEAD], body_id=None, on=today)
        or reachable(roles=[OFFICER], body_id=None, on=today)
    )
