"""How many extended interventions are seen through?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Interventions that began; they count when as many sessions were given as make it whole."""
    rows = t["interventions"].filter(t["interventions"].kind == "extended")
    begun = rows.group_by(["referral", "intervention", "version"])
    found = begun.agg(on=rows.given_on.min(), given=rows.session.nunique(), whole=rows.of.max())
    return found.select("referral", "on", counts=found.given >= found.whole)


MEASURE = Measure(
    code="extended-completed",
    objective="W3",
    name="Extended interventions completed",
    kind="share",
    definition="Of the extended interventions that began, those of which all sessions were given.",
    cohort="Extended interventions, from the first session.",
    exclusions="Interventions that began too recently to be complete.",
    matures_after=126,
    direction="up",
    authority="Named in the programme’s list of measures.",
    version=1,
    shows_not="Not whether the person needed less, or drank or used less, afterwards.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}),
            "interventions": (
                {
                    "referral": "r1",
                    "intervention": "a",
                    "version": 1,
                    "kind": "extended",
                    "session": 1,
                    "of": 2,
                    "given_on": "2025-06-01",
                },
                {
                    "referral": "r1",
                    "intervention": "a",
                    "version": 1,
                    "kind": "extended",
                    "session": 2,
                    "of": 2,
                    "given_on": "2025-06-08",
                },
                {
                    "referral": "r2",
                    "intervention": "a",
                    "version": 1,
                    "kind": "extended",
                    "session": 1,
                    "of": 2,
                    "given_on": "2025-06-01",
                },
                {
                    "referral": "r2",
                    "intervention": "b",
                    "version": 1,
                    "kind": "brief",
                    "session": 1,
                    "of": 1,
                    "given_on": "2025-06-01",
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 got both sessions, r2 one of two; the other kind is not of this measure.",
    ),
)
