"""What does the caseload answer below?"""

from datetime import date
from uuid import UUID

from django.db import connection, transaction

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


@transaction.atomic
def _missing_for_evaluation(body: UUID, on: date) -> list[str]:
    _is_asked_by_somebody()
    return missing(body, "evaluation", on)


@transaction.atomic
def _years_kept(body: UUID, on: date) -> int | None:
    _is_asked_by_somebody()
    rule = rule_of(body, on)
    return rule.years if rule else None


def _is_asked_by_somebody() -> None:
    """A command of the evidence says nobody's name; without one it would be answered that nothing is kept to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughline.actor',"
            " coalesce(nullif(current_setting('throughline.actor', true), ''), 'system:evidence'), true)"
        )
