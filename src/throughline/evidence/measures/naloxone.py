"""Who that uses opioids has naloxone?"""

from typing import TYPE_CHECKING

from .cohorts import marked, profiles_at
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """People who used opioids at the start; they count when naloxone was given."""
    first = profiles_at(t, "opioids", first=True)
    given = t["harm_reduction"].filter(t["harm_reduction"].kind == "naloxone")
    return marked(first.filter(first.points > 0), given).select("referral", "on", "counts")


MEASURE = Measure(
    code="naloxone",
    objective="A2",
    name="Naloxone given",
    kind="share",
    definition="Of those who used opioids at the start, who was given naloxone.",
    cohort="People whose first profile has days of opioid use, from the day of that profile.",
    exclusions="People without a profile at the start.",
    matures_after=28,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="The item in the monitoring’s edition in force: the analyst.",
    version=3,
    shows_not="Not whether they carry it, nor those whose opioid use nobody knows of.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "profiles": (
                {
                    "referral": "r1",
                    "stage": "start",
                    "taken_on": "2026-01-01",
                    "item": "opioids",
                    "value": 20,
                },
                {"referral": "r2", "stage": "start", "taken_on": "2026-01-01", "item": "opioids", "value": 5},
                {"referral": "r3", "stage": "start", "taken_on": "2026-01-01", "item": "opioids", "value": 0},
            ),
            "harm_reduction": (
                {"referral": "r1", "kind": "naloxone", "on": "2026-01-09"},
                {"referral": "r2", "kind": "naloxone_no", "on": "2026-01-09"},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 and r2 used opioids; r1 was given naloxone, r2 did not want it.",
    ),
)
