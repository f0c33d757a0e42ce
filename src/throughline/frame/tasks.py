"""What needs somebody, in one shape for every room?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils import timezone

from .together import together


@dataclass(frozen=True, slots=True)
class Task:
    """One row of "What needs you": what, where, since when, by when if there is a day, and the one action.

    `clock` says in words how that day stands, where the room counts otherwise than in days. What is urgent comes first.
    """

    what: str
    where: str
    since: datetime
    action: str
    href: str
    by: date | None = None
    who: str = ""
    clock: str = ""
    is_urgent: bool = False

    @property
    def is_late(self) -> bool:
        """Whether its day has gone."""
        return self.by is not None and self.by < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Tasks that rows will make: which rows, of which only these columns are read, and what their tasks say."""

    rows: QuerySet[Any]
    columns: Sequence[str]
    tasks: Callable[[list[Any]], Iterable[Task | None]]


def counted(rows: QuerySet[Any], order: str, **more: Any) -> QuerySet[Any]:
    """The first of the rows in that order, which knows in its column `many` how many there are."""
    first: QuerySet[Any] = rows.annotate(many=Window(Count("pk")), **more).order_by(order, "pk")[:1]
    return first


def told(asked: Iterable[Task | Waiting]) -> list[Task]:
    """The tasks, what is urgent first, then what has a day; the rows of all of them come in one statement."""
    return told_apart([asked])[0]


def told_apart(parts: Iterable[Iterable[Task | Waiting]]) -> list[list[Task]]:
    """The tasks of each part apart, as `told`; the rows of all parts come in one statement."""
    kept = [list(part) for part in parts]
    waiting = [each for part in kept for each in part if isinstance(each, Waiting)]
    found = iter(together((each.rows, each.columns) for each in waiting))
    return [
        sorted(
            (
                task
                for each in part
                for task in (each.tasks(next(found)) if isinstance(each, Waiting) else [each])
                if task
            ),
            key=_order,
        )
        for part in kept
    ]


def _order(task: Task) -> tuple[bool, bool, date, datetime]:
    return not task.is_urgent, task.by is None, task.by or task.since.date(), task.since
