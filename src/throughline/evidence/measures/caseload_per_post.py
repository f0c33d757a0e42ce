"""How many people does one whole post look after?"""

from typing import TYPE_CHECKING

from .cohorts import last_day, taken_on
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals under way on the last day."""
    import ibis

    rows = taken_on(t)
    rows = rows.filter(rows.exited_on.isnull())
    return rows.select("referral", on=ibis.literal(last_day(t), type="date"), counts=ibis.literal(True))


def amounts(t: Tables) -> "ir.Table":
    """Hundredths of posts filled on the last day, by place."""
    import ibis

    day = ibis.literal(last_day(t), type="date")
    rows = t["posts"]
    now = rows.filter(
        rows.state == "filled", rows.runs_from <= day, rows.runs_until.isnull() | (rows.runs_until > day)
    )
    return now.select("place", on=day, value="hundredths")


MEASURE = Measure(
    code="caseload-per-post",
    objective="System",
    name="Caseload for each post",
    kind="load",
    definition=(
        "Referrals under way on the last day of the extract, for each whole-time post that is filled on "
        "that day."
    ),
    cohort="Referrals taken on that were not ended on the last day.",
    exclusions="Vacant posts, and workers whom other money pays.",
    matures_after=0,
    direction="neither",
    authority="Named in the programme’s list of measures.",
    version=1,
    shows_not="Not how much work each person is.",
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
            ),
            "referrals": (
                {
                    "referral": "r1",
                    "place": "Bury",
                    "state": "assigned",
                    "triaged_on": "2026-01-02",
                    "sent_on": "2026-01-01",
                },
                {
                    "referral": "r2",
                    "place": "Bury",
                    "state": "on_pathway",
                    "triaged_on": "2026-01-02",
                    "sent_on": "2026-01-01",
                },
                {
                    "referral": "r3",
                    "place": "Bury",
                    "state": "exited",
                    "triaged_on": "2026-01-02",
                    "sent_on": "2026-01-01",
                    "exited_on": "2026-02-01",
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=2,
        how="Two are under way in Bury, where half a post is filled on 31 March: 4 for each whole post.",
        figure=4,
    ),
    amounts=amounts,
    scale=100,
    unit="people for each whole-time post",
)
