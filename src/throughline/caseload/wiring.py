"""What does the caseload answer below?"""

from datetime import date
from uuid import UUID

from throughline.evidence.ports import PAPERS_MISSING

from .queries.papers import missing


def wire() -> None:
    """The evidence may ask which papers are missing."""
    PAPERS_MISSING.provide(_missing_for_evaluation)


def _missing_for_evaluation(body: UUID, on: date) -> list[str]:
    return missing(body, "evaluation", on)
