"""What old acts vouch for stays where it was: no migration takes a column or a name from a history table."""

from collections.abc import Iterable

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import DeleteModel, RemoveField, RenameField, RenameModel
from django.db.migrations.operations.base import Operation


def taken_away(operations: Iterable[Operation]) -> list[str]:
    """The operations that drop or rename something that history keeps."""
    bent = []
    for operation in operations:
        if isinstance(operation, RemoveField | RenameField):
            bent += [operation.describe()] if operation.model_name_lower.endswith("history") else []
        elif isinstance(operation, DeleteModel | RenameModel):
            name = getattr(operation, "old_name", None) or operation.name
            bent += [operation.describe()] if name.lower().endswith("history") else []
    return bent


class TestAHistoryTable:
    def test_keeps_every_column_that_it_ever_had(self) -> None:
        migrations = MigrationLoader(None).disk_migrations.values()
        ours = [each for each in migrations if each.__module__.startswith("throughline.")]
        assert len(ours) > 4
        assert [taken_away(each.operations) for each in ours if taken_away(each.operations)] == []

    def test_is_watched(self) -> None:
        assert taken_away([RemoveField("PlaceHistory", "name"), RemoveField("Place", "name")]) != []
        assert (
            len(taken_away([RenameField("placehistory", "name", "title"), DeleteModel("PlaceHistory")])) == 2
        )
