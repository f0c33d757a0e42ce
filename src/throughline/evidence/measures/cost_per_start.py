"""What does one start of treatment cost?"""

from typing import TYPE_CHECKING

from .cohorts import agreed, starts
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Starts, all of which count."""
    import ibis

    return starts(t).select("referral", on="started_on", counts=ibis.literal(True))


def amounts(t: Tables) -> "ir.Table":
    """What was agreed for our grants, by place and month."""
    return agreed(t)


MEASURE = Measure(
    code="cost-per-start",
    objective="System",
    name="Cost for each start",
    kind="cost",
    definition=(
        "What was agreed for our grants in the time, for each confirmed start of specialist treatment in "
        "the time. A year’s award counts in twelve equal parts, a part a month."
    ),
    cohort="Starts of specialist treatment, from the day of the start.",
    exclusions="Money of other payers, medicines, premises and what probation itself spends.",
    matures_after=0,
    direction="down",
    authority="Named in the programme’s list of measures.",
    version=2,
    shows_not=(
        "Not what was spent, which the returns tell later. Not value for money: brief interventions and "
        "coordination use the same money and are not divided out, and other payers’ money helped."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "place": "Bury", "exited_on": "2026-03-01", "was_planned": "yes"},
                {"referral": "r2", "place": "Bury"},
            ),
            "treatments": (
                {
                    "referral": "r1",
                    "started_on": "2025-10-01",
                    "ended_on": "2026-02-01",
                    "ended_for": "completed",
                },
                {
                    "referral": "r2",
                    "started_on": "2025-11-01",
                    "ended_on": "2025-12-01",
                    "ended_for": "dropped_out",
                },
            ),
            "checks": ({"referral": "r1", "months": 3, "due_on": "2026-01-15", "answer": "sustained"},),
            "costs": (
                {"place": "Bury", "month": "2025-10", "stream": "grant", "pence": 100000},
                {"place": "Bury", "month": "2025-11", "stream": "grant", "pence": 50000},
                {"place": "Bury", "month": "2025-11", "stream": "other", "pence": 99999},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=2,
        how="£1,500.00 of the grant for two starts are £750.00 each; other payers’ money is left out.",
        figure=75000,
    ),
    amounts=amounts,
    unit="pence for each start",
    needs=("costs.pence",),
)
