"""What does the evidence ask upward?"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from throughline.frame.ports import Port

PAPERS_MISSING: Port[[UUID, date], list[str]] = Port(
    "papers missing for evaluation",
    "Which papers are missing before an organisation's rows about real people may be held for evaluation? R30",
)

EVALUATIONS: Port[[], list[tuple[UUID, str]]] = Port(
    "evaluation files that are out",
    "Which files of evaluations were released and have not ended, by name, the newest first?",
)

PSEUDONYMS: Port[[UUID, datetime], Mapping[str, str]] = Port(
    "pseudonyms of an evaluation file",
    "Which pseudonym in an extract belongs to each in this evaluation file? For a machine, never on a page. R38, R40",
)
