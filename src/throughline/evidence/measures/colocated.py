"""Does it help when the key worker sits in the unit?"""

from typing import TYPE_CHECKING

from .cohorts import days, starts, taken_on
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals taken on; they count when treatment started within 42 days. `colocated` says where the unit stands."""
    posts = t["posts"]
    there = posts.filter(posts.state == "filled", posts.days_on_site > 0, posts.unit.notnull())
    units = there.select(_unit=there.unit).distinct()
    rows = taken_on(t)
    begun = starts(t).group_by("referral").agg(started_on=starts(t).started_on.min())
    begun = begun.select(_of="referral", started_on="started_on")
    joined = rows.left_join(begun, rows.referral == begun["_of"])
    joined = joined.left_join(units, joined.unit == units["_unit"])
    soon = (days(joined.sent_on, joined.started_on) <= 42).fill_null(False)
    sits = joined["_unit"].notnull().ifelse("on site", "not on site")
    return joined.select("referral", on="sent_on", counts=soon, colocated=sits)


MEASURE = Measure(
    code="colocated",
    objective="System",
    name="Treatment started, co-located against not",
    kind="share",
    definition=(
        "Of the referrals taken on, those that started specialist treatment within 42 days; apart for units "
        "in which a post was on site at least one day a week and for all others."
    ),
    cohort="Referrals taken on, from the day when they were sent.",
    exclusions="None.",
    matures_after=42,
    direction="up",
    authority="HMPPS’s learning question, in the programme’s list of measures; how it is counted is ours.",
    version=1,
    shows_not=(
        "Not that being there is the reason. Units with posts on site may differ in the people whom they "
        "supervise, in their size, in how near the service is, in who was posted there first, and in when: "
        "none of that is held apart here."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {
                    "referral": "r1",
                    "unit": "Bury",
                    "state": "on_pathway",
                    "triaged_on": "2026-01-02",
                    "sent_on": "2026-01-01",
                },
                {
                    "referral": "r2",
                    "unit": "Bolton",
                    "state": "on_pathway",
                    "triaged_on": "2026-01-02",
                    "sent_on": "2026-01-01",
                },
            ),
            "treatments": (
                {"referral": "r1", "started_on": "2026-02-01"},
                {"referral": "r2", "started_on": "2026-03-01"},
            ),
            "posts": (
                {
                    "post": "a",
                    "unit": "Bury",
                    "hundredths": 100,
                    "days_on_site": 2,
                    "state": "filled",
                    "runs_from": "2026-01-01",
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 started after 31 days, r2 after 59. Bury has somebody on site, Bolton has not.",
    ),
    own=("colocated",),
    needs=("posts.state",),
)
