"""What came in from a provider's own system, and which rows did not, and why?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..actions.importing import KIND, Provider
from ..actions.monitoring import KIND as MONITORING
from ..models import Imported, ImportedReject
from ..sight import look_for_provider

SHOWN = 100


def imports_in_sight() -> QuerySet[Imported]:
    """Every file of events and of monitoring that came in for the provider in sight, newest first."""
    return Imported.objects.filter(kind__in=(KIND, MONITORING)).order_by("-brought_at", "id")


def one(import_id: UUID) -> Imported | None:
    """One of them, None for whoever does not see it."""
    return imports_in_sight().filter(id=import_id).first()


def rejects_of(run: Imported) -> QuerySet[ImportedReject]:
    """The rows that were not taken, in the order of the sheet; those passed over are marked."""
    return ImportedReject.objects.filter(imported=run).order_by("row", "id")


def reasons_of(run: Imported, *, passed_over: bool = False) -> list[tuple[str, str, int]]:
    """Column, reason and how many rows: what is put right once for many, or why rows were passed over."""
    counted: dict[tuple[str, str], int] = {}
    found = rejects_of(run).filter(is_passed_over=passed_over)
    for column, why in found.values_list("column", "why"):
        counted[column, why] = counted.get((column, why), 0) + 1
    return sorted(
        ((*key, many) for key, many in counted.items()), key=lambda each: (-each[2], each[0], each[1])
    )


def everything_of(provider: Provider, run: Imported, now: datetime) -> dict[str, Any]:
    """The run as the command prints it; docs/caseload-import.md explains every name."""
    with transaction.atomic():
        look_for_provider(provider.machine, provider.id, timezone.localdate(now))
        rejects = list(rejects_of(run).filter(is_passed_over=False).values_list("row", "column", "why"))
    further = {"passed_over": run.passed_over} if run.kind == MONITORING else {}
    return {
        "import": str(run.id),
        "rows": run.rows,
        "taken": run.taken,
        "same": run.same,
        "rejected": run.rejected,
        **further,
        "rejects": [{"row": row, "column": column, "why": why} for row, column, why in rejects],
    }
