"""Who does not come back within six months?"""

from typing import TYPE_CHECKING

from .cohorts import days, marked, planned_exits
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Planned exits; they count unless the person was referred again within 183 days."""

    exits, referrals = planned_exits(t), t["referrals"]
    later = referrals.select(_person="person", sent_again="sent_on")
    joined = exits.select("referral", "person", "exited_on").join(later, exits.person == later["_person"])
    gap = days(joined.exited_on, joined.sent_again)
    back = joined.filter(joined.sent_again > joined.exited_on, gap <= 183)
    rows = marked(exits, back, "came_back")
    return rows.select("referral", on="exited_on", counts=~rows["came_back"])


MEASURE = Measure(
    code="no-return",
    objective="W4",
    name="No re-presentation in 6 months",
    kind="share",
    definition=(
        "Of the planned exits, those after which the same person was not referred again within 183 days, at "
        "any service."
    ),
    cohort="Planned exits, from the day of the exit.",
    exclusions="Exits younger than 183 days.",
    matures_after=183,
    direction="up",
    authority="The programme’s list of measures: no return in six months.",
    unverified="That the public health outcomes framework counts it so: the analyst, against the edition in force.",
    version=1,
    shows_not=(
        "Not recovery: somebody who needs help and does not ask for it counts as well. Coming back early "
        "can be a good sign."
    ),
    members=members,
    example=Example(
        rows={
            "people": ({"person": "p1"}, {"person": "p2"}, {"person": "p3"}),
            "referrals": (
                {
                    "referral": "r1",
                    "person": "p1",
                    "sent_on": "2025-01-05",
                    "exited_on": "2025-06-01",
                    "was_planned": "yes",
                },
                {"referral": "r2", "person": "p1", "sent_on": "2025-11-01"},
                {
                    "referral": "r3",
                    "person": "p2",
                    "sent_on": "2025-01-05",
                    "exited_on": "2025-06-01",
                    "was_planned": "yes",
                },
                {"referral": "r4", "person": "p2", "sent_on": "2025-12-30"},
                {
                    "referral": "r5",
                    "person": "p3",
                    "sent_on": "2025-01-05",
                    "exited_on": "2025-06-01",
                    "was_planned": "no",
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="p1 came back after 153 days, p2 after 212; p3’s exit was not planned.",
    ),
)
