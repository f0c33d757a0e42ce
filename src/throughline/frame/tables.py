"""How are many tables made without waiting minutes for it?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class AllAtOnce(Operation):
    """Makes whole tables and their triggers in one step.

    Django builds every model class anew after each single operation, which for a thousand of them took two minutes of
    every first start; here it does so once. Each `CreateModel` is complete: columns, keys, constraints, indexes.
    """

    reversible = True
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how a migration file writes this step."""
        return self.__class__.__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # what is not built yet is not built anew
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return what is done, for whoever reads a plan."""
        return f"Make {len(self.operations)} tables and triggers at once"


@contextmanager
def with_less_rendering() -> Iterator[None]:
    """While migrations are applied: Django forgets at each of hundreds of steps which models can be swapped, and builds
    classes anew for a trigger, which changes none. Remembering halves the work of a first start.
    """
    forwards = {each: each.state_forwards for each in (AddTrigger, RemoveTrigger)}
    apps.get_swappable_settings_name = cache(apps.get_swappable_settings_name)  # type: ignore[method-assign]  # put back below
    for each, step in forwards.items():
        each.state_forwards = _without_rendering(step)  # type: ignore[method-assign]  # put back below
    try:
        yield
    finally:
        del apps.get_swappable_settings_name
        for each, step in forwards.items():
            each.state_forwards = step  # type: ignore[method-assign]  # as it was


def _without_rendering(forwards: Callable[..., None]) -> Callable[..., None]:
    """The same step of a state, whose classes stay as they are."""

    def state_forwards(self: Operation, app_label: str, state: ProjectState) -> None:
        built = state.__dict__.pop("apps", None)
        forwards(self, app_label, state)
        if built is not None:
            state.__dict__["apps"] = built

    return state_forwards
