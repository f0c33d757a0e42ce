"""What does funding answer to the rooms below, and what does it hear from them?"""

from throughline.decisions import ports
from throughline.decisions.actions.revisions import DecisionRevised
from throughline.decisions.decided import DecisionMade
from throughline.evidence.ports import BASELINE
from throughline.frame.events import when
from throughline.funding.actions.deciding import hear_decision
from throughline.funding.actions.following import hear_revision
from throughline.funding.queries import aims, planning


def wire() -> None:
    """A draft that asks for its planned split gets it; a decision locks its run; a round hears what becomes of it;
    a measure knows the baseline that an aim names."""
    ports.planned_splits.provide(planning.planned_splits)
    ports.planned_split.provide(planning.planned_split)
    BASELINE.provide(aims.baseline_of)
    when(DecisionMade, hear_decision)
    when(DecisionRevised, hear_revision)
