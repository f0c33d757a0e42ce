"""What may the other rooms, and the person who asks, know about who is who?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from throughline.frame.written import Given, Written
from throughline.kernel.actor import Actor
from throughline.ledger import queries as ledger
from throughline.organisations.models import (
    Body,
    Holding,
    Person,
    Place,
    PlaceServed,
    Post,
    PostTitle,
    ProbationDeliveryUnit,
    ProgrammeCode,
    RoleGrant,
    UnitPlace,
    covers_on,
    held_on,
    served_on,
)
from throughline.organisations.roles import title_of
from throughline.organisations.rules import ADMINISTRATOR, Standing, may_administer


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The people whom the actor may look up: everybody for an administrator, else only themselves."""
    if may_administer(actor):
        return Person.objects.order_by("search_text", "id")
    return (
        Person.objects.filter(id=actor.id.removeprefix("person:"))
        if actor.is_signed_in
        else Person.objects.none()
    )


def person_of(actor: Actor) -> Person:
    """The signed-in person who acts; Person.DoesNotExist for everybody else."""
    return visible_to(actor).select_related("body").get(id=actor.id.removeprefix("person:"))


def listed(people: QuerySet[Person], on: date) -> QuerySet[Person]:
    """The same people with their body and the roles they have on that day, in three queries."""
    roles = Prefetch(
        "role_grants", RoleGrant.objects.filter(held_on(on)).order_by("role"), to_attr="roles_in_force"
    )
    return people.select_related("body").prefetch_related(roles)


def roles_in_force(person: Person, on: date) -> list[RoleGrant]:
    """The roles that the person has on that day."""
    return list(person.role_grants.filter(held_on(on)).order_by("role"))


def having_role(people: QuerySet[Person], role: str, on: date) -> QuerySet[Person]:
    """Those of the people who have the role on that day."""
    return people.filter(id__in=RoleGrant.objects.filter(held_on(on), role=role).values("person"))


def has_in_own_right(actor: Actor, codes: Collection[str], on: date) -> bool:
    """Whether one of these roles is the actor's own that day: granted to them, or of a post that they hold."""
    if not actor.is_signed_in:
        return False
    person = UUID(actor.id.removeprefix("person:"))
    granted = RoleGrant.objects.filter(held_on(on), person=person, role__in=codes)
    return (
        granted.exists() or Holding.objects.filter(held_on(on), person=person, post__code__in=codes).exists()
    )


def standing(person: Person, on: date) -> Standing:
    """What the rules ask about the person, on that day."""
    in_force = RoleGrant.objects.filter(held_on(on))
    administrators = in_force.filter(role=ADMINISTRATOR, person__is_active=True)
    return Standing(
        person_id=str(person.id),
        is_active=person.is_active,
        roles=frozenset(in_force.filter(person=person).values_list("role", flat=True)),
        other_administrators=administrators.exclude(person=person).count(),
    )


def _named() -> QuerySet[Any, Any]:
    among: dict[str, Any] = {"id__among": Given("people")}
    return Person.objects.filter(**among).values_list("id", "name")


_NAMED = Written(_named)


def names_of(actor_ids: Iterable[str]) -> dict[str, str]:
    """A name to print for each actor's id, as acts carry them: people by name, commands and the public in words."""
    asked = set(actor_ids)
    names = {each: _not_a_person(each) for each in asked}
    people = [each.removeprefix("person:") for each in asked if _is_person(each)]
    return names | {f"person:{person}": name for person, name in (_NAMED(people=people) if people else ())}


@dataclass(frozen=True, slots=True)
class Happened:
    """One act about a person, in words."""

    at: datetime
    words: str
    by: str


def history(person: Person, newest: int = 20) -> list[Happened]:
    """The newest acts about the person, newest first; two queries."""
    acts = ledger.history_of("person", person.id)[-newest:][::-1]
    names = names_of(each.actor for each in acts)
    return [Happened(each.at, _in_words(each.verb, each.facts), names[each.actor]) for each in acts]


def person_named(email: str) -> Person | None:
    """The person who signs in with that address, whatever its capitals."""
    return Person.objects.filter(email=email.strip().lower()).first()


def places() -> QuerySet[Place]:
    """Every place, in the order of their codes."""
    return Place.objects.order_by("gss_code")


def localities() -> QuerySet[Place]:
    """The places that receive allocations, in the order of their codes."""
    return places().filter(kind="metropolitan district")


def places_by_code() -> dict[str, Place]:
    """Every place by its code."""
    return {place.gss_code: place for place in places()}


def programmes() -> QuerySet[ProgrammeCode]:
    """Every programme's code with its name, by name."""
    return ProgrammeCode.objects.order_by("name", "code")


def bodies() -> QuerySet[Body]:
    """Every organisation, by kind and name."""
    return Body.objects.order_by("kind", "name", "id")


def body(code: str) -> Body:
    """The organisation of that code; Body.DoesNotExist when there is none."""
    return Body.objects.get(code=code)


def bodies_with_posts() -> QuerySet[Body]:
    """Every organisation with the places it serves and its posts' titles, oldest title first."""
    titles = Prefetch("titles", PostTitle.objects.order_by("titled_from"))
    posts = Prefetch("posts", Post.objects.order_by("code").prefetch_related(titles))
    served = Prefetch("places", Place.objects.order_by("gss_code"))
    return bodies().prefetch_related(posts, served)


def units(on: date | None = None) -> QuerySet[ProbationDeliveryUnit]:
    """Every probation delivery unit of every list, with the places that it covers on that day, or ever."""
    coverage = UnitPlace.objects.filter(covers_on(on)) if on else UnitPlace.objects.all()
    covered = Prefetch("coverage", coverage.select_related("place").order_by("place__gss_code"))
    return ProbationDeliveryUnit.objects.order_by("list_name", "name").prefetch_related(covered)


def title_on(post_code: str, on: date, body_code: str = "gmca") -> str | None:
    """What the post was called on that day; None before the first record of it."""
    rows = PostTitle.objects.filter(post__code=post_code, post__body__code=body_code, titled_from__lte=on)
    row = rows.filter(Q(titled_until__isnull=True) | Q(titled_until__gt=on)).order_by("-titled_from").first()
    return row.title if row else None


def posts_held(person: Person, on: date) -> list[Holding]:
    """The posts that the person holds on that day."""
    return list(person.holdings.filter(held_on(on)).select_related("post__body").order_by("post__code"))


_WORDS = {
    "person.added": "Added",
    "person.link_issued": "One-time link made",
    "person.password_chosen": "Password chosen",
    "person.password_changed": "Password changed",
    "person.second_step_added": "Second step set up",
    "person.second_step_removed": "Second step removed",
    "person.recovery_codes_made": "Recovery codes made",
    "person.signed_in": "Signed in",
    "person.deactivated": "Stopped from signing in",
    "person.reactivated": "Let in again",
    "person.directory_bound": "Signed in by their directory for the first time",
    "person.corrected": "Name, address or organisation put right",
    "person.left": "Left: roles, posts, delegations and sessions ended",
    "invitation.made": "Invited",
    "invitation.resent": "Invited again",
    "invitation.accepted": "Invitation accepted",
    "invitation.withdrawn": "Invitation withdrawn",
    "glass.broken": "Glass broken",
    "glass.ended": "Broken glass ended",
    "role.granted": "Role given",
    "role.confirmed": "Role confirmed",
    "role.ended": "Role ended",
}


def _in_words(verb: str, facts: Mapping[str, object]) -> str:
    words = _WORDS.get(verb, verb)
    return f"{words}: {title_of(str(facts['role']))}" if "role" in facts else words


def _is_person(actor_id: str) -> bool:
    try:
        return actor_id.startswith("person:") and bool(UUID(actor_id.removeprefix("person:")))
    except ValueError:
        return False


def _not_a_person(actor_id: str) -> str:
    kind, _, name = actor_id.partition(":")
    if kind == "system":
        return f"Throughline ({name.replace('-', ' ')})"
    if kind == "client":
        return "A case system"
    return "Somebody who is no longer on record" if kind == "person" else "Nobody in particular"


def people_who_sign_in() -> QuerySet[Person]:
    """Everybody who may sign in, by name: whom work can be given to."""
    return Person.objects.filter(is_active=True).order_by("name", "id").only("id", "name", "email")


def place_named(place_id: UUID) -> str:
    """The name of a place; Place.DoesNotExist when there is none."""
    return Place.objects.values_list("name", flat=True).get(pk=place_id)


def partnership_of(place_id: UUID, on: date) -> Body | None:
    """The Community Safety Partnership that serves the place on that day, if one is on record."""
    served = PlaceServed.objects.filter(
        served_on(on),
        place=place_id,
        body__kind="community safety partnership",
    )
    row = served.select_related("body").order_by("body__code").first()
    return row.body if row else None
