"""What does the caseload answer below?"""

from datetime import date
from uuid import UUID

from throughline.evidence.ports import EVALUATIONS, PAPERS_MISSING, PSEUDONYMS

from .actions.evaluating import extracted_by_pseudonym
from .queries import evaluation_files
from .queries.papers import missing


def wire() -> None:
    """The evidence may ask which papers are missing, and whom the ministry's answer is about."""
    PAPERS_MISSING.provide(_missing_for_evaluation)
    EVALUATIONS.provide(evaluation_files.out)
    PSEUDONYMS.provide(extracted_by_pseudonym)


def _missing_for_evaluation(body: UUID, on: date) -> list[str]:
    return missing(body, "evaluation", on)
