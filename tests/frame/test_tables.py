"""What is spared while migrations are applied, and is everything else as Django does it?"""

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from throughline.frame.tables import with_less_rendering

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
