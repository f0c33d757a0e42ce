"""What does the evidence ask upward?"""

from datetime import date
from uuid import UUID

from throughline.frame.ports import Port

PAPERS_MISSING: Port[[UUID, date], list[str]] = Port(
    "papers missing for evaluation",
    "Which papers are missing before an organisation's rows about real people may be held for evaluation? R30",
)
