"""Which groups keep watch, and who sits on them, from when until when?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.ledger.tracking import tracked

from .item import SAID, Item


@tracked
class Group(models.Model):
    """A group that meets; its name stands on its item, the programmes that it watches are the item's."""

    personal_fields: ClassVar[dict[str, str]] = {"terms_name": SAID}

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="group")
    code = models.SlugField(max_length=60)
    purpose = models.TextField(blank=True)
    quorum_least = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_needs_chair = models.BooleanField(default=False)
    terms = models.ForeignKey(
        "frame.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    terms_name = models.CharField(max_length=255, blank=True)
    stands_from = models.DateField(null=True, blank=True)
    stands_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="group_code_is_used_once",
                violation_error_message="Another group has this short name already.",
            ),
            models.CheckConstraint(
                condition=Q(stands_from__isnull=True)
                | Q(stands_until__isnull=True)
                | Q(stands_until__gte=F("stands_from")),
                name="group_ends_after_it_begins",
                violation_error_message="A group ends after it begins.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="group_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.item.title


ROLES = {"chair": "Chair", "member": "Member", "attends": "Attends, without a vote"}


@tracked
class Member(models.Model):
    """A seat on a group: a person who signs in here, a body that sends somebody, or a named outsider."""

    personal_fields: ClassVar[dict[str, str]] = {"person": SAID, "name": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=10, choices=list(ROLES.items()), default="member")
    person = models.ForeignKey(
        "organisations.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    member_from = models.DateField()
    member_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "role", "member_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="", body__isnull=True)
                | (Q(person__isnull=True) & (Q(body__isnull=False) | ~Q(name=""))),
                name="seat_is_for_a_person_a_body_or_a_name",
                violation_error_message="A seat is for a person, for a body, or for somebody by name.",
            ),
            models.CheckConstraint(
                condition=Q(member_until__isnull=True) | Q(member_until__gte=F("member_from")),
                name="membership_ends_after_it_begins",
                violation_error_message="A membership ends after it begins.",
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(member_until__isnull=True, person__isnull=False),
                name="person_sits_on_a_group_once",
                violation_error_message="This person is a member already.",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(member_until__isnull=True, role="chair"),
                name="group_has_one_chair_at_a_time",
                violation_error_message="This group has a chair already; end that first.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="seat_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        """Who sits there, as a list prints it."""
        if self.person is not None:
            return self.person.name
        return f"{self.name} ({self.body})" if self.name and self.body else self.name or str(self.body)
