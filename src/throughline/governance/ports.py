"""What does governance ask of rooms above it?"""

from throughline.frame.ports import Port

decision_is_known: Port[[str], bool] = Port(
    "governance.decision_is_known", "Is there a decision of this number on record?"
)
