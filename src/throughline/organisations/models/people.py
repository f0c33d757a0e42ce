"""Who signs in, and which roles has each, from when until when?"""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.ledger.tracking import tracked

from .periods import ends_after_it_begins
from .places import Body

OFFICER_RETENTION = (
    "Kept while the person may sign in and six years more, because decisions they acted on name them."
)
CREDENTIAL_RETENTION = "Kept while the person may sign in; made useless when they are deactivated."


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their sign-in address whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())

    def with_roles(self, person_id: object) -> "Person | None":
        """The person with today's roles in one query, so that `as_actor` asks nothing more; None if there is none.

        Whoever holds a post, or acts for it by delegation, has the role of the post's code.
        """
        said = {"person": str(person_id), "today": timezone.localdate(), "now": timezone.now()}
        return next(iter(self.raw(_WITH_ROLES, said)), None)


# Asked at every request; as SQL, because putting it together anew takes longer than asking it.
_WITH_ROLES = """
SELECT person.*, ARRAY(
    SELECT role FROM organisations_rolegrant
    WHERE person_id = person.id AND held_from <= %(today)s AND coalesce(held_until > %(today)s, true)
    UNION SELECT post.code FROM organisations_holding held JOIN organisations_post post ON post.id = held.post_id
    WHERE held.person_id = person.id AND held_from <= %(today)s AND coalesce(held_until > %(today)s, true)
    UNION SELECT post.code FROM organisations_delegation held JOIN organisations_post post ON post.id = held.post_id
    WHERE held.person_id = person.id AND held_from <= %(today)s AND coalesce(held_until > %(today)s, true)
        AND ended_at IS NULL
    UNION SELECT role FROM organisations_brokenglass
    WHERE person_id = person.id AND state = 'open' AND open_until > %(now)s
) AS roles_today
FROM organisations_person person WHERE person.id = %(person)s
"""


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

    roles_today: list[str] | None = None  # filled by `with_roles`
    _actor: Actor | None = None

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The whole name as the person writes it."""
        return self.name

    def as_actor(self) -> Actor:
        """The person as rules and the ledger see them today; read once for each object."""
        if self._actor is None:
            read = self if self.roles_today is not None else Person.objects.with_roles(self.pk)
            self._actor = Actor(f"person:{self.id}", frozenset(read.roles_today or () if read else ()))
        return self._actor

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again, roles included."""
        self._actor = None
        self.roles_today = None
        super().refresh_from_db(*args, **kwargs)


@tracked
class RoleGrant(models.Model):
    """Which role somebody has, from when until when; roles and what they mean stand in `roles`."""

    personal_fields: ClassVar[dict[str, str]] = {
        "person": OFFICER_RETENTION,
        "reviewed_by": OFFICER_RETENTION,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.SlugField(max_length=40)
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(held_until__isnull=True),
                name="person_has_a_role_once_at_a_time",
                violation_error_message="This person has this role already.",
            ),
            ends_after_it_begins("held", "role_ends_after_it_begins"),
        ]
