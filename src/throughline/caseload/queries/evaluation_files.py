"""Which files for evaluations were asked for, by whom, and how do they stand? No row of them, and no person."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from throughline.evidence.gate import TOTAL
from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..exports.evaluation import COHORTS, COLUMNS, DATES, LEFT_OUT, PURPOSES
from ..exports.lifecycle import DATA_PROTECTION, EVALUATION_FILE
from ..models import EvaluationFile

__all__ = ["COHORTS", "COLUMNS", "DATES", "EVALUATION_FILE", "LEFT_OUT", "PURPOSES"]


def files() -> QuerySet[EvaluationFile]:
    """All of them, newest first."""
    return EvaluationFile.objects.order_by("-asked_at", "id")


def one(evaluation_id: UUID) -> EvaluationFile | None:
    """The file of that id."""
    return EvaluationFile.objects.filter(id=evaluation_id).first()


def out() -> list[tuple[UUID, str]]:
    """Those that were released and have not ended, by name."""
    return list(files().filter(state="released").values_list("id", "name"))


def counts_of(row: EvaluationFile) -> list[tuple[str, str]]:
    """How many are in and how many are left out for each reason and in all, as the gate let it leave. R43"""
    words = {"in": "In the file", **LEFT_OUT, TOTAL: "Left out in all"}
    found = [(text, row.counts[name]) for name, text in words.items() if name in row.counts]
    return [(text, "hidden" if many is None or many < 0 else f"{many:,}") for text, many in found]


def waiting_for(actor: Actor) -> list[Task | Waiting]:
    """Files that wait for the second person, for whoever protects data."""
    if not actor.roles & DATA_PROTECTION:
        return []

    def tasks(found: list[EvaluationFile]) -> Iterator[Task]:
        for row in found:
            href = reverse("evaluation-file", args=[row.id])
            yield Task(f"Release or turn down: {row.name}", "Evaluation files", row.asked_at, "Look", href)

    return [Waiting(files().filter(state="asked")[:20], ("name", "asked_at"), tasks)]
