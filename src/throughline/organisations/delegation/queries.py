"""Who acts for which post on a day: its holder, and those to whom it is delegated?"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughline.frame.written import AsJson, Given, Written, day_given
from throughline.kernel.actor import Actor
from throughline.kernel.dates import Period

from ..models import Delegation, Holding, Person, Post, PostTitle, held_on
from .rules import Held, day_after

_PERSON = {"person": "person_id", "name": "person__name", "email": "person__email"}
_COVER = {
    name: name for name in ("id", "held_from", "held_until", "reason", "given_by", "ended_at")
}  # one query gives a post with everybody who acts for it


@dataclass(frozen=True, slots=True)
class Someone:
    """A person to name and to write to; `actor` is their id as acts carry it."""

    actor: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A delegation: who, from which day to which last day, why, given by whom (an actor's id)."""

    id: UUID
    person: Someone
    first: date
    last: date
    reason: str
    given_by: str
    ended_at: datetime | None

    def is_in_force(self, on: date) -> bool:
        return self.ended_at is None and self.first <= on <= self.last

    def is_to_come(self, on: date) -> bool:
        return self.ended_at is None and self.first > on

    def is_over(self, on: date) -> bool:
        return self.ended_at is not None or self.last < on


@dataclass(frozen=True, slots=True)
class Staffed:
    """A post with its title of the day, its holder, and every delegation of it, newest first."""

    id: UUID
    code: str
    body: str
    title: str
    holder: Someone | None
    covers: tuple[Cover, ...]
    on: date

    @property
    def acting(self) -> tuple[Cover, ...]:
        """The delegations in force on the day."""
        return tuple(cover for cover in self.covers if cover.is_in_force(self.on))

    @property
    def readers(self) -> tuple[Someone, ...]:
        """Everybody who may act for the post on the day, the holder first."""
        holder = (self.holder,) if self.holder else ()
        return holder + tuple(cover.person for cover in self.acting if cover.person != self.holder)

    @property
    def held(self) -> Held:
        """The post as the rules see it."""
        covers = [
            (cover.person.actor, Period(cover.first, day_after(cover.last)))
            for cover in self.covers
            if not cover.is_over(self.on)
        ]
        return Held(self.title, self.holder.actor if self.holder else "", covers)


def staffed(on: date, posts: Collection[UUID] | None = None) -> dict[UUID, Staffed]:
    """The posts by id (all of them when none is named), with who acts for each on that day; one query."""
    rows = _ALL(on=on) if posts is None else _NAMED(on=on, posts=posts)
    found = {}
    for post, code, body, title, also in rows:
        said = json.loads(also)
        found[post] = Staffed(
            post,
            code,
            body,
            title or code.replace("-", " ").capitalize(),
            _said(said["holder"]) if said["holder"] else None,
            tuple(map(_cover_said, said["covers"])),
            on,
        )
    return found


def _posts(among: Q) -> QuerySet[Post, Any]:
    on = day_given("on")
    titled = PostTitle.objects.filter(
        Q(titled_until__isnull=True) | Q(titled_until__gt=on), titled_from__lte=on, post=OuterRef("pk")
    )
    holder = Holding.objects.filter(held_on(on), post=OuterRef("pk"), person__is_active=True)
    covers = Delegation.objects.filter(post=OuterRef("pk")).order_by("-held_from", "-given_at")
    return (
        Post.objects.filter(among)
        .order_by("body__name", "code")
        .values_list(
            *("id", "code", "body__name"),
            Subquery(titled.order_by("-titled_from").values("title")[:1]),
            JSONObject(
                holder=Subquery(holder.order_by("-held_from").values(json=JSONObject(**_PERSON))[:1]),
                covers=AsJson(ArraySubquery(covers.values(json=JSONObject(**_PERSON, **_COVER)))),
            ),
        )
    )


_ALL = Written(lambda: _posts(Q()))
_NAMED = Written(lambda: _posts(Q(id__among=Given("posts"))))


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in a post: its first day, and its last one, None while they hold it."""

    person: Someone
    held_from: date
    last: date | None


def holders_of(post_id: UUID) -> list[Tenure]:
    """Everybody who has held the post, the latest first."""
    rows = Holding.objects.filter(post=post_id).select_related("person").order_by("-held_from", "-id")
    return [
        Tenure(someone(row.person), row.held_from, row.held_until and row.held_until - timedelta(days=1))
        for row in rows
    ]


def acting_for(actor: Actor, on: date) -> dict[UUID, UUID | None]:
    """The posts for which the actor may act on that day, each with the delegation, None for its holder."""
    if not actor.is_signed_in:
        return {}
    person = UUID(actor.id.removeprefix("person:"))
    held = Holding.objects.filter(held_on(on), person=person).values_list("post_id", flat=True)
    delegated = Delegation.objects.filter(held_on(on), person=person, ended_at__isnull=True)
    by_post: dict[UUID, UUID | None] = dict(delegated.order_by("given_at").values_list("post_id", "id"))
    return by_post | dict.fromkeys(held)


def colleagues(post_id: UUID) -> list[tuple[str, str]]:
    """The people to whom the post may be delegated, as choices: those of its body who may sign in."""
    people = Person.objects.filter(is_active=True, body__posts__id=post_id).order_by("search_text", "id")
    return [(str(each.id), each.name) for each in people]


def people_named(actors: Collection[str]) -> list[Someone]:
    """Those of the actors who are people and may sign in, by name."""
    ids = [actor.removeprefix("person:") for actor in actors if actor.startswith("person:")]
    rows = Person.objects.filter(pk__in=ids, is_active=True).order_by("search_text", "id")
    return [someone(each) for each in rows]


def cover(delegation_id: UUID) -> tuple[UUID, Cover] | None:
    """The delegation with the id of its post, if there is one."""
    row = Delegation.objects.select_related("person").filter(pk=delegation_id).first()
    return (row.post_id, _cover(row)) if row else None


def someone(person: Person) -> Someone:
    """The person as letters and pages name them."""
    return Someone(f"person:{person.id}", person.name, person.email)


def _said(said: dict[str, Any]) -> Someone:
    return Someone(f"person:{said['person']}", said["name"], said["email"])


def _cover_said(said: dict[str, Any]) -> Cover:
    last = date.fromisoformat(said["held_until"]) - timedelta(days=1)
    ended = datetime.fromisoformat(said["ended_at"]) if said["ended_at"] else None
    first, given_by = date.fromisoformat(said["held_from"]), said["given_by"]
    return Cover(UUID(said["id"]), _said(said), first, last, said["reason"], given_by, ended)


def _cover(row: Delegation) -> Cover:
    last = row.held_until - timedelta(days=1)
    return Cover(row.id, someone(row.person), row.held_from, last, row.reason, row.given_by, row.ended_at)
