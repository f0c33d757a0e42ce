"""What does one recovery cost that lasts?"""

from typing import TYPE_CHECKING

from .cohorts import agreed
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Checks at three months; they count when recovery was sustained."""
    rows = t["checks"].filter(t["checks"].months == 3, t["checks"].answer.isin(("sustained", "not")))
    return rows.select("referral", on="due_on", counts=rows.answer == "sustained")


def amounts(t: Tables) -> "ir.Table":
    """What was agreed for our grants, by place and month."""
    return agreed(t)


MEASURE = Measure(
    code="cost-per-recovered",
    objective="System",
    name="Cost for each recovery sustained",
    kind="cost",
    definition=(
        "What was agreed for our grants in the time, for each person who said at a check after three "
        "months that recovery was sustained. A year’s award counts in twelve equal parts, a part a month."
    ),
    cohort="Recovery checks at 3 months at which somebody was reached, from the day when due.",
    exclusions=(
        "Money of other payers, medicines, premises and what probation itself spends; people who were not "
        "reached."
    ),
    matures_after=28,
    direction="down",
    authority="Named in the programme’s list of measures.",
    version=2,
    shows_not=(
        "Not what was spent, which the returns tell later. Not value for money: who was not reached may "
        "have recovered too, and the money of other payers helped."
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
        of=1,
        counted=1,
        how="£1,500.00 for one.",
        figure=150000,
    ),
    amounts=amounts,
    unit="pence for each recovery sustained",
    needs=("costs.pence",),
    people_of="recovery-3",
)
