"""How often do people and workers meet while support runs?"""

from typing import TYPE_CHECKING

from .cohorts import kept_in_pathways
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Appointments that were kept in the days of the person's pathways, which `per` counts."""
    rows = t.once(kept_in_pathways)
    return rows.select("referral", "on", "per", value=rows.contacts, counts=rows.contacts > 0)


MEASURE = Measure(
    code="contacts",
    objective="W2",
    name="Contacts for each person and 30 days",
    kind="rate",
    definition="Appointments that people came to while a pathway ran, for 30 days of pathway.",
    cohort="Referrals with a pathway, from its first day.",
    exclusions="Appointments before the first or after the last day of a pathway.",
    matures_after=28,
    direction="up",
    authority="Named in the programme’s list of measures. It says “per month”; thirty days are ours.",
    version=3,
    shows_not="Not what happened in them, nor whether more would help.",
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
        how=(
            "r1 came twice in 30 days, r2 once in 30 days (2 March to 31 March): 3 contacts in 60 days are "
            "1.5 for 30 days."
        ),
        figure=1.5,
    ),
    scale=30,
    unit="contacts for each person and 30 days",
)
