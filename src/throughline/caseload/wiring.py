"""What does the caseload answer below?"""

from datetime import date
from uuid import UUID

from throughline.evidence.ports import EVALUATIONS, PAPERS_MISSING, PSEUDONYMS, YEARS_KEPT

from .actions.evaluating import extracted_by_pseudonym
from .queries import evaluation_files
from .queries.keeping import rule_of
from .queries.papers import missing


def wire() -> None:
    """The evidence may ask which papers are missing, how long records are kept, and whom the ministry means."""
    YEARS_KEPT.provide(_years_kept)
    PAPERS_MISSING.provide(_missing_for_evaluation)
    EVALUATIONS.provide(evaluation_files.out)
    PSEUDONYMS.provide(extracted_by_pseudonym)


def _missing_for_evaluation(body: UUID, on: date) -> list[str]:
    return missing(body, "evaluation", on)


def _years_kept(body: UUID, on: date) -> int | None:
    rule = rule_of(body, on)
    return rule.years if rule else None
