"""Are the posts filled that the money pays for?"""

from typing import TYPE_CHECKING

from .cohorts import posts_between
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Spans of posts: `per` whole-time posts times days funded, `value` the same while filled."""
    rows = posts_between(t)
    per = rows.hundredths * rows["days"] / 100
    filled = rows.state == "filled"
    return rows.select("place", "unit", "provider", "on", counts=filled, per=per, value=filled.ifelse(per, 0))


MEASURE = Measure(
    code="posts-filled",
    objective="System",
    name="Posts filled",
    kind="posts",
    definition="Of the whole-time posts that were funded, how many somebody filled, on the average day.",
    cohort="Funded posts on the days on which they were funded.",
    exclusions="Posts that other money pays for alone.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    version=2,
    shows_not="Not whether whoever fills a post was there: sickness and leave are not in it.",
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
        of=3,
        counted=2,
        how=(
            "In 90 days one whole post was filled for 60 days and a half one for 90: (6,000 + 4,500) of "
            "(9,000 + 4,500) is 77.8 %: of 1.5 posts 1.2."
        ),
        figure=10500 / 13500,
    ),
    unit="of the whole-time posts funded",
)
