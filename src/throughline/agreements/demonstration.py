"""Which grants are there in a demonstration, on which terms?

2021/22 as the notice decided it; its recipients and the days of its instalments are made up, and say so. The parts of
2024/25 stand in no record and those of 2025/26 were never decided: both are illustrations.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations

from .actions import grants
from .actions.terms import ConditionTerms, InstalmentTerms, RoundTerms, SpendTerms, set_terms
from .lifecycle import CONDITION
from .models import Condition, Grant, Terms

CODE = "gm-irs-dr"
CLOSED, MIDLIFE, NEXT = FinancialYear(2021), FinancialYear(2024), FinancialYear(2025)
TOTAL = Money(125_700_000)  # what the record of 2024 confirms; its parts are not in it
SMALL = Money(15_000_000)  # below it one set of papers is enough; set for the illustration (R26)
FIRST = "A first grant to a local authority has no earlier report; one cannot be asked for."
SPEND = (
    SpendTerms("key-workers", "Key workers in probation delivery units"),
    SpendTerms("recovery", "Recovery support and activities"),
    SpendTerms("training", "Training and travel of the posts that the grant pays"),
    SpendTerms("overheads", "Overheads", note="At most a tenth, in this illustration."),
    SpendTerms("capital", "Buildings and vehicles", is_eligible=False),
    SpendTerms("other-clients", "Services for people who are not on probation", is_eligible=False),
)
OFFERED = {
    CLOSED: datetime(2021, 11, 2, 10, tzinfo=UTC),
    MIDLIFE: datetime(2024, 6, 3, 10, tzinfo=UTC),
    NEXT: datetime(2025, 4, 2, 10, tzinfo=UTC),
}
TERMS = {
    CLOSED: RoundTerms(
        recipient_kind="provider",
        price_basis="fixed",
        payment_basis="in_year",
        assurance_model="csp_scrutinises",
        begins_on=date(2021, 11, 1),
        ends_on=date(2022, 3, 31),
        source="The notice of 2021: fixed price, paid in the year. The days of the instalments are an illustration.",
        instalments=(InstalmentTerms(date(2021, 11, 30)), InstalmentTerms(date(2022, 2, 28))),
        conditions=(
            ConditionTerms(
                "delivery", "recipient", "Evidence that the service was delivered", from_instalment=2
            ),
        ),
        spend=SPEND,
        small_grant=Money(20_000_000),
        is_first_year=True,
    ),
    MIDLIFE: RoundTerms(
        recipient_kind="local_authority",
        price_basis="actual",
        payment_basis="in_advance",
        assurance_model="csp_scrutinises",
        begins_on=date(2024, 6, 1),
        ends_on=date(2025, 3, 31),
        source="The record of 2024: local authorities, scrutinised by their partnerships. The rest is an illustration.",
        instalments=(InstalmentTerms(date(2024, 7, 15)),),
        conditions=(
            ConditionTerms("csp_approval", "csp"),
            ConditionTerms("spending_plan", "recipient"),
            ConditionTerms("last_report", "recipient", set_aside_because=FIRST),
            ConditionTerms("underspend", "recipient", set_aside_because=FIRST),
        ),
        spend=SPEND,
        is_first_year=True,
        small_grant=SMALL,
        underspend=Money(1_500_000),
        is_illustration=True,
    ),
    NEXT: RoundTerms(
        recipient_kind="local_authority",
        price_basis="actual",
        payment_basis="in_advance",
        assurance_model="csp_scrutinises",
        begins_on=NEXT.period.start,
        ends_on=date(2026, 3, 31),
        source="An illustration: no decision of this year is held here.",
        instalments=(InstalmentTerms(date(2025, 7, 1)),),
        conditions=(
            ConditionTerms("csp_approval", "csp"),
            ConditionTerms("spending_plan", "recipient"),
            ConditionTerms("last_report", "recipient"),
            ConditionTerms("underspend", "recipient"),
        ),
        spend=SPEND,
        small_grant=SMALL,
        underspend=Money(1_500_000),
        is_illustration=True,
    ),
}


def load(*, actor: Actor, at: datetime) -> bool:
    """Terms and grants of three years; False when they are there already. RefusedError outside demonstrations."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up grants are for demonstrations; this installation is not one.")
    if Terms.objects.exists():
        return False
    with transaction.atomic():
        rounds = funding.rounds_of(CODE)
        for year in TERMS:
            set_terms(actor=actor, at=OFFERED[year], round_id=rounds[str(year)], terms=TERMS[year])
        _offer(actor, rounds)
        _delivered(actor)
    return True


def _offer(actor: Actor, rounds: Mapping[str, UUID]) -> None:
    places = {each.name.casefold(): each.id for each in organisations.localities()}
    bodies = {each.code: each.id for each in organisations.bodies()}
    providers = {place: bodies[localities.provider_of(area)] for area, place in places.items()}
    councils = {place: bodies[area] for area, place in places.items()}
    grants.offer_round(actor=actor, at=OFFERED[CLOSED], round_id=rounds[str(CLOSED)], recipients=providers)
    for year in (MIDLIFE, NEXT):
        grants.offer_illustration(
            actor=actor,
            at=OFFERED[year],
            round_id=rounds[str(year)],
            amounts=_parts(rounds[str(CLOSED)]),
            recipients=councils,
        )


def _delivered(actor: Actor) -> None:
    """Every provider of 2021/22 showed what was delivered before its second instalment; one act for all ten."""
    at, row = datetime(2022, 2, 21, 10, tzinfo=UTC), CONDITION.step("meet")
    rows = Condition.objects.filter(code="delivery", grant__round__year=str(CLOSED))
    with act(
        actor=actor, at=at, verb=row.event, subject=("demonstration", "delivery"), facts={"grants": len(rows)}
    ):
        rows.update(
            state=row.to,
            because="The made-up provider's report of January 2022 shows it.",
            answered_at=at,
            answered_by=actor.id,
        )


def _parts(of: UUID) -> dict[UUID, Money]:
    """The total in the proportions of 2021/22, which nobody decided for these years."""
    rows = funding.current_allocations(of)
    parts = TOTAL.share_out([each.amount_pence.pence for each in rows])
    return {each.place_id: part for each, part in zip(rows, parts, strict=True)}


def grant_ids(year: FinancialYear) -> dict[str, UUID]:
    """Each area's grant of a year, by the area's code."""
    rows = Grant.objects.filter(round__programme__code=CODE, round__year=str(year)).exclude(
        state__in=["withdrawn", "terminated"]
    )
    return {name.casefold(): grant for name, grant in rows.values_list("place__name", "id")}
