import uuid

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="KeptForm",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("person", models.CharField(max_length=64)),
                        ("sealed", models.TextField()),
                        ("stored_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "stored_at"], name="kept_forms_of_a_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                        ("to", models.EmailField(max_length=254)),
                        ("name", models.CharField(max_length=200)),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("path", models.CharField(max_length=400)),
                        ("owed_at", models.DateTimeField()),
                        ("not_before", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("is_given_up", models.BooleanField(default=False)),
                        ("fault", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_given_up", False), ("sent_at__isnull", True)),
                                fields=["not_before"],
                                name="letters_owed",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_given_up", True), ("sent_at__isnull", False), _negated=True
                                ),
                                name="letter_is_sent_or_given_up",
                                violation_error_message="A letter that was sent was not given up.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=255)),
                        ("kind", models.CharField(max_length=20)),
                        ("size", models.PositiveIntegerField()),
                        ("content", models.BinaryField()),
                        ("stored_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "sha256",
                                        models.Func(
                                            models.Func(models.F("content"), function="sha256"),
                                            models.Value("hex"),
                                            function="encode",
                                            output_field=models.TextField(),
                                        ),
                                    )
                                ),
                                name="file_is_named_by_its_own_hash",
                                violation_error_message="These bytes do not have this SHA-256.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "size",
                                        models.Func(
                                            models.F("content"),
                                            function="octet_length",
                                            output_field=models.IntegerField(),
                                        ),
                                    ),
                                    ("size__lte", 20971520),
                                ),
                                name="file_has_its_size_and_at_most_20_mb",
                                violation_error_message="A file may have at most 20 MB.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="storedfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A stored file is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="6e7befced38eb7a15e8220b4e73191a69eba8810",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_9dc66",
                            table="frame_storedfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="storedfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A stored file is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="38098fb6baba72ed54eb718506c2a367892e193a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_d0bc0",
                            table="frame_storedfile",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
