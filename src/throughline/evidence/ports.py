"""What does the evidence ask upward?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from throughline.frame.ports import Port

PAPERS_MISSING: Port[[UUID, date], list[str]] = Port(
    "papers missing for evaluation",
    "Which papers are missing before an organisation's rows about real people may be held for evaluation? R30",
)
FUNDED: Port[[date, date, bool], tuple[Iterable[tuple[object, ...]], Iterable[tuple[object, ...]]]] = Port(
    "posts and costs of the support",
    "Which posts are funded and what does the support cost in these days, as the rows of an extract? R21, R40",
)
