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
        built, known = state.__dict__.pop("apps", None), {*state.models}
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if built is not None:
            built.render_multiple([state.models[each] for each in state.models if each not in known])
            state.__dict__["apps"] = built

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
    """While migrations are applied: a first start takes a third of the work.

    Django builds classes anew for a trigger, which changes none, and with a changed one every class that is related to
    it, and forgets at each of hundreds of steps which models can be swapped.
    """
    spared: list[tuple[Any, str, Callable[..., Any]]] = [
        (AddTrigger, "state_forwards", _without_rendering(AddTrigger.state_forwards)),
        (RemoveTrigger, "state_forwards", _without_rendering(RemoveTrigger.state_forwards)),
        (ProjectState, "_find_reload_model", _built_anew),
    ]
    before = [(where, name, getattr(where, name)) for where, name, _ in spared]
    apps.get_swappable_settings_name = cache(apps.get_swappable_settings_name)  # type: ignore[method-assign]  # put back below
    for each in spared:
        setattr(*each)
    try:
        yield
    finally:
        del apps.get_swappable_settings_name
        for each in before:
            setattr(*each)


def _built_anew(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    """The classes to build anew for a changed model: its own, or all where the change may reach into other tables.

    Other classes go on pointing at the former class of the same table. They are all built anew too, once, for a change
    of a column that others hold or of one that points elsewhere, and, by Django, for code of a migration.
    """
    model = state.apps.all_models[app_label].get(model_name)
    fields = [] if model is None else [*model._meta.local_fields, *model._meta.local_many_to_many]
    if delay or len(state.models[app_label, model_name].fields) > len(fields):
        state.is_delayed = True
        return {(app_label, model_name)}
    del state.__dict__["apps"]
    return set()


def _without_rendering(forwards: Callable[..., None]) -> Callable[..., None]:
    """The same step of a state, whose classes stay as they are."""

    def state_forwards(self: Operation, app_label: str, state: ProjectState) -> None:
        built = state.__dict__.pop("apps", None)
        forwards(self, app_label, state)
        if built is not None:
            state.__dict__["apps"] = built

    return state_forwards
