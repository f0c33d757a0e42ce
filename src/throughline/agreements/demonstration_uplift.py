"""What does the uplift of the Community Safety grants look like in a demonstration?

The record of 2025 says: 2.6 % on three grants of each of ten partnerships, £102,800 in all, which is a rounded figure.
It gives no grant's amount, so every amount here is an illustration.
"""

from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

from django.conf import settings
from django.db import transaction

from throughline.decisions.demonstration import somebody
from throughline.funding.actions import planning
from throughline.funding.actions import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations

from .actions import grants, variations
from .actions.terms import ConditionTerms, InstalmentTerms, RoundTerms, SpendTerms, set_terms
from .models import Variation

TITLE = "Community Safety grants 2025/26: an uplift of 2.6 %"
YEAR = FinancialYear(2025)
PERCENT = Fraction("2.6")
STATED = Money(102_800_00)
SOURCE = (
    "GMCA’s record of 2025 states £102,800 in all. It is a rounded figure: per grant it cannot be tested."
)
REASON = "Pay and prices have risen. (The record gives the uplift; these words are an illustration.)"
BY_NOTICE = "In this illustration the letters of grant let the authority raise an award by notice."
BEGUN = datetime(2025, 4, 14, 9, tzinfo=UTC)
# Three grants, which the record does not name, and ten shares of each; the totals are made up to come near £102,800.
TOTALS = {"a": Money(165_000_000), "b": Money(130_432_200), "c": Money(100_000_000)}
SHARES = (102, 68, 214, 88, 92, 104, 84, 82, 64, 102)
TERMS = RoundTerms(
    recipient_kind="accountable_body",
    price_basis="actual",
    payment_basis="in_advance",
    assurance_model="csp_governs",
    begins_on=YEAR.period.start,
    ends_on=date(2026, 3, 31),
    source="Illustration: the terms of these grants are not held here.",
    instalments=(InstalmentTerms(date(2025, 7, 1)),),
    conditions=(ConditionTerms("csp_approval", "csp"),),
    spend=(SpendTerms("plan", "What the partnership’s plan for the year names"),),
    is_illustration=True,
)


def load(*, actor: Actor, at: datetime) -> bool:
    """Thirty grants and the variation that raises them, prepared; False when they are there already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("A made-up uplift is for demonstrations; this installation is not one.")
    if Variation.objects.filter(title=TITLE).exists():
        return False
    with transaction.atomic():
        offered = [each for code, total in TOTALS.items() for each in _granted(actor, code, total)]
        variations.prepare(
            actor=somebody("programme-officer"),
            at=at,
            title=TITLE,
            reason=REASON,
            changes=variations.uplifted(offered, PERCENT),
            by_notice=BY_NOTICE,
            stated=STATED,
            stated_source=SOURCE,
        )
    return True


def _granted(actor: Actor, code: str, total: Money) -> list[UUID]:
    """One of the three programmes with its round and its ten grants."""
    programme = funding.found_programme(
        actor=actor,
        at=BEGUN,
        code=f"community-safety-{code}",
        name=f"Community Safety grant {code.upper()}",
        purpose="Illustration: one of the three Community Safety grants, which the record of 2025 does not name.",
        authority="gmca",
        names=(),
        objectives=(),
        is_public=False,
    )
    round_ = planning.plan_round(
        actor=actor,
        at=BEGUN,
        programme=programme,
        year=YEAR,
        intended=None,
        contributions={},
        note="Illustration: its amounts stand in no record.",
    )
    set_terms(actor=actor, at=BEGUN, round_id=round_.id, terms=TERMS)
    places = list(organisations.localities())
    councils = {each.code: each.id for each in organisations.bodies().filter(kind="local authority")}
    made = grants.offer_illustration(
        actor=actor,
        at=BEGUN,
        round_id=round_.id,
        amounts=dict(zip([each.id for each in places], total.share_out(SHARES), strict=True)),
        recipients={each.id: councils[each.name.casefold()] for each in places},
    )
    return [each.id for each in made]
