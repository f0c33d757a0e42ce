"""Which decided round waits to be offered in a demonstration?

A small programme of four boroughs, decided three days ago with terms set: programme, decision and amounts are made up.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.decisions.demonstration_signing import decided
from throughline.funding.actions import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from .actions.terms import ConditionTerms, InstalmentTerms, RoundTerms, SpendTerms, set_terms
from .models import Terms

CODE = "family-support"
NAME = "Family support after release"
PARTS = (("Bury", 41_250_00), ("Oldham", 52_600_00), ("Rochdale", 58_400_00), ("Tameside", 47_750_00))
REASONS = (
    "In this illustration, families told the four boroughs that the first weeks after release are the hardest, and "
    "that nobody explains to them what support there is."
)


def load(*, actor: Actor, at: datetime) -> bool:
    """The round of this year, decided, on its terms, offered to nobody; False when it is there already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("A made-up round is for demonstrations; this installation is not one.")
    if Terms.objects.filter(round__programme__code=CODE).exists():
        return False
    year = FinancialYear.of(timezone.localdate(at))
    with transaction.atomic():
        number = decided(f"Illustration: {NAME} {year}", PARTS, REASONS, at=at - timedelta(days=3))
        programme = funding.found_programme(
            actor=actor,
            at=at,
            code=CODE,
            name=NAME,
            purpose="Illustration: a made-up programme for the families of people who leave prison.",
            authority="gmca",
            names=(),
            objectives=(),
            is_public=False,
        )
        round_ = funding.open_round(
            actor=actor,
            at=at,
            programme=programme,
            year=str(year),
            decision=number,
            funders={"gmca": None},
            paid_to="The four councils",
            note="Illustration: nobody decided this.",
            is_public=False,
        )
        set_terms(actor=actor, at=at, round_id=round_.id, terms=_terms(year))
    return True


def _terms(year: FinancialYear) -> RoundTerms:
    ends = year.next.period.start - timedelta(days=1)
    return RoundTerms(
        recipient_kind="local_authority",
        price_basis="actual",
        payment_basis="in_advance",
        assurance_model="csp_scrutinises",
        begins_on=year.period.start,
        ends_on=ends,
        source="Illustration: no record gives these terms.",
        instalments=(InstalmentTerms(ends - timedelta(days=89)),),
        conditions=(ConditionTerms("csp_approval", "csp"), ConditionTerms("spending_plan", "recipient")),
        spend=(
            SpendTerms("family-workers", "Family workers"),
            SpendTerms("capital", "Buildings and vehicles", is_eligible=False),
        ),
        small_grant=Money(150_000_00),
        is_first_year=True,
        is_illustration=True,
    )
