"""What is spared while migrations are applied, and is everything else as Django does it?"""

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from throughline.frame.tables import AllAtOnce, with_less_rendering

KEPT = pgtrigger.Protect(name="it_stays", operation=pgtrigger.Delete)


def state() -> ProjectState:
    """One model, whose class is built."""
    made = ProjectState()
    made.add_model(ModelState("web", "Thing", [("id", models.AutoField(primary_key=True))]))
    assert made.apps.get_model("web", "thing")
    return made


def after(*steps: Operation) -> ProjectState:
    made = state()
    for step in steps:
        step.state_forwards("web", made)
    return made


class TestATriggersStep:
    STEPS = (AddTrigger("thing", KEPT), RemoveTrigger("thing", "it_stays"))

    def test_changes_what_is_known_of_the_model_as_always(self) -> None:
        for many in (1, 2):
            with with_less_rendering():
                spared = after(*self.STEPS[:many])
            always = after(*self.STEPS[:many])
            assert spared.models["web", "thing"].options == always.models["web", "thing"].options

    def test_builds_no_class_anew(self) -> None:
        made = state()
        before = made.apps.get_model("web", "thing")
        with with_less_rendering():
            self.STEPS[0].state_forwards("web", made)
        assert made.apps.get_model("web", "thing") is before


def asked(*steps: Operation) -> list[str]:
    """What a migration of these steps asks of the database."""
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        migration = migrations.Migration("0001_some", "web")
        migration.operations = [*steps]
        migration.apply(state(), editor, collect_sql=True)
    return [each for each in editor.collected_sql if not each.startswith("--")]


def holding() -> models.ForeignKey:
    return models.ForeignKey("web.thing", on_delete=models.CASCADE)


def key() -> tuple[str, models.AutoField]:
    return "id", models.AutoField(primary_key=True)


def holders() -> tuple[Operation, ...]:
    """Each way in which a table comes to point to another, be that other changed meanwhile."""
    return (
        migrations.CreateModel("First", [key(), ("thing", holding())]),
        migrations.CreateModel("Third", [key()]),
        migrations.AddField("Thing", "first", models.ForeignKey("web.first", on_delete=models.CASCADE)),
        migrations.AddField("Thing", "words", models.TextField()),
        migrations.AddField("Third", "thing", holding()),
        AllAtOnce([migrations.CreateModel("Second", [key(), ("thing", holding())])]),
    )


class Told(migrations.RunPython):
    """Code of a migration whose statements can be seen."""

    reduces_to_sql = True


def tell(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The thing's columns, as code of a migration finds them from each table that points to it."""
    for each in apps.get_model("web", "thing")._meta.related_objects:
        columns = [one.name for one in each.field.related_model._meta.local_fields]
        editor.execute(f"{each.related_model.__name__} {columns}")


@pytest.mark.django_db
class TestAChangedTable:
    def test_is_built_anew_alone(self) -> None:
        made = after(*holders())
        before = made.apps.get_model("web", "first")
        with with_less_rendering():
            migrations.AddField("Thing", "more", models.TextField()).state_forwards("web", made)
        assert made.apps.get_model("web", "thing")._meta.get_field("more")
        assert made.apps.get_model("web", "first") is before

    @pytest.mark.parametrize(
        "step",
        [
            migrations.AlterField("Thing", "id", models.BigAutoField(primary_key=True)),
            migrations.AlterField("First", "id", models.BigAutoField(primary_key=True)),
            migrations.AlterField("Thing", "words", models.CharField(max_length=9)),
            migrations.AlterField("Thing", "words", models.TextField(unique=True)),
            migrations.AlterField("Third", "thing", models.OneToOneField("web.thing", models.CASCADE)),
            migrations.RenameModel("Thing", "Object"),
            migrations.RenameField("Thing", "id", "number"),
            migrations.RenameField("Thing", "words", "sentence"),
            migrations.RemoveField("Third", "thing"),
            migrations.AlterModelTable("Thing", "things"),
            migrations.DeleteModel("Third"),
            Told(tell),
        ],
    )
    def test_is_changed_in_the_database_with_all_that_points_to_it_as_always(self, step: Operation) -> None:
        after_it = migrations.AddField("Second", "own", models.IntegerField(default=1))
        with with_less_rendering():
            spared = asked(*holders(), step, after_it)
        assert spared == asked(*holders(), step, after_it)
        assert spared != asked(*holders(), after_it)


class TestWhichModelsCanBeSwapped:
    def test_is_remembered_while_migrations_are_applied_alone(self) -> None:
        always = apps.get_swappable_settings_name
        with with_less_rendering():
            assert apps.get_swappable_settings_name("organisations.person") == "AUTH_USER_MODEL"
            assert apps.get_swappable_settings_name("organisations.body") is None
            assert apps.get_swappable_settings_name != always
        assert apps.get_swappable_settings_name == always
        assert (
            AddTrigger.state_forwards.__module__
            == RemoveTrigger.state_forwards.__module__
            == "pgtrigger.migrations"
        )
