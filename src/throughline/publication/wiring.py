"""What does the register listen to?"""

from throughline.decisions.actions.notices import DecisionPublished
from throughline.decisions.actions.revisions import DecisionRevised
from throughline.frame.events import when
from throughline.publication.actions import freeze_edition


def wire() -> None:
    """Each version of a published decision is frozen in its published forms."""
    when(DecisionPublished, freeze_edition)
    when(DecisionRevised, freeze_edition)
