"""What did the ministry return about the people of an extract? Its manifest, never its rows."""

from datetime import date
from uuid import UUID

from ..extract import OFFENCES
from ..measures.shapes import Measure
from ..models import Extract, ReturnedFile
from ..ports import EVALUATIONS

__all__ = ["ReturnedFile", "evaluations_out", "heard_of", "is_of_offences", "returned_for"]


def returned_for(extract_id: UUID) -> ReturnedFile | None:
    """The file that the ministry returned for this extract."""
    return ReturnedFile.objects.filter(extract=extract_id).first()


def is_of_offences(measure: Measure) -> bool:
    """Whether a measure needs that file."""
    return any(need.startswith(f"{OFFENCES.name}.") for need in measure.needs)


def heard_of(measure: Measure, extract: Extract) -> dict[str, date]:
    """For the tables from elsewhere that a measure needs, the last day of which they know; one statement at most."""
    held: ReturnedFile | None = getattr(extract, "returned", None) if is_of_offences(measure) else None
    return {OFFENCES.name: held.known_until} if held else {}


def evaluations_out() -> list[tuple[UUID, str]]:
    """Which evaluation files are out, by name."""
    return EVALUATIONS()
