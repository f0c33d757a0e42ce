"""Which posts does the money pay for, where do they work, and who shares their cost?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import DAY_OF_THE_ACT, refuse_when
from throughline.ledger.tracking import tracked

from .grants import OFFICIAL


@tracked
class FundedPost(models.Model):
    """A post that streams pay for: what, for whom, in which unit, on how many days. Who holds it is not kept here."""

    personal_fields: ClassVar[dict[str, str]] = {"cover": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    employer = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    hundredths_of_full_time = models.PositiveSmallIntegerField(help_text="100 is one whole-time equivalent.")
    unit = models.ForeignKey(
        "organisations.ProbationDeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.CharField(max_length=200, blank=True)
    days_on_site = models.CharField(max_length=60, blank=True, help_text="Such as Monday, Wednesday.")
    funded_from = models.DateField()
    funded_until = models.DateField(null=True, blank=True)
    vetting = models.CharField(
        max_length=12, choices=[("none", "None"), ("asked", "Asked for"), ("given", "Given")]
    )
    has_building_access = models.BooleanField(default=False)
    has_system_access = models.BooleanField(default=False)
    cover = models.CharField(max_length=200, blank=True, help_text="Who covers when it is vacant, by role.")
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(hundredths_of_full_time__gt=0, hundredths_of_full_time__lte=100),
                name="post_is_at_most_full_time",
                violation_error_message="A post is more than nothing and at most full time.",
            ),
            models.CheckConstraint(
                condition=Q(funded_until__isnull=True) | Q(funded_until__gt=models.F("funded_from")),
                name="post_runs_forward",
                violation_error_message="A post is funded until after it is funded from.",
            ),
        )
        triggers = (pgtrigger.Protect(name="funded_post_is_never_deleted", operation=pgtrigger.Delete),)


@tracked
class PostFilled(models.Model):
    """From when until when (the first day without) a post had somebody in it; outside these periods it is vacant."""

    personal_fields: ClassVar[dict[str, str]] = {}

    post = models.ForeignKey(FundedPost, models.PROTECT, related_name="filled")
    filled_from = models.DateField()
    filled_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(filled_until__isnull=True),
                name="post_is_filled_once_at_a_time",
                violation_error_message="This post is filled already.",
            ),
            models.CheckConstraint(
                condition=Q(filled_until__isnull=True) | Q(filled_until__gt=models.F("filled_from")),
                name="post_is_filled_forward",
                violation_error_message="A post is vacant from a day after it was filled.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="who_was_in_a_post_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="post_was_filled_from_its_day", fields=["post", "filled_from"]),
            refuse_when(
                "OLD.filled_until IS NOT NULL",
                "From when a post was vacant is said once.",
                name="post_is_vacated_once",
            ),
        )


@tracked
class PostShare(models.Model):
    """Which part of a post one stream pays, in hundredths, from when until when.

    On no day do a post's parts come to more than 100. Authority: R21, by the database.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    post = models.ForeignKey(FundedPost, models.PROTECT, related_name="shares")
    stream = models.ForeignKey("funding.Stream", models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.ForeignKey(
        "agreements.Grant", models.PROTECT, null=True, blank=True, related_name="post_shares"
    )
    hundredths = models.PositiveSmallIntegerField()
    paid_from = models.DateField()
    paid_until = models.DateField(null=True, blank=True)
    because = models.CharField(
        max_length=300, blank=True, help_text="The rule of apportionment, where one is needed."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(stream__isnull=False, grant__isnull=True)
                | Q(stream__isnull=True, grant__isnull=False),
                name="post_share_is_paid_by_one",
                violation_error_message="A share is paid by one of our grants or by another stream.",
            ),
            models.CheckConstraint(condition=Q(hundredths__gt=0), name="post_share_is_positive"),
            models.CheckConstraint(
                condition=Q(paid_until__isnull=True) | Q(paid_until__gt=models.F("paid_from")),
                name="post_share_runs_forward",
                violation_error_message="A share is paid until after it is paid from.",
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(name="share_stays_as_it_was_shared", exclude=["paid_until"]),
            refuse_when(
                f"""OLD.paid_until <= {DAY_OF_THE_ACT}
                OR TG_OP = 'UPDATE' AND COALESCE(NEW.paid_until, 'infinity') > OLD.paid_until""",
                "What was paid of a post stays: a share that ended stays, and its end is only brought forward.",
                name="share_that_ended_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="post_is_paid_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    PERFORM 1 FROM agreements_fundedpost WHERE id = NEW.post_id FOR UPDATE;
                    IF EXISTS (
                        SELECT 1 FROM (
                            SELECT NEW.paid_from AS day
                            UNION SELECT paid_from FROM agreements_postshare WHERE post_id = NEW.post_id
                        ) AS days
                        WHERE day >= NEW.paid_from AND (NEW.paid_until IS NULL OR day < NEW.paid_until)
                        AND NEW.hundredths + COALESCE((
                            SELECT sum(hundredths) FROM agreements_postshare AS other
                            WHERE other.post_id = NEW.post_id AND other.id <> NEW.id
                            AND other.paid_from <= day AND (other.paid_until IS NULL OR other.paid_until > day)
                        ), 0) > 100
                    ) THEN
                        RAISE EXCEPTION 'A post is paid for at most once: its shares come to more than 100 percent.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )
