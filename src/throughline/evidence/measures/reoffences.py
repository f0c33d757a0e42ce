"""How often do people reoffend?"""

from typing import TYPE_CHECKING

from .cohorts import days, starts
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Starts with how many offences of the year after were proven in time."""
    import ibis

    begun = starts(t).group_by("referral").agg(on=starts(t).started_on.min())
    who = t["referrals"].select(_of="referral", person="person")
    cohort = begun.join(who, begun.referral == who["_of"]).select("referral", "on", "person")
    offences = t["offences"].select(_person="person", offence_on="offence_on", proven_on="proven_on")
    joined = cohort.left_join(offences, cohort.person == offences["_person"])
    inside = (
        (joined.offence_on > joined.on)
        & (days(joined.on, joined.offence_on) <= 365)
        & (days(joined.on, joined.proven_on) <= 548)
    )
    found = joined.group_by(["referral", "on"]).agg(value=inside.ifelse(1, 0).fill_null(0).sum())
    return found.mutate(counts=found["value"] > 0, per=ibis.literal(1, type="int64"))


MEASURE = Measure(
    code="reoffences",
    objective="A1",
    name="Proven reoffences for 100 people",
    kind="rate",
    definition=(
        "Proven offences of the year after the start of specialist treatment, for 100 people who started."
    ),
    cohort="As for proven reoffending.",
    exclusions="As for proven reoffending.",
    matures_after=548,
    direction="down",
    authority=(
        "The Ministry of Justice’s guide to proven reoffending statistics: an offence within a year, "
        "proven in that year or in six more months. Unverified against the edition in force."
    ),
    version=1,
    shows_not="Not how grave they were.",
    members=members,
    example=Example(
        rows={
            "people": ({"person": "p1"}, {"person": "p2"}, {"person": "p3"}),
            "referrals": (
                {"referral": "r1", "person": "p1"},
                {"referral": "r2", "person": "p2"},
                {"referral": "r3", "person": "p3"},
            ),
            "treatments": (
                {"referral": "r1", "started_on": "2024-01-01"},
                {"referral": "r2", "started_on": "2024-01-01"},
                {"referral": "r3", "started_on": "2024-01-01"},
            ),
            "offences": (
                {"person": "p1", "offence_on": "2024-06-01", "proven_on": "2025-05-01"},
                {"person": "p1", "offence_on": "2024-07-01", "proven_on": "2025-05-01"},
                {"person": "p2", "offence_on": "2024-12-20", "proven_on": "2025-09-01"},
                {"person": "p3", "offence_on": "2025-02-01", "proven_on": "2025-03-01"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how="Two offences of three people are 66.7 for 100.",
        figure=200 / 3,
    ),
    scale=100,
    unit="offences for 100 people",
    needs=("offences.person",),
    people_of="proven-reoffending",
)
