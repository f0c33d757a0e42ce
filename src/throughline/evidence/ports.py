"""What does the evidence ask upward?"""

from datetime import date
from uuid import UUID

from throughline.frame.ports import Port

YEARS_KEPT: Port[[UUID, date], int | None] = Port(
    "years that records are kept",
    "For how many years does an organisation keep records about people, if anybody has said it? R39",
)
PAPERS_MISSING: Port[[UUID, date], list[str]] = Port(
    "papers missing for evaluation",
    "Which papers are missing before an organisation's rows about real people may be held for evaluation? R30",
)

BASELINE: Port[[str], tuple[date, str, str] | None] = Port(
    "baseline of a measure",
    "Until which day does the baseline of this measure run, what was it, and who says so; None where nobody has said?",
)
