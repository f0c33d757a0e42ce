"""By what does the demonstration measure the programme's aims and means? Who answers for each is made up."""

from datetime import date, datetime

from django.conf import settings

from throughline.evidence import tables as evidence
from throughline.kernel.actor import Actor

from .actions.aims import measure_objective
from .models import Objective, ObjectiveMeasure
from .supplied import CODE

READER = Actor("system:aims")
MEASURED = {
    "A1": ("proven-reoffending",),
    "A2": ("profile-use", "naloxone"),
    "A3": ("concerns-in-time",),
    "W1": ("appropriate", "first-contact"),
    "W2": ("treatment-start", "engagement", "retained"),
    "W3": ("brief-completed", "extended-completed"),
    "W4": ("planned-exits", "recovery-6"),
}
# The one figure from before the programme's own that its references hold; only the year of it is known.
PUBLISHED = {
    "engagement": (
        "In treatment after three weeks: 26% with an alcohol treatment requirement, 20% with a drug one",
        date(2023, 12, 31),
        "Published linked national data, 2023: not Greater Manchester alone",
    )
}


def load(actor: Actor, at: datetime) -> bool:
    """Measures of every aim and means; False when they are there or nothing is shown."""
    if not settings.DEMONSTRATION or ObjectiveMeasure.objects.exists():
        return False
    for objective in Objective.objects.filter(programme__code=CODE).order_by("code"):
        for code in MEASURED.get(objective.code, ()):
            measure_objective(actor=actor, at=at, objective=objective, measure=code, owner="programme-lead")
    return True


def baselines(actor: Actor, at: datetime) -> bool:
    """What each was before: as published, or else in the first year of the made-up people, which says so."""
    rows = ObjectiveMeasure.objects.select_related("objective").filter(objective__programme__code=CODE)
    if not settings.DEMONSTRATION or rows.exclude(baseline="").exists():
        return False
    for row in rows:
        year = evidence.year_before(row.measure, actor=READER)
        found = PUBLISHED.get(row.measure) or (year and (year.words, year.last_day, year.source))
        if found:
            measure_objective(
                actor=actor,
                at=at,
                objective=row.objective,
                measure=row.measure,
                owner=row.owner,
                target=row.target,
                baseline=found[0],
                baseline_on=found[1],
                baseline_source=found[2],
            )
    return True
