"""What needs somebody, in one shape for every room?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from .together import together


@dataclass(frozen=True, slots=True)
class Task:
    """One row of "What needs you": what, where, since when, by when if there is a day, and the one action."""

    what: str
    where: str
    since: datetime
    action: str
    href: str
    by: date | None = None
    who: str = ""

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


def told(asked: Iterable[Task | Waiting]) -> list[Task]:
    """The tasks, what has a day first; the rows of all of them come in one statement."""
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


def _order(task: Task) -> tuple[bool, date, datetime]:
    return task.by is None, task.by or task.since.date(), task.since
