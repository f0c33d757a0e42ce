"""By what does the demonstration measure the programme's aims and means? Who answers for each is made up."""

from datetime import datetime

from django.conf import settings

from throughline.kernel.actor import Actor

from .actions.aims import measure_objective
from .models import Objective, ObjectiveMeasure
from .supplied import CODE

# Nobody has a baseline. W3 has no measure, so that the page shows a row of which nobody can tell yet.
MEASURED = {
    "A1": ("proven-reoffending",),
    "A2": ("profile-use", "naloxone"),
    "A3": ("concerns-in-time",),
    "W1": ("appropriate", "first-contact"),
    "W2": ("treatment-start", "retained"),
    "W4": ("planned-exits", "recovery-6"),
}


def load(actor: Actor, at: datetime) -> bool:
    """Measures of every aim and means but one, which shows red; False when they are there or nothing is shown."""
    if not settings.DEMONSTRATION or ObjectiveMeasure.objects.exists():
        return False
    for objective in Objective.objects.filter(programme__code=CODE).order_by("code"):
        for code in MEASURED.get(objective.code, ()):
            measure_objective(actor=actor, at=at, objective=objective, measure=code, owner="programme-lead")
    return True
