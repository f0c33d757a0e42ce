"""Is somebody on site in the unit on the days agreed?"""

from typing import TYPE_CHECKING

from .cohorts import posts_between
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Spans of posts in units: `per` days on site times days funded, `value` the same while filled."""
    rows = posts_between(t)
    rows = rows.filter(rows.unit.notnull(), rows.days_on_site > 0)
    per = rows.days_on_site * rows["days"]
    filled = rows.state == "filled"
    return rows.select("place", "unit", "provider", "on", counts=filled, per=per, value=filled.ifelse(per, 0))


MEASURE = Measure(
    code="unit-days",
    objective="System",
    name="Unit days covered",
    kind="posts",
    definition=(
        "Of the days a week on which posts were to be in a probation delivery unit, how many had their post "
        "filled, in the average week."
    ),
    cohort="Posts that sit in a unit, on the days on which they were funded.",
    exclusions="Posts that sit in no unit.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    version=2,
    shows_not=(
        "Not who was in the building on a given day: it is worked out of posts filled, not of a register."
    ),
    members=members,
    example=Example(
        rows={
            "posts": (
                {
                    "post": "a",
                    "place": "Bolton",
                    "unit": "Bolton",
                    "hundredths": 100,
                    "days_on_site": 3,
                    "state": "filled",
                    "runs_from": "2026-01-01",
                    "runs_until": "2026-03-02",
                },
                {
                    "post": "a",
                    "place": "Bolton",
                    "unit": "Bolton",
                    "hundredths": 100,
                    "days_on_site": 3,
                    "state": "vacant",
                    "runs_from": "2026-03-02",
                },
                {
                    "post": "b",
                    "place": "Bury",
                    "hundredths": 50,
                    "days_on_site": 0,
                    "state": "filled",
                    "runs_from": "2026-01-01",
                },
            )
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="Of 90 days on which 3 days a week were to be covered, the post was filled for 60: 66.7 %.",
        figure=180 / 270,
    ),
    unit="of the days on site that were funded",
)
