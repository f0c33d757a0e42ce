"""Which local contracts does a programme work through, let under which law, and when do they end?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import CONTRACT
from .grants import OFFICIAL

REGIMES = {
    "psr": "Provider Selection Regime (SI 2023/1348)",
    "pa2023": "Procurement Act 2023",
    "pcr2015": "Public Contracts Regulations 2015",
    "not_stated": "Not stated",
}
ROUTES = {
    "direct_award_a": ("psr", "Direct award process A"),
    "direct_award_b": ("psr", "Direct award process B"),
    "direct_award_c": ("psr", "Direct award process C"),
    "most_suitable": ("psr", "Most suitable provider process"),
    "competitive": ("psr", "Competitive process"),
    "open": ("pa2023", "Open procedure"),
    "competitive_flexible": ("pa2023", "Competitive flexible procedure"),
    "direct_award": ("pa2023", "Direct award"),
    "earlier": ("pcr2015", "A procedure of the earlier rules"),
    "not_stated": ("not_stated", "Not stated"),
}
ADVICE = {
    "allowed": "May be changed",
    "ask": "Ask procurement first",
    "new_procurement": "Needs a new award",
}
INTEGRATION = {
    "not_begun": "Not begun",
    "planned": "Planned for the next recommissioning",
    "in_specification": "In the draft specification",
    "in_contract": "In the contract",
}


def _stays_with_its_contract(states: str, what: str) -> pgtrigger.Trigger:
    """What belongs to a contract changes while the contract is in one of these states, and then no more."""
    return refuse_when(
        f"""NOT EXISTS (SELECT 1 FROM agreements_localcontract
                WHERE id = COALESCE(NEW.contract_id, OLD.contract_id) AND state IN ({states}))""",  # noqa: S608 - our own states
        f"{what} stays as it was once its contract is let or over.",
        name="stays_with_its_contract",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    )


@tracked
class LocalContract(models.Model):
    """A locality's treatment contract: provider, law, route, dates, and how far our specification is in it (R19)."""

    personal_fields: ClassVar[dict[str, str]] = {"recorded_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    commissioner = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    provider = models.ForeignKey(
        "organisations.Body", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=200)
    regime = models.CharField(max_length=12, choices=list(REGIMES.items()))
    route = models.CharField(max_length=24, choices=[(code, words) for code, (_, words) in ROUTES.items()])
    begins_on = models.DateField()
    ends_on = models.DateField()
    lifetime_pence = MoneyField(null=True, blank=True)
    integration = models.CharField(max_length=20, choices=list(INTEGRATION.items()), default="not_begun")
    capacity_words = models.TextField(
        blank=True, help_text="Who will recommission it, and have they the time?"
    )
    state = models.CharField(max_length=20, choices=CONTRACT.choices)
    follows_contract = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    because = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("begins_on")),
                name="contract_runs_forward",
                violation_error_message="A contract ends after it begins.",
            ),
        )
        triggers = (
            *follows(CONTRACT),
            refuse_when(
                "OLD.state IN ('ended', 'dropped')",
                "A contract that is over stays as it was.",
                name="contract_that_is_over_stays",
            ),
            pgtrigger.Protect(name="contract_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class ContractOption(models.Model):
    """A right to go on until a later day; taken up or not by the day given."""

    personal_fields: ClassVar[dict[str, str]] = {}

    contract = models.ForeignKey(LocalContract, models.PROTECT, related_name="options")
    until = models.DateField()
    decide_by = models.DateField(null=True, blank=True)
    is_taken_up = models.BooleanField(null=True)

    class Meta:
        triggers = (_stays_with_its_contract("'planned', 'running'", "An option"),)


@tracked
class ContractMilestone(models.Model):
    """A step of a recommissioning: what, when planned, when done."""

    personal_fields: ClassVar[dict[str, str]] = {}

    contract = models.ForeignKey(LocalContract, models.PROTECT, related_name="milestones")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    planned_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "code"], name="contract_milestone_once"),)
        triggers = (_stays_with_its_contract("'planned'", "A milestone"),)


@tracked
class ContractAmendment(models.Model):
    """A change of a running contract, with what the check of the law said of it: advice, recorded as it was given."""

    personal_fields: ClassVar[dict[str, str]] = {"amended_by": OFFICIAL}

    contract = models.ForeignKey(LocalContract, models.PROTECT, related_name="amendments")
    what = models.TextField(help_text="What changes.")
    pence = MoneyField(null=True, blank=True)
    is_foreseen = models.BooleanField()
    changes_nature = models.BooleanField()
    advice = models.CharField(max_length=20, choices=list(ADVICE.items()))
    because = models.TextField()
    amended_at = models.DateTimeField()
    amended_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only(
            "What a contract was checked for stays as it was; a later change stands beside it."
        )
