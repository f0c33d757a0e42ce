"""What does the caseload answer below?"""

from datetime import date
from uuid import UUID

from throughline.evidence.ports import PAPERS_MISSING, YEARS_KEPT

from .queries.keeping import rule_of
from .queries.papers import missing


def wire() -> None:
    """The evidence may ask which papers are missing, and for how long records are kept."""
    YEARS_KEPT.provide(_years_kept)
    PAPERS_MISSING.provide(_missing_for_evaluation)


def _missing_for_evaluation(body: UUID, on: date) -> list[str]:
    return missing(body, "evaluation", on)


def _years_kept(body: UUID, on: date) -> int | None:
    rule = rule_of(body, on)
    return rule.years if rule else None
