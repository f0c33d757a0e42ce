"""What must the service be, where does each requirement come from, and whom does each version reach?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import SPECIFICATION
from ..terms import ORIGINS
from .grants import OFFICIAL


@tracked
class SpecificationVersion(models.Model):
    """One version of a programme's service specification; agreements name the version that binds them (R18)."""

    personal_fields: ClassVar[dict[str, str]] = {"settled_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("funding.Programme", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=SPECIFICATION.choices)
    in_use_from = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_illustration = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="specification_version_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(state="current"),
                name="programme_has_one_current_specification",
                violation_error_message="Another version is current; settling this one replaces it.",
            ),
        )
        triggers = (
            *follows(SPECIFICATION),
            pgtrigger.Protect(name="specification_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class Requirement(models.Model):
    """One thing that the service must do: who asked for it, and which HMPPS activity or outcome it serves.

    `origin_item` is the review, meeting or consultation in which it was said: who said it can see what was done.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    version = models.ForeignKey(SpecificationVersion, models.PROTECT, related_name="requirements")
    code = models.SlugField(max_length=20)
    text = models.TextField()
    origin = models.CharField(max_length=20, choices=list(ORIGINS.items()))
    origin_words = models.TextField(blank=True, help_text="What was said.")
    origin_item = models.UUIDField(null=True, blank=True)
    serves = models.CharField(max_length=200, help_text="The HMPPS activity or outcome that it serves.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "code"], name="requirement_once_a_version"),
        )
        triggers = (
            pgtrigger.Trigger(
                name="settled_requirement_stays",  # R18: agreements name the version that binds them
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (SELECT 1 FROM agreements_specificationversion
                               WHERE id IN (NEW.version_id, OLD.version_id) AND state <> 'draft') THEN
                        RAISE EXCEPTION 'A settled specification is never changed; write its next version.'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        )
