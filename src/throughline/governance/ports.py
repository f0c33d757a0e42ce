"""What does governance ask of rooms above it?"""

from collections.abc import Collection, Mapping

from throughline.frame.ports import Port

decision_is_known: Port[[str], bool] = Port(
    "governance.decision_is_known", "Is there a decision of this number on record?"
)
superseding: Port[[Collection[str]], Mapping[str, str]] = Port(
    "governance.superseding", "Which of these decisions were superseded, and by which?"
)
