import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import throughline.frame.fields
import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("decisions", "0005_what_goes_with_a_draft_stays_with_it"),
        ("frame", "0002_nobody_serving_changes_a_file"),
        ("funding", "0005_money_in_and_streams_have_their_tables"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0002_a_post_has_one_holder_a_day_and_delegations_stay_as_given"),
        ("organisations", "__first__"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="AgreementSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="agreements.agreementtext",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("other", "For the other side"), ("authority", "For the authority")],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("capacity", models.CharField(max_length=120)),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.signingauthority",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField()),
                        ("signed_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("text", "side"),
                                name="side_signs_once",
                                violation_error_message="This side has signed already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClauseHistory",
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
                                to="agreements.clause",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partnership", "Partnership agreement"),
                                    ("grant", "Grant agreement"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("heading", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClauseVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "clause",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="agreements.clause",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("used_from", models.DateField()),
                        ("source", models.CharField(max_length=300)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("clause", "number"), name="clause_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClauseVersionHistory",
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
                                to="agreements.clauseversion",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "clause",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.clause",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("used_from", models.DateField()),
                        ("source", models.CharField(max_length=300)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Condition",
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
                                related_name="conditions",
                                to="agreements.grant",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        ("text", models.CharField(max_length=300)),
                        (
                            "owner",
                            models.CharField(
                                choices=[
                                    ("recipient", "The recipient"),
                                    ("csp", "The Community Safety Partnership"),
                                    ("authority", "The authority"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("from_instalment", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("not_met", "not met"),
                                    ("met", "met"),
                                    ("waived", "waived"),
                                    ("not_applicable", "not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("evidence_name", models.CharField(blank=True, max_length=255)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("grant", "code"), name="condition_once_a_grant"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="condition_is_answered_in_words",
                                violation_error_message="Say how it is met, or why it is waived or cannot apply.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionHistory",
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
                                to="agreements.condition",
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
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        ("text", models.CharField(max_length=300)),
                        (
                            "owner",
                            models.CharField(
                                choices=[
                                    ("recipient", "The recipient"),
                                    ("csp", "The Community Safety Partnership"),
                                    ("authority", "The authority"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("from_instalment", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("not_met", "not met"),
                                    ("met", "met"),
                                    ("waived", "waived"),
                                    ("not_applicable", "not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        (
                            "evidence",
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
                        ("evidence_name", models.CharField(blank=True, max_length=255)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContractAmendment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("what", models.TextField(help_text="What changes.")),
                        ("pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("is_foreseen", models.BooleanField()),
                        ("changes_nature", models.BooleanField()),
                        (
                            "advice",
                            models.CharField(
                                choices=[
                                    ("allowed", "May be changed"),
                                    ("ask", "Ask procurement first"),
                                    ("new_procurement", "Needs a new award"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField()),
                        ("amended_at", models.DateTimeField()),
                        ("amended_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="ContractAmendmentHistory",
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
                                to="agreements.contractamendment",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "contract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("what", models.TextField(help_text="What changes.")),
                        ("pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("is_foreseen", models.BooleanField()),
                        ("changes_nature", models.BooleanField()),
                        (
                            "advice",
                            models.CharField(
                                choices=[
                                    ("allowed", "May be changed"),
                                    ("ask", "Ask procurement first"),
                                    ("new_procurement", "Needs a new award"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField()),
                        ("amended_at", models.DateTimeField()),
                        ("amended_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContractMilestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="milestones",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        ("title", models.CharField(max_length=200)),
                        ("planned_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "code"), name="contract_milestone_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractMilestoneHistory",
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
                                to="agreements.contractmilestone",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "contract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        ("title", models.CharField(max_length=200)),
                        ("planned_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContractOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="options",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("until", models.DateField()),
                        ("decide_by", models.DateField(blank=True, null=True)),
                        ("is_taken_up", models.BooleanField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ContractOptionHistory",
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
                                to="agreements.contractoption",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "contract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("until", models.DateField()),
                        ("decide_by", models.DateField(blank=True, null=True)),
                        ("is_taken_up", models.BooleanField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundedPost",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "hundredths_of_full_time",
                            models.PositiveSmallIntegerField(help_text="100 is one whole-time equivalent."),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("site", models.CharField(blank=True, max_length=200)),
                        (
                            "days_on_site",
                            models.CharField(
                                blank=True, help_text="Such as Monday, Wednesday.", max_length=60
                            ),
                        ),
                        ("funded_from", models.DateField()),
                        ("funded_until", models.DateField(blank=True, null=True)),
                        (
                            "vetting",
                            models.CharField(
                                choices=[("none", "None"), ("asked", "Asked for"), ("given", "Given")],
                                max_length=12,
                            ),
                        ),
                        ("has_building_access", models.BooleanField(default=False)),
                        ("has_system_access", models.BooleanField(default=False)),
                        (
                            "cover",
                            models.CharField(
                                blank=True, help_text="Who covers when it is vacant, by role.", max_length=200
                            ),
                        ),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hundredths_of_full_time__gt", 0), ("hundredths_of_full_time__lte", 100)
                                ),
                                name="post_is_at_most_full_time",
                                violation_error_message="A post is more than nothing and at most full time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("funded_until__isnull", True),
                                    ("funded_until__gt", models.F("funded_from")),
                                    _connector="OR",
                                ),
                                name="post_runs_forward",
                                violation_error_message="A post is funded until after it is funded from.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundedPostHistory",
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
                                to="agreements.fundedpost",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "employer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "hundredths_of_full_time",
                            models.PositiveSmallIntegerField(help_text="100 is one whole-time equivalent."),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("site", models.CharField(blank=True, max_length=200)),
                        (
                            "days_on_site",
                            models.CharField(
                                blank=True, help_text="Such as Monday, Wednesday.", max_length=60
                            ),
                        ),
                        ("funded_from", models.DateField()),
                        ("funded_until", models.DateField(blank=True, null=True)),
                        (
                            "vetting",
                            models.CharField(
                                choices=[("none", "None"), ("asked", "Asked for"), ("given", "Given")],
                                max_length=12,
                            ),
                        ),
                        ("has_building_access", models.BooleanField(default=False)),
                        ("has_system_access", models.BooleanField(default=False)),
                        (
                            "cover",
                            models.CharField(
                                blank=True, help_text="Who covers when it is vacant, by role.", max_length=200
                            ),
                        ),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funding.round",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "recipient_kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Treatment provider"),
                                    ("local_authority", "Local authority"),
                                    (
                                        "accountable_body",
                                        "Accountable body of the Community Safety Partnership",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "allocation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funding.allocation",
                            ),
                        ),
                        ("is_illustration", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "offered"),
                                    ("accepted", "accepted"),
                                    ("live", "live"),
                                    ("suspended", "suspended"),
                                    ("closing", "closing"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                    ("terminated", "terminated"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "because",
                            models.TextField(
                                blank=True, help_text="Why it was suspended, withdrawn or terminated."
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        ("offered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["withdrawn", "terminated"]), _negated=True),
                                fields=("round", "place"),
                                name="grant_of_a_place_once_a_round",
                                violation_error_message="This place has a grant of this round already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("allocation",),
                                name="allocation_is_granted_once",
                                violation_error_message="This part of the round is granted already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("allocation__isnull", False), ("is_illustration", True), _connector="OR"
                                ),
                                name="grant_rests_on_a_decision",
                                violation_error_message="A grant rests on a decided allocation, or is marked as an illustration.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["suspended", "withdrawn", "terminated"]), _negated=True
                                    ),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stopped_grant_says_why",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GrantAmount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amounts",
                                to="agreements.grant",
                            ),
                        ),
                        ("pence", throughline.frame.fields.MoneyField()),
                        (
                            "variation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.variation",
                            ),
                        ),
                        ("because", models.CharField(max_length=300)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("variation__isnull", True)),
                                fields=("grant",),
                                name="grant_is_awarded_once",
                            ),
                            models.UniqueConstraint(
                                fields=("grant", "variation"), name="grant_is_varied_once_by_a_variation"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GrantAmountHistory",
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
                                to="agreements.grantamount",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
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
                        ("pence", throughline.frame.fields.MoneyField()),
                        (
                            "variation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.variation",
                            ),
                        ),
                        ("because", models.CharField(max_length=300)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GrantHistory",
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
                                to="agreements.grant",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.round",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "recipient_kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Treatment provider"),
                                    ("local_authority", "Local authority"),
                                    (
                                        "accountable_body",
                                        "Accountable body of the Community Safety Partnership",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "allocation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.allocation",
                            ),
                        ),
                        ("is_illustration", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "offered"),
                                    ("accepted", "accepted"),
                                    ("live", "live"),
                                    ("suspended", "suspended"),
                                    ("closing", "closing"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                    ("terminated", "terminated"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "because",
                            models.TextField(
                                blank=True, help_text="Why it was suspended, withdrawn or terminated."
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        ("offered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegalRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_records",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("grant_or_contract", "Grant or contract"),
                                    ("waiver", "Waiver"),
                                    ("subsidy", "Subsidy control"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answer", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                        ("pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("recorded_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="LegalRecordHistory",
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
                                to="agreements.legalrecord",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("grant_or_contract", "Grant or contract"),
                                    ("waiver", "Waiver"),
                                    ("subsidy", "Subsidy control"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answer", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                        ("pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("recorded_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LocalContract",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "commissioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("psr", "Provider Selection Regime (SI 2023/1348)"),
                                    ("pa2023", "Procurement Act 2023"),
                                    ("pcr2015", "Public Contracts Regulations 2015"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("direct_award_a", "Direct award process A"),
                                    ("direct_award_b", "Direct award process B"),
                                    ("direct_award_c", "Direct award process C"),
                                    ("most_suitable", "Most suitable provider process"),
                                    ("competitive", "Competitive process"),
                                    ("open", "Open procedure"),
                                    ("competitive_flexible", "Competitive flexible procedure"),
                                    ("direct_award", "Direct award"),
                                    ("earlier", "A procedure of the earlier rules"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("lifetime_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        (
                            "integration",
                            models.CharField(
                                choices=[
                                    ("not_begun", "Not begun"),
                                    ("planned", "Planned for the next recommissioning"),
                                    ("in_specification", "In the draft specification"),
                                    ("in_contract", "In the contract"),
                                ],
                                default="not_begun",
                                max_length=20,
                            ),
                        ),
                        (
                            "capacity_words",
                            models.TextField(
                                blank=True, help_text="Who will recommission it, and have they the time?"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("running", "running"),
                                    ("ended", "ended"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "follows_contract",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("source", models.CharField(max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                                name="contract_runs_forward",
                                violation_error_message="A contract ends after it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LocalContractHistory",
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
                                to="agreements.localcontract",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "commissioner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("psr", "Provider Selection Regime (SI 2023/1348)"),
                                    ("pa2023", "Procurement Act 2023"),
                                    ("pcr2015", "Public Contracts Regulations 2015"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("direct_award_a", "Direct award process A"),
                                    ("direct_award_b", "Direct award process B"),
                                    ("direct_award_c", "Direct award process C"),
                                    ("most_suitable", "Most suitable provider process"),
                                    ("competitive", "Competitive process"),
                                    ("open", "Open procedure"),
                                    ("competitive_flexible", "Competitive flexible procedure"),
                                    ("direct_award", "Direct award"),
                                    ("earlier", "A procedure of the earlier rules"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("lifetime_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        (
                            "integration",
                            models.CharField(
                                choices=[
                                    ("not_begun", "Not begun"),
                                    ("planned", "Planned for the next recommissioning"),
                                    ("in_specification", "In the draft specification"),
                                    ("in_contract", "In the contract"),
                                ],
                                default="not_begun",
                                max_length=20,
                            ),
                        ),
                        (
                            "capacity_words",
                            models.TextField(
                                blank=True, help_text="Who will recommission it, and have they the time?"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("running", "running"),
                                    ("ended", "ended"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "follows_contract",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("source", models.CharField(max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PostFilled",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filled",
                                to="agreements.fundedpost",
                            ),
                        ),
                        ("filled_from", models.DateField()),
                        ("filled_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("filled_until__isnull", True)),
                                fields=("post",),
                                name="post_is_filled_once_at_a_time",
                                violation_error_message="This post is filled already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("filled_until__isnull", True),
                                    ("filled_until__gt", models.F("filled_from")),
                                    _connector="OR",
                                ),
                                name="post_is_filled_forward",
                                violation_error_message="A post is vacant from a day after it was filled.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostFilledHistory",
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
                                to="agreements.postfilled",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.fundedpost",
                            ),
                        ),
                        ("filled_from", models.DateField()),
                        ("filled_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PostShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="agreements.fundedpost",
                            ),
                        ),
                        (
                            "stream",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funding.stream",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="post_shares",
                                to="agreements.grant",
                            ),
                        ),
                        ("hundredths", models.PositiveSmallIntegerField()),
                        ("paid_from", models.DateField()),
                        ("paid_until", models.DateField(blank=True, null=True)),
                        (
                            "because",
                            models.CharField(
                                blank=True,
                                help_text="The rule of apportionment, where one is needed.",
                                max_length=300,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("grant__isnull", True), ("stream__isnull", False)),
                                    models.Q(("grant__isnull", False), ("stream__isnull", True)),
                                    _connector="OR",
                                ),
                                name="post_share_is_paid_by_one",
                                violation_error_message="A share is paid by one of our grants or by another stream.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hundredths__gt", 0)), name="post_share_is_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_until__isnull", True),
                                    ("paid_until__gt", models.F("paid_from")),
                                    _connector="OR",
                                ),
                                name="post_share_runs_forward",
                                violation_error_message="A share is paid until after it is paid from.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostShareHistory",
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
                                to="agreements.postshare",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.fundedpost",
                            ),
                        ),
                        (
                            "stream",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.stream",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("hundredths", models.PositiveSmallIntegerField()),
                        ("paid_from", models.DateField()),
                        ("paid_until", models.DateField(blank=True, null=True)),
                        (
                            "because",
                            models.CharField(
                                blank=True,
                                help_text="The rule of apportionment, where one is needed.",
                                max_length=300,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecipientCheck",
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
                            "register",
                            models.CharField(
                                choices=[
                                    ("charity", "Charity register"),
                                    ("company", "Company register"),
                                    ("sanctions", "Sanctions list"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "from_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="agreements.registerfile",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=30)),
                        (
                            "found",
                            models.CharField(
                                choices=[
                                    ("clear", "Clear"),
                                    ("failing", "Failing"),
                                    ("not_found", "Not found"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("checked_on", models.DateField()),
                        ("good_until", models.DateField()),
                        ("checked_at", models.DateTimeField()),
                        ("checked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("good_until__gt", models.F("checked_on"))),
                                name="check_is_good_for_a_while",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecipientCheckHistory",
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
                                to="agreements.recipientcheck",
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
                            "register",
                            models.CharField(
                                choices=[
                                    ("charity", "Charity register"),
                                    ("company", "Company register"),
                                    ("sanctions", "Sanctions list"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "from_file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.registerfile",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=30)),
                        (
                            "found",
                            models.CharField(
                                choices=[
                                    ("clear", "Clear"),
                                    ("failing", "Failing"),
                                    ("not_found", "Not found"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("checked_on", models.DateField()),
                        ("good_until", models.DateField()),
                        ("checked_at", models.DateTimeField()),
                        ("checked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegisterFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "register",
                            models.CharField(
                                choices=[
                                    ("charity", "Charity register"),
                                    ("company", "Company register"),
                                    ("sanctions", "Sanctions list"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("as_of", models.DateField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("rows", models.PositiveIntegerField()),
                        ("imported_at", models.DateTimeField()),
                        ("imported_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="RegisterFileHistory",
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
                                to="agreements.registerfile",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "register",
                            models.CharField(
                                choices=[
                                    ("charity", "Charity register"),
                                    ("company", "Company register"),
                                    ("sanctions", "Sanctions list"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("as_of", models.DateField()),
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
                        ("rows", models.PositiveIntegerField()),
                        ("imported_at", models.DateTimeField()),
                        ("imported_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Requirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requirements",
                                to="agreements.specificationversion",
                            ),
                        ),
                        ("code", models.SlugField(max_length=20)),
                        ("text", models.TextField()),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("hmpps", "HM Prison and Probation Service"),
                                    ("local_authority", "Local authority"),
                                    ("review", "A review"),
                                    ("lived_experience", "Lived experience"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("origin_words", models.TextField(blank=True, help_text="What was said.")),
                        ("origin_item", models.UUIDField(blank=True, null=True)),
                        (
                            "serves",
                            models.CharField(
                                help_text="The HMPPS activity or outcome that it serves.", max_length=200
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "code"), name="requirement_once_a_version"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementHistory",
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
                                to="agreements.requirement",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.specificationversion",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=20)),
                        ("text", models.TextField()),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("hmpps", "HM Prison and Probation Service"),
                                    ("local_authority", "Local authority"),
                                    ("review", "A review"),
                                    ("lived_experience", "Lived experience"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("origin_words", models.TextField(blank=True, help_text="What was said.")),
                        ("origin_item", models.UUIDField(blank=True, null=True)),
                        (
                            "serves",
                            models.CharField(
                                help_text="The HMPPS activity or outcome that it serves.", max_length=200
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SigningAuthority",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "capacity",
                            models.CharField(
                                help_text="The office that signs, as it will stand on the page.",
                                max_length=120,
                            ),
                        ),
                        ("up_to_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name_plural": "signing authorities",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("up_to_pence__isnull", True), ("up_to_pence__gt", 0), _connector="OR"
                                ),
                                name="signing_authority_is_for_something",
                                violation_error_message="An authority up to nothing is none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_until__isnull", True),
                                    ("held_until__gte", models.F("held_from")),
                                    _connector="OR",
                                ),
                                name="signing_authority_runs_forward",
                                violation_error_message="An authority ends after it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningAuthorityHistory",
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
                                to="agreements.signingauthority",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                            "capacity",
                            models.CharField(
                                help_text="The office that signs, as it will stand on the page.",
                                max_length=120,
                            ),
                        ),
                        ("up_to_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SpecificationVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("current", "current"),
                                    ("earlier", "earlier"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("in_use_from", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "number"), name="specification_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "current")),
                                fields=("programme",),
                                name="programme_has_one_current_specification",
                                violation_error_message="Another version is current; settling this one replaces it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecificationVersionHistory",
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
                                to="agreements.specificationversion",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("current", "current"),
                                    ("earlier", "earlier"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("in_use_from", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SpendRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spend_rules",
                                to="agreements.terms",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        ("label", models.CharField(max_length=200)),
                        ("is_eligible", models.BooleanField()),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("terms", "code"), name="spend_rule_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpendRuleHistory",
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
                                to="agreements.spendrule",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "terms",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.terms",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        ("label", models.CharField(max_length=200)),
                        ("is_eligible", models.BooleanField()),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Terms",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "round",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funding.round",
                            ),
                        ),
                        (
                            "recipient_kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Treatment provider"),
                                    ("local_authority", "Local authority"),
                                    (
                                        "accountable_body",
                                        "Accountable body of the Community Safety Partnership",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "price_basis",
                            models.CharField(
                                choices=[("fixed", "Fixed price"), ("actual", "Actual spend")], max_length=10
                            ),
                        ),
                        (
                            "payment_basis",
                            models.CharField(
                                choices=[
                                    ("in_year", "In the year, by instalments"),
                                    ("in_advance", "Annually in advance"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "assurance_model",
                            models.CharField(
                                choices=[
                                    ("csp_scrutinises", "The Community Safety Partnership scrutinises"),
                                    (
                                        "csp_governs",
                                        "The Community Safety Partnership governs, the authority samples",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "is_first_year",
                            models.BooleanField(
                                default=False,
                                help_text="No earlier grant of the programme was paid this way.",
                            ),
                        ),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("sign_by_days", models.PositiveSmallIntegerField(default=28)),
                        ("small_grant_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("underspend_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("pools_programmes", models.BooleanField(default=True)),
                        (
                            "source",
                            models.CharField(
                                help_text="Which record, or whose word, these terms rest on.", max_length=300
                            ),
                        ),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name_plural": "terms",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                                name="terms_run_forward",
                                violation_error_message="A round ends after it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermsCondition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conditions",
                                to="agreements.terms",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        ("text", models.CharField(max_length=300)),
                        (
                            "owner",
                            models.CharField(
                                choices=[
                                    ("recipient", "The recipient"),
                                    ("csp", "The Community Safety Partnership"),
                                    ("authority", "The authority"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("from_instalment", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("due_days_before", models.PositiveSmallIntegerField(default=0)),
                        (
                            "set_aside_because",
                            models.TextField(
                                blank=True, help_text="Why it cannot apply to the first grants, if so."
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("terms", "code"), name="terms_condition_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermsConditionHistory",
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
                                to="agreements.termscondition",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "terms",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.terms",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        ("text", models.CharField(max_length=300)),
                        (
                            "owner",
                            models.CharField(
                                choices=[
                                    ("recipient", "The recipient"),
                                    ("csp", "The Community Safety Partnership"),
                                    ("authority", "The authority"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("from_instalment", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("due_days_before", models.PositiveSmallIntegerField(default=0)),
                        (
                            "set_aside_because",
                            models.TextField(
                                blank=True, help_text="Why it cannot apply to the first grants, if so."
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TermsHistory",
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
                                to="agreements.terms",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.round",
                            ),
                        ),
                        (
                            "recipient_kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Treatment provider"),
                                    ("local_authority", "Local authority"),
                                    (
                                        "accountable_body",
                                        "Accountable body of the Community Safety Partnership",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "price_basis",
                            models.CharField(
                                choices=[("fixed", "Fixed price"), ("actual", "Actual spend")], max_length=10
                            ),
                        ),
                        (
                            "payment_basis",
                            models.CharField(
                                choices=[
                                    ("in_year", "In the year, by instalments"),
                                    ("in_advance", "Annually in advance"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "assurance_model",
                            models.CharField(
                                choices=[
                                    ("csp_scrutinises", "The Community Safety Partnership scrutinises"),
                                    (
                                        "csp_governs",
                                        "The Community Safety Partnership governs, the authority samples",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "is_first_year",
                            models.BooleanField(
                                default=False,
                                help_text="No earlier grant of the programme was paid this way.",
                            ),
                        ),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("sign_by_days", models.PositiveSmallIntegerField(default=28)),
                        ("small_grant_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("underspend_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("pools_programmes", models.BooleanField(default=True)),
                        (
                            "source",
                            models.CharField(
                                help_text="Which record, or whose word, these terms rest on.", max_length=300
                            ),
                        ),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TermsInstalment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalments",
                                to="agreements.terms",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        (
                            "parts",
                            models.PositiveIntegerField(
                                help_text="Its part of the award, beside the others’ parts."
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("terms", "number"), name="terms_instalment_once"),
                            models.CheckConstraint(
                                condition=models.Q(("parts__gt", 0)), name="terms_instalment_has_a_part"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermsInstalmentHistory",
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
                                to="agreements.termsinstalment",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "terms",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.terms",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        (
                            "parts",
                            models.PositiveIntegerField(
                                help_text="Its part of the award, beside the others’ parts."
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Variation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("prepared", "prepared"),
                                    ("declined", "declined"),
                                    ("deciding", "deciding"),
                                    ("agreed", "agreed"),
                                    ("refused", "refused"),
                                    ("applied", "applied"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "because",
                            models.TextField(
                                blank=True, help_text="Why it was declined, refused or withdrawn."
                            ),
                        ),
                        ("draft_id", models.UUIDField(blank=True, null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("by_notice", models.TextField(blank=True)),
                        (
                            "is_asked_for",
                            models.BooleanField(default=False, help_text="The recipient asked for it."),
                        ),
                        ("stated_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("stated_source", models.CharField(blank=True, max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["declined", "refused", "withdrawn"]), _negated=True
                                    ),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stopped_variation_says_why",
                                violation_error_message="Say why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["agreed", "applied"]), _negated=True),
                                    ("decision__isnull", False),
                                    _connector="OR",
                                ),
                                name="agreed_variation_rests_on_a_decision",
                                violation_error_message="A variation is agreed by a decision.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VariationHistory",
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
                                to="agreements.variation",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("prepared", "prepared"),
                                    ("declined", "declined"),
                                    ("deciding", "deciding"),
                                    ("agreed", "agreed"),
                                    ("refused", "refused"),
                                    ("applied", "applied"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "because",
                            models.TextField(
                                blank=True, help_text="Why it was declined, refused or withdrawn."
                            ),
                        ),
                        ("draft_id", models.UUIDField(blank=True, null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("by_notice", models.TextField(blank=True)),
                        (
                            "is_asked_for",
                            models.BooleanField(default=False, help_text="The recipient asked for it."),
                        ),
                        ("stated_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("stated_source", models.CharField(blank=True, max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VariationLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "variation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="agreements.variation",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="variation_lines",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("amount", "The award"),
                                    ("ends_on", "The last day"),
                                    ("specification", "The specification"),
                                    ("words", "What is agreed beside the clauses"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("before", models.TextField(blank=True)),
                        ("after", models.TextField(blank=True)),
                        ("before_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("after_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("variation", "grant", "what"), name="variation_changes_a_thing_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("what", "amount"), _negated=True),
                                    models.Q(("after_pence__gte", 0), ("before_pence__isnull", False)),
                                    _connector="OR",
                                ),
                                name="varied_amount_has_before_and_after",
                                violation_error_message="Say what the award was and what it becomes.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VariationLineHistory",
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
                                to="agreements.variationline",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "variation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.variation",
                            ),
                        ),
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
                            "what",
                            models.CharField(
                                choices=[
                                    ("amount", "The award"),
                                    ("ends_on", "The last day"),
                                    ("specification", "The specification"),
                                    ("words", "What is agreed beside the clauses"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("before", models.TextField(blank=True)),
                        ("after", models.TextField(blank=True)),
                        ("before_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("after_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partnership", "Partnership agreement"),
                                    ("grant", "Grant agreement"),
                                ],
                                max_length=12,
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
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "specification",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="agreements.specificationversion",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="partnerships",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("into_contract_by", models.DateField(blank=True, null=True)),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="agreements.agreement",
                            ),
                        ),
                        (
                            "variation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="agreements.variation",
                            ),
                        ),
                        (
                            "own_words",
                            models.TextField(blank=True, help_text="What is agreed here beside the clauses."),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("issued", "issued"),
                                    ("signed", "signed"),
                                    ("refused", "refused"),
                                    ("in_force", "in force"),
                                    ("expired", "expired"),
                                    ("ended", "ended"),
                                    ("varied", "varied"),
                                    ("terminated", "terminated"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("sign_by", models.DateField(blank=True, null=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("grant__isnull", False), ("kind", "grant")),
                                    models.Q(("grant__isnull", True), ("kind", "partnership")),
                                    _connector="OR",
                                ),
                                name="grant_agreement_is_about_a_grant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                                name="agreement_runs_forward",
                                violation_error_message="An agreement ends after it begins.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_force")),
                                fields=("grant",),
                                name="grant_has_one_agreement_in_force",
                                violation_error_message="This grant has an agreement in force already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "partnership"), ("state", "in_force")),
                                fields=("programme", "place"),
                                name="place_has_one_partnership_in_force",
                                violation_error_message="This place has a partnership agreement in force already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["refused", "terminated"]), _negated=True),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="refused_agreement_says_why",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementHistory",
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
                                to="agreements.agreement",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partnership", "Partnership agreement"),
                                    ("grant", "Grant agreement"),
                                ],
                                max_length=12,
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
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "specification",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.specificationversion",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.localcontract",
                            ),
                        ),
                        ("into_contract_by", models.DateField(blank=True, null=True)),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.agreement",
                            ),
                        ),
                        (
                            "variation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.variation",
                            ),
                        ),
                        (
                            "own_words",
                            models.TextField(blank=True, help_text="What is agreed here beside the clauses."),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("issued", "issued"),
                                    ("signed", "signed"),
                                    ("refused", "refused"),
                                    ("in_force", "in force"),
                                    ("expired", "expired"),
                                    ("ended", "ended"),
                                    ("varied", "varied"),
                                    ("terminated", "terminated"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("sign_by", models.DateField(blank=True, null=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreementText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="texts",
                                to="agreements.agreement",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("frozen_at", models.DateTimeField()),
                        ("frozen_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "number"), name="agreement_text_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementSignatureHistory",
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
                                to="agreements.agreementsignature",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "text",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.agreementtext",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("other", "For the other side"), ("authority", "For the authority")],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("capacity", models.CharField(max_length=120)),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.signingauthority",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField()),
                        ("signed_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreementTextHistory",
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
                                to="agreements.agreementtext",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.agreement",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("frozen_at", models.DateTimeField()),
                        ("frozen_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Clause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partnership", "Partnership agreement"),
                                    ("grant", "Grant agreement"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("heading", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "code"), name="clause_once_a_kind")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_clausehistory" ("code", "heading", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."heading", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="668b2de1d7ab588b2f34bb6b8da7c365be796f8f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0fd2d",
                            table="agreements_clause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_clausehistory" ("code", "heading", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."heading", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="0c905e464683aaf2b983e10a7882c3d425cab514",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2ea46",
                            table="agreements_clause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_clausehistory" ("code", "heading", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."code", OLD."heading", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                            hash="7c7d65e912861a45c70586770ce51288e7fa75a7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9df45",
                            table="agreements_clause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementtext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was issued to be signed is never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="b11b8593763ed176116bcd5c3f9fcf964959c402",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_ed7a3",
                            table="agreements_agreementtext",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementtext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was issued to be signed is never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="c24f1bbf767de9e764c9aceb95ac927013f2b6a7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_3b050",
                            table="agreements_agreementtext",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementtext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_agreementtexthistory" ("agreement_id", "content", "frozen_at", "frozen_by", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."agreement_id", NEW."content", NEW."frozen_at", NEW."frozen_by", NEW."id", NEW."number", NOW(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;',
                            hash="dddc312bf838288739baabd08dcf0915831e11d7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_befd3",
                            table="agreements_agreementtext",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementtext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_agreementtexthistory" ("agreement_id", "content", "frozen_at", "frozen_by", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."agreement_id", NEW."content", NEW."frozen_at", NEW."frozen_by", NEW."id", NEW."number", NOW(), \'update\', NEW."id", NEW."sha256"); RETURN NULL;',
                            hash="ed521d51857868e890dd2f35799d966b94db0f0c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35b10",
                            table="agreements_agreementtext",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementtext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_agreementtexthistory" ("agreement_id", "content", "frozen_at", "frozen_by", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (OLD."agreement_id", OLD."content", OLD."frozen_at", OLD."frozen_by", OLD."id", OLD."number", NOW(), \'delete\', OLD."id", OLD."sha256"); RETURN NULL;',
                            hash="98ce8329a7fbc6811bcf22ee7d4dd769fccccec2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7ed82",
                            table="agreements_agreementtext",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clauseversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A clause that was used stays as it was; write its next version.' USING ERRCODE = 'restrict_violation';",
                            hash="aa77a2a4c1fb93ddda4196eefa48c3d622eec95a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_a2335",
                            table="agreements_clauseversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clauseversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A clause that was used stays as it was; write its next version.' USING ERRCODE = 'restrict_violation';",
                            hash="3b3e16372b7a75dc850b8be23c7e7285f857763d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_216e5",
                            table="agreements_clauseversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clauseversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_clauseversionhistory" ("clause_id", "confirmed_by", "confirmed_on", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "used_from") VALUES (NEW."clause_id", NEW."confirmed_by", NEW."confirmed_on", NEW."id", NEW."number", NOW(), \'insert\', NEW."id", NEW."source", NEW."text", NEW."used_from"); RETURN NULL;',
                            hash="59a177486d461cf3d59d4f25e3ac2ce430adeeb6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_63b21",
                            table="agreements_clauseversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clauseversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_clauseversionhistory" ("clause_id", "confirmed_by", "confirmed_on", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "used_from") VALUES (NEW."clause_id", NEW."confirmed_by", NEW."confirmed_on", NEW."id", NEW."number", NOW(), \'update\', NEW."id", NEW."source", NEW."text", NEW."used_from"); RETURN NULL;',
                            hash="0efcb0070c0601bc1dd28653baae15f4ce818506",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4edb7",
                            table="agreements_clauseversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clauseversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_clauseversionhistory" ("clause_id", "confirmed_by", "confirmed_on", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "used_from") VALUES (OLD."clause_id", OLD."confirmed_by", OLD."confirmed_on", OLD."id", OLD."number", NOW(), \'delete\', OLD."id", OLD."source", OLD."text", OLD."used_from"); RETURN NULL;',
                            hash="f36fee191db6b838fb3b3a42b39660a0da832510",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cc8e3",
                            table="agreements_clauseversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundedpost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="funded_post_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d44bf7d0f6ae77a66df0b053a433eae8e24f7085",
                            operation="DELETE",
                            pgid="pgtrigger_funded_post_is_never_deleted_ff18e",
                            table="agreements_fundedpost",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundedpost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_fundedposthistory" ("cover", "days_on_site", "employer_id", "funded_from", "funded_until", "has_building_access", "has_system_access", "hundredths_of_full_time", "id", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "site", "title", "unit_id", "vetting") VALUES (NEW."cover", NEW."days_on_site", NEW."employer_id", NEW."funded_from", NEW."funded_until", NEW."has_building_access", NEW."has_system_access", NEW."hundredths_of_full_time", NEW."id", NEW."is_illustration", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."site", NEW."title", NEW."unit_id", NEW."vetting"); RETURN NULL;',
                            hash="d94d35eda6a07947ae0fd6d07c4478fe46c93cf8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ceb87",
                            table="agreements_fundedpost",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundedpost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_fundedposthistory" ("cover", "days_on_site", "employer_id", "funded_from", "funded_until", "has_building_access", "has_system_access", "hundredths_of_full_time", "id", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "site", "title", "unit_id", "vetting") VALUES (NEW."cover", NEW."days_on_site", NEW."employer_id", NEW."funded_from", NEW."funded_until", NEW."has_building_access", NEW."has_system_access", NEW."hundredths_of_full_time", NEW."id", NEW."is_illustration", NOW(), \'update\', NEW."id", NEW."place_id", NEW."site", NEW."title", NEW."unit_id", NEW."vetting"); RETURN NULL;',
                            hash="54fba766b28aa3fef71949fb0f9cd723edb3ca24",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2c274",
                            table="agreements_fundedpost",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundedpost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_fundedposthistory" ("cover", "days_on_site", "employer_id", "funded_from", "funded_until", "has_building_access", "has_system_access", "hundredths_of_full_time", "id", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "site", "title", "unit_id", "vetting") VALUES (OLD."cover", OLD."days_on_site", OLD."employer_id", OLD."funded_from", OLD."funded_until", OLD."has_building_access", OLD."has_system_access", OLD."hundredths_of_full_time", OLD."id", OLD."is_illustration", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."site", OLD."title", OLD."unit_id", OLD."vetting"); RETURN NULL;',
                            hash="e37e54cc75865091ae0d5d3bffe57067898bc3d4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4a6ee",
                            table="agreements_fundedpost",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('offered') THEN\n                    RAISE EXCEPTION 'A grant cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="988b7a9f131ce1558cb0ae043eb9084439f07042",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_26ace",
                            table="agreements_grant",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:live,accepted:withdrawn,closing:closed,live:closing,live:suspended,live:terminated,offered:accepted,offered:withdrawn,suspended:live,suspended:terminated}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="6932b5953300775f8066cb11b68df6a9e337d832",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_8874e",
                            table="agreements_grant",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="grant_keeps_what_it_rests_on",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."allocation_id" IS DISTINCT FROM (NEW."allocation_id") OR OLD."is_illustration" IS DISTINCT FROM (NEW."is_illustration") OR OLD."offered_at" IS DISTINCT FROM (NEW."offered_at") OR OLD."offered_by" IS DISTINCT FROM (NEW."offered_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="75f363904f736cbbfcf2f491510f561563ce14bd",
                            operation="UPDATE",
                            pgid="pgtrigger_grant_keeps_what_it_rests_on_b7989",
                            table="agreements_grant",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="grant_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="59c72f4248d9acf750143db61a9c8d0e0256c212",
                            operation="DELETE",
                            pgid="pgtrigger_grant_is_never_deleted_87992",
                            table="agreements_grant",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_granthistory" ("allocation_id", "because", "id", "is_illustration", "offered_at", "offered_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "recipient_id", "recipient_kind", "round_id", "state") VALUES (NEW."allocation_id", NEW."because", NEW."id", NEW."is_illustration", NEW."offered_at", NEW."offered_by", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."recipient_id", NEW."recipient_kind", NEW."round_id", NEW."state"); RETURN NULL;',
                            hash="79b0cb439ee751bfc29cff5c9416de0c4c818d6a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8ce4a",
                            table="agreements_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_granthistory" ("allocation_id", "because", "id", "is_illustration", "offered_at", "offered_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "recipient_id", "recipient_kind", "round_id", "state") VALUES (NEW."allocation_id", NEW."because", NEW."id", NEW."is_illustration", NEW."offered_at", NEW."offered_by", NOW(), \'update\', NEW."id", NEW."place_id", NEW."recipient_id", NEW."recipient_kind", NEW."round_id", NEW."state"); RETURN NULL;',
                            hash="92fb6d7dfac95a48546743e412f4d7c31130945f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3c693",
                            table="agreements_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_granthistory" ("allocation_id", "because", "id", "is_illustration", "offered_at", "offered_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "recipient_id", "recipient_kind", "round_id", "state") VALUES (OLD."allocation_id", OLD."because", OLD."id", OLD."is_illustration", OLD."offered_at", OLD."offered_by", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."recipient_id", OLD."recipient_kind", OLD."round_id", OLD."state"); RETURN NULL;',
                            hash="9fd758391523ad1a6c3ab2728b32aab38949ea8a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aac5a",
                            table="agreements_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A condition cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="7b379ae1744e30a285e05c57dce7e22d1cd543d4",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_ebfc5",
                            table="agreements_condition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{met:not_met,met:open,not_applicable:open,not_met:met,not_met:not_applicable,not_met:waived,open:met,open:not_applicable,open:not_met,open:waived,waived:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="19ea30e85d6dce2bf7aea5a9e931200e0c3b671c",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_138ae",
                            table="agreements_condition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="condition_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="88727f0eeb98dedb94b1e43d378e878855dd3bef",
                            operation="DELETE",
                            pgid="pgtrigger_condition_is_never_deleted_56833",
                            table="agreements_condition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_conditionhistory" ("answered_at", "answered_by", "because", "code", "due_on", "evidence_id", "evidence_name", "from_instalment", "grant_id", "id", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."answered_at", NEW."answered_by", NEW."because", NEW."code", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."from_instalment", NEW."grant_id", NEW."id", NEW."owner", NOW(), \'insert\', NEW."id", NEW."state", NEW."text"); RETURN NULL;',
                            hash="4b0c1cc502f95654a59977bfb435256889a1ee47",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_adaf7",
                            table="agreements_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_conditionhistory" ("answered_at", "answered_by", "because", "code", "due_on", "evidence_id", "evidence_name", "from_instalment", "grant_id", "id", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."answered_at", NEW."answered_by", NEW."because", NEW."code", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."from_instalment", NEW."grant_id", NEW."id", NEW."owner", NOW(), \'update\', NEW."id", NEW."state", NEW."text"); RETURN NULL;',
                            hash="0a56dd266350d4ef5cd43171992c5a7790042364",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e4e81",
                            table="agreements_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_conditionhistory" ("answered_at", "answered_by", "because", "code", "due_on", "evidence_id", "evidence_name", "from_instalment", "grant_id", "id", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (OLD."answered_at", OLD."answered_by", OLD."because", OLD."code", OLD."due_on", OLD."evidence_id", OLD."evidence_name", OLD."from_instalment", OLD."grant_id", OLD."id", OLD."owner", NOW(), \'delete\', OLD."id", OLD."state", OLD."text"); RETURN NULL;',
                            hash="3253af93b661519c654dbae934699519c07ad2b0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9eddc",
                            table="agreements_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A legal record is never changed; a later one stands beside it.' USING ERRCODE = 'restrict_violation';",
                            hash="a55fabe9e652a58ba8252ba9ed05f0835daf7d2b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_5949e",
                            table="agreements_legalrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A legal record is never changed; a later one stands beside it.' USING ERRCODE = 'restrict_violation';",
                            hash="2227ba6054e8a88a44bd7aa2c4b8be28f102d59e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_f6786",
                            table="agreements_legalrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_legalrecordhistory" ("answer", "grant_id", "id", "kind", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "recorded_on") VALUES (NEW."answer", NEW."grant_id", NEW."id", NEW."kind", NEW."pence", NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by", NEW."recorded_on"); RETURN NULL;',
                            hash="b7ab600c1848ffc6fdf5a62ca8be8a20d0baa2c4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4c580",
                            table="agreements_legalrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_legalrecordhistory" ("answer", "grant_id", "id", "kind", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "recorded_on") VALUES (NEW."answer", NEW."grant_id", NEW."id", NEW."kind", NEW."pence", NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by", NEW."recorded_on"); RETURN NULL;',
                            hash="67dbb87eac7d4cd676bafe4910af3e7b10ba128e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_199dd",
                            table="agreements_legalrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_legalrecordhistory" ("answer", "grant_id", "id", "kind", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "recorded_on") VALUES (OLD."answer", OLD."grant_id", OLD."id", OLD."kind", OLD."pence", NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by", OLD."recorded_on"); RETURN NULL;',
                            hash="8d37a3dc2d61027638ea72801689f5642eb0e9cb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2a00d",
                            table="agreements_legalrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localcontract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('planned', 'running') THEN\n                    RAISE EXCEPTION 'A local contract cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="d65da0d6ef87f6f3336a118e22a12eeaa330572d",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_efcc7",
                            table="agreements_localcontract",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localcontract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{planned:dropped,planned:planned,planned:running,running:ended,running:running}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="ba6914817abdaeca27ccd5e98b4e2706b3b437b6",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_addd0",
                            table="agreements_localcontract",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localcontract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="contract_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="6a2098f76cf3783a3b3b2b17ff8c3c881b9fb941",
                            operation="DELETE",
                            pgid="pgtrigger_contract_is_never_deleted_cf557",
                            table="agreements_localcontract",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localcontract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_localcontracthistory" ("because", "begins_on", "capacity_words", "commissioner_id", "ends_on", "follows_contract_id", "id", "integration", "is_illustration", "lifetime_pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "provider_id", "recorded_at", "recorded_by", "regime", "route", "source", "state", "title") VALUES (NEW."because", NEW."begins_on", NEW."capacity_words", NEW."commissioner_id", NEW."ends_on", NEW."follows_contract_id", NEW."id", NEW."integration", NEW."is_illustration", NEW."lifetime_pence", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."provider_id", NEW."recorded_at", NEW."recorded_by", NEW."regime", NEW."route", NEW."source", NEW."state", NEW."title"); RETURN NULL;',
                            hash="48c7ad06ef1d573c2de08afbf4132d70baba4a0e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3328",
                            table="agreements_localcontract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localcontract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_localcontracthistory" ("because", "begins_on", "capacity_words", "commissioner_id", "ends_on", "follows_contract_id", "id", "integration", "is_illustration", "lifetime_pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "provider_id", "recorded_at", "recorded_by", "regime", "route", "source", "state", "title") VALUES (NEW."because", NEW."begins_on", NEW."capacity_words", NEW."commissioner_id", NEW."ends_on", NEW."follows_contract_id", NEW."id", NEW."integration", NEW."is_illustration", NEW."lifetime_pence", NOW(), \'update\', NEW."id", NEW."place_id", NEW."provider_id", NEW."recorded_at", NEW."recorded_by", NEW."regime", NEW."route", NEW."source", NEW."state", NEW."title"); RETURN NULL;',
                            hash="307641750c692824cbb623b41b2ae4a7c26823a7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_edff2",
                            table="agreements_localcontract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localcontract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_localcontracthistory" ("because", "begins_on", "capacity_words", "commissioner_id", "ends_on", "follows_contract_id", "id", "integration", "is_illustration", "lifetime_pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "provider_id", "recorded_at", "recorded_by", "regime", "route", "source", "state", "title") VALUES (OLD."because", OLD."begins_on", OLD."capacity_words", OLD."commissioner_id", OLD."ends_on", OLD."follows_contract_id", OLD."id", OLD."integration", OLD."is_illustration", OLD."lifetime_pence", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."provider_id", OLD."recorded_at", OLD."recorded_by", OLD."regime", OLD."route", OLD."source", OLD."state", OLD."title"); RETURN NULL;',
                            hash="3a3f8cae0fec6567eac9e02f535e07e908676843",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d7d99",
                            table="agreements_localcontract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractoption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_contractoptionhistory" ("contract_id", "decide_by", "id", "is_taken_up", "pgh_created_at", "pgh_label", "pgh_obj_id", "until") VALUES (NEW."contract_id", NEW."decide_by", NEW."id", NEW."is_taken_up", NOW(), \'insert\', NEW."id", NEW."until"); RETURN NULL;',
                            hash="05768f95550fee0feb3180107b23c6167c109d5b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3c6f7",
                            table="agreements_contractoption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractoption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_contractoptionhistory" ("contract_id", "decide_by", "id", "is_taken_up", "pgh_created_at", "pgh_label", "pgh_obj_id", "until") VALUES (NEW."contract_id", NEW."decide_by", NEW."id", NEW."is_taken_up", NOW(), \'update\', NEW."id", NEW."until"); RETURN NULL;',
                            hash="38fc97b8262df964c0ebb23a50e366849758dd52",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_40a22",
                            table="agreements_contractoption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractoption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_contractoptionhistory" ("contract_id", "decide_by", "id", "is_taken_up", "pgh_created_at", "pgh_label", "pgh_obj_id", "until") VALUES (OLD."contract_id", OLD."decide_by", OLD."id", OLD."is_taken_up", NOW(), \'delete\', OLD."id", OLD."until"); RETURN NULL;',
                            hash="4c742ccc32abd93b256d19b4f5104ab94936309d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31fe5",
                            table="agreements_contractoption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractmilestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_contractmilestonehistory" ("code", "contract_id", "done_on", "id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "title") VALUES (NEW."code", NEW."contract_id", NEW."done_on", NEW."id", NEW."note", NOW(), \'insert\', NEW."id", NEW."planned_on", NEW."title"); RETURN NULL;',
                            hash="bae1cae9301d5285269a1f43f11af7d972a3aba9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4a100",
                            table="agreements_contractmilestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractmilestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_contractmilestonehistory" ("code", "contract_id", "done_on", "id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "title") VALUES (NEW."code", NEW."contract_id", NEW."done_on", NEW."id", NEW."note", NOW(), \'update\', NEW."id", NEW."planned_on", NEW."title"); RETURN NULL;',
                            hash="0e22f9cd2353d10aeeb7aa000d4180dab14aa875",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2317d",
                            table="agreements_contractmilestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractmilestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_contractmilestonehistory" ("code", "contract_id", "done_on", "id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "title") VALUES (OLD."code", OLD."contract_id", OLD."done_on", OLD."id", OLD."note", NOW(), \'delete\', OLD."id", OLD."planned_on", OLD."title"); RETURN NULL;',
                            hash="137d067684fcc0dcba9d44237fb6662a70a59c7e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_41e46",
                            table="agreements_contractmilestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractamendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What a contract was checked for stays as it was; a later change stands beside it.' USING ERRCODE = 'restrict_violation';",
                            hash="74d4759f77c4012600bddfe49c89ec68b6f217cb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_113b0",
                            table="agreements_contractamendment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractamendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What a contract was checked for stays as it was; a later change stands beside it.' USING ERRCODE = 'restrict_violation';",
                            hash="eb2ecc5439b491ba064db0e8e603d9fedddfe9f9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_d5656",
                            table="agreements_contractamendment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractamendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_contractamendmenthistory" ("advice", "amended_at", "amended_by", "because", "changes_nature", "contract_id", "id", "is_foreseen", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") VALUES (NEW."advice", NEW."amended_at", NEW."amended_by", NEW."because", NEW."changes_nature", NEW."contract_id", NEW."id", NEW."is_foreseen", NEW."pence", NOW(), \'insert\', NEW."id", NEW."what"); RETURN NULL;',
                            hash="85e073cf447061f55ec42b30474bd57a87cf9495",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_60d37",
                            table="agreements_contractamendment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractamendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_contractamendmenthistory" ("advice", "amended_at", "amended_by", "because", "changes_nature", "contract_id", "id", "is_foreseen", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") VALUES (NEW."advice", NEW."amended_at", NEW."amended_by", NEW."because", NEW."changes_nature", NEW."contract_id", NEW."id", NEW."is_foreseen", NEW."pence", NOW(), \'update\', NEW."id", NEW."what"); RETURN NULL;',
                            hash="9ea74b741c2f4429fc408f069e6c04c3f3593bae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_083a3",
                            table="agreements_contractamendment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractamendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_contractamendmenthistory" ("advice", "amended_at", "amended_by", "because", "changes_nature", "contract_id", "id", "is_foreseen", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") VALUES (OLD."advice", OLD."amended_at", OLD."amended_by", OLD."because", OLD."changes_nature", OLD."contract_id", OLD."id", OLD."is_foreseen", OLD."pence", NOW(), \'delete\', OLD."id", OLD."what"); RETURN NULL;',
                            hash="8be0b6521d555a01ff5e854ac21679be8b7874b7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_90e0a",
                            table="agreements_contractamendment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postfilled",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_postfilledhistory" ("filled_from", "filled_until", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."filled_from", NEW."filled_until", NEW."id", NOW(), \'insert\', NEW."id", NEW."post_id"); RETURN NULL;',
                            hash="7c9537ef9564c108753ef0b7f2308c7c1ef052a3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9dd69",
                            table="agreements_postfilled",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postfilled",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_postfilledhistory" ("filled_from", "filled_until", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."filled_from", NEW."filled_until", NEW."id", NOW(), \'update\', NEW."id", NEW."post_id"); RETURN NULL;',
                            hash="63c71f84313deb7af9ed4339decd6de0d910d9ea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_43add",
                            table="agreements_postfilled",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postfilled",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_postfilledhistory" ("filled_from", "filled_until", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (OLD."filled_from", OLD."filled_until", OLD."id", NOW(), \'delete\', OLD."id", OLD."post_id"); RETURN NULL;',
                            hash="ff99a663d7e06105d8ce86be26b6bc09f74e8573",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3f080",
                            table="agreements_postfilled",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="post_is_paid_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM agreements_fundedpost WHERE id = NEW.post_id FOR UPDATE;\n                    IF EXISTS (\n                        SELECT 1 FROM (\n                            SELECT NEW.paid_from AS day\n                            UNION SELECT paid_from FROM agreements_postshare WHERE post_id = NEW.post_id\n                        ) AS days\n                        WHERE day >= NEW.paid_from AND (NEW.paid_until IS NULL OR day < NEW.paid_until)\n                        AND NEW.hundredths + COALESCE((\n                            SELECT sum(hundredths) FROM agreements_postshare AS other\n                            WHERE other.post_id = NEW.post_id AND other.id <> NEW.id\n                            AND other.paid_from <= day AND (other.paid_until IS NULL OR other.paid_until > day)\n                        ), 0) > 100\n                    ) THEN\n                        RAISE EXCEPTION 'A post is paid for at most once: its shares come to more than 100 percent.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="e658e7fee6e5f7cecb89bcb1de45e8c17534fed0",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_post_is_paid_once_4cd73",
                            table="agreements_postshare",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_postsharehistory" ("because", "grant_id", "hundredths", "id", "paid_from", "paid_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "stream_id") VALUES (NEW."because", NEW."grant_id", NEW."hundredths", NEW."id", NEW."paid_from", NEW."paid_until", NOW(), \'insert\', NEW."id", NEW."post_id", NEW."stream_id"); RETURN NULL;',
                            hash="be36dc6db00956feb41eeec117dd430fc38c56c1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b51cb",
                            table="agreements_postshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_postsharehistory" ("because", "grant_id", "hundredths", "id", "paid_from", "paid_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "stream_id") VALUES (NEW."because", NEW."grant_id", NEW."hundredths", NEW."id", NEW."paid_from", NEW."paid_until", NOW(), \'update\', NEW."id", NEW."post_id", NEW."stream_id"); RETURN NULL;',
                            hash="ac72c37d75b9fd630028c814ee65bd29dbc05e62",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bba17",
                            table="agreements_postshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_postsharehistory" ("because", "grant_id", "hundredths", "id", "paid_from", "paid_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "stream_id") VALUES (OLD."because", OLD."grant_id", OLD."hundredths", OLD."id", OLD."paid_from", OLD."paid_until", NOW(), \'delete\', OLD."id", OLD."post_id", OLD."stream_id"); RETURN NULL;',
                            hash="c1690dd38374c5ac12eac55495aeffe82858b938",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08dff",
                            table="agreements_postshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registerfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_registerfilehistory" ("as_of", "file_id", "id", "imported_at", "imported_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "register", "rows") VALUES (NEW."as_of", NEW."file_id", NEW."id", NEW."imported_at", NEW."imported_by", NOW(), \'insert\', NEW."id", NEW."register", NEW."rows"); RETURN NULL;',
                            hash="0b95e54c7d0e78eb93522ecabe9dad08f486260f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_168d3",
                            table="agreements_registerfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registerfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_registerfilehistory" ("as_of", "file_id", "id", "imported_at", "imported_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "register", "rows") VALUES (NEW."as_of", NEW."file_id", NEW."id", NEW."imported_at", NEW."imported_by", NOW(), \'update\', NEW."id", NEW."register", NEW."rows"); RETURN NULL;',
                            hash="6409ab41a99df525c1713a4aa0d4fa0b725c94d7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3cb53",
                            table="agreements_registerfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registerfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_registerfilehistory" ("as_of", "file_id", "id", "imported_at", "imported_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "register", "rows") VALUES (OLD."as_of", OLD."file_id", OLD."id", OLD."imported_at", OLD."imported_by", NOW(), \'delete\', OLD."id", OLD."register", OLD."rows"); RETURN NULL;',
                            hash="fa3bd4dcbf24bfc0a99fca2ee4814abb1ca86634",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a1bf9",
                            table="agreements_registerfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recipientcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A check is never changed; check again.' USING ERRCODE = 'restrict_violation';",
                            hash="c66f0ffa6a437225ef2454ea339809d3ffad0b5a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_3bccb",
                            table="agreements_recipientcheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recipientcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A check is never changed; check again.' USING ERRCODE = 'restrict_violation';",
                            hash="14251856574d16bfe666dd91f7925a4c6c593f4d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_eb990",
                            table="agreements_recipientcheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recipientcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_recipientcheckhistory" ("body_id", "checked_at", "checked_by", "checked_on", "found", "from_file_id", "good_until", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "register", "words") VALUES (NEW."body_id", NEW."checked_at", NEW."checked_by", NEW."checked_on", NEW."found", NEW."from_file_id", NEW."good_until", NEW."id", NEW."number", NOW(), \'insert\', NEW."id", NEW."register", NEW."words"); RETURN NULL;',
                            hash="8675a026653401258bacf7394d818f799f4d6cee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_da5fa",
                            table="agreements_recipientcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recipientcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_recipientcheckhistory" ("body_id", "checked_at", "checked_by", "checked_on", "found", "from_file_id", "good_until", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "register", "words") VALUES (NEW."body_id", NEW."checked_at", NEW."checked_by", NEW."checked_on", NEW."found", NEW."from_file_id", NEW."good_until", NEW."id", NEW."number", NOW(), \'update\', NEW."id", NEW."register", NEW."words"); RETURN NULL;',
                            hash="0f3a4ad55c6bf736975d8dc26fcce58c1c2ad967",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac0c2",
                            table="agreements_recipientcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recipientcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_recipientcheckhistory" ("body_id", "checked_at", "checked_by", "checked_on", "found", "from_file_id", "good_until", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "register", "words") VALUES (OLD."body_id", OLD."checked_at", OLD."checked_by", OLD."checked_on", OLD."found", OLD."from_file_id", OLD."good_until", OLD."id", OLD."number", NOW(), \'delete\', OLD."id", OLD."register", OLD."words"); RETURN NULL;',
                            hash="1c4b7efbe38e54b5586599cc1a9f4b03f67961a4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a304e",
                            table="agreements_recipientcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingauthority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signing_authority_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="cd6385ef5354d2c6a963eda678baa4cc1bbbd965",
                            operation="DELETE",
                            pgid="pgtrigger_signing_authority_is_never_deleted_6621b",
                            table="agreements_signingauthority",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingauthority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signing_authority_only_ends",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."up_to_pence" IS DISTINCT FROM (NEW."up_to_pence") OR OLD."held_from" IS DISTINCT FROM (NEW."held_from") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by" IS DISTINCT FROM (NEW."recorded_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="4cd62615857f3c18193025e2608a192d1fe1d44f",
                            operation="UPDATE",
                            pgid="pgtrigger_signing_authority_only_ends_04a29",
                            table="agreements_signingauthority",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingauthority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_signingauthorityhistory" ("body_id", "capacity", "held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "up_to_pence") VALUES (NEW."body_id", NEW."capacity", NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."source", NEW."up_to_pence"); RETURN NULL;',
                            hash="afc4b41d356b5234347d2da725cdf44f9644ad99",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a01c7",
                            table="agreements_signingauthority",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingauthority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_signingauthorityhistory" ("body_id", "capacity", "held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "up_to_pence") VALUES (NEW."body_id", NEW."capacity", NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."source", NEW."up_to_pence"); RETURN NULL;',
                            hash="8c39b64ebfd9f114989f764c4fa6494383a1f91d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6dee4",
                            table="agreements_signingauthority",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingauthority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_signingauthorityhistory" ("body_id", "capacity", "held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "up_to_pence") VALUES (OLD."body_id", OLD."capacity", OLD."held_from", OLD."held_until", OLD."id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by", OLD."source", OLD."up_to_pence"); RETURN NULL;',
                            hash="6b08a8f6b60febd1f387c4f50ccec86aebe36246",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_44785",
                            table="agreements_signingauthority",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementsignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A signature is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="629bad8bc21bb7f1f3e7483af443f79b3e71a464",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_efefb",
                            table="agreements_agreementsignature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementsignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A signature is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="2b86858ce827a73741d25239e2474457c182ac06",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_cbf6c",
                            table="agreements_agreementsignature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementsignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_agreementsignaturehistory" ("authority_id", "capacity", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "side", "signed_at", "signed_by", "text_id") VALUES (NEW."authority_id", NEW."capacity", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."sha256", NEW."side", NEW."signed_at", NEW."signed_by", NEW."text_id"); RETURN NULL;',
                            hash="80eab07e7551d3d1dbb536bc9640c1a7b21c926e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_75fc7",
                            table="agreements_agreementsignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementsignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_agreementsignaturehistory" ("authority_id", "capacity", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "side", "signed_at", "signed_by", "text_id") VALUES (NEW."authority_id", NEW."capacity", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."sha256", NEW."side", NEW."signed_at", NEW."signed_by", NEW."text_id"); RETURN NULL;',
                            hash="259a05f78f0039702e7380863d6a4329d3e5b048",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_725f4",
                            table="agreements_agreementsignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementsignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_agreementsignaturehistory" ("authority_id", "capacity", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "side", "signed_at", "signed_by", "text_id") VALUES (OLD."authority_id", OLD."capacity", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."sha256", OLD."side", OLD."signed_at", OLD."signed_by", OLD."text_id"); RETURN NULL;',
                            hash="ec51be866c43ce7205f5b02b6a5a41a25f6b407f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aac3c",
                            table="agreements_agreementsignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specificationversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft') THEN\n                    RAISE EXCEPTION 'A specification version cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="a28cfb9823fdf6b16790b54f0f23243ab4677560",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_da2c3",
                            table="agreements_specificationversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specificationversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{current:earlier,draft:current,draft:discarded,draft:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="1db7a75741870032a7bf4b6d1fbb79af7aa0959e",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_2f056",
                            table="agreements_specificationversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specificationversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="specification_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="2a93e1bd6b697798bf7033ec344a5e8d3ca6abdd",
                            operation="DELETE",
                            pgid="pgtrigger_specification_is_never_deleted_870e3",
                            table="agreements_specificationversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specificationversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_specificationversionhistory" ("id", "in_use_from", "is_illustration", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "settled_at", "settled_by", "source", "state", "title") VALUES (NEW."id", NEW."in_use_from", NEW."is_illustration", NEW."number", NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."settled_at", NEW."settled_by", NEW."source", NEW."state", NEW."title"); RETURN NULL;',
                            hash="f184d5b9f54c220bf71bc840e2546200ac83f179",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f0a7d",
                            table="agreements_specificationversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specificationversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_specificationversionhistory" ("id", "in_use_from", "is_illustration", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "settled_at", "settled_by", "source", "state", "title") VALUES (NEW."id", NEW."in_use_from", NEW."is_illustration", NEW."number", NOW(), \'update\', NEW."id", NEW."programme_id", NEW."settled_at", NEW."settled_by", NEW."source", NEW."state", NEW."title"); RETURN NULL;',
                            hash="60f24a28f5468fdea0b8372fedf962e4f9d64a7c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_778eb",
                            table="agreements_specificationversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specificationversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_specificationversionhistory" ("id", "in_use_from", "is_illustration", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "settled_at", "settled_by", "source", "state", "title") VALUES (OLD."id", OLD."in_use_from", OLD."is_illustration", OLD."number", NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."settled_at", OLD."settled_by", OLD."source", OLD."state", OLD."title"); RETURN NULL;',
                            hash="514ff6496ff08e324b65876ce858dd2cb874c974",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_79372",
                            table="agreements_specificationversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="settled_requirement_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (SELECT 1 FROM agreements_specificationversion\n                               WHERE id IN (NEW.version_id, OLD.version_id) AND state <> 'draft') THEN\n                        RAISE EXCEPTION 'A settled specification is never changed; write its next version.'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                            hash="d5d77a5170369196e038e3105a4a2cd27565e94b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_settled_requirement_stays_bebbc",
                            table="agreements_requirement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_requirementhistory" ("code", "id", "origin", "origin_item", "origin_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "serves", "text", "version_id") VALUES (NEW."code", NEW."id", NEW."origin", NEW."origin_item", NEW."origin_words", NOW(), \'insert\', NEW."id", NEW."serves", NEW."text", NEW."version_id"); RETURN NULL;',
                            hash="d92d5df4e9935f632ab2faa865c5152786694479",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5302a",
                            table="agreements_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_requirementhistory" ("code", "id", "origin", "origin_item", "origin_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "serves", "text", "version_id") VALUES (NEW."code", NEW."id", NEW."origin", NEW."origin_item", NEW."origin_words", NOW(), \'update\', NEW."id", NEW."serves", NEW."text", NEW."version_id"); RETURN NULL;',
                            hash="bb1b3a4e884ab39096d3752d25f379433f985ff6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_269f0",
                            table="agreements_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_requirementhistory" ("code", "id", "origin", "origin_item", "origin_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "serves", "text", "version_id") VALUES (OLD."code", OLD."id", OLD."origin", OLD."origin_item", OLD."origin_words", NOW(), \'delete\', OLD."id", OLD."serves", OLD."text", OLD."version_id"); RETURN NULL;',
                            hash="feeafe01f49f9390864f6fa07f20000cd9406782",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_99294",
                            table="agreements_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="terms",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_termshistory" ("assurance_model", "begins_on", "ends_on", "id", "is_first_year", "is_illustration", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "pools_programmes", "price_basis", "recipient_kind", "round_id", "sign_by_days", "small_grant_pence", "source", "underspend_pence") VALUES (NEW."assurance_model", NEW."begins_on", NEW."ends_on", NEW."id", NEW."is_first_year", NEW."is_illustration", NEW."payment_basis", NOW(), \'insert\', NEW."id", NEW."pools_programmes", NEW."price_basis", NEW."recipient_kind", NEW."round_id", NEW."sign_by_days", NEW."small_grant_pence", NEW."source", NEW."underspend_pence"); RETURN NULL;',
                            hash="332f67791a68659124d39ed1d810d6668942f3f3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a16d",
                            table="agreements_terms",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="terms",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_termshistory" ("assurance_model", "begins_on", "ends_on", "id", "is_first_year", "is_illustration", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "pools_programmes", "price_basis", "recipient_kind", "round_id", "sign_by_days", "small_grant_pence", "source", "underspend_pence") VALUES (NEW."assurance_model", NEW."begins_on", NEW."ends_on", NEW."id", NEW."is_first_year", NEW."is_illustration", NEW."payment_basis", NOW(), \'update\', NEW."id", NEW."pools_programmes", NEW."price_basis", NEW."recipient_kind", NEW."round_id", NEW."sign_by_days", NEW."small_grant_pence", NEW."source", NEW."underspend_pence"); RETURN NULL;',
                            hash="37e7ed7ab58c005122320e335825b4937a67d251",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_567aa",
                            table="agreements_terms",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="terms",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_termshistory" ("assurance_model", "begins_on", "ends_on", "id", "is_first_year", "is_illustration", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "pools_programmes", "price_basis", "recipient_kind", "round_id", "sign_by_days", "small_grant_pence", "source", "underspend_pence") VALUES (OLD."assurance_model", OLD."begins_on", OLD."ends_on", OLD."id", OLD."is_first_year", OLD."is_illustration", OLD."payment_basis", NOW(), \'delete\', OLD."id", OLD."pools_programmes", OLD."price_basis", OLD."recipient_kind", OLD."round_id", OLD."sign_by_days", OLD."small_grant_pence", OLD."source", OLD."underspend_pence"); RETURN NULL;',
                            hash="cf94e83228b1ce9842d07cc1f9395141dac34428",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_93e3e",
                            table="agreements_terms",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="spendrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_spendrulehistory" ("code", "id", "is_eligible", "label", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (NEW."code", NEW."id", NEW."is_eligible", NEW."label", NEW."note", NOW(), \'insert\', NEW."id", NEW."terms_id"); RETURN NULL;',
                            hash="99f3bae96852f4cbcdd4b74079e2193ce1c6be60",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65c9b",
                            table="agreements_spendrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="spendrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_spendrulehistory" ("code", "id", "is_eligible", "label", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (NEW."code", NEW."id", NEW."is_eligible", NEW."label", NEW."note", NOW(), \'update\', NEW."id", NEW."terms_id"); RETURN NULL;',
                            hash="01c0919f6d66b433ab65ad79906e28669806150a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_546fb",
                            table="agreements_spendrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="spendrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_spendrulehistory" ("code", "id", "is_eligible", "label", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (OLD."code", OLD."id", OLD."is_eligible", OLD."label", OLD."note", NOW(), \'delete\', OLD."id", OLD."terms_id"); RETURN NULL;',
                            hash="a4fc077edecac2902ed2d890cb2bba63786e59d4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_07cc2",
                            table="agreements_spendrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termscondition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_termsconditionhistory" ("code", "due_days_before", "from_instalment", "id", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside_because", "terms_id", "text") VALUES (NEW."code", NEW."due_days_before", NEW."from_instalment", NEW."id", NEW."owner", NOW(), \'insert\', NEW."id", NEW."set_aside_because", NEW."terms_id", NEW."text"); RETURN NULL;',
                            hash="d13936e20593b42fad3df7af30cd548440583186",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d8ace",
                            table="agreements_termscondition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termscondition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_termsconditionhistory" ("code", "due_days_before", "from_instalment", "id", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside_because", "terms_id", "text") VALUES (NEW."code", NEW."due_days_before", NEW."from_instalment", NEW."id", NEW."owner", NOW(), \'update\', NEW."id", NEW."set_aside_because", NEW."terms_id", NEW."text"); RETURN NULL;',
                            hash="1c9f6467cff11d2ddce47d9c09b55b121fe272aa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93578",
                            table="agreements_termscondition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termscondition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_termsconditionhistory" ("code", "due_days_before", "from_instalment", "id", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside_because", "terms_id", "text") VALUES (OLD."code", OLD."due_days_before", OLD."from_instalment", OLD."id", OLD."owner", NOW(), \'delete\', OLD."id", OLD."set_aside_because", OLD."terms_id", OLD."text"); RETURN NULL;',
                            hash="14cb82e1c02dbea7cee48f438c8ec728f246ccd7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68b3a",
                            table="agreements_termscondition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsinstalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_termsinstalmenthistory" ("due_on", "id", "number", "parts", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (NEW."due_on", NEW."id", NEW."number", NEW."parts", NOW(), \'insert\', NEW."id", NEW."terms_id"); RETURN NULL;',
                            hash="3c09d9bc9c6802843a05de4ef21d2bc48cd0e2cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_be426",
                            table="agreements_termsinstalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsinstalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_termsinstalmenthistory" ("due_on", "id", "number", "parts", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (NEW."due_on", NEW."id", NEW."number", NEW."parts", NOW(), \'update\', NEW."id", NEW."terms_id"); RETURN NULL;',
                            hash="2c3029ee73373f62f80772d217a0ee4c65adbb4a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d9213",
                            table="agreements_termsinstalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsinstalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_termsinstalmenthistory" ("due_on", "id", "number", "parts", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (OLD."due_on", OLD."id", OLD."number", OLD."parts", NOW(), \'delete\', OLD."id", OLD."terms_id"); RETURN NULL;',
                            hash="34d833ae94c2e4b7c8e0eaca742e1ff115befccd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_298b9",
                            table="agreements_termsinstalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('asked', 'prepared') THEN\n                    RAISE EXCEPTION 'A variation cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="ad4a3a5f0f6591b01c85da39e5abb16cad049409",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_536f8",
                            table="agreements_variation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{agreed:applied,asked:declined,asked:prepared,asked:withdrawn,deciding:agreed,deciding:refused,deciding:withdrawn,prepared:deciding,prepared:prepared,prepared:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="cd509ade96ce87c379e4c1a5752214c3c3ac6a3f",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_d0a65",
                            table="agreements_variation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="variation_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="e320f705c524d34c3b44dda3c08fe959cf916853",
                            operation="DELETE",
                            pgid="pgtrigger_variation_is_never_deleted_6d09e",
                            table="agreements_variation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_variationhistory" ("because", "begun_at", "begun_by", "by_notice", "decision_id", "draft_id", "id", "is_asked_for", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "stated_pence", "stated_source", "title") VALUES (NEW."because", NEW."begun_at", NEW."begun_by", NEW."by_notice", NEW."decision_id", NEW."draft_id", NEW."id", NEW."is_asked_for", NEW."is_illustration", NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."stated_pence", NEW."stated_source", NEW."title"); RETURN NULL;',
                            hash="62d7d98363fbe097c62a18ad9c94afd0ae490aed",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_624b4",
                            table="agreements_variation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_variationhistory" ("because", "begun_at", "begun_by", "by_notice", "decision_id", "draft_id", "id", "is_asked_for", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "stated_pence", "stated_source", "title") VALUES (NEW."because", NEW."begun_at", NEW."begun_by", NEW."by_notice", NEW."decision_id", NEW."draft_id", NEW."id", NEW."is_asked_for", NEW."is_illustration", NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."stated_pence", NEW."stated_source", NEW."title"); RETURN NULL;',
                            hash="23b6f60fef77ee3e8592207a0a30206a65759c61",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c3e85",
                            table="agreements_variation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_variationhistory" ("because", "begun_at", "begun_by", "by_notice", "decision_id", "draft_id", "id", "is_asked_for", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "stated_pence", "stated_source", "title") VALUES (OLD."because", OLD."begun_at", OLD."begun_by", OLD."by_notice", OLD."decision_id", OLD."draft_id", OLD."id", OLD."is_asked_for", OLD."is_illustration", NOW(), \'delete\', OLD."id", OLD."reason", OLD."state", OLD."stated_pence", OLD."stated_source", OLD."title"); RETURN NULL;',
                            hash="ffd2c008c1cca49c4aed9809e28b0dcc0328a824",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_48cd1",
                            table="agreements_variation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was awarded is never changed; a variation adds to it or takes from it.' USING ERRCODE = 'restrict_violation';",
                            hash="76106204f29b551ac28f5cc00a4ae91d2a264cfa",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_86432",
                            table="agreements_grantamount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was awarded is never changed; a variation adds to it or takes from it.' USING ERRCODE = 'restrict_violation';",
                            hash="3c5c9fed2015d7fc8ed2d701426c09df5c72bcd6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_a79c0",
                            table="agreements_grantamount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="award_varies_as_was_decided",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."variation_id" IS NOT NULL)',
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM agreements_variationline AS line\n                        JOIN agreements_variation AS variation ON variation.id = line.variation_id\n                        WHERE variation.id = NEW.variation_id AND variation.state = 'agreed'\n                          AND line.grant_id = NEW.grant_id AND line.what = 'amount'\n                          AND line.after_pence - line.before_pence = NEW.pence) THEN\n                        RAISE EXCEPTION 'An award changes by what a decided variation names, and by nothing else.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="b7cf17147484e9c22edf3fc1a58a2a63eb3d0fe4",
                            operation="INSERT",
                            pgid="pgtrigger_award_varies_as_was_decided_1a482",
                            table="agreements_grantamount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="award_never_below_zero",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM agreements_grant WHERE id = NEW.grant_id FOR UPDATE;\n                    IF NEW.pence + COALESCE((SELECT sum(pence) FROM agreements_grantamount\n                                             WHERE grant_id = NEW.grant_id), 0) < 0 THEN\n                        RAISE EXCEPTION 'A grant cannot be varied to less than nothing.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="0096e32065db740b605dc9403d2a7d13ae7c51e8",
                            operation="INSERT",
                            pgid="pgtrigger_award_never_below_zero_21d60",
                            table="agreements_grantamount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_grantamounthistory" ("added_at", "added_by", "because", "grant_id", "id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "variation_id") VALUES (NEW."added_at", NEW."added_by", NEW."because", NEW."grant_id", NEW."id", NEW."pence", NOW(), \'insert\', NEW."id", NEW."variation_id"); RETURN NULL;',
                            hash="d428b2a9f51f4e6db620c132133d7804122cd34b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb07b",
                            table="agreements_grantamount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_grantamounthistory" ("added_at", "added_by", "because", "grant_id", "id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "variation_id") VALUES (NEW."added_at", NEW."added_by", NEW."because", NEW."grant_id", NEW."id", NEW."pence", NOW(), \'update\', NEW."id", NEW."variation_id"); RETURN NULL;',
                            hash="0c7a273c6f0ab34f09351d7b24cff05ec2265e28",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7cac3",
                            table="agreements_grantamount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_grantamounthistory" ("added_at", "added_by", "because", "grant_id", "id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "variation_id") VALUES (OLD."added_at", OLD."added_by", OLD."because", OLD."grant_id", OLD."id", OLD."pence", NOW(), \'delete\', OLD."id", OLD."variation_id"); RETURN NULL;',
                            hash="6912ee2188c50d4ce992e5981011ffdc97154660",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_34fbd",
                            table="agreements_grantamount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft') THEN\n                    RAISE EXCEPTION 'A agreement cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="b62b48e98abcf4309e57642c5209a0dd256bb809",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_35cf7",
                            table="agreements_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:discarded,draft:draft,draft:issued,expired:discarded,expired:draft,in_force:ended,in_force:terminated,in_force:varied,issued:draft,issued:expired,issued:refused,issued:signed,refused:discarded,refused:draft,signed:draft,signed:in_force}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="0b9aceed101ec3e9af426554860d8b912ac8cf67",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_39cdf",
                            table="agreements_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agreement_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="ba07a77c19d15b9b627a2cd28cded3595e462a94",
                            operation="DELETE",
                            pgid="pgtrigger_agreement_is_never_deleted_f8009",
                            table="agreements_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agreement_keeps_whom_it_is_between",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."is_illustration" IS DISTINCT FROM (NEW."is_illustration") OR OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."drafted_by" IS DISTINCT FROM (NEW."drafted_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d860ddea9add8b77c8830127d7583156f1a8c214",
                            operation="UPDATE",
                            pgid="pgtrigger_agreement_keeps_whom_it_is_between_a1c26",
                            table="agreements_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agreement_is_changed_as_a_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begins_on" IS DISTINCT FROM (NEW."begins_on") OR OLD."contract_id" IS DISTINCT FROM (NEW."contract_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."into_contract_by" IS DISTINCT FROM (NEW."into_contract_by") OR OLD."own_words" IS DISTINCT FROM (NEW."own_words") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."specification_id" IS DISTINCT FROM (NEW."specification_id") OR OLD."variation_id" IS DISTINCT FROM (NEW."variation_id"))',
                            func="\n                    IF OLD.state <> 'draft' THEN\n                        RAISE EXCEPTION 'What was issued is changed by taking it back, and by nothing else.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="b79d9522ebc62234d0c4e4bf27a1bdd4eca7c433",
                            operation="UPDATE",
                            pgid="pgtrigger_agreement_is_changed_as_a_draft_f6458",
                            table="agreements_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="in_force_when_both_signed_the_same_bytes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"state\" = 'in_force' AND NOT (OLD.\"state\" = 'in_force'))",
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM agreements_agreementtext AS text\n                        JOIN agreements_agreementsignature AS other\n                            ON other.text_id = text.id AND other.side = 'other'\n                        JOIN agreements_agreementsignature AS ours\n                            ON ours.text_id = text.id AND ours.side = 'authority' AND ours.sha256 = other.sha256\n                        WHERE text.agreement_id = NEW.id AND text.sha256 = ours.sha256\n                          AND text.number = (SELECT max(number) FROM agreements_agreementtext\n                                             WHERE agreement_id = NEW.id)\n                    ) THEN\n                        RAISE EXCEPTION 'An agreement is in force only when both sides signed identical bytes.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="87dc4dbb23760665c716595dd617375e1893e467",
                            operation="UPDATE",
                            pgid="pgtrigger_in_force_when_both_signed_the_same_bytes_e7563",
                            table="agreements_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_agreementhistory" ("because", "begins_on", "contract_id", "drafted_at", "drafted_by", "ends_on", "grant_id", "id", "into_contract_by", "is_illustration", "kind", "own_words", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "programme_id", "replaces_id", "sign_by", "specification_id", "state", "variation_id") VALUES (NEW."because", NEW."begins_on", NEW."contract_id", NEW."drafted_at", NEW."drafted_by", NEW."ends_on", NEW."grant_id", NEW."id", NEW."into_contract_by", NEW."is_illustration", NEW."kind", NEW."own_words", NEW."party_id", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."programme_id", NEW."replaces_id", NEW."sign_by", NEW."specification_id", NEW."state", NEW."variation_id"); RETURN NULL;',
                            hash="aeb38afa19454046f61ceca1effc8e52d7677ac9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13a93",
                            table="agreements_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_agreementhistory" ("because", "begins_on", "contract_id", "drafted_at", "drafted_by", "ends_on", "grant_id", "id", "into_contract_by", "is_illustration", "kind", "own_words", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "programme_id", "replaces_id", "sign_by", "specification_id", "state", "variation_id") VALUES (NEW."because", NEW."begins_on", NEW."contract_id", NEW."drafted_at", NEW."drafted_by", NEW."ends_on", NEW."grant_id", NEW."id", NEW."into_contract_by", NEW."is_illustration", NEW."kind", NEW."own_words", NEW."party_id", NOW(), \'update\', NEW."id", NEW."place_id", NEW."programme_id", NEW."replaces_id", NEW."sign_by", NEW."specification_id", NEW."state", NEW."variation_id"); RETURN NULL;',
                            hash="35fd16351ecddab12f23dda966c96fe34944e9db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36fdd",
                            table="agreements_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_agreementhistory" ("because", "begins_on", "contract_id", "drafted_at", "drafted_by", "ends_on", "grant_id", "id", "into_contract_by", "is_illustration", "kind", "own_words", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "programme_id", "replaces_id", "sign_by", "specification_id", "state", "variation_id") VALUES (OLD."because", OLD."begins_on", OLD."contract_id", OLD."drafted_at", OLD."drafted_by", OLD."ends_on", OLD."grant_id", OLD."id", OLD."into_contract_by", OLD."is_illustration", OLD."kind", OLD."own_words", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."programme_id", OLD."replaces_id", OLD."sign_by", OLD."specification_id", OLD."state", OLD."variation_id"); RETURN NULL;',
                            hash="f9c3e6e243f6ecbe4e437ed8938f5af9d2bd4804",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a07e3",
                            table="agreements_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variationline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_is_put_to_decision_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (SELECT 1 FROM agreements_variation\n                                   WHERE id = COALESCE(NEW.variation_id, OLD.variation_id)\n                                     AND state IN ('asked', 'prepared')) THEN\n                        RAISE EXCEPTION 'What was put to a decision does not change any more.'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                            hash="2f616117c97872b8bd326835cd354ceb2ee76068",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_what_is_put_to_decision_stays_cbfd3",
                            table="agreements_variationline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variationline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_variationlinehistory" ("after", "after_pence", "before", "before_pence", "grant_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "variation_id", "what") VALUES (NEW."after", NEW."after_pence", NEW."before", NEW."before_pence", NEW."grant_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."variation_id", NEW."what"); RETURN NULL;',
                            hash="6a79c566ce6b0f12eca518f0620e5794d9604ddd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14351",
                            table="agreements_variationline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variationline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agreements_variationlinehistory" ("after", "after_pence", "before", "before_pence", "grant_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "variation_id", "what") VALUES (NEW."after", NEW."after_pence", NEW."before", NEW."before_pence", NEW."grant_id", NEW."id", NOW(), \'update\', NEW."id", NEW."variation_id", NEW."what"); RETURN NULL;',
                            hash="94bbcc5d3f136da37c18791a5e3d650b75977d2f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72f2a",
                            table="agreements_variationline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="variationline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agreements_variationlinehistory" ("after", "after_pence", "before", "before_pence", "grant_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "variation_id", "what") VALUES (OLD."after", OLD."after_pence", OLD."before", OLD."before_pence", OLD."grant_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."variation_id", OLD."what"); RETURN NULL;',
                            hash="16338aa32f6ad09f068040c9565763f5d302fb2a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6d48b",
                            table="agreements_variationline",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
