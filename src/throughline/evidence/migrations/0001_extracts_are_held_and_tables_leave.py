import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_acts_are_recorded_and_sealed"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="DrawnBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "estimate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="blocks",
                                to="evidence.hiddenestimate",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("figures", models.JSONField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("estimate", "number"),
                                name="block_is_drawn_once",
                                violation_error_message="This block of draws is there already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtractHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="evidence.extract",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "made_from",
                            models.CharField(
                                choices=[
                                    ("caseload", "The caseload"),
                                    ("provider", "A provider's file"),
                                    ("generator", "The seeded generator: made-up people"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("schema_version", models.PositiveSmallIntegerField()),
                        ("covers_from", models.DateField()),
                        ("covers_until", models.DateField()),
                        ("is_made_up", models.BooleanField()),
                        ("seed", models.BigIntegerField(blank=True, null=True)),
                        (
                            "manifest",
                            models.JSONField(
                                help_text="Counts and digests of each table, and what was rejected, by reason."
                            ),
                        ),
                        (
                            "file",
                            models.CharField(help_text="Its name in the evidence's folder.", max_length=120),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("held", "held"), ("destroyed", "destroyed")], max_length=12
                            ),
                        ),
                        ("keep_until", models.DateField()),
                        ("taken_at", models.DateTimeField()),
                        ("taken_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HiddenEstimate",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                help_text="Where and when, such as Greater Manchester, 2025/26.",
                                max_length=120,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="From which lists, and how they were linked.", max_length=400
                            ),
                        ),
                        ("lists", models.JSONField()),
                        ("counts", models.JSONField()),
                        (
                            "do_refer",
                            models.BooleanField(
                                help_text="Whether one of two lists sends people to the other."
                            ),
                        ),
                        ("found", models.JSONField()),
                        ("seed", models.BigIntegerField()),
                        ("draws", models.PositiveSmallIntegerField()),
                        ("is_stopped", models.BooleanField(default=False)),
                        ("is_made_up", models.BooleanField()),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("draws__gte", 0), ("draws__lte", 5000)),
                                name="estimate_has_bounded_draws",
                                violation_error_message="An estimate's interval takes at most 5,000 draws.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HiddenEstimateHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="evidence.hiddenestimate",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "about",
                            models.CharField(
                                help_text="Where and when, such as Greater Manchester, 2025/26.",
                                max_length=120,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="From which lists, and how they were linked.", max_length=400
                            ),
                        ),
                        ("lists", models.JSONField()),
                        ("counts", models.JSONField()),
                        (
                            "do_refer",
                            models.BooleanField(
                                help_text="Whether one of two lists sends people to the other."
                            ),
                        ),
                        ("found", models.JSONField()),
                        ("seed", models.BigIntegerField()),
                        ("draws", models.PositiveSmallIntegerField()),
                        ("is_stopped", models.BooleanField(default=False)),
                        ("is_made_up", models.BooleanField()),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Linkage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initials", "Initials"),
                                    ("names", "Full names"),
                                    ("keys", "Keyed hashes of names"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("is_made_up", models.BooleanField()),
                        ("covers_from", models.DateField()),
                        ("covers_until", models.DateField()),
                        (
                            "table",
                            models.JSONField(
                                help_text="People by locality and evidence, as it left through the gate."
                            ),
                        ),
                        (
                            "found",
                            models.JSONField(
                                help_text="The share in both files, the sum of probabilities, what known links say."
                            ),
                        ),
                        ("quality", models.JSONField(help_text="The report on each file.")),
                        (
                            "model",
                            models.JSONField(help_text="The frozen model: its name, its hash, its weights."),
                        ),
                        (
                            "bands",
                            models.JSONField(
                                help_text="How many candidate pairs lie in each band of probability."
                            ),
                        ),
                        (
                            "reviewed",
                            models.JSONField(
                                blank=True, help_text="What the review came to when it was closed.", null=True
                            ),
                        ),
                        ("second_reviewer", models.CharField(blank=True, max_length=64)),
                        (
                            "wrapped_key",
                            models.BinaryField(
                                help_text="Empty once it was closed: then nobody opens a pair again."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(choices=[("open", "open"), ("closed", "closed")], max_length=8),
                        ),
                        ("keep_until", models.DateField()),
                        ("kept_at", models.DateTimeField()),
                        ("kept_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("covers_until__gt", models.F("covers_from"))),
                                name="linkage_covers_days",
                                violation_error_message="A linkage's period ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("second_reviewer", models.F("kept_by")), _negated=True),
                                name="linkage_has_another_second_reviewer",
                                violation_error_message="The second reviewer is somebody else.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkageAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "linkage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="evidence.linkage",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        ("band", models.PositiveSmallIntegerField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("same", "Same person"),
                                    ("different", "Different people"),
                                    ("unsure", "Cannot tell"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("linkage", "place", "given_by"),
                                name="pair_is_answered_once_by_each",
                                violation_error_message="You have answered this pair; change your answer instead.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkageAnswerHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="evidence.linkageanswer",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "linkage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="evidence.linkage",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        ("band", models.PositiveSmallIntegerField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("same", "Same person"),
                                    ("different", "Different people"),
                                    ("unsure", "Cannot tell"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LinkageHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="evidence.linkage",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initials", "Initials"),
                                    ("names", "Full names"),
                                    ("keys", "Keyed hashes of names"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("is_made_up", models.BooleanField()),
                        ("covers_from", models.DateField()),
                        ("covers_until", models.DateField()),
                        (
                            "table",
                            models.JSONField(
                                help_text="People by locality and evidence, as it left through the gate."
                            ),
                        ),
                        (
                            "found",
                            models.JSONField(
                                help_text="The share in both files, the sum of probabilities, what known links say."
                            ),
                        ),
                        ("quality", models.JSONField(help_text="The report on each file.")),
                        (
                            "model",
                            models.JSONField(help_text="The frozen model: its name, its hash, its weights."),
                        ),
                        (
                            "bands",
                            models.JSONField(
                                help_text="How many candidate pairs lie in each band of probability."
                            ),
                        ),
                        (
                            "reviewed",
                            models.JSONField(
                                blank=True, help_text="What the review came to when it was closed.", null=True
                            ),
                        ),
                        ("second_reviewer", models.CharField(blank=True, max_length=64)),
                        (
                            "state",
                            models.CharField(choices=[("open", "open"), ("closed", "closed")], max_length=8),
                        ),
                        ("keep_until", models.DateField()),
                        ("kept_at", models.DateTimeField()),
                        ("kept_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LinkageLook",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "linkage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="evidence.linkage",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        ("looked_at", models.DateTimeField()),
                        ("looked_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="LinkagePair",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "linkage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs",
                                to="evidence.linkage",
                            ),
                        ),
                        (
                            "place",
                            models.PositiveSmallIntegerField(
                                help_text="Its place in the order in which pairs are looked at."
                            ),
                        ),
                        ("band", models.PositiveSmallIntegerField()),
                        ("sealed", models.BinaryField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("linkage", "place"),
                                name="pair_has_its_place",
                                violation_error_message="There is a pair in this place already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measuring",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "extract",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measuring",
                                to="evidence.extract",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for the worker"),
                                    ("running", "Under way"),
                                    ("stopped", "Stopped"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("of", models.PositiveIntegerField(default=0)),
                        ("not_measured", models.JSONField(default=list)),
                        (
                            "refused",
                            models.JSONField(
                                default=list, help_text="Tables that the gate let not leave, and why."
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("heard_at", models.DateTimeField(blank=True, null=True)),
                        ("heard_by", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "extract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="evidence.extract",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                help_text="Code of a measure, or of another table of the evidence.",
                                max_length=60,
                            ),
                        ),
                        ("measure_version", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        (
                            "cohort",
                            models.CharField(
                                help_text="Who is counted: tables with the same people are checked together.",
                                max_length=120,
                            ),
                        ),
                        ("by", models.CharField(max_length=80)),
                        (
                            "period",
                            models.CharField(help_text="Such as 2025-04-01/2026-04-01.", max_length=24),
                        ),
                        (
                            "dimensions",
                            models.JSONField(
                                help_text="Each with its name, its categories, and whether it is sensitive."
                            ),
                        ),
                        ("cells", models.JSONField()),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "reasons",
                            models.JSONField(
                                default=list,
                                help_text="Why something is hidden, in words, for the whole table.",
                            ),
                        ),
                        (
                            "hidden",
                            models.PositiveIntegerField(help_text="How many of its cells are hidden."),
                        ),
                        ("rounded_to", models.PositiveSmallIntegerField(default=1)),
                        ("released_at", models.DateTimeField()),
                        ("released_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("extract", "measure", "measure_version", "by", "period"),
                                name="release_is_made_once",
                                violation_error_message="This table was released already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="evidence.release",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "extract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="evidence.extract",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                help_text="Code of a measure, or of another table of the evidence.",
                                max_length=60,
                            ),
                        ),
                        ("measure_version", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        (
                            "cohort",
                            models.CharField(
                                help_text="Who is counted: tables with the same people are checked together.",
                                max_length=120,
                            ),
                        ),
                        ("by", models.CharField(max_length=80)),
                        (
                            "period",
                            models.CharField(help_text="Such as 2025-04-01/2026-04-01.", max_length=24),
                        ),
                        (
                            "dimensions",
                            models.JSONField(
                                help_text="Each with its name, its categories, and whether it is sensitive."
                            ),
                        ),
                        ("cells", models.JSONField()),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "reasons",
                            models.JSONField(
                                default=list,
                                help_text="Why something is hidden, in words, for the whole table.",
                            ),
                        ),
                        (
                            "hidden",
                            models.PositiveIntegerField(help_text="How many of its cells are hidden."),
                        ),
                        ("rounded_to", models.PositiveSmallIntegerField(default=1)),
                        ("released_at", models.DateTimeField()),
                        ("released_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Extract",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "made_from",
                            models.CharField(
                                choices=[
                                    ("caseload", "The caseload"),
                                    ("provider", "A provider's file"),
                                    ("generator", "The seeded generator: made-up people"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("schema_version", models.PositiveSmallIntegerField()),
                        ("covers_from", models.DateField()),
                        ("covers_until", models.DateField()),
                        ("is_made_up", models.BooleanField()),
                        ("seed", models.BigIntegerField(blank=True, null=True)),
                        (
                            "manifest",
                            models.JSONField(
                                help_text="Counts and digests of each table, and what was rejected, by reason."
                            ),
                        ),
                        (
                            "file",
                            models.CharField(help_text="Its name in the evidence's folder.", max_length=120),
                        ),
                        (
                            "wrapped_key",
                            models.BinaryField(
                                help_text="Empty once it was destroyed: then nobody opens the file again."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("held", "held"), ("destroyed", "destroyed")], max_length=12
                            ),
                        ),
                        ("keep_until", models.DateField()),
                        ("taken_at", models.DateTimeField()),
                        ("taken_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("covers_until__gt", models.F("covers_from"))),
                                name="extract_covers_days",
                                violation_error_message="An extract's period ends after it begins.",
                            ),
                            models.UniqueConstraint(
                                fields=("file",),
                                name="extract_file_is_held_once",
                                violation_error_message="This extract is held already.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('held') THEN\n                    RAISE EXCEPTION 'A extract cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="3abee5d892cac57a0b387ff5239792064a64a808",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_b7da4",
                            table="evidence_extract",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{held:destroyed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="460955a62d34e52aa3a0e6235636b70e8755f8ce",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_2d966",
                            table="evidence_extract",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_extracthistory" ("covers_from", "covers_until", "file", "id", "is_made_up", "keep_until", "made_from", "manifest", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "schema_version", "seed", "state", "taken_at", "taken_by") VALUES (NEW."covers_from", NEW."covers_until", NEW."file", NEW."id", NEW."is_made_up", NEW."keep_until", NEW."made_from", NEW."manifest", NEW."name", NOW(), \'insert\', NEW."id", NEW."schema_version", NEW."seed", NEW."state", NEW."taken_at", NEW."taken_by"); RETURN NULL;',
                            hash="0c1e4502674add70ea68e4304fe206255f4d3ed9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_01053",
                            table="evidence_extract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."covers_from" IS DISTINCT FROM (NEW."covers_from") OR OLD."covers_until" IS DISTINCT FROM (NEW."covers_until") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_made_up" IS DISTINCT FROM (NEW."is_made_up") OR OLD."keep_until" IS DISTINCT FROM (NEW."keep_until") OR OLD."made_from" IS DISTINCT FROM (NEW."made_from") OR OLD."manifest" IS DISTINCT FROM (NEW."manifest") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."schema_version" IS DISTINCT FROM (NEW."schema_version") OR OLD."seed" IS DISTINCT FROM (NEW."seed") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."taken_at" IS DISTINCT FROM (NEW."taken_at") OR OLD."taken_by" IS DISTINCT FROM (NEW."taken_by"))',
                            func='INSERT INTO "evidence_extracthistory" ("covers_from", "covers_until", "file", "id", "is_made_up", "keep_until", "made_from", "manifest", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "schema_version", "seed", "state", "taken_at", "taken_by") VALUES (NEW."covers_from", NEW."covers_until", NEW."file", NEW."id", NEW."is_made_up", NEW."keep_until", NEW."made_from", NEW."manifest", NEW."name", NOW(), \'update\', NEW."id", NEW."schema_version", NEW."seed", NEW."state", NEW."taken_at", NEW."taken_by"); RETURN NULL;',
                            hash="ea82486086d160e47ec3f2a2b750fdb746039a4a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67888",
                            table="evidence_extract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_extracthistory" ("covers_from", "covers_until", "file", "id", "is_made_up", "keep_until", "made_from", "manifest", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "schema_version", "seed", "state", "taken_at", "taken_by") VALUES (OLD."covers_from", OLD."covers_until", OLD."file", OLD."id", OLD."is_made_up", OLD."keep_until", OLD."made_from", OLD."manifest", OLD."name", NOW(), \'delete\', OLD."id", OLD."schema_version", OLD."seed", OLD."state", OLD."taken_at", OLD."taken_by"); RETURN NULL;',
                            hash="06dafde41e24f6f02b970b69ead7e9a1779dbe90",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fa43e",
                            table="evidence_extract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hiddenestimate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_hiddenestimatehistory" ("about", "counts", "do_refer", "draws", "entered_at", "entered_by", "found", "id", "is_made_up", "is_stopped", "lists", "pgh_created_at", "pgh_label", "pgh_obj_id", "seed", "source") VALUES (NEW."about", NEW."counts", NEW."do_refer", NEW."draws", NEW."entered_at", NEW."entered_by", NEW."found", NEW."id", NEW."is_made_up", NEW."is_stopped", NEW."lists", NOW(), \'insert\', NEW."id", NEW."seed", NEW."source"); RETURN NULL;',
                            hash="639c5b8eb3890ec59c6ee69753da349eaaf8fa3e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5ab02",
                            table="evidence_hiddenestimate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hiddenestimate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evidence_hiddenestimatehistory" ("about", "counts", "do_refer", "draws", "entered_at", "entered_by", "found", "id", "is_made_up", "is_stopped", "lists", "pgh_created_at", "pgh_label", "pgh_obj_id", "seed", "source") VALUES (NEW."about", NEW."counts", NEW."do_refer", NEW."draws", NEW."entered_at", NEW."entered_by", NEW."found", NEW."id", NEW."is_made_up", NEW."is_stopped", NEW."lists", NOW(), \'update\', NEW."id", NEW."seed", NEW."source"); RETURN NULL;',
                            hash="fa0f1b1c4d23acfd08235b1393f7711caacff16b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0906b",
                            table="evidence_hiddenestimate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hiddenestimate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_hiddenestimatehistory" ("about", "counts", "do_refer", "draws", "entered_at", "entered_by", "found", "id", "is_made_up", "is_stopped", "lists", "pgh_created_at", "pgh_label", "pgh_obj_id", "seed", "source") VALUES (OLD."about", OLD."counts", OLD."do_refer", OLD."draws", OLD."entered_at", OLD."entered_by", OLD."found", OLD."id", OLD."is_made_up", OLD."is_stopped", OLD."lists", NOW(), \'delete\', OLD."id", OLD."seed", OLD."source"); RETURN NULL;',
                            hash="f6bb1f5223f31337c7f6dcc8d4663b3118a741e1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1ba75",
                            table="evidence_hiddenestimate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A linkage cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="bc481d90edd60f2233e9c74e013f1b8394016a25",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_1c74b",
                            table="evidence_linkage",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="4f5e5a1d386c307be946d4242ecf3bf9f0e15172",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_a1c5f",
                            table="evidence_linkage",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reviewers_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF NEW.kept_by <> OLD.kept_by OR NEW.second_reviewer <> OLD.second_reviewer THEN\n                RAISE EXCEPTION 'Who may look at the pairs of a linkage is said when it begins.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="542068e0de319617043c964e1ba0774f7e03755d",
                            operation="UPDATE",
                            pgid="pgtrigger_reviewers_stay_fb16f",
                            table="evidence_linkage",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_linkagehistory" ("bands", "covers_from", "covers_until", "found", "id", "is_made_up", "keep_until", "kept_at", "kept_by", "kind", "model", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "reviewed", "second_reviewer", "state", "table") VALUES (NEW."bands", NEW."covers_from", NEW."covers_until", NEW."found", NEW."id", NEW."is_made_up", NEW."keep_until", NEW."kept_at", NEW."kept_by", NEW."kind", NEW."model", NEW."name", NOW(), \'insert\', NEW."id", NEW."quality", NEW."reviewed", NEW."second_reviewer", NEW."state", NEW."table"); RETURN NULL;',
                            hash="8f033e174389795deed747998228685acd4b6979",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fbfb0",
                            table="evidence_linkage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."bands" IS DISTINCT FROM (NEW."bands") OR OLD."covers_from" IS DISTINCT FROM (NEW."covers_from") OR OLD."covers_until" IS DISTINCT FROM (NEW."covers_until") OR OLD."found" IS DISTINCT FROM (NEW."found") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_made_up" IS DISTINCT FROM (NEW."is_made_up") OR OLD."keep_until" IS DISTINCT FROM (NEW."keep_until") OR OLD."kept_at" IS DISTINCT FROM (NEW."kept_at") OR OLD."kept_by" IS DISTINCT FROM (NEW."kept_by") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."model" IS DISTINCT FROM (NEW."model") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."quality" IS DISTINCT FROM (NEW."quality") OR OLD."reviewed" IS DISTINCT FROM (NEW."reviewed") OR OLD."second_reviewer" IS DISTINCT FROM (NEW."second_reviewer") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."table" IS DISTINCT FROM (NEW."table"))',
                            func='INSERT INTO "evidence_linkagehistory" ("bands", "covers_from", "covers_until", "found", "id", "is_made_up", "keep_until", "kept_at", "kept_by", "kind", "model", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "reviewed", "second_reviewer", "state", "table") VALUES (NEW."bands", NEW."covers_from", NEW."covers_until", NEW."found", NEW."id", NEW."is_made_up", NEW."keep_until", NEW."kept_at", NEW."kept_by", NEW."kind", NEW."model", NEW."name", NOW(), \'update\', NEW."id", NEW."quality", NEW."reviewed", NEW."second_reviewer", NEW."state", NEW."table"); RETURN NULL;',
                            hash="d50747070b5772ef882905d8b808a214e8c1a52b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a05a",
                            table="evidence_linkage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_linkagehistory" ("bands", "covers_from", "covers_until", "found", "id", "is_made_up", "keep_until", "kept_at", "kept_by", "kind", "model", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "reviewed", "second_reviewer", "state", "table") VALUES (OLD."bands", OLD."covers_from", OLD."covers_until", OLD."found", OLD."id", OLD."is_made_up", OLD."keep_until", OLD."kept_at", OLD."kept_by", OLD."kind", OLD."model", OLD."name", NOW(), \'delete\', OLD."id", OLD."quality", OLD."reviewed", OLD."second_reviewer", OLD."state", OLD."table"); RETURN NULL;',
                            hash="d6d6500d66ed7bfcb8f3dbe831f04d1b6f404082",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2a9bd",
                            table="evidence_linkage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkageanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_linkageanswerhistory" ("answer", "band", "given_at", "given_by", "id", "linkage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (NEW."answer", NEW."band", NEW."given_at", NEW."given_by", NEW."id", NEW."linkage_id", NOW(), \'insert\', NEW."id", NEW."place"); RETURN NULL;',
                            hash="d83f3bc3c30f9932274f04de72a43215166ab347",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b743b",
                            table="evidence_linkageanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkageanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evidence_linkageanswerhistory" ("answer", "band", "given_at", "given_by", "id", "linkage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (NEW."answer", NEW."band", NEW."given_at", NEW."given_by", NEW."id", NEW."linkage_id", NOW(), \'update\', NEW."id", NEW."place"); RETURN NULL;',
                            hash="15057630d18efdd4345aa9194f0f788602c00c53",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af60a",
                            table="evidence_linkageanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkageanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_linkageanswerhistory" ("answer", "band", "given_at", "given_by", "id", "linkage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (OLD."answer", OLD."band", OLD."given_at", OLD."given_by", OLD."id", OLD."linkage_id", NOW(), \'delete\', OLD."id", OLD."place"); RETURN NULL;',
                            hash="187cd2dc0a88796a44b7ab1b8a4207f5eff9bb82",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_49534",
                            table="evidence_linkageanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkagelook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'Who looked at a pair is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="a0ac748e826ed64983c4d6343c3c0bbe7df6f834",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_f10fb",
                            table="evidence_linkagelook",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="linkagelook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'Who looked at a pair is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="58e9073001ca337f8afc28d88b6507c9933626df",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_37bd7",
                            table="evidence_linkagelook",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A table that left through the gate is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="f8c93921826d6af8f5f3f4a7a11e0e9638dc0658",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_4fa48",
                            table="evidence_release",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A table that left through the gate is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="360091ec7a79084280bc19a7159dd2512c6255be",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_3bd57",
                            table="evidence_release",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_releasehistory" ("by", "cells", "cohort", "dimensions", "extract_id", "figures", "hidden", "id", "measure", "measure_version", "name", "period", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "released_at", "released_by", "rounded_to") VALUES (NEW."by", NEW."cells", NEW."cohort", NEW."dimensions", NEW."extract_id", NEW."figures", NEW."hidden", NEW."id", NEW."measure", NEW."measure_version", NEW."name", NEW."period", NOW(), \'insert\', NEW."id", NEW."reasons", NEW."released_at", NEW."released_by", NEW."rounded_to"); RETURN NULL;',
                            hash="8cd725dc6227f37974f6a26ef789d307dc0af7fb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e8ab6",
                            table="evidence_release",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evidence_releasehistory" ("by", "cells", "cohort", "dimensions", "extract_id", "figures", "hidden", "id", "measure", "measure_version", "name", "period", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "released_at", "released_by", "rounded_to") VALUES (NEW."by", NEW."cells", NEW."cohort", NEW."dimensions", NEW."extract_id", NEW."figures", NEW."hidden", NEW."id", NEW."measure", NEW."measure_version", NEW."name", NEW."period", NOW(), \'update\', NEW."id", NEW."reasons", NEW."released_at", NEW."released_by", NEW."rounded_to"); RETURN NULL;',
                            hash="df4c2fa5369324a24b1fbe7fc6f33180d0a5f7ed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6c507",
                            table="evidence_release",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_releasehistory" ("by", "cells", "cohort", "dimensions", "extract_id", "figures", "hidden", "id", "measure", "measure_version", "name", "period", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "released_at", "released_by", "rounded_to") VALUES (OLD."by", OLD."cells", OLD."cohort", OLD."dimensions", OLD."extract_id", OLD."figures", OLD."hidden", OLD."id", OLD."measure", OLD."measure_version", OLD."name", OLD."period", NOW(), \'delete\', OLD."id", OLD."reasons", OLD."released_at", OLD."released_by", OLD."rounded_to"); RETURN NULL;',
                            hash="5e616096b1110cc7c2111814ef6b7bff84d6ce1e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3e13",
                            table="evidence_release",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
