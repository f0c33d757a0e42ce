"""How many hours of one-to-one work does a person get?"""

from typing import TYPE_CHECKING

from .cohorts import kept_in_pathways
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Minutes of one-to-one work in the days of the person's pathways, which `per` counts."""
    rows = t.once(kept_in_pathways)
    return rows.select("referral", "on", "per", value=rows.minutes, counts=rows.minutes > 0)


MEASURE = Measure(
    code="one-to-one-hours",
    objective="W2",
    name="One-to-one hours for each person and 30 days",
    kind="rate",
    definition=(
        "Hours of one-to-one appointments that people came to while a pathway ran, for 30 days of pathway; "
        "by the length that was booked."
    ),
    cohort="Referrals with a pathway, from its first day.",
    exclusions="Groups, clinics, reviews and calls to check.",
    matures_after=28,
    direction="up",
    authority="Named in the programme’s list of measures. It says “per month”; thirty days are ours.",
    version=3,
    shows_not="Not the time of preparing and writing, nor when an appointment ended early.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}),
            "pathways": (
                {
                    "referral": "r1",
                    "kind": "specialist",
                    "runs_from": "2026-01-01",
                    "runs_until": "2026-01-31",
                },
                {"referral": "r2", "kind": "brief", "runs_from": "2026-03-02"},
            ),
            "contacts": (
                {
                    "referral": "r1",
                    "kind": "one_to_one",
                    "state": "attended",
                    "on": "2026-01-05",
                    "minutes": 60,
                },
                {"referral": "r1", "kind": "group", "state": "attended", "on": "2026-01-12", "minutes": 90},
                {
                    "referral": "r1",
                    "kind": "one_to_one",
                    "state": "did_not_attend",
                    "on": "2026-01-19",
                    "minutes": 60,
                },
                {
                    "referral": "r2",
                    "kind": "one_to_one",
                    "state": "attended",
                    "on": "2026-03-10",
                    "minutes": 30,
                },
                {
                    "referral": "r2",
                    "kind": "one_to_one",
                    "state": "attended",
                    "on": "2026-02-10",
                    "minutes": 30,
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=2,
        how="60 and 30 minutes in 60 days are 45 minutes, 0.75 hours, for 30 days.",
        figure=0.75,
    ),
    scale=0.5,
    unit="hours for each person and 30 days",
    people_of="contacts",
    answer="one-to-one",
)
