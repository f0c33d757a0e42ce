import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.fields
import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_grants_and_agreements_have_their_tables"),
        ("assurance", "0001_returns_and_scrutiny_have_their_tables"),
        ("frame", "0002_nobody_serving_changes_a_file"),
        ("funding", "0005_money_in_and_streams_have_their_tables"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0002_a_post_has_one_holder_a_day_and_delegations_stay_as_given"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("request", "Payment request"), ("answer", "Answer")], max_length=8
                            ),
                        ),
                        ("columns", models.JSONField()),
                        ("is_in_use", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ColumnMappingHistory",
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
                                to="payments.columnmapping",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("request", "Payment request"), ("answer", "Answer")], max_length=8
                            ),
                        ),
                        ("columns", models.JSONField()),
                        ("is_in_use", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="payments.instalment",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("cleared_by_role", models.SlugField(max_length=60)),
                        ("look_again_on", models.DateField()),
                        ("placed_at", models.DateTimeField()),
                        ("placed_by", models.CharField(max_length=64)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        ("lifted_by", models.CharField(blank=True, max_length=64)),
                        ("lifted_because", models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="HoldHistory",
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
                                to="payments.hold",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "instalment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.instalment",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("cleared_by_role", models.SlugField(db_index=False, max_length=60)),
                        ("look_again_on", models.DateField()),
                        ("placed_at", models.DateTimeField()),
                        ("placed_by", models.CharField(max_length=64)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        ("lifted_by", models.CharField(blank=True, max_length=64)),
                        ("lifted_because", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Instalment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        (
                            "profile",
                            models.CharField(
                                help_text="From which profile, or which re-profiling, it comes.",
                                max_length=120,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("due", "due"),
                                    ("held", "held"),
                                    ("requested", "requested"),
                                    ("paid", "paid"),
                                    ("reconciled", "reconciled"),
                                    ("cancelled", "cancelled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "cancelled"), _negated=True),
                                fields=("grant", "number"),
                                name="instalment_number_once_a_grant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)), name="instalment_is_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstalmentHistory",
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
                                to="payments.instalment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        (
                            "profile",
                            models.CharField(
                                help_text="From which profile, or which re-profiling, it comes.",
                                max_length=120,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("due", "due"),
                                    ("held", "held"),
                                    ("requested", "requested"),
                                    ("paid", "paid"),
                                    ("reconciled", "reconciled"),
                                    ("cancelled", "cancelled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Override",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="payments.instalment",
                            ),
                        ),
                        (
                            "conditions",
                            models.JSONField(help_text="The codes of the conditions that it passes over."),
                        ),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed_by", models.CharField(blank=True, max_length=64)),
                        ("declined_because", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by", ""), ("declined_because", ""), _connector="OR"
                                ),
                                name="override_is_agreed_or_declined",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by", ""),
                                    models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="override_is_agreed_by_another",
                                violation_error_message="Somebody else must agree to what you asked for.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OverrideHistory",
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
                                to="payments.override",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "instalment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.instalment",
                            ),
                        ),
                        (
                            "conditions",
                            models.JSONField(help_text="The codes of the conditions that it passes over."),
                        ),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed_by", models.CharField(blank=True, max_length=64)),
                        ("declined_because", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PaymentRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="payments.requestrun",
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="payments.instalment",
                            ),
                        ),
                        ("reference", models.CharField(max_length=40)),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        (
                            "is_live",
                            models.BooleanField(
                                default=True, help_text="Not of a discarded run, and not rejected."
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("", "Not answered"), ("paid", "Paid"), ("rejected", "Rejected")],
                                max_length=10,
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        ("ledger_reference", models.CharField(blank=True, max_length=60)),
                        ("rejected_because", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_live", True)),
                                fields=("instalment",),
                                name="instalment_is_requested_once",
                                violation_error_message="This instalment is in another run.",
                            ),
                            models.UniqueConstraint(fields=("run", "reference"), name="reference_once_a_run"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "rejected"), _negated=True),
                                    ("is_live", False),
                                    _connector="OR",
                                ),
                                name="rejected_request_is_not_live",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentRequestHistory",
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
                                to="payments.paymentrequest",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "run",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.requestrun",
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.instalment",
                            ),
                        ),
                        ("reference", models.CharField(max_length=40)),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        (
                            "is_live",
                            models.BooleanField(
                                default=True, help_text="Not of a discarded run, and not rejected."
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("", "Not answered"), ("paid", "Paid"), ("rejected", "Rejected")],
                                max_length=10,
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        ("ledger_reference", models.CharField(blank=True, max_length=60)),
                        ("rejected_because", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Recovery",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "year_end",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assurance.yearend",
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        (
                            "how",
                            models.CharField(
                                choices=[("invoice", "By invoice"), ("offset", "Offset")], max_length=8
                            ),
                        ),
                        (
                            "offset_against",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offsets",
                                to="payments.instalment",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("because", models.TextField(blank=True, help_text="Why it was dropped.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("approved", "approved"),
                                    ("asked", "asked"),
                                    ("recovered", "recovered"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("ledger_reference", models.CharField(blank=True, max_length=60)),
                        ("recovered_on", models.DateField(blank=True, null=True)),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by", models.CharField(max_length=64)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_by", models.CharField(blank=True, max_length=64)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "verbose_name_plural": "recoveries",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)), name="recovery_is_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", ""),
                                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recovery_is_approved_by_another",
                                violation_error_message="Somebody else approves what you proposed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by", ""),
                                    models.Q(
                                        models.Q(("asked_by", models.F("proposed_by")), _negated=True),
                                        models.Q(("asked_by", models.F("approved_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="recovery_is_asked_by_a_third",
                                violation_error_message="A third person asks for what two others proposed and approved.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", "invoice"), ("offset_against__isnull", True)),
                                    ("how", "offset"),
                                    _connector="OR",
                                ),
                                name="offset_names_its_instalment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryHistory",
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
                                to="payments.recovery",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "year_end",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.yearend",
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        (
                            "how",
                            models.CharField(
                                choices=[("invoice", "By invoice"), ("offset", "Offset")], max_length=8
                            ),
                        ),
                        (
                            "offset_against",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.instalment",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("because", models.TextField(blank=True, help_text="Why it was dropped.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("approved", "approved"),
                                    ("asked", "asked"),
                                    ("recovered", "recovered"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reference", models.CharField(max_length=40)),
                        ("ledger_reference", models.CharField(blank=True, max_length=60)),
                        ("recovered_on", models.DateField(blank=True, null=True)),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by", models.CharField(max_length=64)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_by", models.CharField(blank=True, max_length=64)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "prepared"),
                                    ("approved", "approved"),
                                    ("discarded", "discarded"),
                                    ("released", "released"),
                                    ("part_answered", "part answered"),
                                    ("answered", "answered"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "mapping",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="payments.columnmapping",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("requests_count", models.PositiveIntegerField()),
                        ("control_total_pence", throughline.frame.fields.MoneyField()),
                        ("prepared_at", models.DateTimeField()),
                        ("prepared_by", models.CharField(max_length=64)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_by", models.CharField(blank=True, max_length=64)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("released_by", models.CharField(blank=True, max_length=64)),
                        ("because", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", ""),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="run_is_approved_by_another",
                                violation_error_message="Somebody else approves what you prepared.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_by", ""),
                                    models.Q(
                                        models.Q(("released_by", models.F("prepared_by")), _negated=True),
                                        models.Q(("released_by", models.F("approved_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="run_is_released_by_a_third",
                                violation_error_message="A third person releases what two others prepared and approved.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["prepared", "approved", "discarded"]),
                                    ("file__isnull", False),
                                    _connector="OR",
                                ),
                                name="released_run_has_its_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestRunHistory",
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
                                to="payments.requestrun",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("number", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "prepared"),
                                    ("approved", "approved"),
                                    ("discarded", "discarded"),
                                    ("released", "released"),
                                    ("part_answered", "part answered"),
                                    ("answered", "answered"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "mapping",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.columnmapping",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("requests_count", models.PositiveIntegerField()),
                        ("control_total_pence", throughline.frame.fields.MoneyField()),
                        ("prepared_at", models.DateTimeField()),
                        ("prepared_by", models.CharField(max_length=64)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_by", models.CharField(blank=True, max_length=64)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("released_by", models.CharField(blank=True, max_length=64)),
                        ("because", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupplierCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funding.programme",
                            ),
                        ),
                        ("supplier_number", models.CharField(max_length=40)),
                        ("cost_centre", models.CharField(blank=True, max_length=40)),
                        ("account", models.CharField(blank=True, max_length=40)),
                        ("fund", models.CharField(blank=True, max_length=40)),
                        ("commitment", models.CharField(blank=True, max_length=40)),
                        ("vat_treatment", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "programme"), name="supplier_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierCodeHistory",
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
                                to="payments.suppliercode",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.programme",
                            ),
                        ),
                        ("supplier_number", models.CharField(max_length=40)),
                        ("cost_centre", models.CharField(blank=True, max_length=40)),
                        ("account", models.CharField(blank=True, max_length=40)),
                        ("fund", models.CharField(blank=True, max_length=40)),
                        ("commitment", models.CharField(blank=True, max_length=40)),
                        ("vat_treatment", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        (
                            "mapping",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="payments.columnmapping",
                            ),
                        ),
                        ("loaded_at", models.DateTimeField()),
                        ("loaded_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="AnswerRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="payments.answer",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("said", models.JSONField()),
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="payments.paymentrequest",
                            ),
                        ),
                        ("problem", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "number"), name="answer_row_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerRowHistory",
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
                                to="payments.answerrow",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "answer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.answer",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("said", models.JSONField()),
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.paymentrequest",
                            ),
                        ),
                        ("problem", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AnswerHistory",
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
                                to="payments.answer",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        (
                            "mapping",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="payments.columnmapping",
                            ),
                        ),
                        ("loaded_at", models.DateTimeField()),
                        ("loaded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="columnmapping",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_columnmappinghistory" ("columns", "id", "is_in_use", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."columns", NEW."id", NEW."is_in_use", NEW."kind", NEW."name", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="dafda69d85b6e0634b2306e8a3b1e4d2f097f031",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_80022",
                            table="payments_columnmapping",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="columnmapping",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_columnmappinghistory" ("columns", "id", "is_in_use", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."columns", NEW."id", NEW."is_in_use", NEW."kind", NEW."name", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="668f4bf5e74f987d9634a42bbb01b97d00b4ff1c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d8ead",
                            table="payments_columnmapping",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="columnmapping",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_columnmappinghistory" ("columns", "id", "is_in_use", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."columns", OLD."id", OLD."is_in_use", OLD."kind", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="6d0068a508968114a903863a0b8080dd7404208b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01032",
                            table="payments_columnmapping",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_answerhistory" ("file_id", "file_name", "id", "loaded_at", "loaded_by", "mapping_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."file_id", NEW."file_name", NEW."id", NEW."loaded_at", NEW."loaded_by", NEW."mapping_id", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="73441dd3b5a7fe74d55179f94fb8713cc13a2eab",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4579",
                            table="payments_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_answerhistory" ("file_id", "file_name", "id", "loaded_at", "loaded_by", "mapping_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."file_id", NEW."file_name", NEW."id", NEW."loaded_at", NEW."loaded_by", NEW."mapping_id", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="5e70c609fe9e001db35b408e4d08124042687904",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b3298",
                            table="payments_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_answerhistory" ("file_id", "file_name", "id", "loaded_at", "loaded_by", "mapping_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."file_id", OLD."file_name", OLD."id", OLD."loaded_at", OLD."loaded_by", OLD."mapping_id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="39bec38444c9663d81381b487b25b8d95a8aca63",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83c96",
                            table="payments_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('planned') THEN\n                    RAISE EXCEPTION 'A instalment cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="2e648966e6b6a123dabd9011a772786a9efcda66",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_ca6c5",
                            table="payments_instalment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{due:cancelled,due:held,due:requested,held:cancelled,held:due,held:held,paid:reconciled,planned:cancelled,planned:due,requested:due,requested:paid}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="8481cd7709bf3e0b4d53828588e5da878c95a004",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_1cfbe",
                            table="payments_instalment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="instalment_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="619afd0da994456e39f82881cb5961c5e057adbc",
                            operation="DELETE",
                            pgid="pgtrigger_instalment_is_never_deleted_242d9",
                            table="payments_instalment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="instalment_keeps_its_sum",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b65f1550db25a5b30806c137483bbd7d74de0aba",
                            operation="UPDATE",
                            pgid="pgtrigger_instalment_keeps_its_sum_64266",
                            table="payments_instalment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="instalments_never_exceed_the_award",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM agreements_grant WHERE id = NEW.grant_id FOR UPDATE;\n                    IF NEW.amount_pence + COALESCE((SELECT sum(amount_pence) FROM payments_instalment\n                            WHERE grant_id = NEW.grant_id AND state <> 'cancelled'), 0)\n                       > COALESCE((SELECT sum(pence) FROM agreements_grantamount\n                            WHERE grant_id = NEW.grant_id), 0) THEN\n                        RAISE EXCEPTION 'The instalments of a grant cannot come to more than its award.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="c25f554d7bc3456c2c2c630c2a007b1dd3ccf87b",
                            operation="INSERT",
                            pgid="pgtrigger_instalments_never_exceed_the_award_f46d9",
                            table="payments_instalment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_instalmenthistory" ("amount_pence", "because", "due_on", "grant_id", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "state") VALUES (NEW."amount_pence", NEW."because", NEW."due_on", NEW."grant_id", NEW."id", NEW."number", NOW(), \'insert\', NEW."id", NEW."profile", NEW."state"); RETURN NULL;',
                            hash="39373905e806dc4344e4526ebfd6576a9feebd20",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48213",
                            table="payments_instalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_instalmenthistory" ("amount_pence", "because", "due_on", "grant_id", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "state") VALUES (NEW."amount_pence", NEW."because", NEW."due_on", NEW."grant_id", NEW."id", NEW."number", NOW(), \'update\', NEW."id", NEW."profile", NEW."state"); RETURN NULL;',
                            hash="405f18315d1d5fa83813bd3dc97f3eb8e9a36dd8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2b0ba",
                            table="payments_instalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_instalmenthistory" ("amount_pence", "because", "due_on", "grant_id", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "state") VALUES (OLD."amount_pence", OLD."because", OLD."due_on", OLD."grant_id", OLD."id", OLD."number", NOW(), \'delete\', OLD."id", OLD."profile", OLD."state"); RETURN NULL;',
                            hash="885845469b6fca0ed6ad3efb30f9f8727b780e8e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1c53f",
                            table="payments_instalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_holdhistory" ("cleared_by_role", "id", "instalment_id", "lifted_at", "lifted_because", "lifted_by", "look_again_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by", "reason") VALUES (NEW."cleared_by_role", NEW."id", NEW."instalment_id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by", NEW."look_again_on", NOW(), \'insert\', NEW."id", NEW."placed_at", NEW."placed_by", NEW."reason"); RETURN NULL;',
                            hash="2c6c11b5a7a3ca1d084b12fdf313477c99ef0d8d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81160",
                            table="payments_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_holdhistory" ("cleared_by_role", "id", "instalment_id", "lifted_at", "lifted_because", "lifted_by", "look_again_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by", "reason") VALUES (NEW."cleared_by_role", NEW."id", NEW."instalment_id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by", NEW."look_again_on", NOW(), \'update\', NEW."id", NEW."placed_at", NEW."placed_by", NEW."reason"); RETURN NULL;',
                            hash="0dbba6172d4212ea807ca9d54dc20d4d076f2ee3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1d28c",
                            table="payments_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_holdhistory" ("cleared_by_role", "id", "instalment_id", "lifted_at", "lifted_because", "lifted_by", "look_again_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by", "reason") VALUES (OLD."cleared_by_role", OLD."id", OLD."instalment_id", OLD."lifted_at", OLD."lifted_because", OLD."lifted_by", OLD."look_again_on", NOW(), \'delete\', OLD."id", OLD."placed_at", OLD."placed_by", OLD."reason"); RETURN NULL;',
                            hash="f2706ce0605139a7be796791b3b54fd771d67acf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_491d4",
                            table="payments_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="override",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_overridehistory" ("agreed_at", "agreed_by", "asked_at", "asked_by", "conditions", "declined_because", "id", "instalment_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreed_at", NEW."agreed_by", NEW."asked_at", NEW."asked_by", NEW."conditions", NEW."declined_because", NEW."id", NEW."instalment_id", NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="896cf5dfb279e2cce7feae0d59acc0769d8f1b72",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ed8e",
                            table="payments_override",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="override",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_overridehistory" ("agreed_at", "agreed_by", "asked_at", "asked_by", "conditions", "declined_because", "id", "instalment_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreed_at", NEW."agreed_by", NEW."asked_at", NEW."asked_by", NEW."conditions", NEW."declined_because", NEW."id", NEW."instalment_id", NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="a919a544c6cc0352c6c2356a25a9aad41b6a0997",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b3a7b",
                            table="payments_override",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="override",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_overridehistory" ("agreed_at", "agreed_by", "asked_at", "asked_by", "conditions", "declined_because", "id", "instalment_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."agreed_at", OLD."agreed_by", OLD."asked_at", OLD."asked_by", OLD."conditions", OLD."declined_because", OLD."id", OLD."instalment_id", NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="6cefc9cc33ff5efbb31f16059671e982e82dc9df",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f6cf6",
                            table="payments_override",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answerrow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What the finance system answered is never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="8a45a747847e810b44dc6f4ba7382d747b87ba5c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_abd82",
                            table="payments_answerrow",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answerrow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What the finance system answered is never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="b3756617c49cbee7edb11d901ef4deca64f577aa",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_9d18d",
                            table="payments_answerrow",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answerrow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_answerrowhistory" ("answer_id", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "request_id", "said") VALUES (NEW."answer_id", NEW."id", NEW."number", NOW(), \'insert\', NEW."id", NEW."problem", NEW."request_id", NEW."said"); RETURN NULL;',
                            hash="743a50067f6a25038ccb5e551636535e7ab68cd0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2b9a",
                            table="payments_answerrow",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answerrow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_answerrowhistory" ("answer_id", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "request_id", "said") VALUES (NEW."answer_id", NEW."id", NEW."number", NOW(), \'update\', NEW."id", NEW."problem", NEW."request_id", NEW."said"); RETURN NULL;',
                            hash="cee70b4a3f1b7a7be007765a7e91c81cf036070c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d594c",
                            table="payments_answerrow",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answerrow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_answerrowhistory" ("answer_id", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "request_id", "said") VALUES (OLD."answer_id", OLD."id", OLD."number", NOW(), \'delete\', OLD."id", OLD."problem", OLD."request_id", OLD."said"); RETURN NULL;',
                            hash="40a52903ba065ff1d5f1756607921ed6b8b12027",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8cbd4",
                            table="payments_answerrow",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recovery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('proposed') THEN\n                    RAISE EXCEPTION 'A recovery cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="0f48738faec3b3cebc9494e667b631a5f1291543",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_77d41",
                            table="payments_recovery",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recovery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:asked,approved:dropped,asked:dropped,asked:recovered,proposed:approved,proposed:dropped}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="87fdb6475c56a3e6e6d3254aa9235d296e7a72a8",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_95b42",
                            table="payments_recovery",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recovery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="recovery_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9588bda754819e8443fab42d0f662cb70716abae",
                            operation="DELETE",
                            pgid="pgtrigger_recovery_is_never_deleted_4bcd9",
                            table="payments_recovery",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recovery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_recoveryhistory" ("amount_pence", "approved_at", "approved_by", "asked_at", "asked_by", "because", "grant_id", "how", "id", "ledger_reference", "offset_against_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "reason", "recovered_on", "reference", "state", "year_end_id") VALUES (NEW."amount_pence", NEW."approved_at", NEW."approved_by", NEW."asked_at", NEW."asked_by", NEW."because", NEW."grant_id", NEW."how", NEW."id", NEW."ledger_reference", NEW."offset_against_id", NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by", NEW."reason", NEW."recovered_on", NEW."reference", NEW."state", NEW."year_end_id"); RETURN NULL;',
                            hash="69a55be30df8c660d4333a8f0d23366efc3ad1f9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_40005",
                            table="payments_recovery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recovery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_recoveryhistory" ("amount_pence", "approved_at", "approved_by", "asked_at", "asked_by", "because", "grant_id", "how", "id", "ledger_reference", "offset_against_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "reason", "recovered_on", "reference", "state", "year_end_id") VALUES (NEW."amount_pence", NEW."approved_at", NEW."approved_by", NEW."asked_at", NEW."asked_by", NEW."because", NEW."grant_id", NEW."how", NEW."id", NEW."ledger_reference", NEW."offset_against_id", NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by", NEW."reason", NEW."recovered_on", NEW."reference", NEW."state", NEW."year_end_id"); RETURN NULL;',
                            hash="56d4881333e7a22fa2a3e26febf1e5845e727129",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b4b68",
                            table="payments_recovery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recovery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_recoveryhistory" ("amount_pence", "approved_at", "approved_by", "asked_at", "asked_by", "because", "grant_id", "how", "id", "ledger_reference", "offset_against_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "reason", "recovered_on", "reference", "state", "year_end_id") VALUES (OLD."amount_pence", OLD."approved_at", OLD."approved_by", OLD."asked_at", OLD."asked_by", OLD."because", OLD."grant_id", OLD."how", OLD."id", OLD."ledger_reference", OLD."offset_against_id", NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by", OLD."reason", OLD."recovered_on", OLD."reference", OLD."state", OLD."year_end_id"); RETURN NULL;',
                            hash="4fe363abc53d31984dbf68901a6ef326267bd387",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9682c",
                            table="payments_recovery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('prepared') THEN\n                    RAISE EXCEPTION 'A request run cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="87d94e8d0f33c39a4e172b7eaa5cf714e447aa55",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_57015",
                            table="payments_requestrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:discarded,approved:released,part_answered:answered,part_answered:part_answered,prepared:approved,prepared:discarded,prepared:prepared,released:answered,released:part_answered}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="9a52aa3ea7cd6137077c2e92d32c7bab5c752b5d",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_8009e",
                            table="payments_requestrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="request_run_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a980115cc1e006e87738a66a112c756f16452993",
                            operation="DELETE",
                            pgid="pgtrigger_request_run_is_never_deleted_26c59",
                            table="payments_requestrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_requestrunhistory" ("approved_at", "approved_by", "because", "control_total_pence", "file_id", "id", "mapping_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "released_at", "released_by", "requests_count", "state") VALUES (NEW."approved_at", NEW."approved_by", NEW."because", NEW."control_total_pence", NEW."file_id", NEW."id", NEW."mapping_id", NEW."number", NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by", NEW."released_at", NEW."released_by", NEW."requests_count", NEW."state"); RETURN NULL;',
                            hash="271cc752d74844401f2e1397531b41ce5ac9740f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_15de4",
                            table="payments_requestrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_requestrunhistory" ("approved_at", "approved_by", "because", "control_total_pence", "file_id", "id", "mapping_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "released_at", "released_by", "requests_count", "state") VALUES (NEW."approved_at", NEW."approved_by", NEW."because", NEW."control_total_pence", NEW."file_id", NEW."id", NEW."mapping_id", NEW."number", NOW(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by", NEW."released_at", NEW."released_by", NEW."requests_count", NEW."state"); RETURN NULL;',
                            hash="b9075af37d7789c6ac6f69d9f40232b4535bb6a8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4b90d",
                            table="payments_requestrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_requestrunhistory" ("approved_at", "approved_by", "because", "control_total_pence", "file_id", "id", "mapping_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by", "released_at", "released_by", "requests_count", "state") VALUES (OLD."approved_at", OLD."approved_by", OLD."because", OLD."control_total_pence", OLD."file_id", OLD."id", OLD."mapping_id", OLD."number", NOW(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by", OLD."released_at", OLD."released_by", OLD."requests_count", OLD."state"); RETURN NULL;',
                            hash="53fa3bf3c63bffae640a9cd62c99bc232fa653bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2b7b7",
                            table="payments_requestrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_paymentrequesthistory" ("amount_pence", "id", "instalment_id", "is_live", "ledger_reference", "outcome", "paid_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "rejected_because", "run_id") VALUES (NEW."amount_pence", NEW."id", NEW."instalment_id", NEW."is_live", NEW."ledger_reference", NEW."outcome", NEW."paid_on", NOW(), \'insert\', NEW."id", NEW."reference", NEW."rejected_because", NEW."run_id"); RETURN NULL;',
                            hash="61c454d998d62dafeda55165556d80412a649240",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9d277",
                            table="payments_paymentrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_paymentrequesthistory" ("amount_pence", "id", "instalment_id", "is_live", "ledger_reference", "outcome", "paid_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "rejected_because", "run_id") VALUES (NEW."amount_pence", NEW."id", NEW."instalment_id", NEW."is_live", NEW."ledger_reference", NEW."outcome", NEW."paid_on", NOW(), \'update\', NEW."id", NEW."reference", NEW."rejected_because", NEW."run_id"); RETURN NULL;',
                            hash="b5f9454b2cb083256359932fe668b53478396051",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_863c1",
                            table="payments_paymentrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_paymentrequesthistory" ("amount_pence", "id", "instalment_id", "is_live", "ledger_reference", "outcome", "paid_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "rejected_because", "run_id") VALUES (OLD."amount_pence", OLD."id", OLD."instalment_id", OLD."is_live", OLD."ledger_reference", OLD."outcome", OLD."paid_on", NOW(), \'delete\', OLD."id", OLD."reference", OLD."rejected_because", OLD."run_id"); RETURN NULL;',
                            hash="58e9a3e4ec83edba090ee16201a07f1c44acd021",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d6de",
                            table="payments_paymentrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="suppliercode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_suppliercodehistory" ("account", "body_id", "commitment", "cost_centre", "fund", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "supplier_number", "vat_treatment") VALUES (NEW."account", NEW."body_id", NEW."commitment", NEW."cost_centre", NEW."fund", NEW."id", NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."supplier_number", NEW."vat_treatment"); RETURN NULL;',
                            hash="d407258b9850bd21e35d535d8cadcd838f0cf5b6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b044c",
                            table="payments_suppliercode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="suppliercode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "payments_suppliercodehistory" ("account", "body_id", "commitment", "cost_centre", "fund", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "supplier_number", "vat_treatment") VALUES (NEW."account", NEW."body_id", NEW."commitment", NEW."cost_centre", NEW."fund", NEW."id", NOW(), \'update\', NEW."id", NEW."programme_id", NEW."supplier_number", NEW."vat_treatment"); RETURN NULL;',
                            hash="6fed6f1a7ef6434b07f3c56b2df90949b9a85860",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fdaab",
                            table="payments_suppliercode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="suppliercode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "payments_suppliercodehistory" ("account", "body_id", "commitment", "cost_centre", "fund", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "supplier_number", "vat_treatment") VALUES (OLD."account", OLD."body_id", OLD."commitment", OLD."cost_centre", OLD."fund", OLD."id", NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."supplier_number", OLD."vat_treatment"); RETURN NULL;',
                            hash="49fff9d6bedbc32da115a9e7daa68d053e33b40a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f56e8",
                            table="payments_suppliercode",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
