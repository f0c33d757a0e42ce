"""When does a group meet, with which agenda and papers, who was there, and what did they say?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import MEETING
from .group import Group, Member
from .item import SAID, Item

PURPOSES = {"decide": "To decide", "recommend": "To recommend", "discuss": "To discuss", "note": "To note"}
PRESENCE = {
    "present": "Present",
    "substitute": "Sent somebody instead",
    "apologies": "Apologies",
    "absent": "Absent",
}
OUTCOMES = {"decision": "Decided", "recommendation": "Recommended"}


def _stays_once_confirmed(meeting: str) -> pgtrigger.Trigger:
    """What a later meeting found right is never written again; `meeting` is SQL that names the row's meetings."""
    return pgtrigger.Trigger(
        name="confirmed_minutes_stay",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF EXISTS (SELECT 1 FROM governance_meeting m WHERE m.state = 'confirmed' AND m.item_id IN ({meeting})) THEN
                RAISE EXCEPTION 'Minutes that a later meeting confirmed are not changed.'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN coalesce(NEW, OLD);
        """,  # noqa: S608 - only our own words go in
    )


@tracked
class Meeting(models.Model):
    """One meeting of a group; its day and its title stand on its item."""

    personal_fields: ClassVar[dict[str, str]] = {
        "cancelled_because": SAID,
        "pack_sent_by": SAID,
        "confirmed_by": SAID,
    }

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="meeting")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(
        max_length=20, choices=[(each, each.capitalize()) for each in MEETING.states], default="planned"
    )
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    quorum_least = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The rule under which it was held, 0 when there was none; empty until then: the group's rule.",
    )
    quorum_needs_chair = models.BooleanField(default=False)
    pack_sent_at = models.DateTimeField(null=True, blank=True)
    pack_sent_by = models.CharField(max_length=64, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="confirms"
    )

    class Meta:
        indexes = [models.Index(fields=["group", "state"], name="meetings_of_a_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="cancelled") ^ Q(cancelled_because=""),
                name="cancelled_meeting_says_why",
                violation_error_message="A meeting that was called off says why.",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at__isnull=True)),
                name="confirmed_minutes_say_when",
                violation_error_message="Confirmed minutes say when they were confirmed.",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gt=F("starts")),
                name="meeting_ends_after_it_begins",
                violation_error_message="A meeting ends after it begins, on the same day.",
            ),
        ]
        triggers = [
            *follows(MEETING),
            pgtrigger.ReadOnly(name="meeting_stays_with_its_group", fields=["group"]),
            pgtrigger.Protect(name="meeting_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.item.title


@tracked
class AgendaItem(models.Model):
    """One point of the agenda, and in time what the minutes say about it."""

    personal_fields: ClassVar[dict[str, str]] = {"presenter": SAID, "minutes": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=10, choices=list(PURPOSES.items()), default="discuss")
    presenter = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_has_each_number_once",
                violation_error_message="This agenda has a point of that number already.",
            ),
        ]
        triggers = [_stays_once_confirmed("NEW.meeting_id, OLD.meeting_id")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


@tracked
class Paper(models.Model):
    """A file of the pack under the pack's one numbering; a number given is never given again."""

    personal_fields: ClassVar[dict[str, str]] = {
        "file_name": SAID,
        "added_by": SAID,
        "withdrawn_by": SAID,
        "late_because": SAID,
        "withdrawn_because": SAID,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    number = models.PositiveSmallIntegerField()
    supplement = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    file = models.ForeignKey("frame.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    late_because = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["meeting", "number", "supplement"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number", "supplement"],
                name="paper_has_a_number_of_its_own",
                violation_error_message="Another paper of this pack has this number.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="paper_stays_as_sent",
                exclude=["withdrawn_at", "withdrawn_by", "withdrawn_because", "agenda_item"],
            ),
            pgtrigger.Protect(name="paper_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.title}"

    @property
    def label(self) -> str:
        """“Paper 2”, or “Paper 2, supplement 1”."""
        return f"Paper {self.number}" + (f", supplement {self.supplement}" if self.supplement else "")


@tracked
class Attendance(models.Model):
    """Whether a member was there; without a member, somebody else who was."""

    personal_fields: ClassVar[dict[str, str]] = {"name": SAID}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=list(PRESENCE.items()))
    name = models.CharField(max_length=200, blank=True, help_text="Who came instead, or who else was there.")

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="member_is_noted_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | ~Q(name=""),
                name="somebody_else_has_a_name",
                violation_error_message="Say who was there.",
            ),
        ]


@tracked
class Declaration(models.Model):
    """An interest that somebody declared, and what was done about it."""

    personal_fields: ClassVar[dict[str, str]] = {"who": SAID, "interest": SAID, "done": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="declarations"
    )
    who = models.CharField(max_length=200)
    interest = models.CharField(max_length=500)
    done = models.CharField(max_length=500)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    keeps_out = models.BooleanField(
        default=False,
        help_text="The member takes no part in the point, counts for nothing there, and reads nothing of it.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(keeps_out=False) | Q(member__isnull=False),
                name="who_is_kept_out_is_a_member",
                violation_error_message="Choose which member is kept out of the point.",
            ),
        ]


@tracked
class Outcome(models.Model):
    """What a point of the agenda came to: a decision of the group, or a recommendation to whoever decides."""

    personal_fields: ClassVar[dict[str, str]] = {"text": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=list(OUTCOMES.items()))
    text = models.TextField()

    class Meta:
        ordering = ["agenda_item", "kind", "id"]
        triggers = [
            _stays_once_confirmed(
                "SELECT a.meeting_id FROM governance_agendaitem a "
                "WHERE a.id IN (NEW.agenda_item_id, OLD.agenda_item_id)"
            )
        ]
