"""Does treatment go on after release?"""

from typing import TYPE_CHECKING

from .cohorts import days, marked, starts
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Releases of people with this need; they count when treatment ran in the 21 days after."""
    referrals, sought = t["referrals"], t["needs_sought"]
    with_need = marked(referrals, sought.filter(sought.need == "DNR"), "has_need")
    held = with_need.filter(
        with_need.source == "custody", with_need.release_on.notnull(), with_need["has_need"]
    ).select("referral", "release_on")
    begun = starts(t).select(_of="referral", started_on="started_on", ended_on="ended_on")
    joined = held.join(begun, held.referral == begun["_of"])
    inside = (days(joined.release_on, joined.started_on) <= 21) & (
        joined.ended_on.isnull() | (joined.ended_on > joined.release_on)
    )
    return marked(held, joined.filter(inside)).select("referral", "counts", on="release_on")


MEASURE = Measure(
    code="continuity",
    objective="W2",
    name="Continuity of care after release",
    kind="share",
    definition=(
        "Of those released from custody with a need for help with drugs or alcohol, who was in specialist "
        "treatment within 21 days."
    ),
    cohort=(
        "Referrals from custody that asked for help with dependency and recovery, from the day of release."
    ),
    exclusions="Releases that have no day yet.",
    matures_after=21,
    direction="up",
    authority="Defined so in the programme’s list of measures.",
    unverified="That the public health outcomes framework counts it so: the analyst, against the edition in force.",
    version=1,
    shows_not=(
        "Not treatment that another area’s service gave, unless it was confirmed here. Nor why somebody "
        "did not come: a release without notice and a refusal look the same."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "source": "custody", "release_on": "2026-01-01"},
                {"referral": "r2", "source": "custody", "release_on": "2026-01-01"},
                {"referral": "r3", "source": "community", "release_on": "2026-01-01"},
                {"referral": "r4", "source": "custody", "release_on": "2026-01-01"},
            ),
            "needs_sought": (
                {"referral": "r1", "need": "DNR"},
                {"referral": "r2", "need": "DNR"},
                {"referral": "r3", "need": "DNR"},
                {"referral": "r4", "need": "ACCOM"},
            ),
            "treatments": (
                {"referral": "r1", "started_on": "2026-01-20"},
                {"referral": "r2", "started_on": "2026-02-20"},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how=(
            "r1 and r2 were released with this need; r1 started after 19 days, r2 after 50. r3 was not in "
            "custody, r4 asked for housing alone."
        ),
    ),
)
