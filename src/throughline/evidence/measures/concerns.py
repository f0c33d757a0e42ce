"""Are concerns about children and domestic abuse acted on in time?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Concerns by these routes; they count when they were closed with the receipt by the day when due."""
    rows = t["concerns"].filter(t["concerns"].route.isin(("children", "marac")))
    return rows.select("referral", on="due_on", counts=(rows.closed_on <= rows.due_on).fill_null(False))


MEASURE = Measure(
    code="concerns-in-time",
    objective="A3",
    name="Concerns acted on in time",
    kind="share",
    definition=(
        "Of the concerns that went to a children’s hub or to MARAC, those that were closed with the receipt of "
        "that body by the day when due."
    ),
    cohort="Concerns by these two routes, from the day when due.",
    exclusions="Other routes.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="The deadlines of each route: each locality’s safeguarding lead.",
    version=2,
    shows_not="Not whether what was done was enough.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}),
            "concerns": (
                {
                    "referral": "r1",
                    "route": "children",
                    "due_on": "2026-01-02",
                    "closed_on": "2026-01-02",
                },
                {"referral": "r1", "route": "marac", "due_on": "2026-01-02", "closed_on": "2026-01-03"},
                {"referral": "r2", "route": "marac", "due_on": "2026-01-02"},
                {
                    "referral": "r2",
                    "route": "adults",
                    "due_on": "2026-01-02",
                    "closed_on": "2026-01-02",
                },
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how="One of three was acted on in time; the adult safeguarding route is another measure’s.",
    ),
)
