"""What does the evidence ask upward?"""

from collections.abc import Mapping
from datetime import date, datetime
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

EVALUATIONS: Port[[], list[tuple[UUID, str]]] = Port(
    "evaluation files that are out",
    "Which files of evaluations were released and have not ended, by name, the newest first?",
)

PSEUDONYMS: Port[[UUID, datetime], Mapping[str, str]] = Port(
    "pseudonyms of an evaluation file",
    "Which pseudonym in an extract belongs to each in this evaluation file? For a machine, never on a page. R38, R40",
)
