"""Who was asked in, who broke the glass, and who came to the door?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..access.lifecycle import BROKEN_GLASS, INVITATION
from .people import CREDENTIAL_RETENTION, OFFICER_RETENTION, Person

ENTRY_RETENTION = "Deleted with its row a year after it was written."


@tracked(exclude=["digest"])
class Invitation(models.Model):
    """Somebody asked in; of the link only a digest is kept, which a new link replaces."""

    personal_fields: ClassVar[dict[str, str]] = {
        "person": OFFICER_RETENTION,
        "digest": CREDENTIAL_RETENTION,
        "invited_by": OFFICER_RETENTION,
        "ended_by": OFFICER_RETENTION,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    open_until = models.DateTimeField()
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="open"),
                name="person_is_invited_once_at_a_time",
                violation_error_message="This person has been invited already.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="invitation_says_when_it_ended",
                violation_error_message="An invitation that is not open says when it ended.",
            ),
        ]
        triggers = [
            *follows(INVITATION),
            pgtrigger.Protect(name="invitation_is_never_deleted", operation=pgtrigger.Delete),
        ]


@tracked
class BrokenGlass(models.Model):
    """An administrator who took another role for a few hours, and why; it ends by itself."""

    personal_fields: ClassVar[dict[str, str]] = {
        "person": OFFICER_RETENTION,
        "reason": "Kept six years: it explains what was done with the role.",
        "broken_by": OFFICER_RETENTION,
        "ended_by": OFFICER_RETENTION,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="glass")
    role = models.SlugField(max_length=40)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=20)
    open_until = models.DateTimeField()
    broken_at = models.DateTimeField()
    broken_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "broken glass"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="open"),
                name="person_breaks_one_glass_at_a_time",
                violation_error_message="You have broken the glass already.",
            ),
            models.CheckConstraint(
                condition=Q(open_until__gt=F("broken_at")),
                name="broken_glass_ends_after_it_began",
                violation_error_message="This ends before it begins.",
            ),
        ]
        triggers = [
            *follows(BROKEN_GLASS),
            pgtrigger.ReadOnly(
                name="broken_glass_stays_as_it_was_told",
                fields=["person", "role", "reason", "open_until", "broken_at", "broken_by"],
            ),
            pgtrigger.Protect(name="broken_glass_is_never_deleted", operation=pgtrigger.Delete),
        ]


class Entry(models.Model):
    """Who came to the door, from where, and how that went; of somebody unknown not even the address they typed."""

    personal_fields: ClassVar[dict[str, str]] = {
        "person": ENTRY_RETENTION,
        "ip": ENTRY_RETENTION,
        "device": ENTRY_RETENTION,
        "search_text": ENTRY_RETENTION,
    }

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    how = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    ip = models.GenericIPAddressField(null=True, blank=True)
    device = models.CharField(max_length=80, blank=True)
    search_text = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["-at", "-id"], name="entries_newest_first"),
            models.Index(fields=["person", "-at"], name="entries_of_a_person"),
        ]
        triggers = [
            pgtrigger.Protect(name="entry_is_never_changed", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="entry_stays_a_year",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="IF OLD.at > now() - interval '364 days' THEN RAISE EXCEPTION "
                "'An entry is kept for a year.' USING ERRCODE = 'restrict_violation'; END IF; RETURN OLD;",
            ),
        ]
