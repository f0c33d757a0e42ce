"""Do the tables obey the ladder, and is every column classed?"""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignKey

LADDER = [
    "frame",
    "ledger",
    "organisations",
    "evidence",
    "governance",
    "decisions",
    "caseload",
    "funding",
    "agreements",
    "assurance",
    "payments",
    "publication",
    "trace",
]
MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("throughline.")
    for model in config.get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
class TestEveryModel:
    def test_says_which_columns_are_personal_and_how_long_they_are_kept(self, model: Any) -> None:
        assert "personal_fields" in {name for each in model.__mro__ for name in vars(each)}
        names = {field.name for field in model._meta.get_fields()}
        assert set(model.personal_fields) <= names
        assert all(len(sentence) > 15 for sentence in model.personal_fields.values())

    def test_points_down_the_ladder_only_and_leaves_no_name_in_another_room(self, model: Any) -> None:
        own = LADDER.index(model._meta.app_label)
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey) or field.related_model is None:
                continue
            target = field.related_model._meta.app_label
            if target == model._meta.app_label or target not in LADDER:
                continue
            assert LADDER.index(target) < own, f"{model._meta.label}.{field.name} points up"
            assert field.remote_field.related_name == "+", f"{model._meta.label}.{field.name} leaves a name"

    def test_a_moment_never_lacks_its_person(self, model: Any) -> None:
        names = {field.name for field in model._meta.get_fields()}
        alone = {"at", "sealed_at", "stored_at", "owed_at", "sent_at", "begins_at", "due_at"}
        for name in names:
            if name.endswith("_at") and name not in alone and not model.__name__.endswith("History"):
                assert name.removesuffix("_at") + "_by" in names, f"{model._meta.label}.{name} lacks its _by"


@pytest.mark.django_db
class TestTheMigrations:
    def test_make_every_model_as_it_stands(self) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits when one is missing
