"""Which bodies, places, units, posts and people are there, from when until when?

Periods are half-open: `_from` is the first day, `_until` the first day after; an empty `_until` is "still".
"""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.ledger.tracking import tracked

OFFICER_RETENTION = (
    "Kept while the person may sign in and six years more, because decisions they acted on name them."
)
CREDENTIAL_RETENTION = "Kept while the person may sign in; made useless when they are deactivated."


def held_on(day: date) -> Q:
    """The condition that a holding or a role is in force on that day."""
    return Q(held_until__isnull=True, held_from__lte=day) | Q(held_until__gt=day, held_from__lte=day)


def _ends_after_it_begins(prefix: str, name: str) -> models.CheckConstraint:
    begins, ends = f"{prefix}_from", f"{prefix}_until"
    return models.CheckConstraint(
        condition=Q(**{f"{begins}__isnull": True})
        | Q(**{f"{ends}__isnull": True})
        | Q(**{f"{ends}__gte": F(begins)}),
        name=name,
        violation_error_message="This ends before it begins.",
    )


@tracked
class Place(models.Model):
    """An area with a code of the Office for National Statistics, such as Bolton."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    gss_code = models.CharField(max_length=9)
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gss_code"],
                name="place_code_is_used_once",
                violation_error_message="Another place has this code already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Body(models.Model):
    """An organisation; `org_id` is its public identifier (GB-LAE-BOL), empty while nobody has confirmed it."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    org_id = models.CharField(max_length=30, blank=True)
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)
    places = models.ManyToManyField(Place, through="PlaceServed", related_name="bodies")

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="body_code_is_used_once",
                violation_error_message="Another body has this code already.",
            ),
            models.UniqueConstraint(
                fields=["org_id"],
                condition=~Q(org_id=""),
                name="organisation_id_is_used_once",
                violation_error_message="Another body has this organisation id already.",
            ),
            _ends_after_it_begins("exists", "body_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class PlaceServed(models.Model):
    """Which body serves which place, from when until when."""

    personal_fields: ClassVar[dict[str, str]] = {}

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="places_served")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="served_by")
    served_from = models.DateField(null=True, blank=True)
    served_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "place"],
                condition=Q(served_until__isnull=True),
                name="body_serves_a_place_once_at_a_time",
                violation_error_message="This body serves this place already.",
            ),
            _ends_after_it_begins("served", "serving_ends_after_it_begins"),
        ]


@tracked
class ProbationDeliveryUnit(models.Model):
    """A unit of the probation service as one list has it; lists disagree, so each keeps its own units.

    Unverified until somebody who knows has confirmed it: warn on it, never refuse anybody.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    list_name = models.CharField(max_length=120)
    is_verified = models.BooleanField(default=False)
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)
    places = models.ManyToManyField(Place, through="UnitPlace", related_name="units")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "name"],
                condition=Q(exists_until__isnull=True),
                name="unit_stands_once_in_its_list",
                violation_error_message="This list has a unit of that name already.",
            ),
            _ends_after_it_begins("exists", "unit_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class UnitPlace(models.Model):
    """Which unit covers which place, from when until when."""

    personal_fields: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey(ProbationDeliveryUnit, on_delete=models.PROTECT, related_name="coverage")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="covered_by")
    covers_from = models.DateField(null=True, blank=True)
    covers_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "place"],
                condition=Q(covers_until__isnull=True),
                name="unit_covers_a_place_once_at_a_time",
                violation_error_message="This unit covers this place already.",
            ),
            _ends_after_it_begins("covers", "coverage_ends_after_it_begins"),
        ]


@tracked
class Post(models.Model):
    """An office that outlives its holders and its titles; `code` is its name in rules ("director")."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    code = models.SlugField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code"],
                name="post_code_is_used_once_in_a_body",
                violation_error_message="This body has a post of that code already.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


@tracked
class PostTitle(models.Model):
    """What a post was called from when; `note` says how well the day is known."""

    personal_fields: ClassVar[dict[str, str]] = {}

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="titles")
    title = models.CharField(max_length=200)
    titled_from = models.DateField()
    titled_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "titled_from"],
                name="post_gets_one_title_a_day",
                violation_error_message="This post has a title from that day already.",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(titled_until__isnull=True),
                name="post_has_one_title_at_a_time",
                violation_error_message="This post has a title already; end that one first.",
            ),
            _ends_after_it_begins("titled", "title_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their sign-in address whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


@tracked(exclude=["password", "last_login", "search_text"])
class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from their roles only; there is no superuser."""

    personal_fields: ClassVar[dict[str, str]] = {
        "email": OFFICER_RETENTION,
        "name": OFFICER_RETENTION,
        "password": CREDENTIAL_RETENTION,
        "last_login": OFFICER_RETENTION,
        "search_text": OFFICER_RETENTION,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, verbose_name="email address")
    name = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    search_text = models.CharField(max_length=460, editable=False, default="")

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="email_address_signs_in_one_person",
                violation_error_message="Somebody signs in with this email address already.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="email_address_is_in_small_letters",
                violation_error_message="An email address is kept in small letters.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_has_a_name",
                violation_error_message="Enter the person's name.",
            ),
        ]

    _actor: Actor | None = None

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The whole name as the person writes it."""
        return self.name

    def as_actor(self) -> Actor:
        """The person as rules and the ledger see them today; read once for each object."""
        if self._actor is None:
            roles = self.role_grants.filter(held_on(timezone.localdate())).values_list("role", flat=True)
            self._actor = Actor(f"person:{self.id}", frozenset(roles))
        return self._actor

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again, roles included."""
        self._actor = None
        super().refresh_from_db(*args, **kwargs)


@tracked
class Holding(models.Model):
    """Who held which post, from when until when."""

    personal_fields: ClassVar[dict[str, str]] = {"person": OFFICER_RETENTION}

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(held_until__isnull=True),
                name="post_has_one_holder_at_a_time",
                violation_error_message="Somebody holds this post already; end that first.",
            ),
            _ends_after_it_begins("held", "holding_ends_after_it_begins"),
        ]


@tracked
class RoleGrant(models.Model):
    """Which role somebody has, from when until when; roles and what they mean stand in `roles`."""

    personal_fields: ClassVar[dict[str, str]] = {"person": OFFICER_RETENTION}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.SlugField(max_length=40)
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(held_until__isnull=True),
                name="person_has_a_role_once_at_a_time",
                violation_error_message="This person has this role already.",
            ),
            _ends_after_it_begins("held", "role_ends_after_it_begins"),
        ]
