"""Do the tables obey the ladder, and is every column classed?"""

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


class TestEveryModel:
    def test_says_which_columns_are_personal_and_how_long_they_are_kept(self) -> None:
        for model in MODELS:
            label = model._meta.label
            assert "personal_fields" in {name for each in model.__mro__ for name in vars(each)}, label
            names = {field.name for field in model._meta.get_fields()}
            assert set(model.personal_fields) <= names, label
            assert all(len(sentence) > 15 for sentence in model.personal_fields.values()), label

    def test_points_down_the_ladder_only_and_leaves_no_name_in_another_room(self) -> None:
        found = []
        for model in MODELS:
            own = LADDER.index(model._meta.app_label)
            for field in model._meta.get_fields():
                if not isinstance(field, ForeignKey) or field.related_model is None:
                    continue
                target = field.related_model._meta.app_label
                if target == model._meta.app_label or target not in LADDER:
                    continue
                if LADDER.index(target) >= own:
                    found.append(f"{model._meta.label}.{field.name} points up")
                if field.remote_field.related_name != "+":
                    found.append(f"{model._meta.label}.{field.name} leaves a name")
        assert found == []

    def test_a_moment_never_lacks_its_person(self) -> None:
        alone = {"at", "sealed_at", "stored_at", "owed_at", "sent_at", "begins_at", "due_at"}
        alone |= {"asked_to_move_at"}  # the person whose time it is asks, and nobody else can
        found = []
        for model in MODELS:
            names = {field.name for field in model._meta.get_fields()}
            found += [
                f"{model._meta.label}.{name} lacks its _by"
                for name in names
                if name.endswith("_at") and name not in alone and not model.__name__.endswith("History")
                if name.removesuffix("_at") + "_by" not in names
            ]
        assert found == []


@pytest.mark.django_db
class TestTheMigrations:
    def test_make_every_model_as_it_stands(self) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits when one is missing
