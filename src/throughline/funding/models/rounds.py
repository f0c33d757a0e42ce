"""Which programmes and rounds are there, who puts money in, and what does each place get?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.kernel.dates import FinancialYear
from throughline.ledger.tracking import tracked


def _choices(*values: str) -> list[tuple[str, str]]:
    return [(value, value.replace("_", " ")) for value in values]


@tracked
class Programme(models.Model):
    """Something that money is given for, over years; its public names change, so they are dated aliases."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    authority = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


@tracked
class ProgrammeName(models.Model):
    """A public name of a programme, with the record that used it; from and until where they are known."""

    personal_fields: ClassVar[dict[str, str]] = {}

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    used_from = models.DateField(null=True)
    used_until = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "name"], name="programme_name_once"),
            models.CheckConstraint(
                condition=Q(used_until__isnull=True) | Q(used_until__gt=models.F("used_from")),
                name="programme_name_period_runs_forward",
                violation_error_message="A name is used until after it is used from.",
            ),
        )


@tracked
class Objective(models.Model):
    """An aim or a means of a programme; one without an `ObjectiveMeasure` is shown as "not measured", in public."""

    personal_fields: ClassVar[dict[str, str]] = {}

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=8, choices=_choices("aim", "means"))
    text = models.CharField(max_length=300)
    measure = models.CharField(
        max_length=300, blank=True, editable=False, help_text="Empty: its history was vouched for with it."
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["programme", "code"], name="objective_code_once"),)


@tracked
class Round(models.Model):
    """One programme in one financial year.

    `standing` says what the record lets us say: confirmed by a decision held here, decided but not held here,
    intended without a confirmed sum (R13), or being planned here, which the public does not see (R46).
    `intended_pence` is what is hoped for; it commits nothing. `version` grows when a confirmed round takes over what
    its decision says since it was corrected, or what a later decision says in its place.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    year = models.CharField(max_length=7)
    standing = models.CharField(
        max_length=10, choices=_choices("confirmed", "not_held", "intended", "planned")
    )
    total_pence = MoneyField(null=True)
    intended_pence = MoneyField(null=True)
    decision = models.ForeignKey("decisions.Notice", models.PROTECT, null=True, related_name="+")
    price_basis = models.CharField(max_length=100, blank=True)
    payment_basis = models.CharField(max_length=200, blank=True)
    paid_to = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "year"], name="round_year_once"),
            models.CheckConstraint(
                condition=Q(year__regex=r"^\d{4}/\d{2}$"),
                name="round_year_is_financial",
                violation_error_message="A round's year is written like 2021/22.",
            ),
            models.CheckConstraint(
                condition=Q(intended_pence__isnull=True) | Q(intended_pence__gt=0),
                name="round_intends_a_sum_above_zero",
                violation_error_message="What is intended for a round is above zero, or not said.",
            ),
            models.CheckConstraint(
                condition=(Q(standing="confirmed") & Q(total_pence__gt=0) & Q(decision__isnull=False))
                | (~Q(standing="confirmed") & Q(total_pence__isnull=True)),
                name="round_commits_only_confirmed_money",
                violation_error_message="A round has a sum only when a decision held here confirms it.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}"

    @property
    def financial_year(self) -> FinancialYear:
        return FinancialYear.parse(self.year)

    @property
    def slug(self) -> str:
        """The year as an address writes it: 2021-22."""
        return self.year.replace("/", "-")


@tracked
class Contribution(models.Model):
    """What one funder puts into a round; an empty amount means that the record does not say (R11)."""

    personal_fields: ClassVar[dict[str, str]] = {}

    round = models.ForeignKey(Round, models.PROTECT, related_name="contributions")
    funder = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    amount_pence = MoneyField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "funder"], name="contribution_funder_once"),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gt=0),
                name="contribution_is_positive",
            ),
        )


@tracked
class Allocation(models.Model):
    """A place's part of a round as its decision states it; the parts of a version sum to its total (database trigger).

    Those that count are of the round's own version; what stood before stays.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="allocations")
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    award_line = models.ForeignKey("decisions.AwardLine", models.PROTECT, related_name="+")
    amount_pence = MoneyField()
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "place", "version"], name="allocation_place_once"),
            models.UniqueConstraint(fields=["award_line"], name="allocation_award_line_once"),
            models.CheckConstraint(condition=Q(amount_pence__gte=0), name="allocation_is_not_negative"),
        )
        triggers = append_only("A published allocation is never changed or deleted.")
