"""What did the Community Safety Partnership say of a return, and what did the authority say to that?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import SCRUTINY
from .returns import OFFICIAL, ReturnVersion

OUTCOMES = {
    "given": "Assurance given",
    "given_with_conditions": "Assurance given with conditions",
    "withheld": "Assurance withheld",
}
POINTS = {0: "0 Not shown", 1: "1 In part", 2: "2 Mostly", 3: "3 Fully"}
FOUND = {
    "borne_out": "The papers bear the return out",
    "in_part": "They bear it out in part",
    "not": "They do not bear it out",
}


@tracked
class Scrutiny(models.Model):
    """One certified version before the partnership, or, where that governs the money, looked at by the authority.

    `point` is the point of a meeting's agenda under which the partnership discussed it.
    """

    personal_fields: ClassVar[dict[str, str]] = {"begun_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(ReturnVersion, models.PROTECT, related_name="scrutiny")
    point = models.ForeignKey(
        "governance.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=20, choices=SCRUTINY.choices)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "scrutinies"
        triggers = (
            *follows(SCRUTINY),
            pgtrigger.Protect(name="scrutiny_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="scrutiny_keeps_how_it_began", fields=["version", "begun_at", "begun_by"]
            ),
        )


@tracked
class Statement(models.Model):
    """The partnership's statement; what members declared is in it (R25). A challenged one is followed by another."""

    personal_fields: ClassVar[dict[str, str]] = {"interests": OFFICIAL, "stated_by": OFFICIAL}

    scrutiny = models.ForeignKey(Scrutiny, models.PROTECT, related_name="statements")
    outcome = models.CharField(max_length=24, choices=list(OUTCOMES.items()))
    words = models.TextField()
    conditions = models.TextField(blank=True)
    point = models.ForeignKey(
        "governance.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    quorum = models.CharField(max_length=300, blank=True, help_text="Whether enough were there, in words.")
    chair_delegation = models.CharField(
        max_length=300, blank=True, help_text="The delegation under which the chair acted alone."
    )
    interests = models.TextField(blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome="given_with_conditions") | ~Q(conditions=""),
                name="conditional_assurance_names_its_conditions",
                violation_error_message="Say on which conditions.",
            ),
            models.CheckConstraint(
                condition=Q(point__isnull=False, chair_delegation="")
                | (Q(point__isnull=True) & ~Q(chair_delegation="")),
                name="statement_is_made_at_a_meeting_or_under_a_delegation",
                violation_error_message="Say at which meeting, or under which delegation the chair acts alone.",
            ),
        )
        triggers = append_only("A statement is never changed; make another one.")


@tracked
class Score(models.Model):
    """What a statement gives a scored question, 0 to 3, and why; asked in proportion (R26)."""

    personal_fields: ClassVar[dict[str, str]] = {}

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="scores")
    question = models.ForeignKey("assurance.Question", models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(choices=list(POINTS.items()))
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["statement", "question"], name="question_is_scored_once"),
            models.CheckConstraint(condition=Q(points__lte=3), name="score_is_at_most_three"),
        )
        triggers = append_only("A score is part of its statement and never changed.")


@tracked
class Response(models.Model):
    """What the authority answered to a statement: accepted, challenged, or sampled with what it found."""

    personal_fields: ClassVar[dict[str, str]] = {"answered_by": OFFICIAL}

    scrutiny = models.ForeignKey(Scrutiny, models.PROTECT, related_name="responses")
    step = models.CharField(
        max_length=12, choices=[("accept", "Accepted"), ("challenge", "Challenged"), ("sample", "Sampled")]
    )
    words = models.TextField(blank=True)
    papers = models.TextField(blank=True, help_text="Which papers the authority looked at.")
    found = models.CharField(max_length=12, blank=True, choices=list(FOUND.items()))
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(step="accept") | ~Q(words=""),
                name="authority_answers_in_words",
                violation_error_message="Say why, or what was found.",
            ),
            models.CheckConstraint(
                condition=~Q(step="sample") | (~Q(papers="") & ~Q(found="")),
                name="sample_says_what_was_looked_at",
                violation_error_message="Say which papers were looked at, and what they showed.",
            ),
        )
        triggers = append_only("What the authority answered is never changed.")
